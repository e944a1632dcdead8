import { listNotifications } from '@alliance/contracts/notification.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { Link } from '@tanstack/react-router';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { ErrorState, Skeleton } from '../../ui/states';
import { TimeLeft } from '../../ui/time-left';
import { UrgencyMark } from '../../ui/urgency-mark';
import { useOnCallWords } from './use-on-call-words';

const shown = 10;

/** What the one before leaves open: referrals that wait for us, the most urgent first, and notices nobody has read. */
export function OpenWork() {
  const { t } = useOnCallWords();
  const may = useMay();
  const referrals = useAnswer(listReferrals, may('referral.read') ? { query: { side: 'inbound', limit: shown } } : null);
  const notices = useAnswer(listNotifications, may('notification.read') ? { query: { unread: 'true', limit: 1 } } : null);
  const error = referrals.error ?? notices.error;
  if (error) return <ErrorState error={error} retry={() => Promise.all([referrals.refetch(), notices.refetch()])} />;
  if (referrals.isLoading || notices.isLoading) return <Skeleton rows={3} />;
  const items = referrals.data?.items ?? [];
  const unread = notices.data?.unread ?? 0;
  if (!items.length && !unread) return <p className="soft">{t('takeOver.open.none')}</p>;
  return (
    <>
      {items.length > 0 && <p className="faint">{t('takeOver.open.referrals')}</p>}
      <ul className="take-over-open">
        {items.map(({ id, number, urgency, patient, counterpart, deadline }) => (
          <li key={id}>
            {urgency && <UrgencyMark urgency={urgency} />}
            <Link to="/referrals/$id" params={{ id }} search={{}}>
              {patient?.name ?? number}
            </Link>
            <span className="soft">{counterpart?.name}</span>
            {deadline && <TimeLeft until={deadline.at} />}
          </li>
        ))}
      </ul>
      {referrals.data?.nextCursor && <p className="faint">{t('takeOver.open.more')}</p>}
      {unread > 0 && (
        <p>
          <Link to="/notifications">{t('takeOver.open.unread', { count: unread })}</Link>
        </p>
      )}
    </>
  );
}
