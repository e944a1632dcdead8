import type { ReferralRow as QueueItem } from '@alliance/contracts/referral-queue.contract';
import type { Text } from '@alliance/contracts/schema';
import type { Actor } from '@alliance/domain/access/actor';
import type { Verdict } from '@alliance/domain/criteria/rule.types';
import { actionsOf, type ReferralStanding } from '@alliance/domain/referral/referral.policy';
import type { Correction } from '@alliance/domain/referral/referral.types';
import { claimOf } from './claim.reader.js';
import { outsideOf, standpointOf, undoOf, type ReferralRow } from './referral.row.js';
import { deadlineOf } from './referral.view.js';

/** A row of the queue as the database answers it. */
export interface QueueRow extends Pick<
  ReferralRow,
  | 'id'
  | 'number'
  | 'state'
  | 'version'
  | 'urgency'
  | 'service'
  | 'direction'
  | 'transport'
  | 'next_action_at'
  | 'next_action_by'
  | 'reason'
  | 'submitted_at'
  | 'updated_at'
  | 'sender_id'
  | 'receiver_id'
  | 'outside_name'
  | 'outside_phone'
  | 'outside_contact'
  | 'patient_name'
  | 'patient_sex'
  | 'patient_birth_date'
  | 'patient_identifier_masked'
  | 'diagnosis_text'
  | 'accepted_at'
  | 'undo'
  | 'pair_id'
  | 'origin_id'
  | 'ended_as'
  | 'consult_allowed'
  | 'answered_by_person'
  | 'standpoint'
> {
  urgency_rank: number;
  /** As text: a JavaScript date would lose the microseconds that the next page starts from. */
  queue_at: string;
  listed_at: string;
  department_key: string;
  counterpart_name: string | null;
  department: Text | null;
  verdict: Verdict | null;
  /** The row that this hospital keeps the patient under by now. */
  known_as: Pick<NonNullable<QueueItem['patient']>, 'name' | 'sex' | 'birthDate' | 'identifierMasked'> | null;
  claimed_by: string | null;
  claimed_at: Date | null;
  claimant: { by: string; institutionId: string } | null;
  /** Of the sender's people, for the sender only. */
  owner_name: string | null;
  reminded_at: Date | null;
  /** null while nobody has signed. */
  handed_over: boolean | null;
  appealed: boolean | null;
  correction: Correction | null;
  /** Of patients in care only. */
  offer_open: boolean | null;
  escalated: boolean | null;
  estimated_arrival_at: Date | null;
}

export function queueItem(row: QueueRow, actor: Actor, now: Date): QueueItem {
  const sent = row.sender_id === actor.institutionId;
  const counterpartId = sent ? row.receiver_id : row.sender_id;
  const { undo } = row;
  const undoable = undo !== null && undo.institutionId === actor.institutionId && new Date(undo.until) > now;
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    version: row.version,
    actions: actionsOf(actor, standingOf(row), standpointOf(row, now)),
    urgency: row.urgency,
    service: row.service,
    direction: row.direction,
    deadline: deadlineOf(row.next_action_at, row.next_action_by, now),
    counterpart: counterpartId && row.counterpart_name ? { id: counterpartId, name: row.counterpart_name } : null,
    outside: row.outside_name,
    department: row.department,
    patient: patientOf(row),
    diagnosis: row.diagnosis_text,
    reason: row.reason,
    verdict: row.verdict,
    claim: claimOf(row, actor, now),
    owner: row.owner_name,
    transport: row.transport,
    estimatedArrivalAt: row.estimated_arrival_at?.toISOString() ?? null,
    unanswered: row.state === 'in_transit' && row.accepted_at === null,
    pairId: row.pair_id,
    undoUntil: undoable ? new Date(undo.until).toISOString() : null,
    endedAs: row.ended_as,
    escalated: row.escalated ?? false,
    remindedAt: row.reminded_at?.toISOString() ?? null,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    updatedAt: row.updated_at.toISOString(),
  };
}

const standingOf = (row: QueueRow): ReferralStanding => ({
  state: row.state,
  senderId: row.sender_id,
  receiverId: row.receiver_id,
  outside: outsideOf(row),
  service: row.service,
  urgency: row.urgency,
  transport: row.transport,
  consultAllowed: row.consult_allowed,
  acceptedAt: row.accepted_at,
  undo: undoOf(row),
  originId: row.origin_id,
  // who decides an appeal is no side of it: a queue only needs to know that there is one
  appeal: row.appealed ? { id: row.id, reviewerInstitutionId: '' } : null,
  correction: row.correction,
  handOver: { sender: row.handed_over !== null, receiver: row.handed_over === true },
  answeredByPerson: row.answered_by_person,
  nextActionAt: row.next_action_at,
  appealable: false,
  offerOpen: row.offer_open === true,
});

/** As this hospital knows the patient by now; as it was sent stands beside where that is another name. */
function patientOf(row: QueueRow): QueueItem['patient'] {
  const { patient_name: sentAs, patient_sex: sentSex, known_as: known } = row;
  if (!sentAs || !sentSex) return null;
  const masked = known ? known.identifierMasked : row.patient_identifier_masked;
  return {
    name: known?.name ?? sentAs,
    registeredAs: known && known.name !== sentAs ? sentAs : null,
    sex: known?.sex ?? sentSex,
    birthDate: known ? known.birthDate : row.patient_birth_date,
    identifierMasked: masked,
    identifierLast4: masked?.slice(-4) ?? null,
  };
}
