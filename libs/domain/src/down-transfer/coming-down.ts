import type { Outcome } from '../referral/referral.codes.js';
import { event, over } from '../referral/decide.parts.js';
import type { ReferralAsk } from '../referral/referral.ask.js';
import type { ReferralState } from '../referral/referral.machine.js';
import type { ReferralChange } from '../referral/referral.types.js';

/** How a patient is taken back: into a bed, or home with follow-up by the practice. */
export const offerServices = ['inpatient', 'outpatient'] as const;
export type OfferService = (typeof offerServices)[number];

/** The referral that brought a patient up is over when the one that brings the patient down arrives, from these states. */
export const endedByArrival = ['arrived', 'in_care', 'outcome_sent'] as const satisfies readonly ReferralState[];

/** What became of the patient: home to who sent, or on to another hospital. */
export const outcomeOfComingDown = (offer: { readonly receiverId: string | null }, origin: { readonly senderId: string }): Outcome =>
  offer.receiverId === origin.senderId ? 'back_to_sender' : 'transferred_on';

const unanswered: readonly ReferralState[] = ['returned', 'offered', 'doctor_accepted', 'accepted'];

/**
 * Whether an offer is over because of what happens to the referral it came from: another one is made, the patient left otherwise,
 * died, or was somebody else. A patient who is on the way down arrives.
 */
export function offerEndsWith(ask: ReferralAsk, offer: ReferralState): boolean {
  switch (ask.action) {
    case 'offerDown':
      return offer === 'returned';
    case 'reportOutcome':
      return ask.outcome === 'back_to_sender' ? offer === 'returned' : unanswered.includes(offer);
    case 'reportDeath':
    case 'enterInError':
      return unanswered.includes(offer);
    default:
      return false;
  }
}

/** Nobody waits for it any more, and nobody has declined it. */
export const offerOver = (now: Date): ReferralChange => ({
  set: over('cancelled', 'cancelled', now),
  event: event('cancel', { reason: 'other' }),
  note: null,
});
