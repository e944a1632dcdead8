import type { Attachment } from '@alliance/contracts/attachment.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { PatientView } from '@alliance/contracts/patient.contract';
import type { Text } from '@alliance/contracts/schema';
import type { Actor } from '@alliance/domain/access/actor';
import { missingFields } from '@alliance/domain/referral/completion';
import { actionsOf, needsHandOver, sideOf } from '@alliance/domain/referral/referral.policy';
import type { Side } from '@alliance/domain/referral/referral.codes';
import { today } from '../platform/today.js';
import { factsOf, outsideOf, standpointOf, undoOf, type ReferralRow } from './referral.row.js';

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
    actions: actionsOf(actor, facts, standpointOf(row, now)),
    // somebody with a grant reads along on the receiving side
    side: sideOf(facts, actor.institutionId) ?? 'receiver',
    direction: row.direction,
    directionReason: row.direction_reason,
    service: row.service,
    urgency: row.urgency,
    transport: row.transport,
    allianceId: row.alliance_id,
    sender: { id: row.sender_id, name: row.sender_name },
    senderDepartment: row.sender_department,
    receiver: row.receiver_id && row.receiver_name ? { id: row.receiver_id, name: row.receiver_name } : null,
    receiverDepartment: row.receiver_department,
    outside: outsideOf(row),
    chain: chainOf(row),
    custodian: { id: row.custodian_id, name: row.custodian_name },
    patient: patientOf(row),
    reason: row.reason,
    diagnosis: row.diagnosis_text ? { text: row.diagnosis_text, code: row.diagnosis_code, edition: row.diagnosis_edition } : null,
    summary: row.summary,
    reviewer: row.reviewer,
    consentGiver: row.consent_giver,
    consent: consentOf(row),
    insurance: { place: row.insurance_place, filing: row.insurance_filing, number: row.insurance_number },
    consultAllowed: row.consult_allowed,
    completeness: row.completeness,
    incompleteReason: row.incomplete_reason,
    // that the patient was sent before is the sender's knowledge
    duplicateReason: sideOf(facts, actor.institutionId) === 'sender' ? row.duplicate_reason : null,
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
    handOver: {
      needed: needsHandOver(facts),
      sheet: row.beside.handOver?.sheet ?? null,
      sender: row.beside.handOver && signature(row.beside.handOver.sender),
      receiver: row.beside.handOver?.receiver ? signature(row.beside.handOver.receiver) : null,
    },
    outcome: row.outcome,
    endedAs: row.ended_as,
    appeals: row.beside.appeals.map(({ id, state, reviewerId, reviewer, at, dueAt, decidedAt }) => ({
      id,
      state,
      reviewer: { id: reviewerId, name: reviewer },
      at: utc(at),
      dueAt: utc(dueAt),
      decidedAt: decidedAt && utc(decidedAt),
    })),
    corrections: row.beside.corrections.map(({ institutionId: _house, proposedById: _person, proposedAt, decidedAt, ...correction }) => ({
      ...correction,
      proposedAt: utc(proposedAt),
      decidedAt: decidedAt && utc(decidedAt),
    })),
    undo: undoable(row, now),
    pair: row.beside.pair,
    origin: row.beside.origin,
    offers: row.beside.offers,
    plan: row.beside.plan && { ...row.beside.plan, writtenAt: utc(row.beside.plan.writtenAt) },
    lateEntries: row.late_entries,
    batchId: row.batch_id,
    notes: row.notes.map((note) => ({ ...note, at: new Date(note.at).toISOString() })),
    attachments: row.attachments.map((file) => ({ ...file, at: new Date(file.at).toISOString() })),
    missing: editable && row.sender_id === actor.institutionId ? missingFields(facts, today(now)) : [],
    createdBy: row.created_by_name,
    owner: row.owner_name,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    submittedAt: instant(row.submitted_at),
    acceptedAt: instant(row.accepted_at),
    departedAt: instant(row.departed_at),
    arrivedAt: instant(row.arrived_at),
    closedAt: instant(row.closed_at),
  };
}

export function deadlineOf(at: Date | null, by: Side | null, now: Date): ReferralView['deadline'] {
  return at && by ? { at: at.toISOString(), by, missed: at < now } : null;
}

/** PostgreSQL writes instants into JSON with the zone of the session. */
const utc = (at: string): string => new Date(at).toISOString();
const signature = <S extends { at: string }>(signed: S): S => ({ ...signed, at: utc(signed.at) });

function undoable(row: ReferralRow, now: Date): ReferralView['undo'] {
  const undo = undoOf(row);
  return undo && undo.until > now ? { action: undo.action, until: undo.until.toISOString() } : null;
}

function consentOf(row: ReferralRow): ReferralView['consent'] {
  const { consent_giver: giver, consent_at: at } = row;
  if (!giver || !at) return null;
  return {
    giver,
    at: at.toISOString(),
    name: row.consent_name,
    scope: row.consent_scope ?? 'receiver',
    form: row.consent_form ?? '',
    authorisedBy: row.authorised_by,
  };
}

/** Every place it was sent to; the last is where it is sent now. */
function chainOf(row: ReferralRow): ReferralView['chain'] {
  if (!row.submitted_at) return [];
  const before = row.beside.stops.map((stop) => ({ ...stop, from: utc(stop.from), until: utc(stop.until) }));
  const from = (row.placed_at ?? row.submitted_at).toISOString();
  const place = row.receiver_name ?? row.outside_name ?? '';
  return [...before, { place, department: row.receiver_department?.name ?? null, from, until: null, how: row.placed_as }];
}

/** The patient as the sender wrote it: that is what the receiver confirms. */
function patientOf(row: ReferralRow): PatientView | null {
  if (!row.patient_id || !row.patient_name || !row.patient_sex) return null;
  return {
    id: row.patient_id,
    name: row.patient_name,
    sex: row.patient_sex,
    birthDate: row.patient_birth_date,
    estimatedBirthYear: row.patient_estimated_birth_year,
    identifierKind: row.patient_identifier_kind ?? 'other',
    identifierMasked: row.patient_identifier_masked,
    identifierLast4: row.patient_identifier_masked?.slice(-4) ?? null,
    phone: row.patient_phone,
    motherId: row.patient_mother_id,
  };
}
