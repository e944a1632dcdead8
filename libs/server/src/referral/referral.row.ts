import type { DepartmentName, Note, StoredAttachment } from './referral.view.js';
import type { JudgementView } from '@alliance/contracts/judgement.contract';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { OutsideCriteriaReason } from '@alliance/domain/protocol/protocol.types';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';
import type {
  BedRoute,
  ConsentGiver,
  Direction,
  Outcome,
  ReferralFacts,
  Service,
  Side,
  Urgency,
} from '@alliance/domain/referral/referral.types';
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
}

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
    p.identifier_kind as patient_identifier_kind, pr.phone as patient_phone, p.mother_id as patient_mother_id,
    r.reason, r.diagnosis_text, r.diagnosis_code, r.diagnosis_edition, r.summary, r.reviewer, r.consent_giver, r.facts, r.criteria_reason,
    (select judgement from referral_judgement where referral_id = r.id) as judgement, (select facts from referral_judgement where referral_id = r.id) as judged_facts,
    r.next_action_at, r.next_action_by, r.paused_seconds, r.arrive_by, r.reception_place, r.reception_phone, r.reception_physician, r.bed_route, r.outcome,
    author.name as created_by_name, author.id as created_by_person, owner.name as owner_name, owner.id as owner_person, r.created_at, r.updated_at, r.submitted_at, r.arrived_at, r.closed_at,
    (select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'text', n.text, 'at', n.at, 'by', np.name, 'institution', ni.name) order by n.at, n.id), '[]')
      from referral_note n join person np on np.id = n.person_id join institution ni on ni.id = n.institution_id where n.referral_id = r.id) as notes,
    (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'bytes', f.bytes, 'at', f.at, 'institution', fi.name) order by f.at, f.id), '[]')
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
  senderId: row.sender_id,
  receiverId: row.receiver_id,
  custodianId: row.custodian_id,
  patientId: row.patient_id,
  service: row.service,
  urgency: row.urgency,
  direction: row.direction,
  receiverDepartmentId: row.receiver_department_id,
  reason: row.reason,
  diagnosisText: row.diagnosis_text,
  reviewer: row.reviewer,
  consentGiver: row.consent_giver,
  criteriaReason: row.criteria_reason,
  nextActionAt: row.next_action_at,
  nextActionBy: row.next_action_by,
  pausedSeconds: row.paused_seconds,
});
