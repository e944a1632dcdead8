import type { ReferralView } from '@alliance/contracts/referral.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { Icon } from '../../ui/icon';
import { detailWords } from './detail.locale';

/** Papers that hospitals still need: from the day it is sent, with the sheet once there is one, and one to go along off the platform. */
export function ReferralPrints({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(detailWords);
  const { id, state, handOver, outside } = referral;
  if (state === 'draft' || state === 'voided') return null;
  const papers = ['form', ...(handOver.sheet ? ['hand-over' as const] : []), ...(outside ? ['outside' as const] : [])] as const;
  return (
    <p className="prints">
      {papers.map((paper) => (
        <Link key={paper} to={`/referrals/$id/print/${paper}`} params={{ id }} className="button">
          <Icon name="file" size={16} /> {t(`print.${paper}`)}
        </Link>
      ))}
    </p>
  );
}
