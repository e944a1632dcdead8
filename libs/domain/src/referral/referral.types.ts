import type { OutsideCriteriaReason } from '../protocol/protocol.types.js';
import type { CriteriaVerdict } from './criteria-verdict.js';
import type { ReferralAction, ReferralState } from './referral.machine.js';

/** Time to be answered, most urgent first (FHIR request-priority stat, urgent, routine). */
export const urgencies = ['immediate', 'urgent', 'routine'] as const;
export type Urgency = (typeof urgencies)[number];

/** What acceptance must fix: a receiving place, a bed, or a slot. */
export const services = ['emergency', 'inpatient', 'outpatient', 'examination'] as const;
export type Service = (typeof services)[number];

export const directions = ['up', 'down', 'level'] as const;
export type Direction = (typeof directions)[number];

export type Side = 'sender' | 'receiver';

/** Coded reasons of a return; every one goes with advice. Administrative defects are not here: they may only be asked for. */
export const returnReasons = [
  'out_of_scope',
  'not_meeting_admission_criteria',
  'other_specialty',
  'higher_level_needed',
  'resources_limited',
  'other',
] as const;
export type ReturnReason = (typeof returnReasons)[number];

export const cancelReasons = ['patient_improved', 'sent_elsewhere', 'patient_declined', 'entered_twice', 'other'] as const;
export type CancelReason = (typeof cancelReasons)[number];

/** How the patient left the receiver's care. */
export const outcomes = ['discharged_home', 'back_to_sender', 'transferred_on', 'advice_given', 'left_against_advice', 'died'] as const;
export type Outcome = (typeof outcomes)[number];

/** A bed of its own, or through the emergency department while a bed is sought. */
export const bedRoutes = ['bed', 'via_emergency'] as const;
export type BedRoute = (typeof bedRoutes)[number];

export const consentGivers = ['patient', 'guardian', 'relative', 'rescue'] as const;
/** Who agreed to the transfer. `rescue` (抢救) stands for the law's ground when nobody could be asked: consent follows (RF-06). */
export type ConsentGiver = (typeof consentGivers)[number];

/** Where and when the receiver takes the patient. */
export interface Reception {
  readonly arriveBy: Date;
  readonly place: string;
  readonly phone: string | null;
  readonly physician: string | null;
  readonly bedRoute: BedRoute | null;
}

/** What the rules of a referral need to know of it. Ids are UUIDs, times instants. */
export interface ReferralFacts {
  readonly id: string;
  readonly version: number;
  readonly state: ReferralState;
  readonly senderId: string;
  readonly receiverId: string | null;
  /** 责任方: the institution responsible for the patient; the sender until arrival, the receiver after it. */
  readonly custodianId: string;
  readonly patientId: string | null;
  readonly service: Service | null;
  readonly urgency: Urgency | null;
  readonly direction: Direction | null;
  readonly receiverDepartmentId: string | null;
  readonly reason: string | null;
  readonly diagnosisText: string | null;
  /** 转诊审核: the named physician who answers for sending the patient (RF-04). */
  readonly reviewer: string | null;
  readonly consentGiver: ConsentGiver | null;
  /** Why it is sent although no criterion is met. */
  readonly criteriaReason: OutsideCriteriaReason | null;
  readonly nextActionAt: Date | null;
  readonly nextActionBy: Side | null;
  /** Time the receiver still had when it asked for more; null while its clock runs. */
  readonly pausedSeconds: number | null;
}

/** What somebody asks to do, with what the action needs. */
export type ReferralAsk =
  | { readonly action: 'submit' | 'resubmit'; readonly judged?: CriteriaVerdict | null }
  | { readonly action: 'admit' | 'close' }
  | ({ readonly action: 'accept'; readonly advice?: string | undefined } & Reception)
  | { readonly action: 'ask'; readonly question: string }
  | { readonly action: 'reply'; readonly answer: string }
  | { readonly action: 'return'; readonly reason: ReturnReason; readonly advice: string }
  | { readonly action: 'treatHere'; readonly plan: string }
  | { readonly action: 'depart'; readonly estimatedArrivalAt: Date }
  | { readonly action: 'arrive' }
  | { readonly action: 'reportOutcome'; readonly outcome: Outcome; readonly summary: string }
  | { readonly action: 'cancel'; readonly reason: CancelReason };

/** What a decision changes; the service writes it, nothing else. */
export interface ReferralChange {
  readonly set: Partial<Pick<ReferralFacts, 'state' | 'custodianId' | 'nextActionAt' | 'nextActionBy' | 'pausedSeconds'>> & {
    readonly state: ReferralState;
    readonly reception?: Reception;
    readonly outcome?: Outcome;
    readonly submittedAt?: Date;
    readonly arrivedAt?: Date;
    readonly closedAt?: Date;
  };
  /** Codes, numbers and instants only: the event store holds no free text. */
  readonly event: { readonly kind: `referral.${PastFact}`; readonly data: Readonly<Record<string, string | number>> };
  /** Free text of the action, kept beside the referral under its row-level security. */
  readonly note: { readonly kind: NoteKind; readonly text: string } | null;
  /** When the receiver's answer is due, where its clock starts anew. A timer of an earlier clock finds its deadline moved and does nothing. */
  readonly responseDueAt?: Date;
}

export const noteKinds = ['advice', 'question', 'answer', 'return_advice', 'treatment_plan', 'outcome_summary'] as const;
export type NoteKind = (typeof noteKinds)[number];

export const pastFacts = {
  submit: 'submitted',
  accept: 'accepted',
  ask: 'info_requested',
  reply: 'replied',
  return: 'returned',
  resubmit: 'resubmitted',
  treatHere: 'treated_here',
  depart: 'departed',
  arrive: 'arrived',
  admit: 'admitted',
  reportOutcome: 'outcome_reported',
  close: 'closed',
  cancel: 'cancelled',
} as const satisfies Record<ReferralAction, string>;
export type PastFact = (typeof pastFacts)[ReferralAction];
