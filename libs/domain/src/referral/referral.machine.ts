import type { Machine } from '../machine.js';

export const referralStates = [
  'draft',
  'submitted',
  'info_requested',
  'returned',
  'accepted',
  'in_transit',
  'arrived',
  'in_care',
  'outcome_sent',
  'closed',
  'cancelled',
] as const;
export type ReferralState = (typeof referralStates)[number];

export const referralActions = [
  'submit',
  'accept',
  'ask',
  'reply',
  'return',
  'resubmit',
  'treatHere',
  'depart',
  'arrive',
  'admit',
  'reportOutcome',
  'close',
  'cancel',
] as const;
export type ReferralAction = (typeof referralActions)[number];

/** Two-way referral (双向转诊). Who may do what, and under which condition, is `referral.policy`. */
export const referralMachine = {
  draft: { submit: 'submitted', cancel: 'cancelled' },
  submitted: { accept: 'accepted', ask: 'info_requested', return: 'returned', cancel: 'cancelled' },
  info_requested: { reply: 'submitted', cancel: 'cancelled' },
  returned: { resubmit: 'submitted', treatHere: 'closed' },
  accepted: { depart: 'in_transit', arrive: 'arrived', cancel: 'cancelled' },
  in_transit: { arrive: 'arrived' },
  arrived: { admit: 'in_care', reportOutcome: 'outcome_sent' },
  in_care: { reportOutcome: 'outcome_sent' },
  outcome_sent: { close: 'closed' },
  closed: {},
  cancelled: {},
} as const satisfies Machine<ReferralState, ReferralAction>;

/** States in which somebody still has to act: they stand in the queues and always have an owner and a next-action time. */
export const openStates = referralStates.filter((state) => Object.keys(referralMachine[state]).length > 0 && state !== 'draft');
