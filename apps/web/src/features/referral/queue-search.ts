import { referralStates, type ReferralState } from '@alliance/domain/referral/referral.machine';
import { urgencies, type Urgency } from '@alliance/domain/referral/referral.types';

/** Filters of the queue as they stand in the address: a link shows the same list. */
export interface QueueSearch {
  readonly side?: 'outbound';
  readonly state?: ReferralState;
  readonly urgency?: Urgency;
  readonly departmentId?: string;
  readonly name?: string;
  readonly number?: string;
  /** The one shown beside the list. */
  readonly open?: string;
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 60) || undefined : undefined;
const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined => list.find((item) => item === value);

/** Looks like a referral number, or its beginning: Latin letters with a digit, hyphens and spaces or not. */
export const numberLike = (typed: string): boolean => /^(?=.*\d)[0-9a-z -]{4,}$/i.test(typed);

export function queueSearch(search: Readonly<Record<string, unknown>>): QueueSearch {
  const found = {
    side: oneOf(['outbound'] as const, search['side']),
    state: oneOf(referralStates, search['state']),
    urgency: oneOf(urgencies, search['urgency']),
    departmentId: text(search['departmentId']),
    name: text(search['name']),
    number: text(search['number']),
    open: text(search['open']),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as QueueSearch;
}
