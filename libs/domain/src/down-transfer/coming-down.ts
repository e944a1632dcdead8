import type { Outcome } from '../referral/referral.codes.js';
import type { ReferralState } from '../referral/referral.machine.js';

/** How a patient is taken back: into a bed, or home with follow-up by the practice. */
export const offerServices = ['inpatient', 'outpatient'] as const;
export type OfferService = (typeof offerServices)[number];

/** The referral that brought a patient up is over when the one that brings the patient down arrives, from these states. */
export const endedByArrival = ['arrived', 'in_care', 'outcome_sent'] as const satisfies readonly ReferralState[];

/** What became of the patient: home to who sent, or on to another hospital. */
export const outcomeOfComingDown = (offer: { readonly receiverId: string | null }, origin: { readonly senderId: string }): Outcome =>
  offer.receiverId === origin.senderId ? 'back_to_sender' : 'transferred_on';
