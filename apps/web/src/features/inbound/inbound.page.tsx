import { getInboundFigures, listInbound, replayManyInbound, type InboundLine } from '@alliance/contracts/inbound.contract';
import { inboundProblems, inboundStates, reportSources } from '@alliance/domain/recognition/recognition.codes';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer, usePages } from '../../platform/query';
import { useMay } from '../../platform/session';
import { FilterSelect } from '../../ui/filter-select';
import { When } from '../../ui/moment-view';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { InboundDetail } from './inbound-detail';
import { inboundWords } from './inbound.locale';
import './inbound.css';

type State = (typeof inboundStates)[number];
type Source = (typeof reportSources)[number];
type ProblemKind = (typeof inboundProblems)[number];

/** What other systems sent: what waits to be mended first. */
export function InboundPage() {
  const t = useWords(inboundWords);
  const may = useMay();
  const [state, setState] = useState<State>('quarantined');
  const [source, setSource] = useState<Source>();
  const [problem, setProblem] = useState<ProblemKind>();
  const [open, setOpen] = useState<string>();
  const figures = useAnswer(getInboundFigures, {});
  const list = usePages(listInbound, { query: { state, limit: 50, ...(source && { source }), ...(problem && { problem }) } });
  const waiting = figures.data?.byProblem ?? [];
  const columns: Column<InboundLine>[] = [
    {
      id: 'id',
      head: t('controlId'),
      title: true,
      cell: ({ id, controlId }) => (
        <button type="button" className="button bare inbound-open figures" onClick={() => setOpen(id)}>
          {controlId}
        </button>
      ),
    },
    { id: 'from', head: t('from'), cell: (line) => `${line.connection?.name ?? line.origin} · ${t(`source.${line.source}`)}` },
    { id: 'at', head: t('received'), cell: ({ receivedAt }) => <When at={receivedAt} /> },
    {
      id: 'problems',
      head: t('problems'),
      cell: ({ problems, state: now }) =>
        problems.length ? [...new Set(problems.map((one) => t(`problem.${one.problem}`)))].join('、') : t(`state.${now}`),
      width: '40%',
    },
  ];
  return (
    <Page
      title={t('title')}
      aside={t('lead')}
      actions={
        may('machine.manage') && (
          <Link to="/inbound/connections" className="button">
            {t('connections')}
          </Link>
        )
      }
    >
      <div className="inbound-filters">
        {inboundStates.toReversed().map((one) => (
          <button key={one} type="button" className="chip" aria-pressed={one === state} onClick={() => setState(one)}>
            {t(`state.${one}`)}
            {one === 'quarantined' && figures.data ? ` ${figures.data.waiting}` : ''}
          </button>
        ))}
        <FilterSelect
          label={t('sourceFilter')}
          value={source}
          options={reportSources.map((value) => ({ value, label: t(`source.${value}`) }))}
          onChange={(value) => setSource(value as Source | undefined)}
        />
        <FilterSelect
          label={t('problemFilter')}
          value={problem}
          options={waiting.map(({ problem: value, count }) => ({ value, count, label: t(`problem.${value}`) }))}
          onChange={(value) => setProblem(value as ProblemKind | undefined)}
        />
        {problem && state === 'quarantined' && <AgainMany problem={problem} source={source} />}
      </div>
      <Loaded of={list} skeleton={<Skeleton rows={10} height={28} />}>
        {(items) =>
          items.length ? (
            <div className="card">
              <Table label={t('list')} columns={columns} rows={items} keyOf={({ id }) => id} />
              <MoreButton list={list} />
            </div>
          ) : state === 'quarantined' && !source && !problem ? (
            <EmptyState title={t('empty')} text={t('emptyText')} />
          ) : (
            <EmptyState title={t('none')} />
          )
        }
      </Loaded>
      <SidePanel title={t('text')} open={open !== undefined} onClose={() => setOpen(undefined)}>
        {open && <InboundDetail id={open} />}
      </SidePanel>
    </Page>
  );
}

function AgainMany({ problem, source }: { readonly problem: ProblemKind; readonly source: Source | undefined }) {
  const t = useWords(inboundWords);
  const command = useCommand(replayManyInbound, { touches: ['inbound'], onDone: (answer) => say(t('triedMany', answer)) });
  return (
    <>
      <button
        type="button"
        className="button"
        aria-disabled={command.isPending}
        onClick={() => command.isPending || command.mutate({ body: { problem, ...(source && { source }) } })}
      >
        {t('againMany', { problem: t(`problem.${problem}`) })}
      </button>
      <RefusalNote error={command.error} />
    </>
  );
}
