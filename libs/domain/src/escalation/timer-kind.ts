import { after, isAnswering } from '../referral/deadline.js';
import { overdueSeconds, overdueTimer } from '../trip/trip-link.js';

/** The answer to a referral is due. */
export const responseDue = 'referral.response_due';
/** The next rung is reached, while nobody answers. */
export const escalate = 'referral.escalate';
/** Any other step is due: a reply, an arrival, a plan, a record, an outcome to be read. */
export const stepDue = 'referral.step_due';
/** The verdict on an appeal is due. */
export const appealDue = 'referral.appeal_due';
/** A hospital looks for open referrals that nobody would notice. */
export const nightlyCheck = 'referral.nightly_check';

/** What rings when the step of a referral in this state is late, and when; `due` is its next action. A patient on the way has some time more. */
export function timerOf(state: string, due: Date) {
  if (state === 'in_transit') return { kind: overdueTimer, dueAt: after(due, overdueSeconds) } as const;
  return { kind: isAnswering(state) ? responseDue : stepDue, dueAt: due } as const;
}
