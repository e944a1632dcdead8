import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { Link } from '@tanstack/react-router';
import { useNow } from '../../platform/clock';
import { useLanguage, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { longDay } from '../../ui/moment';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { useKeys } from '../../ui/keys';
import { NewReferralLinks, useStartReferral } from './new-referral';
import { ReferralFacts } from './referral-row';
import { queueWords } from './queue.locale';
import { groupOf, waitingFor, type Waiting, type WaitingGroup } from './waiting.policy';
import './referral-home.css';

const limit = 100;
const groups: readonly WaitingGroup[] = ['now', 'next', 'later'];

/** The queue is the home: what waits for us, by what is due next. */
export function ReferralHomePage() {
  const t = useWords(queueWords);
  const language = useLanguage();
  const now = useNow(15_000);
  const may = useMay();
  const start = useStartReferral();
  const inbound = useAnswer(listReferrals, { query: { side: 'inbound', waiting: 'mine', limit } });
  const outbound = useAnswer(listReferrals, { query: { side: 'outbound', waiting: 'mine', limit } });
  useKeys([{ key: 'n', does: t('key.new'), run: start }], may('referral.draft'));
  const both = {
    data: inbound.data && outbound.data ? waitingFor(inbound.data.items, outbound.data.items) : undefined,
    error: inbound.error ?? outbound.error,
    isPending: inbound.isPending || outbound.isPending,
    refetch: () => Promise.all([inbound.refetch(), outbound.refetch()]),
  };
  const clipped = Boolean(inbound.data?.nextCursor ?? outbound.data?.nextCursor);
  return (
    <Page title={t('home')} aside={t('homeLead', { day: longDay(now, language) })} actions={may('referral.draft') && <NewReferralLinks />}>
      <Loaded of={both} skeleton={<Skeleton rows={6} height={84} />}>
        {(waiting) =>
          waiting.length === 0 ? (
            <EmptyState title={t('nothingWaits')} text={`${t('nothingWaitsText')}${may('referral.draft') ? t('nothingToSend') : ''}`} />
          ) : (
            <>
              {groups.map((group) => (
                <Group key={group} group={group} items={waiting.filter((item) => groupOf(item, now) === group)} />
              ))}
              {clipped && <p className="faint">{t('more', { count: limit * 2 })}</p>}
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Group({ group, items }: { readonly group: WaitingGroup; readonly items: readonly Waiting[] }) {
  const t = useWords(queueWords);
  if (!items.length) return null;
  return (
    <section className="home-group">
      <h2>
        {t(`groups.${group}`)} <span className="faint figures">{items.length}</span>
      </h2>
      <ul className="card">
        {items.map(({ row, inbound }) => (
          <li key={row.id}>
            <Link to="/referrals/$id" params={{ id: row.id }} className={`home-row ${row.urgency ?? ''}`}>
              <span className="home-side">{t(inbound ? 'inbound' : 'outbound')}</span>
              <ReferralFacts row={row} inbound={inbound} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
