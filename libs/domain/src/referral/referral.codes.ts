/** Coded answers of a referral; their words are in the web's two languages. Most restate [field.md 0.1]. */

/** Time to be answered, most urgent first (FHIR request-priority stat, urgent, routine). */
export const urgencies = ['immediate', 'urgent', 'routine'] as const;
export type Urgency = (typeof urgencies)[number];

/** What acceptance must fix: a receiving place, a bed, or a slot. */
export const services = ['emergency', 'inpatient', 'outpatient', 'examination'] as const;
export type Service = (typeof services)[number];

export const directions = ['up', 'down', 'level'] as const;
export type Direction = (typeof directions)[number];

export const sides = ['sender', 'receiver'] as const;
export type Side = (typeof sides)[number];

/** How the patient travels. Only who travels alone can fail to turn up. */
export const transports = ['own_way', 'hospital_vehicle', 'ambulance'] as const;
export type Transport = (typeof transports)[number];

/** Why the computed direction was corrected. */
export const directionReasons = ['level_wrong', 'specialty_centre', 'bed_shortage', 'patient_choice', 'other'] as const;
export type DirectionReason = (typeof directionReasons)[number];

/** Every return goes with advice. Administrative defects are not here: they may only be asked for. */
export const returnReasons = [
  'out_of_scope',
  'not_meeting_admission_criteria',
  'other_specialty',
  'higher_level_needed',
  'resources_limited',
  'other',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

/** Why an institution cannot take a patient back whom its doctor would. */
export const offerReturnReasons = [
  'no_capability',
  'drug_shortage',
  'equipment_shortage',
  'beds_full',
  'all_doctors_declined',
  'outside_area',
] as const;
export type OfferReturnReason = (typeof offerReturnReasons)[number];

/** Why a doctor cannot take a patient back. */
export const doctorDeclineReasons = [
  'absent',
  'not_my_registered_patient',
  'beyond_capability',
  'full_load',
  'not_yet_suitable',
  'other_doctor',
] as const;
export type DoctorDeclineReason = (typeof doctorDeclineReasons)[number];

export const withdrawReasons = ['bed_lost', 'team_busy', 'equipment_failure', 'accepted_by_mistake', 'other'] as const;
export type WithdrawReason = (typeof withdrawReasons)[number];

export const redirectReasons = [
  'other_specialty',
  'higher_level_needed',
  'resources_limited',
  'nearer_hospital',
  'patient_choice',
  'other',
] as const;
export type RedirectReason = (typeof redirectReasons)[number];

export const divertReasons = ['condition_worse', 'receiver_cannot_take', 'road_blocked', 'nearer_hospital', 'other'] as const;
export type DivertReason = (typeof divertReasons)[number];

export const turnBackReasons = ['condition_worse', 'patient_asks', 'vehicle_failure', 'receiver_cannot_take', 'other'] as const;
export type TurnBackReason = (typeof turnBackReasons)[number];

export const cancelReasons = ['patient_improved', 'sent_elsewhere', 'patient_declined', 'entered_twice', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

export const errorReasons = ['wrong_patient', 'duplicate', 'wrong_receiver', 'other'] as const;
export type ErrorReason = (typeof errorReasons)[number];

/** How it is proved that the patient does not want to be transferred. */
export const declineProofs = ['signed', 'witnessed'] as const;
export type DeclineProof = (typeof declineProofs)[number];

/** How the patient left the receiver's care. */
export const outcomes = ['discharged_home', 'back_to_sender', 'transferred_on', 'advice_given', 'left_against_advice', 'died'] as const;
export type Outcome = (typeof outcomes)[number];

/** How a referral came to its end. */
export const endings = [
  'outcome',
  'treated_here',
  'advice',
  'patient_declined',
  'cancelled',
  'turned_back',
  'died',
  'entered_in_error',
  // the referral that brings the patient home has arrived
  'came_down',
] as const;
export type Ending = (typeof endings)[number];

/** A bed of its own, or through the emergency department while a bed is sought. */
export const bedRoutes = ['bed', 'via_emergency'] as const;
export type BedRoute = (typeof bedRoutes)[number];

export const consentGivers = ['patient', 'guardian', 'relative', 'rescue'] as const;
/** Who agreed to the transfer. `rescue` (抢救) stands for the law's ground when nobody could be asked: consent follows (RF-06). */
export type ConsentGiver = (typeof consentGivers)[number];

/** Whom the consent covers: the hospital that was named, or any hospital of the alliance. */
export const consentScopes = ['receiver', 'alliance'] as const;
export type ConsentScope = (typeof consentScopes)[number];

/** 医保异地就医备案. Recorded, never a gate. */
export const insuranceFilings = ['not_needed', 'pending', 'numbered', 'refused'] as const;
export type InsuranceFiling = (typeof insuranceFilings)[number];

export const noteKinds = [
  'advice',
  'question',
  'answer',
  'return_advice',
  'treatment_plan',
  'outcome_summary',
  'withdrawal',
  'redirection',
  'diversion',
  'turning_back',
  'appeal',
  'appeal_verdict',
  'error',
  'offer_summary',
  'refusal_of_patient',
  'death',
] as const;
export type NoteKind = (typeof noteKinds)[number];
