import type { HandOverSheet } from '@alliance/contracts/referral.schema';
import type { StandingPermission } from '@alliance/domain/administration/department';
import type { DepartmentName, Note, StoredAttachment } from './referral.view.js';
import type { DownPlan } from '@alliance/contracts/down-plan.schema';
import type { JudgementView } from '@alliance/contracts/judgement.contract';
import type { IncompleteReason } from '@alliance/domain/completeness/completeness';
import type { DuplicateReason } from '@alliance/domain/receivers/duplicate';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { OutsideCriteriaReason } from '@alliance/domain/protocol/protocol.types';
import { openStates, type ReferralState } from '@alliance/domain/referral/referral.machine';
import type {
  BedRoute,
  ConsentGiver,
  ConsentScope,
  Direction,
  DirectionReason,
  Ending,
  InsuranceFiling,
  Outcome,
  Service,
  Side,
  Transport,
  Urgency,
} from '@alliance/domain/referral/referral.codes';
import type { ReferralFacts, Standpoint, Undoable } from '@alliance/domain/referral/referral.types';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import type { IdentifierKind } from '@alliance/domain/identity/patient';

/** One referral as the database answers it: its columns and the names a screen needs, in one round trip. */
export interface ReferralRow {
  id: string;
  number: string;
  state: ReferralState;
  version: number;
  alliance_id: string | null;
  sender_id: string;
  sender_name: string;
  receiver_id: string | null;
  receiver_name: string | null;
  custodian_id: string;
  custodian_name: string;
  sender_department: DepartmentName | null;
  receiver_department: DepartmentName | null;
  receiver_department_id: string | null;
  direction: Direction | null;
  service: Service | null;
  urgency: Urgency | null;
  patient_id: string | null;
  patient_name: string | null;
  patient_sex: Sex | null;
  patient_birth_date: string | null;
  patient_identifier_masked: string | null;
  patient_identifier_kind: IdentifierKind | null;
  patient_phone: string | null;
  patient_estimated_birth_year: number | null;
  patient_mother_id: string | null;
  reason: string | null;
  diagnosis_text: string | null;
  diagnosis_code: string | null;
  diagnosis_edition: string | null;
  summary: string | null;
  reviewer: string | null;
  consent_giver: ConsentGiver | null;
  facts: GivenFacts | null;
  criteria_reason: OutsideCriteriaReason | null;
  completeness: number | null;
  incomplete_reason: IncompleteReason | null;
  duplicate_reason: DuplicateReason | null;
  judgement: JudgementView | null;
  /** What it was judged with. */
  judged_facts: GivenFacts | null;
  next_action_at: Date | null;
  next_action_by: Side | null;
  paused_seconds: number | null;
  arrive_by: Date | null;
  reception_place: string | null;
  reception_phone: string | null;
  reception_physician: string | null;
  bed_route: BedRoute | null;
  outcome: Outcome | null;
  created_by_name: string;
  created_by_person: string;
  owner_name: string;
  owner_person: string;
  created_at: Date;
  updated_at: Date;
  submitted_at: Date | null;
  arrived_at: Date | null;
  closed_at: Date | null;
  notes: Note[];
  attachments: StoredAttachment[];
  direction_reason: DirectionReason | null;
  transport: Transport | null;
  consent_name: string | null;
  consent_scope: ConsentScope | null;
  consent_form: string | null;
  consent_at: Date | null;
  authorised_by: string | null;
  insurance_place: string | null;
  insurance_filing: InsuranceFiling | null;
  insurance_number: string | null;
  consult_allowed: boolean;
  outside_name: string | null;
  outside_phone: string | null;
  outside_contact: string | null;
  pair_id: string | null;
  origin_id: string | null;
  batch_id: string | null;
  accepted_at: Date | null;
  departed_at: Date | null;
  ended_as: Ending | null;
  placed_as: 'submitted' | 'redirected' | 'diverted' | 'reassigned';
  placed_at: Date | null;
  answered_by_person: string | null;
  /** Instants as text. */
  undo: { action: Undoable['action']; institutionId: string; until: string; nextActionAt: string | null; nextActionBy: Side | null } | null;
  late_entries: Record<string, { at: string; afterSixHours: boolean }>;
  beside: Beside;
  standpoint: RowStandpoint;
}

