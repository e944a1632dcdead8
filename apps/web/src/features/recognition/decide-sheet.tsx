import { decideCheck, type RecognitionCheck } from '@alliance/contracts/recognition.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { isRefused } from '../../platform/refusal';
import { useKeys } from '../../ui/keys';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { decisionsOf, missingIn, readingOrder, totalsOf } from './decisions.policy';
import { LineDecision } from './line-decision';
import { forgetOrder } from './order-draft';
import type { RepeatReason } from './repeat-reason.data';
import { SheetFoot } from './sheet-foot';
import { SheetGroups } from './sheet-groups';
import { sheetWords } from './sheet.locale';
import { useDecisions } from './use-decisions';

interface Props {
  readonly check: RecognitionCheck;
  readonly reasons: readonly RepeatReason[];
}
const lineOf = (itemCode: string) => document.getElementById(`line-${itemCode}`);

/** The physician decides each line, all at once where they agree, and confirms the set. */
export function DecideSheet({ check, reasons }: Props) {
  const t = useWords(sheetWords);
  const decisions = useDecisions(check);
  const { choices, explained } = decisions;
  const [tried, setTried] = useState(false);
  const [at, setAt] = useState<string>();
  const decide = useCommand(decideCheck, {
    touches: ['recognition'],
    onDone: (decided) => {
      forgetOrder();
      const { accepted, repeated, ordered } = totalsOf(decided, {});
      say(t('done', { accepted, repeated, ordered }));
    },
  });
  const missing = missingIn(check, choices, reasons);
  const { repeated } = totalsOf(check, choices);
  const untold = repeated > 0 && !explained;
  const recognisable = check.items.filter(({ verdict }) => verdict === 'recognisable').length;
  const confirm = () => {
    setTried(true);
    const [first] = missing;
    if (first) {
      lineOf(first.itemCode)?.scrollIntoView({ block: 'center' });
      const field = first.missing === 'decision' ? 'input' : first.missing === 'reason' ? 'select' : 'textarea';
      return lineOf(first.itemCode)?.querySelector<HTMLElement>(field)?.focus();
    }
    if (untold) return document.getElementById('explained')?.focus();
    decide.mutate({ body: { checkId: check.id, version: check.version, items: decisionsOf(check, choices, explained) } });
  };
  const keys = useLineKeys(check, at, setAt);
  useKeys([
    ...keys,
    { key: 'a', does: t('keys.accept'), run: () => at && decisions.choose(at, 'accepted') },
    { key: 'r', does: t('keys.repeat'), run: () => at && decisions.choose(at, 'repeated') },
    { key: 'A', does: t('keys.all'), run: () => decisions.acceptAll('recognisable') },
  ]);
  const stale = isRefused(decide.error, 'record.stale', 'recognition.decided');
  return (
    <>
      {recognisable > 0 && (
        <div className="recognition-all">
          <button type="button" className="button" onClick={() => decisions.acceptAll('recognisable')}>
            ✓ {t('acceptAll', { count: recognisable })} <kbd aria-hidden="true">A</kbd>
          </button>
        </div>
      )}
      <SheetGroups
        check={check}
        at={at}
        control={(item) => (
          <LineDecision
            item={item}
            of={decisions}
            reasons={reasons}
            missing={tried ? missing.find(({ itemCode }) => itemCode === item.itemCode)?.missing : undefined}
          />
        )}
        together={({ verdict, count }) =>
          verdict === 'own' && (
            <button type="button" className="button bare card-do" onClick={() => decisions.acceptAll('own')}>
              {t('acceptGroup', { count })}
            </button>
          )
        }
      />
      <SheetFoot
        {...{ check, choices, explained }}
        onExplained={decisions.tell}
        explainedMissing={tried && !missing.length && untold}
        pending={decide.isPending}
        onConfirm={confirm}
      >
        {tried && missing.length > 0 && (
          <p className="field-error" role="alert">
            ✕ {t('missingCount', { count: missing.length })}
          </p>
        )}
        {tried && !missing.length && untold && (
          <p className="field-error" role="alert">
            ✕ {t('missingExplained')}
          </p>
        )}
        {stale ? (
          <div className="note-warn recognition-stale" role="alert">
            {t('stale')}{' '}
            <button type="button" className="button" onClick={() => void touch('recognition').then(() => decide.reset())}>
              {t('reload')}
            </button>
          </div>
        ) : (
          <RefusalNote error={decide.error} />
        )}
      </SheetFoot>
    </>
  );
}

/** `j` and `k` walk through the lines in the order they are read. */
function useLineKeys(check: RecognitionCheck, at: string | undefined, setAt: (itemCode: string | undefined) => void) {
  const t = useWords(sheetWords);
  const lines = readingOrder(check);
  const index = lines.findIndex(({ itemCode }) => itemCode === at);
  const move = (step: number) => {
    const next = lines[Math.min(Math.max(index + step, 0), lines.length - 1)]?.itemCode;
    setAt(next);
    if (next) lineOf(next)?.scrollIntoView({ block: 'nearest' });
  };
  return [
    { key: 'j', does: t('keys.down'), run: () => move(1) },
    { key: 'k', does: t('keys.up'), run: () => move(-1) },
  ];
}
