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

const related = (where: string) =>
  `(select jsonb_build_object('id', o.id, 'number', o.number, 'state', o.state, 'patient', o.patient_name) from referral o where ${where})`;
const signed = (side: string) =>
  `jsonb_build_object('by', (select name from person where id = h.${side}_person), 'institution', (select name from institution where id = h.${side}_institution), 'at', h.${side}_at)`;
const named = (column: string) => `(select name from person where id = ${column})`;
const all = (what: string, rest: string) => `(select coalesce(jsonb_agg(${what}), '[]') from ${rest})`;
const beside = `jsonb_build_object(
    'handOver', (select jsonb_build_object('sheet', h.sheet, 'sender', ${signed('sender')}, 'receiver', case when h.receiver_at is null then null else ${signed('receiver')} end)
      from hand_over h where h.referral_id = r.id),
    'appeals', ${all(`jsonb_build_object('id', q.id, 'state', q.state, 'reviewerId', q.reviewer_id, 'reviewer', (select name from institution where id = q.reviewer_id), 'at', q.at, 'dueAt', q.due_at, 'decidedAt', q.decided_at) order by q.at`, 'referral_appeal q where q.referral_id = r.id')},
    'corrections', ${all(`jsonb_build_object('id', c.id, 'state', c.state, 'institutionId', c.institution_id, 'before', c.before, 'after', c.after, 'explanation', c.explanation, 'proposedById', c.proposed_by, 'proposedBy', ${named('c.proposed_by')}, 'proposedAt', c.proposed_at, 'decidedBy', ${named('c.decided_by')}, 'decidedAt', c.decided_at) order by c.proposed_at`, 'referral_correction c where c.referral_id = r.id')},
    'stops', ${all(`jsonb_build_object('place', t.place, 'department', (select jsonb_strip_nulls(jsonb_build_object('zh', name_zh, 'en', name_en)) from department where id = t.department_id), 'from', t.from_at, 'until', t.until_at, 'how', t.how) order by t.until_at`, 'referral_stop t where t.referral_id = r.id')},
    'pair', ${related('o.id = r.pair_id')},
    'origin', ${related('o.id = r.origin_id')},
    'offers', ${all(`jsonb_build_object('id', o.id, 'number', o.number, 'state', o.state, 'patient', o.patient_name) order by o.created_at`, 'referral o where o.origin_id = r.id')},
    'plan', case when r.origin_id is not null then (select jsonb_build_object('rehabilitation', w.rehabilitation, 'medicines', w.medicines, 'warningSigns', w.warning_signs,
      'nextVisitOn', w.next_visit_on, 'writtenBy', ${named('w.written_by')}, 'writtenAt', w.written_at) from down_plan w where w.referral_id = r.id) end)`;

const shift = (
  row: string,
) => `select 1 from on_call_shift s where s.institution_id = current_institution() and s.cancelled_at is null and s.starts_at <= now() and s.ends_at > now()
      and (s.department_id is null or s.department_id = coalesce(${row}.receiver_department_id, s.department_id))`;
/** What the policy asks of the receiving side of `row`. Of another house nobody sees who is on duty: there it is the sender's own that is read. */
export const standpoint = (row: string) => `(select jsonb_build_object(
    'onDuty', exists (${shift(row)} and (s.person_id = current_person() or s.backup_person_id = current_person())),
    'dutyKept', exists (${shift(row)}),
    'alone', not exists (select 1 from appointment a where a.institution_id = current_institution()
      and a.role in ('doctor', 'coordinator') and a.person_id <> current_person() and a.valid @> current_date),
    'criticalUnit', coalesce(d.treatment_subjects && '{28,07.01}', false),
    'standing', coalesce(to_jsonb(d.standing_permissions), '[]'))
  from (values (1)) one left join department d on d.id = ${row}.receiver_department_id)`;

/**
 * Everything about one referral; `$1` its id. Row-level security decides whether there is a row at all.
 * Names are looked up one by one: joined, the planner tries the orders of eleven tables for a single row.
 */
export const referralRow = `
  select r.id, r.number, r.state, r.version, r.alliance_id, r.sender_id, (select name from institution where id = r.sender_id) as sender_name, r.receiver_id, (select name from institution where id = r.receiver_id) as receiver_name,
    r.custodian_id, (select name from institution where id = r.custodian_id) as custodian_name, r.receiver_department_id,
    (select jsonb_build_object('id', id, 'name', jsonb_strip_nulls(jsonb_build_object('zh', name_zh, 'en', name_en))) from department where id = r.sender_department_id) as sender_department,
    (select jsonb_build_object('id', id, 'name', jsonb_strip_nulls(jsonb_build_object('zh', name_zh, 'en', name_en))) from department where id = r.receiver_department_id) as receiver_department,
    r.direction, r.service, r.urgency, r.patient_id, r.patient_name, r.patient_sex, r.patient_birth_date::text as patient_birth_date, r.patient_identifier_masked,
    p.identifier_kind as patient_identifier_kind, pr.phone as patient_phone, pr.estimated_birth_year as patient_estimated_birth_year, p.mother_id as patient_mother_id,
    r.reason, r.diagnosis_text, r.diagnosis_code, r.diagnosis_edition, r.summary, r.reviewer, r.consent_giver, r.facts, r.criteria_reason, r.completeness, r.incomplete_reason, r.duplicate_reason,
    (select judgement from referral_judgement where referral_id = r.id) as judgement, (select facts from referral_judgement where referral_id = r.id) as judged_facts,
    r.next_action_at, r.next_action_by, r.paused_seconds, r.arrive_by, r.reception_place, r.reception_phone, r.reception_physician, r.bed_route, r.outcome,
    r.direction_reason, r.transport, r.consent_name, r.consent_scope, r.consent_form, r.consent_at, r.authorised_by, r.insurance_place, r.insurance_filing,
    r.insurance_number, r.consult_allowed, r.outside_name, r.outside_phone, r.outside_contact, r.pair_id, r.origin_id, r.batch_id, r.accepted_at, r.departed_at,
    r.ended_as, r.placed_as, r.placed_at, r.answered_by_person, r.undo, r.late_entries, ${beside} as beside, ${standpoint('r')} as standpoint,
    author.name as created_by_name, author.id as created_by_person, owner.name as owner_name, owner.id as owner_person, r.created_at, r.updated_at, r.submitted_at, r.arrived_at, r.closed_at,
    (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'text', n.text, 'at', n.at, 'by', np.name, 'institution', ni.name) order by n.at, n.id), '[]')
      from referral_note n join person np on np.id = n.person_id join institution ni on ni.id = n.institution_id where n.referral_id = r.id) as notes,
    (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'bytes', f.bytes, 'at', f.at, 'institution', fi.name, 'quarantine', f.quarantine) order by f.at, f.id), '[]')
      from attachment f join institution fi on fi.id = f.institution_id where f.referral_id = r.id) as attachments
  from referral r
    left join patient p on p.id = r.patient_id
    left join patient_relation pr on pr.patient_id = r.patient_id and pr.institution_id = current_institution()
    join appointment a on a.id = r.created_by
    join person author on author.id = a.person_id
    join appointment o on o.id = r.owner_id
    join person owner on owner.id = o.person_id
  where r.id = $1`;

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
