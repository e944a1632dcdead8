import type { RecognitionCheck } from '@alliance/contracts/recognition.contract';
import type { RecognitionVerdict } from '@alliance/domain/recognition/recognition.codes';
import { useState } from 'react';
import { isOffered, type Choice, type Choices } from './decisions.policy';

export interface Decisions {
  readonly choices: Choices;
  readonly explained: boolean;
  readonly tell: (explained: boolean) => void;
  readonly choose: (itemCode: string, decision: Choice['decision']) => void;
  readonly give: (itemCode: string, change: { readonly reason?: string; readonly text?: string }) => void;
  /** Takes over every line of the verdict that is not decided otherwise already. */
  readonly acceptAll: (verdict: RecognitionVerdict) => void;
  /** The reason and words of one repeat for all the others. */
  readonly sameForRest: (itemCode: string) => void;
}

const unexplained = { decision: 'repeated', reason: null, text: '' } as const;

/** What the physician makes of an answer, line by line, until it is confirmed. */
export function useDecisions({ items }: Pick<RecognitionCheck, 'items'>): Decisions {
  const [choices, setChoices] = useState<Choices>({});
  const [explained, tell] = useState(false);
  const change = (itemCode: string, next: (now: Choice | undefined) => Choice) =>
    setChoices((now) => ({ ...now, [itemCode]: next(now[itemCode]) }));
  return {
    ...{ choices, explained, tell },
    choose: (itemCode, decision) => {
      if (!items.some((item) => item.itemCode === itemCode && isOffered(item))) return;
      change(itemCode, (now) => (decision === 'accepted' ? { decision } : now?.decision === 'repeated' ? now : unexplained));
    },
    give: (itemCode, given) => change(itemCode, (now) => ({ ...(now?.decision === 'repeated' ? now : unexplained), ...given })),
    acceptAll: (verdict) =>
      setChoices((now) => ({
        ...Object.fromEntries(items.filter((item) => item.verdict === verdict).map(({ itemCode }) => [itemCode, { decision: 'accepted' }])),
        ...now,
      })),
    sameForRest: (itemCode) =>
      setChoices((now) => {
        const from = now[itemCode];
        if (from?.decision !== 'repeated') return now;
        return Object.fromEntries(Object.entries(now).map(([code, one]) => [code, one.decision === 'repeated' ? from : one]));
      }),
  };
}
