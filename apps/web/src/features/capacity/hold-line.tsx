import type { Hold } from '@alliance/contracts/capacity.contract';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../platform/clock';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { TimeLeft } from '../../ui/time-left';
import { UrgencyMark } from '../../ui/urgency-mark';
import { capacityWords } from './capacity.locale';

/** For which referral, and for how much longer. */
export function HoldLine({ hold }: { readonly hold: Hold }) {
  const t = useWords(capacityWords);
  const reads = useMay()('referral.read');
  const now = useNow(15_000);
  const { referral, until } = hold;
  return (
    <div className="hold-line">
      {until && (Date.parse(until) > now ? <TimeLeft until={until} /> : <span className="soft">{t('hold.over')}</span>)}
      {!until && <span className="soft">{t('hold.stay')}</span>}
      {referral ? (
        <span className="hold-for">
          {referral.urgency && <UrgencyMark urgency={referral.urgency} />}{' '}
          {reads ? (
            <Link to="/referrals/$id" params={{ id: referral.id }} className="figures">
              {referral.number}
            </Link>
          ) : (
            <span className="figures">{referral.number}</span>
          )}
        </span>
      ) : (
        <span className="faint">{t('hold.unseen')}</span>
      )}
    </div>
  );
}
