import type { Attachment } from '@alliance/contracts/attachment.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { PatientView } from '@alliance/contracts/patient.contract';
import type { Text } from '@alliance/contracts/schema';
import type { Actor } from '@alliance/domain/access/actor';
import { missingFields } from '@alliance/domain/referral/referral.decide';
import { actionsOf, sideOf } from '@alliance/domain/referral/referral.policy';
import type { Side } from '@alliance/domain/referral/referral.codes';
import { factsOf, type ReferralRow } from './referral.row.js';

export interface DepartmentName {
  id: string;
  name: Text;
}
export type Note = ReferralView['notes'][number];
export type StoredAttachment = Attachment;

const instant = (at: Date | null): string | null => at && at.toISOString();

/** A referral as one person sees it: with what that person may do now. */
export function referralView(row: ReferralRow, actor: Actor, now: Date): ReferralView {
  const facts = factsOf(row);
  const editable = row.state === 'draft' || row.state === 'returned';
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    version: row.version,
    actions: actionsOf(actor, facts),
    // somebody with a grant reads along on the receiving side
    side: sideOf(facts, actor.institutionId) ?? 'receiver',
    direction: row.direction,
    service: row.service,
    urgency: row.urgency,
    allianceId: row.alliance_id,
    sender: { id: row.sender_id, name: row.sender_name },
    senderDepartment: row.sender_department,
    receiver: row.receiver_id && row.receiver_name ? { id: row.receiver_id, name: row.receiver_name } : null,
    receiverDepartment: row.receiver_department,
    custodian: { id: row.custodian_id, name: row.custodian_name },
    patient: patientOf(row),
    reason: row.reason,
    diagnosis: row.diagnosis_text ? { text: row.diagnosis_text, code: row.diagnosis_code, edition: row.diagnosis_edition } : null,
    summary: row.summary,
    reviewer: row.reviewer,
    consentGiver: row.consent_giver,
    // a returned referral is being written again: its receiver reads what it was judged with
    facts: (sideOf(facts, actor.institutionId) === 'sender' ? row.facts : row.judged_facts) as ReferralView['facts'],
    criteriaReason: row.criteria_reason,
    verdict: row.judgement?.verdict ?? null,
    judgement: row.judgement,
    deadline: deadlineOf(row.next_action_at, row.next_action_by, now),
    reception: row.arrive_by
      ? {
          arriveBy: row.arrive_by.toISOString(),
          place: row.reception_place ?? '',
          phone: row.reception_phone,
          physician: row.reception_physician,
          bedRoute: row.bed_route,
        }
      : null,
    outcome: row.outcome,
    notes: row.notes.map((note) => ({ ...note, at: new Date(note.at).toISOString() })),
    attachments: row.attachments.map((file) => ({ ...file, at: new Date(file.at).toISOString() })),
    missing: editable && row.sender_id === actor.institutionId ? missingFields(facts) : [],
    createdBy: row.created_by_name,
    owner: row.owner_name,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    submittedAt: instant(row.submitted_at),
    arrivedAt: instant(row.arrived_at),
    closedAt: instant(row.closed_at),
  };
}

export function deadlineOf(at: Date | null, by: Side | null, now: Date): ReferralView['deadline'] {
  return at && by ? { at: at.toISOString(), by, missed: at < now } : null;
}

/** The patient as the sender wrote it: that is what the receiver confirms. */
function patientOf(row: ReferralRow): PatientView | null {
  if (!row.patient_id || !row.patient_name || !row.patient_sex) return null;
  return {
    id: row.patient_id,
    name: row.patient_name,
    sex: row.patient_sex,
    birthDate: row.patient_birth_date,
    identifierKind: row.patient_identifier_kind ?? 'other',
    identifierMasked: row.patient_identifier_masked,
    identifierLast4: row.patient_identifier_masked?.slice(-4) ?? null,
    phone: row.patient_phone,
    motherId: row.patient_mother_id,
  };
}
