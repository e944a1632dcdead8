import type { ReferralRow as QueueItem } from '@alliance/contracts/referral-queue.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { actionsOf } from '@alliance/domain/referral/referral.policy';
import type { ReferralRow } from './referral.row.js';
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
  | 'next_action_at'
  | 'next_action_by'
  | 'reason'
  | 'submitted_at'
  | 'updated_at'
  | 'sender_id'
  | 'receiver_id'
> {
  urgency_rank: number;
  /** As text: a JavaScript date would lose the microseconds that the next page starts from. */
  queue_at: string;
  counterpart_name: string | null;
  department_zh: string | null;
  department_en: string | null;
  patient_name: string | null;
  patient_sex: ReferralRow['patient_sex'];
  patient_birth_date: string | null;
  patient_identifier_masked: string | null;
  diagnosis_text: string | null;
}

export function queueItem(row: QueueRow, actor: Actor, now: Date): QueueItem {
  const counterpartId = row.sender_id === actor.institutionId ? row.receiver_id : row.sender_id;
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    version: row.version,
    actions: actionsOf(actor, {
      state: row.state,
      senderId: row.sender_id,
      receiverId: row.receiver_id,
      service: row.service,
      urgency: row.urgency,
    }),
    urgency: row.urgency,
    service: row.service,
    direction: row.direction,
    deadline: deadlineOf(row.next_action_at, row.next_action_by, now),
    counterpart: counterpartId && row.counterpart_name ? { id: counterpartId, name: row.counterpart_name } : null,
    department: row.department_zh ? { zh: row.department_zh, ...(row.department_en && { en: row.department_en }) } : null,
    patient:
      row.patient_name && row.patient_sex
        ? {
            name: row.patient_name,
            sex: row.patient_sex,
            birthDate: row.patient_birth_date,
            identifierMasked: row.patient_identifier_masked,
            identifierLast4: row.patient_identifier_masked?.slice(-4) ?? null,
          }
        : null,
    diagnosis: row.diagnosis_text,
    reason: row.reason,
    submittedAt: row.submitted_at?.toISOString() ?? null,
    updatedAt: row.updated_at.toISOString(),
  };
}
