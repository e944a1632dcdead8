import type { Actor } from '../access/actor.js';
import { addWorkingTime } from '../calendar/working-time.js';
import { stateCouncilCalendar, type Calendar } from '../calendar/working-day.js';
import type { Urgency } from '../referral/referral.codes.js';
import { next } from '../machine.js';
import { Refusal } from '../refusal.js';
import { senderFactors, type ContributingFactor, type Counting, type Preventability } from './return-review.codes.js';
import { returnReviewMachine, type OfferedAction, type ReturnReviewAction, type ReturnReviewState } from './return-review.machine.js';
import { reviewActionsOf, type ReturnReviewFacts } from './return-review.policy.js';

/** A return is early, and reviewed, until this long after the arrival at home (field.md F49). */
export const earlyReturnHours = 72;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Hours between coming home and coming back; null where that is no early return. */
export function earlyReturnAfter(arrivedAt: Date, returnedAt: Date): number | null {
  const hours = (returnedAt.getTime() - arrivedAt.getTime()) / hourMs;
  return hours >= 0 && hours <= earlyReturnHours ? hours : null;
}

/** A plan names the day of the next visit; who comes back about then, and not in haste, was expected. */
const expectedWithinDays = 3;
export function isPlannedReturn(urgency: Urgency | null, returnedOn: string, nextVisitOn: string | null): boolean {
  if (urgency !== 'routine' || !nextVisitOn) return false;
  return Math.abs(Date.parse(nextVisitOn) - Date.parse(returnedOn)) <= expectedWithinDays * dayMs;
}

/** Working days that each state may last; the office has twice the time of the others. */
const workingDays: Readonly<Record<ReturnReviewState, number | null>> = {
  accounts_awaited: 5,
  conclusion_awaited: 5,
  concluded: 5,
  objected: 10,
  final: null,
  withdrawn: null,
};
/** Until when a state that begins now lasts; null where nobody is waited for. */
export function reviewDueAt(state: ReturnReviewState, from: Date, calendar: Calendar = stateCouncilCalendar): Date | null {
  const days = workingDays[state];
  return days === null ? null : addWorkingTime(from, (days * dayMs) / 1000, calendar).at;
}

/** What happens when a state lasts too long: it moves by itself, or somebody is told. */
export const whenDue: Readonly<Partial<Record<ReturnReviewState, ReturnReviewAction | 'tell'>>> = {
  accounts_awaited: 'closeAccounts',
  conclusion_awaited: 'tell',
  concluded: 'settle',
  objected: 'tell',
};

/**
 * The state after an action of a person.
 * @throws Refusal return_review.wrong_state, return_review.not_your_action
 */
export function stateAfter(review: ReturnReviewFacts, action: OfferedAction, actor: Actor): ReturnReviewState {
  if (next(returnReviewMachine, review.state, action) === undefined)
    throw new Refusal('return_review.wrong_state', { state: review.state, action });
  if (!reviewActionsOf(actor, review).includes(action)) throw new Refusal('return_review.not_your_action', { action });
  const taken: ReturnReviewAction = action === 'account' && review.accountsOf.length ? 'completeAccounts' : action;
  return next(returnReviewMachine, review.state, taken) as ReturnReviewState;
}

export interface Conclusion {
  readonly preventable: Preventability;
  readonly countsAgainst: Counting;
  readonly factors: readonly ContributingFactor[];
}

/**
 * A return counts only where it could have been prevented, and by something that the hospital that sent the patient down answers for.
 * The hospital that brought the patient back safely is never counted.
 * @throws Refusal request.invalid naming countsAgainst
 */
export function checkConclusion({ preventable, countsAgainst, factors }: Conclusion): void {
  const attributable = preventable === 'yes' && factors.some((factor) => senderFactors.includes(factor));
  if (countsAgainst === 'down_sender' && !attributable) throw new Refusal('request.invalid', { fields: ['countsAgainst'] });
}

/** The timers of a review: tells the hospitals that it was opened, and looks after what is due. */
export const returnReviewOpened = 'return_review.opened';
export const returnReviewDue = 'return_review.due';
