/** Coded answers of a consultation; their words are in the web's two languages. */

/** What is asked for. `immediate` rings the duty rota; `teaching` is shown de-identified (TM-15); `surgery_guidance` is S1-23. */
export const consultationKinds = ['immediate', 'scheduled', 'multidisciplinary', 'ward_round', 'teaching', 'surgery_guidance'] as const;
export type ConsultationKind = (typeof consultationKinds)[number];

/** How the parties meet. On the board everybody writes when they can (store and forward, F68). */
export const consultationModes = ['video', 'telephone', 'board'] as const;
export type ConsultationMode = (typeof consultationModes)[number];

/** Professional titles of physicians, junior first (卫生专业技术职称). */
export const physicianTitles = ['resident', 'attending', 'associate_chief', 'chief'] as const;
export type PhysicianTitle = (typeof physicianTitles)[number];

/** Who consented to data leaving the inviting side (TM-04; 民法典 1219). `rescue`: immediate only, papers follow. */
export const consentGivers = ['patient', 'guardian', 'near_relative', 'rescue'] as const;
export type ConsentGiver = (typeof consentGivers)[number];

/** Why an invited side declines (TM-07). */
export const declineReasons = ['not_my_field', 'no_time', 'on_leave', 'conflict_of_interest', 'insufficient_material', 'other'] as const;
export type DeclineReason = (typeof declineReasons)[number];

export const cancelReasons = [
  'patient_improved',
  'patient_transferred',
  'patient_declines',
  'answered_otherwise',
  'no_expert',
  'other',
] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** Why a session did not begin or end as planned. */
export const rescheduleReasons = ['patient_not_ready', 'expert_unavailable', 'material_missing', 'equipment_failure', 'other'] as const;
export type RescheduleReason = (typeof rescheduleReasons)[number];

/** What an opinion says about the others' (F71). */
export const stances = ['agrees', 'dissents'] as const;
export type Stance = (typeof stances)[number];

/** The inviting side's own decision (TM-10). */
export const decisions = ['follow', 'follow_in_part', 'not_follow'] as const;
export type Decision = (typeof decisions)[number];

/** What became of a recommended action (F72). */
export const actionOutcomes = ['done', 'not_done'] as const;
export type ActionOutcome = (typeof actionOutcomes)[number];
export const notDoneReasons = ['patient_declined', 'contraindicated', 'not_available', 'no_longer_needed', 'transferred', 'other'] as const;
export type NotDoneReason = (typeof notDoneReasons)[number];

/** How the patient did, fourteen days on. */
export const courses = ['recovered', 'improved', 'unchanged', 'worse', 'died', 'transferred', 'lost_to_follow_up'] as const;
export type Course = (typeof courses)[number];

/** Levels of the network (S5-09), lowest first: a consultation climbs from each to the next. */
export const hubTiers = ['township', 'county', 'city', 'province', 'nation'] as const;
export type HubTier = (typeof hubTiers)[number];
