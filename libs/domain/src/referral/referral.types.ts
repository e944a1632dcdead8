import type { StandingPermission } from '../administration/department.js';
import type { OutsideCriteriaReason } from '../protocol/protocol.types.js';
import type { DeadlineSettings } from './deadline.js';
import type {
  BedRoute,
  ConsentGiver,
  ConsentScope,
  Direction,
  Ending,
  NoteKind,
  Outcome,
  Service,
  Side,
  Transport,
  Urgency,
} from './referral.codes.js';
import type { ReferralAction, ReferralState } from './referral.machine.js';

/** Where and when the receiver takes the patient. */
export interface Reception {
  readonly arriveBy: Date;
  readonly place: string;
  readonly phone: string | null;
  readonly physician: string | null;
  readonly bedRoute: BedRoute | null;
}

/** A hospital off the platform: the sender's people telephone, and record what they were told. */
export interface OutsideReceiver {
  readonly name: string;
  readonly phone: string;
  readonly contact: string | null;
}

/** What an answer can still be taken back to. */
export interface Undoable {
  readonly action: 'accept' | 'return';
  readonly institutionId: string;
  readonly until: Date;
  readonly restore: Pick<ReferralFacts, 'nextActionAt' | 'nextActionBy'>;
}

/** An appeal against a return; whoever sent it back or asked for it never decides it. */
export interface Appeal {
  readonly id: string;
  readonly reviewerInstitutionId: string;
}
/** A correction that waits for its second person. */
export interface Correction {
  readonly id: string;
  readonly institutionId: string;
  readonly proposedBy: string;
}
export interface HandOverSignatures {
  readonly sender: boolean;
  readonly receiver: boolean;
}

/** What the rules of a referral need to know of it. Ids are UUIDs, times instants. */
export interface ReferralFacts {
  readonly id: string;
  readonly version: number;
  readonly state: ReferralState;
  /** null where a patient is sent outside of every alliance. */
  readonly allianceId: string | null;
  readonly senderId: string;
  /** null in a draft, and where the receiver is off the platform. */
  readonly receiverId: string | null;
  readonly outside: OutsideReceiver | null;
  /** 责任方: the institution responsible for the patient; the sender until both sides have signed the hand-over, the receiver after it. */
  readonly custodianId: string;
  readonly patientId: string | null;
  /** Plain date; null where unknown. */
  readonly patientBirthDate: string | null;
  readonly service: Service | null;
  readonly urgency: Urgency | null;
  readonly direction: Direction | null;
  readonly transport: Transport | null;
  readonly receiverDepartmentId: string | null;
  readonly reason: string | null;
  readonly diagnosisText: string | null;
  /** 转诊审核: the named physician who answers for sending the patient (RF-04). */
  readonly reviewer: string | null;
  readonly consentGiver: ConsentGiver | null;
  readonly consentName: string | null;
  readonly consentScope: ConsentScope | null;
  /** Who answers for a rescue without consent. */
  readonly authorisedBy: string | null;
  /** The referrer agrees that it becomes a consultation first. */
  readonly consultAllowed: boolean;
  /** Why it is sent although no criterion is met. */
  readonly criteriaReason: OutsideCriteriaReason | null;
  readonly nextActionAt: Date | null;
  readonly nextActionBy: Side | null;
  /** Time the receiver still had when it asked for more; null while its clock runs. */
  readonly pausedSeconds: number | null;
  /** null while nobody has answered that the patient may come. */
  readonly acceptedAt: Date | null;
  readonly undo: Undoable | null;
  /** The other half of a mother-and-newborn pair. */
  readonly pairId: string | null;
  /** The referral that brought up the patient whom this one offers to take back. */
  readonly originId: string | null;
  readonly appeal: Appeal | null;
  /** One appeal for each return. */
  readonly appealable: boolean;
  /** An offer to take the patient back waits for its answer, or was accepted. */
  readonly offerOpen: boolean;
  readonly correction: Correction | null;
  readonly handOver: HandOverSignatures;
  /** Who answered last: an appeal is decided by somebody else. */
  readonly answeredByPerson: string | null;
}

/** Where the actor stands towards this referral beyond role and side. */
export interface Standpoint {
  readonly now: Date;
  /** On duty now in the receiving department, or in the duty office. */
  readonly onDuty: boolean;
  /** Whether anybody is: where nobody is, any physician of the house answers. */
  readonly dutyKept: boolean;
  /** An intensive or neonatal care unit: only its physician knows the bed. */
  readonly criticalUnit: boolean;
  /** Nobody else of the house could answer: a practice with one doctor. */
  readonly alone: boolean;
  /** What the receiving department allows the coordinator to answer for it. */
  readonly standingPermissions: readonly StandingPermission[];
}

/** All that a decision depends on beside the referral and the actor. */
export interface Circumstances extends Standpoint {
  /** What the alliance agreed on. */
  readonly deadlines: DeadlineSettings;
}

type Changed = Partial<
  Pick<
    ReferralFacts,
    | 'custodianId'
    | 'nextActionAt'
    | 'nextActionBy'
    | 'pausedSeconds'
    | 'receiverId'
    | 'outside'
    | 'receiverDepartmentId'
    | 'acceptedAt'
    | 'undo'
  >
>;
/** What a decision changes; the service writes it, nothing else. */
export interface ReferralChange {
  readonly set: Changed & {
    readonly state: ReferralState;
    readonly reception?: Reception | null;
    readonly outcome?: Outcome;
    readonly submittedAt?: Date;
    readonly departedAt?: Date | null;
    readonly arrivedAt?: Date;
    readonly closedAt?: Date | null;
    readonly endedAs?: Ending | null;
  };
  /** Codes, numbers and instants only: the event store holds no free text. */
  readonly event: { readonly kind: `referral.${PastFact}`; readonly data: Readonly<Record<string, string | number>> };
  /** Free text of the action, kept beside the referral under its row-level security. */
  readonly note: { readonly kind: NoteKind; readonly text: string } | null;
  /** Who has signed the hand-over by this action. */
  readonly signs?: Side;
}

export const pastFacts = {
  submit: 'submitted',
  accept: 'accepted',
  withdrawAcceptance: 'acceptance_withdrawn',
  ask: 'info_requested',
  reply: 'replied',
  return: 'returned',
  resubmit: 'resubmitted',
  redirect: 'redirected',
  convert: 'converted',
  resume: 'resumed',
  closeWithAdvice: 'closed_with_advice',
  treatHere: 'treated_here',
  appeal: 'appealed',
  uphold: 'appeal_upheld',
  overturn: 'appeal_overturned',
  cancel: 'cancelled',
  patientDeclines: 'patient_declined',
  depart: 'departed',
  acknowledge: 'acknowledged',
  divert: 'diverted',
  turnBack: 'turned_back',
  arrive: 'arrived',
  signHandOver: 'hand_over_signed',
  reassign: 'reassigned',
  admit: 'admitted',
  markNoShow: 'no_show',
  rebook: 'rebooked',
  reportOutcome: 'outcome_reported',
  reportDeath: 'death_reported',
  offerDown: 'down_offered',
  doctorAccept: 'doctor_accepted',
  doctorDecline: 'doctor_declined',
  close: 'closed',
  correct: 'correction_proposed',
  confirmCorrection: 'corrected',
  refuseCorrection: 'correction_refused',
  enterInError: 'entered_in_error',
  undo: 'undone',
} as const satisfies Record<ReferralAction, string>;
export type PastFact = (typeof pastFacts)[ReferralAction];
