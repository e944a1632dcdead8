import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../../platform/i18n';
import { EmptyState } from '../../../ui/states';
import { archiveWords } from './archive.locale';

/** 转诊档案: what was sealed when the referral ended. */
export function ReferralArchive({ referral: _referral }: { readonly referral: ReferralView }) {
  const t = useWords(archiveWords);
  return <EmptyState title={t('none')} text={t('noneText')} />;
}
