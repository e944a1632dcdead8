import type { RecognitionCheck, RecognitionItem } from '@alliance/contracts/recognition.contract';
import { isRepeatable } from '@alliance/domain/recognition/decision';
import { recognitionVerdicts, type RecognitionVerdict } from '@alliance/domain/recognition/recognition.codes';

/** What the physician has chosen for one line so far; nothing is chosen for them. */
export type Choice =
  { readonly decision: 'accepted' } | { readonly decision: 'repeated'; readonly reason: string | null; readonly text: string };
export type Choices = Readonly<Record<string, Choice>>;
export type Missing = 'decision' | 'reason' | 'text' | 'explained';

/** Whether there is something to take over; for the other lines the test is ordered and nobody has to say why. */
export const isOffered = ({ verdict }: Pick<RecognitionItem, 'verdict'>): boolean => isRepeatable(verdict);

export interface PanelPart {
  readonly panelCode: string | null;
  readonly items: readonly RecognitionItem[];
  /** Lines of that panel in the whole order set. */
  readonly of: number;
}
export interface VerdictGroup {
  readonly verdict: RecognitionVerdict;
  readonly count: number;
  readonly panels: readonly PanelPart[];
}

/** The answer by verdict, what can be taken over first, and in each by panel in the order it was asked. */
export function groupsOf({ items }: Pick<RecognitionCheck, 'items'>): VerdictGroup[] {
  const sizes = Map.groupBy(items, ({ panelCode }) => panelCode);
  return recognitionVerdicts
    .map((verdict) => {
      const members = items.filter((item) => item.verdict === verdict);
      const panels = [...Map.groupBy(members, ({ panelCode }) => panelCode)].map(([panelCode, part]) => ({
        ...{ panelCode, items: part, of: sizes.get(panelCode)?.length ?? part.length },
      }));
      return { verdict, count: members.length, panels };
    })
    .filter(({ count }) => count > 0);
}

/** Lines in the order in which they are read. */
export const readingOrder = (check: Pick<RecognitionCheck, 'items'>): RecognitionItem[] =>
  groupsOf(check).flatMap(({ panels }) => panels.flatMap(({ items }) => items));

export interface Totals {
  readonly accepted: number;
  readonly repeated: number;
  /** Ordered because there is nothing to take over. */
  readonly ordered: number;
  readonly undecided: number;
  readonly fen: number;
  readonly microsievert: number;
  readonly microlitres: number;
}
/** What the choices so far come to; once decided, what was decided. */
export function totalsOf({ items }: Pick<RecognitionCheck, 'items'>, choices: Choices): Totals {
  const decisionOf = (item: RecognitionItem) =>
    item.decision ?? (isOffered(item) ? (choices[item.itemCode]?.decision ?? 'undecided') : 'ordered');
  const by = Map.groupBy(items, decisionOf);
  const accepted = by.get('accepted') ?? [];
  const sum = (of: keyof RecognitionItem['saves']) => accepted.reduce((total, { saves }) => total + saves[of], 0);
  return {
    accepted: accepted.length,
    repeated: by.get('repeated')?.length ?? 0,
    ordered: by.get('ordered')?.length ?? 0,
    undecided: by.get('undecided')?.length ?? 0,
    ...{ fen: sum('fen'), microsievert: sum('microsievert'), microlitres: sum('microlitres') },
  };
}

interface ReasonRule {
  readonly code: string;
  readonly needsText: boolean;
}
const missingOf = (choice: Choice | undefined, reasons: readonly ReasonRule[]): Missing | undefined => {
  if (!choice) return 'decision';
  if (choice.decision === 'accepted') return undefined;
  if (choice.reason === null) return 'reason';
  const needsText = reasons.find(({ code }) => code === choice.reason)?.needsText ?? false;
  return needsText && !choice.text.trim() ? 'text' : undefined;
};
/** What still has to be said before the set can be confirmed, by item, in reading order. */
export const missingIn = (
  check: Pick<RecognitionCheck, 'items'>,
  choices: Choices,
  reasons: readonly ReasonRule[],
): readonly { readonly itemCode: string; readonly missing: Missing }[] =>
  readingOrder(check)
    .filter(isOffered)
    .flatMap(({ itemCode }) => {
      const missing = missingOf(choices[itemCode], reasons);
      return missing ? [{ itemCode, missing }] : [];
    });

/** The set as it is sent: one line each, the tick that the patient was told on every repeat. */
export const decisionsOf = ({ items }: Pick<RecognitionCheck, 'items'>, choices: Choices, explained: boolean) =>
  items.map((item) => {
    const choice = isOffered(item) ? choices[item.itemCode] : undefined;
    const { itemCode } = item;
    if (choice?.decision === 'repeated')
      return { itemCode, decision: 'repeated' as const, reason: choice.reason, text: choice.text.trim() || null, explained };
    return { itemCode, decision: choice ? ('accepted' as const) : ('ordered' as const) };
  });
