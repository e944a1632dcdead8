import { listAnalyticsCases, type AnalyticsCase } from '@alliance/contracts/analytics.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { MoreButton } from '../../ui/more-button';
import { When } from '../../ui/moment-view';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { filterOf, type AnalyticsSearch } from './analytics-search';
import { useDuration, usePartWords, wayOf } from './analytics-words';
import { analyticsWords } from './analytics.locale';
import { ExportMenu } from './export-menu';

interface Opened {
  readonly search: AnalyticsSearch;
  readonly onClose: () => void;
}

/** The cases behind the figure that was pressed; which one stands in the address. */
export function CasePanel({ search, onClose }: Opened) {
  const { figure, part: spell } = usePartWords();
  const { figure: chosen, by, part } = search;
  const open = chosen !== undefined || (by !== undefined && part !== undefined);
  const name = by && part ? (by === 'flow' ? '' : spell(by, part)) : figure(chosen ?? 'sent');
  return (
    <SidePanel
      title={name || figure('sent')}
      open={open}
      onClose={onClose}
      foot={open ? <ExportMenu search={search} content="cases" /> : null}
    >
      {open && <Cases search={search} />}
    </SidePanel>
  );
}

function Cases({ search }: { readonly search: AnalyticsSearch }) {
  const t = useWords(analyticsWords);
  const told = useDuration();
  const may = useMay();
  const { figure = 'sent', by, part } = search;
  const selection = by && part !== undefined ? { by, part } : {};
  const list = usePages(listAnalyticsCases, { query: { ...filterOf(search), figure, ...selection, limit: 50 } });
  const columns: Column<AnalyticsCase>[] = [
    { id: 'number', head: t('case.number'), title: true, cell: (row) => <Number of={row} opens={row.mine && may('referral.read')} /> },
    { id: 'way', head: t('case.way'), cell: (row) => wayOf(row, t('flow.offPlatform')) },
    { id: 'sent', head: t('case.sentAt'), cell: ({ sentAt }) => <When at={sentAt} /> },
    { id: 'step', head: t('case.step'), cell: (row) => <Standing of={row} /> },
    {
      id: 'answer',
      head: t('case.answer'),
      cell: ({ responseMinutes, inTime }) => (
        <span className="figures">
          {told(responseMinutes)}
          {inTime === false && ` · ${t('case.late')}`}
        </span>
      ),
    },
    { id: 'arrival', head: t('case.arrival'), cell: ({ arrivalMinutes }) => <span className="figures">{told(arrivalMinutes)}</span> },
  ];
  return (
    <>
      <p className="faint">{t('case.noIdentity')}</p>
      <Loaded of={list} skeleton={<Skeleton rows={6} height={56} />}>
        {(rows) =>
          rows.length ? (
            <>
              <p className="figures">{t('sum', { count: list.first?.total ?? rows.length })}</p>
              <Table label={t('cases')} columns={columns} rows={rows} keyOf={({ id }) => id} foldsAt={900} step={1_000} />
              <MoreButton list={list} />
            </>
          ) : (
            <EmptyState text={t('case.empty')} />
          )
        }
      </Loaded>
    </>
  );
}

function Number({ of: { id, number }, opens }: { readonly of: AnalyticsCase; readonly opens: boolean }) {
  const t = useWords(analyticsWords);
  if (!opens) return <span className="figures">{number}</span>;
  return (
    <Link to="/referrals/$id" params={{ id }} search={{}} className="figures" aria-label={t('case.open', { number })}>
      {number}
    </Link>
  );
}

function Standing({ of: { step, endedAs, returnReason, returnOutcome } }: { readonly of: AnalyticsCase }) {
  const t = useWords(analyticsWords);
  const { part, reason, ended } = usePartWords();
  const more = [
    endedAs && endedAs !== returnOutcome && ended(endedAs),
    returnReason && reason(returnReason),
    returnOutcome && part('return_outcome', returnOutcome),
  ].filter(Boolean);
  return (
    <>
      {t(`step.${step}`)}
      {more.length > 0 && <span className="faint case-more">{more.join(' · ')}</span>}
    </>
  );
}
