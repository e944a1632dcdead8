import { toldRungs, type ToldRung } from '@alliance/domain/escalation/ladder';
import { urgencies, type Urgency } from '@alliance/domain/referral/referral.codes';

/** What the list is narrowed to; nothing is the open ones. */
export interface EscalationSearch {
  readonly state?: 'settled' | 'all';
  readonly urgency?: Urgency;
  readonly rung?: ToldRung;
}

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined => known.find((each) => each === value);

/** Reads it from an address; what is not known is left out. */
export function escalationSearch(search: Record<string, unknown>): EscalationSearch {
  const state = oneOf(['settled', 'all'] as const, search['state']);
  const urgency = oneOf(urgencies, search['urgency']);
  const rung = oneOf(toldRungs, search['rung']);
  return { ...(state && { state }), ...(urgency && { urgency }), ...(rung && { rung }) };
}
