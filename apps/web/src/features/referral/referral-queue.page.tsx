import type { ReferralView } from '@alliance/contracts/referral.contract';
import { listReferrals, type ReferralRow } from '@alliance/contracts/referral-queue.contract';
import { queueColumns } from '@alliance/domain/referral/queue';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states';
import { useWide } from '../../ui/use-wide';
import { NewReferralLinks } from './new-referral';
import { TakeOver, useClaimKey } from './queue-claim';
import { QueueFilters, QueueFind, QueueTabs, useCounts } from './queue-filters';
import { grouped, rowsOf } from './queue-group.policy';
import { QueueList } from './queue-list';
import { QueuePrint } from './queue-print';
import { askOf, groupingOf } from './queue-search';
import { SelectionBar } from './queue-selection';
import { QueueSound } from './queue-sound';
import { QueueViews } from './queue-views';
import { useDesk } from './queue.data';
import { queueWords } from './queue.locale';
import { ReferralDetail } from './referral-detail';
import { LookingStrip } from './referral-lookers';
import { useHeldRows } from './use-held-rows';
import { useQueueKeys } from './use-queue-keys';
import { useQueueSelection } from './use-queue-selection';
import { useViewName } from './use-view-name';
import './referral-queue.css';

const route = getRouteApi('/inside/referrals');

/** What a referral office has open all day: the list at the left, the one that is looked at beside it. */
export function ReferralQueuePage() {
  const t = useWords(queueWords);
  const may = useMay();
  const navigate = useNavigate();
  const search = route.useSearch();
  const { open } = search;
  const inbound = search.side !== 'outbound';
  const wide = useWide('(min-width: 1200px)');
  const scroller = useRef<HTMLElement>(null);
  const [wanted, setWanted] = useState<ReferralAction>();
  const [at, setAt] = useState<string>();
  const [printing, setPrinting] = useState<readonly ReferralRow[]>();
  const query = askOf(search);
  const list = usePages(listReferrals, { query: { ...query, limit: 50 } });
  const { held, renew } = useHeldRows(JSON.stringify(query), list.data, list.pageCount);
  const items = grouped(held?.shown ?? [], groupingOf(search));
  const rows = rowsOf(items).map(({ row }) => row);
  const selection = useQueueSelection(rows.map(({ id }) => id));
  const columns = useDesk().data?.columns ?? queueColumns;
  const claim = useClaimKey();
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
  const cursor = rows.findIndex(({ id }) => id === (at ?? open));
  const current = rows[cursor];
  useQueueKeys({
    rows,
    cursor,
    showsCurrent: wide && current !== undefined && current.id === open,
    fresh: held?.waiting.length ? renew : undefined,
    move: setAt,
    show,
    select: selection.select,
    claim: claim.press,
  });
  /** After acting the focus moves on, never away from an immediate case. */
  const onActed = (view: ReferralView) => {
    setWanted(undefined);
    if (view.urgency !== 'immediate') setAt(rows[cursor + 1]?.id ?? view.id);
  };

  const filtered = Object.keys(search).some((name) => !['side', 'open', 'tab', 'sort', 'grouping'].includes(name));
  const chosen = rows.filter(({ id }) => selection.chosen.has(id));
  const title = useListTitle(search.view, inbound);
  return (
    <Page
      full
      title={t('title')}
      pressing={useCounts()?.pressing}
      aside={
        <>
          <QueueTabs search={search} />
          <QueueFind key={search.side ?? 'inbound'} search={search} />
        </>
      }
      actions={
        <>
          <QueueSound entered={entered} />
          {may('referral.draft') && <NewReferralLinks />}
        </>
      }
    >
      <QueueViews search={search} />
      <QueueFilters search={search} />
      <div className={wide ? 'queue split' : 'queue'}>
        <section ref={scroller} className="queue-list card" aria-label={t('list')} aria-busy={list.isFetching}>
          {held ? (
            <QueueList
              scroller={scroller}
              held={held}
              items={items}
              list={list}
              inbound={inbound}
              columns={columns}
              selection={selection.chosen}
              current={at}
              open={wide ? open : undefined}
              onShow={show}
              onSelect={selection.select}
              onRenew={renew}
            >
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
              <>
                <LookingStrip key={open} id={open} />
                <ReferralDetail
                  key={`${open} ${wanted ?? ''}`}
                  id={open}
                  tab={search.tab}
                  onTab={(tab) => void navigate({ to: '/referrals', search: { ...search, tab }, replace: true })}
                  wanted={wanted}
                  onActed={onActed}
                />
              </>
            ) : (
              <EmptyState title={t('pick')} text={t('pickText')} />
            )}
          </section>
        )}
      </div>
      {chosen.length > 0 && <SelectionBar chosen={chosen} inbound={inbound} onClear={selection.clear} onPrint={setPrinting} />}
      {claim.asking && <TakeOver row={claim.asking} onClose={claim.close} />}
      {printing && <QueuePrint rows={printing} title={title} onPrinted={() => setPrinting(undefined)} />}
    </Page>
  );
}

/** The list as it is called on paper. */
function useListTitle(view: string | undefined, inbound: boolean): string {
  const t = useWords(queueWords);
  const nameOf = useViewName();
  const kept = useDesk().data?.views.find(({ id, code }) => (code ?? id) === view);
  return [t('list'), t(inbound ? 'inbound' : 'outbound'), ...(kept ? [nameOf(kept)] : [])].join(' · ');
}
