/** What somebody who was told says they do about it. */
export const acknowledgementNotes = ['handling', 'calling', 'finding_place', 'sending_help'] as const;
export type AcknowledgementNote = (typeof acknowledgementNotes)[number];

/** Why nobody would notice an open referral: whoever owned it left, nothing is expected of anybody or not for more than a year, or nothing would ring. */
export const findingKinds = ['owner_missing', 'next_action_missing', 'next_action_far', 'timer_missing'] as const;
export type FindingKind = (typeof findingKinds)[number];
