import type { ReferralView } from '@alliance/contracts/referral.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { useKeys } from '../../ui/keys';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states';
import { useWide } from '../../ui/use-wide';
import { NewReferralLink, useStartReferral } from './new-referral';
import { QueueFilters, QueueFind, QueueTabs } from './queue-filters';
import { QueueList } from './queue-list';
import { queueWords } from './queue.locale';
import { ReferralDetail } from './referral-detail';
import { useHeldRows } from './use-held-rows';
import './referral-queue.css';

const route = getRouteApi('/inside/referrals');

export function ReferralQueuePage() {
  const t = useWords(queueWords);
  const may = useMay();
  const navigate = useNavigate();
  const start = useStartReferral();
  const search = route.useSearch();
  const { open, ...filters } = search;
  const inbound = filters.side !== 'outbound';
  const wide = useWide('(min-width: 1200px)');
  const [wanted, setWanted] = useState<ReferralAction>();
  const list = usePages(listReferrals, { query: { ...filters, side: inbound ? 'inbound' : 'outbound', limit: 30 } });
  const { held, renew } = useHeldRows(JSON.stringify(filters), list.data, list.pageCount);
  const rows = held?.shown ?? [];
  const [at, setAt] = useState<string>();
  const entered = held?.entered;

  useEffect(() => {
    for (const { patient, counterpart } of entered ?? [])
      say(t('immediateArrived', { name: patient?.name ?? '—', institution: counterpart?.name ?? '—' }), { urgent: true });
    // announced once per arrival, not again when the language changes
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [entered]);

  const show = (id: string, act?: ReferralAction) => {
    setAt(id);
    setWanted(act);
    if (wide) void navigate({ to: '/referrals', search: { ...search, open: id }, replace: true });
    else void navigate({ to: '/referrals/$id', params: { id }, search: act ? { act } : {} });
  };
  const cursor = rows.findIndex(({ row }) => row.id === (at ?? open));
  const move = (step: number) => {
    const next = rows[Math.min(Math.max(cursor + step, 0), rows.length - 1)];
    if (!next) return;
    setAt(next.row.id);
    document.getElementById(`row-${next.row.id}`)?.focus();
  };
  const current = rows[cursor]?.row;
  const onCurrent = (act: ReferralAction) => () => current && show(current.id, act);
  const showsCurrent = wide && current !== undefined && current.id === open;
  useKeys([
    { key: 'j', does: t('key.down'), run: () => move(cursor < 0 ? 0 : 1) },
    { key: 'k', does: t('key.up'), run: () => move(-1) },
    { key: 'Enter', does: t('key.open'), run: () => current && show(current.id) },
    ...(held?.waiting.length ? [{ key: '.', does: t('key.fresh'), run: renew }] : []),
    ...(may('referral.draft') ? [{ key: 'n', does: t('key.new'), run: start }] : []),
    { key: '/', does: t('key.find'), run: () => document.getElementById('queue-find')?.focus() },
  ]);
  // beside the list the open referral listens to these keys itself
  useKeys(
    [
      { key: 'a', does: t('key.accept'), run: onCurrent('accept') },
      { key: 'r', does: t('key.return'), run: onCurrent('return') },
      { key: 'i', does: t('key.ask'), run: onCurrent('ask') },
    ],
    !showsCurrent,
  );
  /** After acting the focus moves on, never away from an immediate case. */
  const onActed = (view: ReferralView) => {
    setWanted(undefined);
    if (view.urgency !== 'immediate') document.getElementById(`row-${rows[cursor + 1]?.row.id ?? view.id}`)?.focus();
  };

  const filtered = Object.keys(filters).some((name) => name !== 'side');
  return (
    <Page
      full
      title={t('title')}
      aside={
        <>
          <QueueTabs search={search} />
          <QueueFind key={filters.side ?? 'inbound'} search={search} />
        </>
      }
      actions={may('referral.draft') && <NewReferralLink />}
    >
      <QueueFilters search={search} />
      <div className={wide ? 'queue split' : 'queue'}>
        <section className="queue-list card" aria-label={t('list')} aria-busy={list.isFetching}>
          {held ? (
            <QueueList held={held} list={list} inbound={inbound} current={at} open={wide ? open : undefined} onShow={show} onRenew={renew}>
              <EmptyState
                title={t(filtered ? 'emptyFiltered' : inbound ? 'emptyInbound' : 'emptyOutbound')}
                text={t(filtered ? 'emptyFilteredText' : inbound ? 'emptyText' : 'emptyOutboundText')}
              />
            </QueueList>
          ) : list.error ? (
            <ErrorState error={list.error} retry={list.refetch} />
          ) : (
            <div className="queue-skeleton">
              <Skeleton rows={7} height={84} />
            </div>
          )}
        </section>
        {wide && (
          <section className="queue-pane card">
            {open ? (
              <ReferralDetail key={`${open} ${wanted ?? ''}`} id={open} wanted={wanted} onActed={onActed} />
            ) : (
              <EmptyState title={t('pick')} text={t('pickText')} />
            )}
          </section>
        )}
      </div>
    </Page>
  );
}