/** What hangs on a referral, read with it. Instants as text. */
export interface Beside {
  handOver: { sheet: HandOverSheet; sender: Signed; receiver: Signed | null } | null;
  appeals: {
    id: string;
    state: 'pending' | 'upheld' | 'overturned';
    reviewerId: string;
    reviewer: string;
    at: string;
    dueAt: string;
    decidedAt: string | null;
  }[];
  corrections: CorrectionRow[];
  stops: { place: string; department: DepartmentName['name'] | null; from: string; until: string; how: ReferralRow['placed_as'] }[];
  pair: RelatedRow | null;
  origin: RelatedRow | null;
  offers: RelatedRow[];
  plan: DownPlan | null;
}
export interface Signed {
  by: string;
  institution: string;
  at: string;
}
export interface RelatedRow {
  id: string;
  number: string;
  state: ReferralState;
  patient: string | null;
}
export interface CorrectionRow {
  id: string;
  state: 'proposed' | 'confirmed' | 'refused';
  institutionId: string;
  before: Record<string, string>;
  after: Record<string, string>;
  explanation: string;
  proposedById: string;
  proposedBy: string;
  proposedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
}
/** Duty and permissions of the receiving department, as far as the asking house may know them. */
export interface RowStandpoint {
  onDuty: boolean;
  dutyKept: boolean;
  criticalUnit: boolean;
  alone: boolean;
  standing: StandingPermission[];
}

/** What the rules of the domain need, read off a row. */
export const factsOf = (row: ReferralRow): ReferralFacts => ({
  id: row.id,
  version: row.version,
  state: row.state,
  allianceId: row.alliance_id,
  senderId: row.sender_id,
  receiverId: row.receiver_id,
  outside: outsideOf(row),
  custodianId: row.custodian_id,
  patientId: row.patient_id,
  patientBirthDate: row.patient_birth_date,
  service: row.service,
  urgency: row.urgency,
  direction: row.direction,
  transport: row.transport,
  receiverDepartmentId: row.receiver_department_id,
  reason: row.reason,
  diagnosisText: row.diagnosis_text,
  reviewer: row.reviewer,
  consentGiver: row.consent_giver,
  consentName: row.consent_name,
  consentScope: row.consent_scope,
  authorisedBy: row.authorised_by,
  consultAllowed: row.consult_allowed,
  criteriaReason: row.criteria_reason,
  nextActionAt: row.next_action_at,
  nextActionBy: row.next_action_by,
  pausedSeconds: row.paused_seconds,
  acceptedAt: row.accepted_at,
  undo: undoOf(row),
  pairId: row.pair_id,
  originId: row.origin_id,
  appeal: pendingAppeal(row),
  appealable: row.beside.appeals.length < row.notes.filter(({ kind }) => kind === 'return_advice').length,
  offerOpen: row.beside.offers.some(({ state }) => openStates.includes(state) && state !== 'returned'),
  correction: pendingCorrection(row),
  handOver: { sender: row.beside.handOver !== null, receiver: !!row.beside.handOver?.receiver },
  answeredByPerson: row.answered_by_person,
});

export const outsideOf = (row: Pick<ReferralRow, 'outside_name' | 'outside_phone' | 'outside_contact'>): ReferralFacts['outside'] =>
  row.outside_name ? { name: row.outside_name, phone: row.outside_phone ?? '', contact: row.outside_contact } : null;

export const undoOf = ({ undo }: Pick<ReferralRow, 'undo'>): Undoable | null =>
  undo && {
    action: undo.action,
    institutionId: undo.institutionId,
    until: new Date(undo.until),
    restore: { nextActionAt: undo.nextActionAt === null ? null : new Date(undo.nextActionAt), nextActionBy: undo.nextActionBy },
  };

function pendingAppeal({ beside }: ReferralRow): ReferralFacts['appeal'] {
  const pending = beside.appeals.find(({ state }) => state === 'pending');
  return pending ? { id: pending.id, reviewerInstitutionId: pending.reviewerId } : null;
}

function pendingCorrection({ beside }: ReferralRow): ReferralFacts['correction'] {
  const proposed = beside.corrections.find(({ state }) => state === 'proposed');
  return proposed ? { id: proposed.id, institutionId: proposed.institutionId, proposedBy: proposed.proposedById } : null;
}

/** Where the actor stands; what only the row knows comes with it. */
export const standpointOf = ({ standpoint: { standing, ...duty } }: Pick<ReferralRow, 'standpoint'>, now: Date): Standpoint => ({
  ...duty,
  standingPermissions: standing,
  now,
});
