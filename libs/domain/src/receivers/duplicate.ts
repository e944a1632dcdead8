/** Why a patient is sent although a referral of the same kind is open. */
export const duplicateReasons = ['other_problem', 'earlier_is_withdrawn', 'receiver_asked', 'condition_changed', 'other'] as const;
export type DuplicateReason = (typeof duplicateReasons)[number];
