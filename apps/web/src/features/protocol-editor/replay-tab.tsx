import { listReplays, startReplay, type ReplayRun } from '@alliance/contracts/replay.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { SelectField } from '../../ui/field';
import { When } from '../../ui/moment-view';
import { EmptyState, Loaded, RefusalNote } from '../../ui/states';
import { useDesk } from './desk';
import { replayWords } from './replay.locale';
import { ReplayRunView } from './replay-run';

const spans = ['30', '90', '180', '365'] as const;

/** Who of the last months would have been judged differently by this version. */
export function ReplayTab() {
  const t = useWords(replayWords);
  const { view, flush, problems } = useDesk();
  const params = { id: view.protocolId, n: String(view.number) };
  const runs = useAnswer(listReplays, { params });
  const [chosen, setChosen] = useState<string>();
  const [days, setDays] = useState<(typeof spans)[number]>('90');
  const [unsaved, setUnsaved] = useState<unknown>(null);
  const start = useCommand(startReplay, {
    onDone: ({ id }) => {
      setChosen(id);
      void runs.refetch();
    },
  });
  const begin = () => {
    setUnsaved(null);
    // what is judged is what the server has
    flush().then(() => start.mutate({ params, body: { days: Number(days) } }), setUnsaved);
  };
  const may = view.actions.includes('replay');
  return (
    <div className="replay-tab">
      <section className="card" aria-label={t('start')}>
        <div className="card-body replay-start">
          <p className="soft">{t('text')}</p>
          {may && (
            <>
              <SelectField
                label={t('days')}
                placeholder={t('days')}
                value={days}
                onChange={setDays}
                options={spans.map((value) => ({ value, label: t('lastDays', { count: value }) }))}
              />
              <button type="button" className="button primary" disabled={start.isPending || problems.length > 0} onClick={begin}>
                {t('start')}
              </button>
            </>
          )}
          {problems.length > 0 && <p className="note-warn">{t('incomplete')}</p>}
          <RefusalNote error={start.error ?? unsaved} />
        </div>
      </section>
      <Loaded of={runs}>
        {({ items }) => {
          const [newest] = items;
          const run = items.find(({ id }) => id === chosen) ?? newest;
          if (!run) return <EmptyState title={t('none')} text={t('noneText')} />;
          return (
            <>
              {items.length > 1 && <Runs of={items} chosen={run.id} onChoose={setChosen} />}
              <ReplayRunView key={run.id} run={run} onDone={() => void runs.refetch()} />
            </>
          );
        }}
      </Loaded>
    </div>
  );
}

function Runs(props: { readonly of: readonly ReplayRun[]; readonly chosen: string; readonly onChoose: (id: string) => void }) {
  const t = useWords(replayWords);
  return (
    <div className="replay-runs" role="group" aria-label={t('runs')}>
      {props.of.map(({ id, state, requestedAt, requestedBy }) => (
        <button key={id} type="button" className="chip" aria-pressed={id === props.chosen} onClick={() => props.onChoose(id)}>
          <When at={requestedAt} /> · {requestedBy} · {t(`state.${state}`)}
        </button>
      ))}
    </div>
  );
}
