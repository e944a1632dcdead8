import { getAnalyticsFlows, type FlowView } from '@alliance/contracts/analytics.contract';
import { lazy, Suspense, useMemo } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import type { SankeyPick } from '../../ui/sankey';
import { filterOf } from './analytics-search';
import { wayOf } from './analytics-words';
import { analyticsWords } from './analytics.locale';
import { Bar, type BlockProps } from './division-table';

const Sankey = lazy(() => import('../../ui/sankey'));
const outside = 'outside';
/** More would be a thicket. */
const drawn = 20;
/** Thickness of the whole picture in units of the drawing, however many cases there are; the smallest flow is still seen. */
const thickness = 60;
const weightOf = (cases: number, total: number) => Math.max(1, Math.round((thickness * cases) / total));
const partOf = ({ sender, receiver }: FlowView) => `${sender.id}:${receiver?.id ?? outside}`;

/** From hospital to hospital: a picture, and the same as a table. */
export function FlowsBlock({ search, onPart }: BlockProps) {
  const t = useWords(analyticsWords);
  const flows = useAnswer(getAnalyticsFlows, { query: filterOf(search) }, { keepPrevious: true });
  return (
    <Loaded of={flows} skeleton={<Skeleton rows={1} height={320} />}>
      {({ flows: rows, total }) =>
        rows.length ? (
          <>
            <Picture flows={rows.slice(0, drawn)} total={total} onPick={(part) => onPart('flow', part)} />
            {rows.length > drawn && <p className="faint">{t('flow.drawn', { count: drawn })}</p>}
            <FlowTable flows={rows} total={total} onOpen={(part) => onPart('flow', part)} />
          </>
        ) : (
          <EmptyState text={t('none')} />
        )
      }
    </Loaded>
  );
}

function Picture({
  flows,
  total,
  onPick,
}: {
  readonly flows: readonly FlowView[];
  readonly total: number;
  readonly onPick: (part: string) => void;
}) {
  const t = useWords(analyticsWords);
  const { nodes, links } = useMemo(() => {
    const ends = flows.flatMap((flow) => {
      const { sender, receiver, cases } = flow;
      const weight = weightOf(cases, total);
      return [
        { id: `left ${sender.id}`, name: sender.name, side: 'left' as const, cases, weight },
        { id: `right ${receiver?.id ?? outside}`, name: receiver?.name ?? t('flow.offPlatform'), side: 'right' as const, cases, weight },
      ];
    });
    const nodes = [...Map.groupBy(ends, ({ id }) => id)].map(([id, all]) => {
      const sum = (of: 'cases' | 'weight') => all.reduce((so, one) => so + one[of], 0);
      return { id, label: `${all[0]?.name ?? ''} ${sum('cases')}`, side: all[0]?.side ?? 'left', value: sum('weight') };
    });
    const links = flows.map(({ sender, receiver, cases }) => ({
      from: `left ${sender.id}`,
      to: `right ${receiver?.id ?? outside}`,
      value: weightOf(cases, total),
    }));
    return { nodes, links };
  }, [flows, total, t]);
  const flowAt = (at: SankeyPick) =>
    'from' in at
      ? flows.find((flow) => `left ${flow.sender.id}` === at.from && `right ${flow.receiver?.id ?? outside}` === at.to)
      : undefined;
  const tip = (at: SankeyPick): string => {
    const flow = flowAt(at);
    if (flow) return t('flow.tip', { from: flow.sender.name, to: flow.receiver?.name ?? t('flow.offPlatform'), count: flow.cases });
    return 'node' in at ? (nodes.find(({ id }) => id === at.node)?.label ?? '') : '';
  };
  const pick = (at: SankeyPick) => {
    const flow = flowAt(at);
    if (flow) onPick(partOf(flow));
  };
  return (
    <Suspense fallback={<Skeleton rows={1} height={320} />}>
      <Sankey nodes={nodes} links={links} label={t('flow.label', { count: total })} tip={tip} onPick={pick} />
    </Suspense>
  );
}

function FlowTable({
  flows,
  total,
  onOpen,
}: {
  readonly flows: readonly FlowView[];
  readonly total: number;
  readonly onOpen: (part: string) => void;
}) {
  const t = useWords(analyticsWords);
  const columns: Column<FlowView>[] = [
    { id: 'from', head: t('flow.from'), title: true, cell: ({ sender }) => sender.name },
    { id: 'to', head: t('flow.to'), cell: ({ receiver }) => receiver?.name ?? t('flow.offPlatform') },
    {
      id: 'cases',
      head: t('cases'),
      width: '90px',
      sort: ({ cases }) => cases,
      cell: (flow) => (
        <button
          type="button"
          className="figure-open figures"
          aria-label={t('openCases', { name: wayOf(flow, t('flow.offPlatform')) })}
          onClick={() => onOpen(partOf(flow))}
        >
          {flow.cases}
        </button>
      ),
    },
    { id: 'share', head: t('ofAll'), width: '150px', cell: ({ cases }) => <Bar of={cases} among={total} /> },
    {
      id: 'returned',
      head: t('returned'),
      width: '80px',
      sort: ({ returned }) => returned,
      cell: ({ returned }) => <span className="figures">{returned}</span>,
    },
    {
      id: 'leaked',
      head: t('leaked'),
      width: '80px',
      sort: ({ leaked }) => leaked,
      cell: ({ leaked }) => <span className="figures">{leaked}</span>,
    },
  ];
  return (
    <>
      <Table label={t('block.flows')} columns={columns} rows={flows} keyOf={partOf} step={20} foldsAt={640} />
      <p className="faint figures">{t('sum', { count: total })}</p>
    </>
  );
}
