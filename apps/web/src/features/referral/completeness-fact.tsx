import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../platform/i18n';
import { Fact } from '../../ui/fact';
import { checkWords } from './check.locale';

/** How complete it was when it was first sent, and why not more; to the sender also why it was sent again. */
export function CompletenessFact({ referral: { completeness, incompleteReason, duplicateReason } }: { readonly referral: ReferralView }) {
  const t = useWords(checkWords);
  return (
    <>
      {completeness !== null && (
        <Fact label={t('title')}>
          <span className="figures">{t('percent', { percent: completeness })}</span>
          {incompleteReason && <span className="faint"> {t(`reasons.${incompleteReason}`)}</span>}
        </Fact>
      )}
      {duplicateReason && <Fact label={t('duplicate.reason')}>{t(`duplicate.reasons.${duplicateReason}`)}</Fact>}
    </>
  );
}
