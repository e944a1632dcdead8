import { stateCouncilCalendar, type Calendar } from '../calendar/working-day.js';
import { addWorkingTime } from '../calendar/working-time.js';
import type { Actor } from '../access/actor.js';
import { next } from '../machine.js';
import { Refusal } from '../refusal.js';
import {
  recognitionReviewMachine,
  type AppealDecision,
  type OfferedReviewAction,
  type RecognitionReviewAction,
  type RecognitionReviewState,
  type ReviewVerdict,
} from './recognition-review.machine.js';
import { recognitionReviewActionsOf, type RecognitionReviewFacts } from './recognition-review.policy.js';

/** Working days that each state may last. */
export const reviewWorkingDays: Readonly<Record<RecognitionReviewState, number | null>> = {
  sampled: 10,
  judged: 10,
  appealed: 15,
  closed: null,
};
const daySeconds = 86_400;

/** Until when a state that begins now lasts; null where nobody is waited for. */
export function recognitionReviewDueAt(state: RecognitionReviewState, from: Date, calendar: Calendar = stateCouncilCalendar): Date | null {
  const days = reviewWorkingDays[state];
  return days === null ? null : addWorkingTime(from, days * daySeconds, calendar).at;
}

/** What happens when a state lasts too long: a verdict nobody appealed against holds, the others are reminded. */
export const recognitionWhenDue: Readonly<Partial<Record<RecognitionReviewState, RecognitionReviewAction | 'tell'>>> = {
  sampled: 'tell',
  judged: 'settle',
  appealed: 'tell',
};

/** The timer of a review. */
export const recognitionReviewDue = 'recognition_review.due';

/**
 * The state after an action of a person.
 * @throws Refusal recognition.wrong_state, recognition.not_your_action
 */
export function recognitionStateAfter(review: RecognitionReviewFacts, action: OfferedReviewAction, actor: Actor): RecognitionReviewState {
  const state = next(recognitionReviewMachine, review.state, action);
  if (state === undefined) throw new Refusal('recognition.wrong_state', { state: review.state, action });
  if (!recognitionReviewActionsOf(actor, review).includes(action)) throw new Refusal('recognition.not_your_action', { action });
  return state;
}

/** What holds after the decision of an appeal. */
export const standingVerdict = (verdict: ReviewVerdict, decision: AppealDecision): ReviewVerdict =>
  decision === 'upheld' ? verdict : verdict === 'refused' ? 'justified' : 'refused';
