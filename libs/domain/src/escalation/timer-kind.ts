import { isAnswering } from '../referral/deadline.js';
import { overdueTimer } from '../trip/trip-link.js';

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

/** The timer that rings when the step of a referral in this state is late. */
export const timerOf = (state: string): string => (state === 'in_transit' ? overdueTimer : isAnswering(state) ? responseDue : stepDue);
