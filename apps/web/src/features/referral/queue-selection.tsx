import type { bulkReferrals } from '@alliance/contracts/desk.contract';
import type { ReferralRow } from '@alliance/contracts/referral-queue.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import type { BulkAction } from '@alliance/domain/referral/queue';
import { useState } from 'react';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { refusalWords } from '../../platform/refusal.locale';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { HandOver } from './queue-hand-over';
import { useBulk } from './queue.data';
import { queueWords } from './queue.locale';

type Results = AnswerOf<typeof bulkReferrals>['results'];
/** As many as one command takes. */
export const mostAtOnce = 200;

/** What can be done with the rows that were chosen. Answering is not among it: each patient is looked at. */
export function SelectionBar(props: {
  readonly chosen: readonly ReferralRow[];
  readonly inbound: boolean;
  readonly onClear: () => void;
  readonly onPrint: (rows: readonly ReferralRow[]) => void;
}) {
  const { chosen, inbound, onClear, onPrint } = props;
  const t = useWords(queueWords);
  const bulk = useBulk();
  const [handsOver, setHandsOver] = useState(false);
  const [refused, setRefused] = useState<Results>([]);
  const ids = chosen.slice(0, mostAtOnce).map(({ id }) => id);
  const run = (action: BulkAction, to?: string) => {
    if (bulk.isPending) return;
    bulk.mutate(
      { body: { action, ids, ...(to && { to }) } },
      {
        onSuccess: ({ results }) => {
          const left = results.filter(({ refused: code }) => code !== null);
          setRefused(left);
          setHandsOver(false);
          const done = new Set(results.filter(({ refused: code }) => code === null).map(({ id }) => id));
          if (action === 'print') return onPrint(chosen.filter(({ id }) => done.has(id)));
          say(t('bulkDone', { action: t(`bulk.${action}`), count: done.size }));
          if (!left.length) onClear();
        },
      },
    );
  };
  const steps: readonly BulkAction[] = inbound ? ['claim', 'release'] : ['remind'];
  return (
    <div className="queue-selection" role="region" aria-label={t('selection')}>
      <strong className="figures">{t('chosen', { count: chosen.length })}</strong>
      {steps.map((action) => (
        <button key={action} type="button" className="button" aria-disabled={bulk.isPending} onClick={() => run(action)}>
          {t(`bulk.${action}`)}
        </button>
      ))}
      <button type="button" className="button" onClick={() => setHandsOver(true)}>
        {t('bulk.hand_over')}
      </button>
      {inbound && (
        <button type="button" className="button" aria-disabled={bulk.isPending} onClick={() => run('remind')}>
          {t('bulk.remind')}
        </button>
      )}
      <button type="button" className="button" aria-disabled={bulk.isPending} onClick={() => run('print')}>
        {t('bulk.print')}
      </button>
      <button type="button" className="button bare" onClick={onClear}>
        {t('clearSelection')}
      </button>
      {chosen.length > mostAtOnce && <span className="faint">{t('onlyFirst', { count: mostAtOnce })}</span>}
      <RefusalNote error={bulk.error} />
      <Refusals refused={refused} rows={chosen} />
      {handsOver && (
        <HandOver busy={bulk.isPending} error={bulk.error} onChoose={(to) => run('hand_over', to)} onClose={() => setHandsOver(false)} />
      )}
    </div>
  );
}

/** Which rows were left as they are, and why. */
function Refusals({ refused, rows }: { readonly refused: Results; readonly rows: readonly ReferralRow[] }) {
  const t = useWords(queueWords);
  const words = useWordsIfAny(refusalWords);
  if (!refused.length) return null;
  const nameOf = (id: string) => {
    const row = rows.find((each) => each.id === id);
    return row?.patient?.name ?? row?.number ?? '';
  };
  const groups = Map.groupBy(refused, ({ refused: code }) => code ?? '');
  return (
    <ul className="queue-refused" role="status">
      {[...groups].map(([code, results]) => (
        <li key={code}>
          {t('notDone', { names: results.map(({ id }) => nameOf(id)).join(t('and')) })}{' '}
          {words(`code.${code}`, { by: t('somebody') }) ?? code}
        </li>
      ))}
    </ul>
  );
}
