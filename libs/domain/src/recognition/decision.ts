import { Refusal } from '../refusal.js';
import type { RecognitionDecision, RecognitionVerdict } from './recognition.codes.js';
import type { RepeatReason } from './repeat-reason.js';

/** One line of a check's answer, as far as a decision depends on it. */
export interface AnsweredItem {
  readonly itemCode: string;
  readonly verdict: RecognitionVerdict;
  readonly issuerId: string | null;
}
export interface MadeDecision {
  readonly itemCode: string;
  readonly decision: RecognitionDecision;
  readonly reason: string | null;
  readonly text: string | null;
  /** The patient was told what the repeat is for. */
  readonly explained: boolean;
}
export interface Deciding {
  readonly institutionId: string;
  readonly identityVerified: boolean;
  readonly reasons: ReadonlyMap<string, RepeatReason>;
}
/** What is kept of a decision. `counts`: whether a repeat counts as not recognising. */
export interface KeptDecision {
  readonly itemCode: string;
  readonly decision: RecognitionDecision;
  readonly reason: string | null;
  readonly text: string | null;
  readonly counts: boolean | null;
}

/** Can something stand for the test, so that doing it again is a repeat? */
export const isRepeatable = (verdict: RecognitionVerdict): boolean =>
  verdict === 'recognisable' || verdict === 'own' || verdict === 'physician_decides';

/**
 * Holds the decisions on a check against its answer (MR-09 to MR-12). A repeat is never blocked: it needs a reason in force and the patient
 * told. All lines are decided at once. To take over what another hospital measured the patient's identity has to be verified.
 * @throws Refusal request.invalid where lines are missing, twice or foreign, recognition.not_offered, recognition.identity_unverified,
 *   recognition.reason_missing, recognition.not_explained naming the items
 */
export function decide(items: readonly AnsweredItem[], made: readonly MadeDecision[], deciding: Deciding): KeptDecision[] {
  const byItem = new Map(made.map((one) => [one.itemCode, one]));
  if (byItem.size !== made.length || made.length !== items.length) throw new Refusal('request.invalid', { fields: ['items'] });
  const pairs = items.map((item) => {
    const one = byItem.get(item.itemCode);
    if (!one) throw new Refusal('request.invalid', { fields: ['items'] });
    return { item, one };
  });
  const refuseAll = (
    code: 'recognition.not_offered' | 'recognition.identity_unverified' | 'recognition.reason_missing' | 'recognition.not_explained',
    wrong: typeof pairs,
  ) => {
    if (wrong.length) throw new Refusal(code, { items: wrong.map(({ item }) => item.itemCode) });
  };
  refuseAll(
    'recognition.not_offered',
    pairs.filter(({ item, one }) => one.decision !== 'ordered' && !isRepeatable(item.verdict)),
  );
  refuseAll(
    'recognition.identity_unverified',
    pairs.filter(({ item, one }) => one.decision === 'accepted' && item.issuerId !== deciding.institutionId && !deciding.identityVerified),
  );
  refuseAll(
    'recognition.reason_missing',
    pairs.filter(
      ({ item, one }) =>
        (one.decision === 'ordered' && isRepeatable(item.verdict)) || (one.decision === 'repeated' && !reasonHolds(one, deciding)),
    ),
  );
  refuseAll(
    'recognition.not_explained',
    pairs.filter(({ one }) => one.decision === 'repeated' && !one.explained),
  );
  return pairs.map(({ one: { itemCode, decision, reason, text } }) =>
    decision === 'repeated'
      ? { itemCode, decision, reason, text, counts: deciding.reasons.get(reason ?? '')?.counts ?? true }
      : { itemCode, decision, reason: null, text: null, counts: null },
  );
}

function reasonHolds({ reason, text }: MadeDecision, { reasons }: Deciding): boolean {
  const known = reason === null ? undefined : reasons.get(reason);
  return known !== undefined && (!known.needsText || !!text?.trim());
}
