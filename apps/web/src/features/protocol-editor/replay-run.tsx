import { cancelReplay, getReplay, type ReplayRun } from '@alliance/contracts/replay.contract';
import { useEffect, useEffectEvent } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { When } from '../../ui/moment-view';
import { ErrorState, RefusalNote } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { ReplayCases } from './replay-cases';
import { changes } from './replay-search';
import { replayWords } from './replay.locale';

type Summary = NonNullable<ReplayRun['summary']>;
const askEveryMs = 1_000;
const moving = ({ state }: ReplayRun): boolean => state === 'queued' || state === 'running';

/** One run: how far it is while it goes, then what it found. */
export function ReplayRunView({ run: listed, onDone }: { readonly run: ReplayRun; readonly onDone: () => void }) {
  const t = useWords(replayWords);
  const answer = useAnswer(getReplay, { params: { id: listed.id } }, { staleTime: 0 });
  const run = answer.data ?? listed;
  const going = moving(run);
  const ask = useEffectEvent(() => void answer.refetch());
  const finished = useEffectEvent(onDone);
  useEffect(() => {
    if (!going) return;
    const timer = setInterval(() => ask(), askEveryMs);
    return () => {
      clearInterval(timer);
      finished();
    };
  }, [going]);
  const cancel = useCommand(cancelReplay, { onDone: () => void answer.refetch() });
  if (answer.error && !answer.data) return <ErrorState error={answer.error} retry={answer.refetch} />;
  return (
    <section className="card" aria-label={t('result')}>
      <header className="card-head">
        <h2>{t(`state.${run.state}`)}</h2>
        <span className="faint">
          {run.against === null ? t('againstNone') : t('against', { against: run.against, number: run.number })} ·{' '}
          {t('lastDays', { count: run.days })} · {run.requestedBy} · <When at={run.requestedAt} />
        </span>
        {going && (
          <button
            type="button"
            className="button bare card-do"
            disabled={cancel.isPending}
            onClick={() => cancel.mutate({ params: { id: run.id }, body: {} })}
          >
            {t('cancel')}
          </button>
        )}
      </header>
      <div className="card-body">
        <RefusalNote error={cancel.error} />
        {(going || run.state === 'cancelled') && <Progress run={run} />}
        {run.state === 'failed' && <p className="note-bad">{t('failed')}</p>}
        {run.state === 'done' && !run.summary && <p className="soft">{t('nothing')}</p>}
        {run.summary && <SummaryView of={run.summary} />}
        {run.summary && <ReplayCases run={run} />}
      </div>
    </section>
  );
}

function Progress({ run: { done, total, state } }: { readonly run: ReplayRun }) {
  const t = useWords(replayWords);
  return (
    <div className="replay-progress">
      <progress max={Math.max(1, total)} value={state === 'queued' ? undefined : done} aria-label={t('progress')} />
      <span className="figures" role="status">
        {total ? t('judged', { done, total }) : t('counting')}
      </span>
    </div>
  );
}

function SummaryView({ of }: { readonly of: Summary }) {
  const t = useWords(replayWords);
  const words = useWords(criteriaWords);
  const { all } = of;
  const different = all.judged - all.same;
  return (
    <>
      <p className="replay-all" role="status">
        {different ? t('different', { different, judged: all.judged }) : t('noneDifferent', { judged: all.judged })}
      </p>
      <h3>{t('byDirection')}</h3>
      <Differences
        label={t('byDirection')}
        rows={of.byDirection.map((row) => ({ id: row.direction, name: words(`direction.${row.direction}`), row }))}
      />
      <h3>{t('byMember')}</h3>
      <Differences label={t('byMember')} rows={of.byMember.map((row) => ({ id: row.institutionId, name: row.institution, row }))} />
      <h3>{t('byUrgency')}</h3>
      <Table
        label={t('byUrgency')}
        foldsAt={360}
        rows={of.byUrgency}
        keyOf={({ urgency }) => urgency}
        columns={[
          {
            id: 'urgency',
            head: t('urgency'),
            title: true,
            cell: ({ urgency }) => (urgency === 'none' ? t('noUrgency') : words(`urgency.${urgency}`)),
          },
          { id: 'before', head: t('before'), cell: ({ before }) => <span className="figures">{before}</span> },
          { id: 'after', head: t('after'), cell: ({ after }) => <span className="figures">{after}</span> },
          {
            id: 'by',
            head: t('difference'),
            cell: ({ before, after }) => (
              <span className="figures">{after === before ? '0' : after > before ? `+${after - before}` : `−${before - after}`}</span>
            ),
          },
        ]}
      />
    </>
  );
}

interface Row {
  readonly id: string;
  readonly name: string;
  readonly row: Summary['all'];
}
function Differences({ label, rows }: { readonly label: string; readonly rows: readonly Row[] }) {
  const t = useWords(replayWords);
  const column = (id: keyof Summary['all'], head: string): Column<Row> => ({
    id,
    head,
    sort: ({ row }) => -row[id],
    cell: ({ row }) => <span className={row[id] && id !== 'judged' && id !== 'same' ? 'figures replay-some' : 'figures'}>{row[id]}</span>,
  });
  return (
    <Table
      label={label}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { id: 'name', head: label, title: true, cell: ({ name }) => name },
        column('judged', t('judgedHead')),
        column('same', t('same')),
        ...changes.map((change) => column(change, t(`change.${change}`))),
      ]}
    />
  );
}
