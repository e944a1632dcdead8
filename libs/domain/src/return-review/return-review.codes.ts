/** Coded answers of the review of an early return; their words are in the web's two languages (field.md F49). */

/** What a hospital says contributed to the return. */
export const contributingFactors = [
  'natural_course',
  'early_transfer',
  'plan_incomplete',
  'medicine_unavailable',
  'monitoring_gap',
  'missed_warning_sign',
  'patient_choice',
  'unrelated_condition',
] as const;
export type ContributingFactor = (typeof contributingFactors)[number];

/** What whoever sends a patient down answers for: the time, the plan, and medicines that the hospital below has. */
export const senderFactors: readonly ContributingFactor[] = ['early_transfer', 'plan_incomplete', 'medicine_unavailable'];

export const preventabilities = ['yes', 'no', 'cannot_say'] as const;
export type Preventability = (typeof preventabilities)[number];

/** Whose score the return counts against. There is no code for the hospital that sent the patient up safely: it is never counted. */
export const countings = ['none', 'down_sender'] as const;
export type Counting = (typeof countings)[number];

/** What is done about it. */
export const reviewActions = ['none', 'protocol_feedback'] as const;
export type ReviewAction = (typeof reviewActions)[number];

/** How the patient came back. */
export const returnWays = ['referral', 'walked_in'] as const;
export type ReturnWay = (typeof returnWays)[number];
