import type { Escalation } from '@alliance/contracts/escalation.contract';
import type { OnDuty } from '@alliance/contracts/on-call.contract';
import type { Actor } from '@alliance/domain/access/actor';
import type { AcknowledgementNote } from '@alliance/domain/escalation/escalation.codes';

export interface EscalationRow extends Pick<Escalation, 'id' | 'version' | 'urgency' | 'service' | 'step' | 'rung'> {
  referral_id: string;
  referral_number: string;
  alliance_id: string | null;
  alliance_zh: string | null;
  alliance_en: string | null;
  sender_id: string;
  sender_name: string;
  receiver_id: string | null;
  receiver_name: string | null;
  department_id: string | null;
  due_at: Date;
  institution_id: string;
  institution_name: string;
  waited_id: string;
  at: Date;
  settled_at: Date | null;
  acknowledged_at: Date | null;
  acknowledged_by: string | null;
  note: AcknowledgementNote | null;
}

/** Told to the reader's own house. */
export const mine = ({ institution_id }: Pick<EscalationRow, 'institution_id'>, { institutionId }: Actor): boolean =>
  institution_id === institutionId;

/** One row as somebody sees it: only the two hospitals learn which referral it is. */
export function escalationView(
  row: EscalationRow,
  actor: Actor,
  call: Omit<OnDuty, 'department'>,
  mayAcknowledge: boolean,
  mayRead: boolean,
): Escalation {
  const party = actor.institutionId === row.sender_id || actor.institutionId === row.receiver_id;
  const open = party && mayRead;
  return {
    id: row.id,
    version: row.version,
    referral: { id: open ? row.referral_id : null, number: row.referral_number },
    alliance:
      row.alliance_id && row.alliance_zh
        ? { id: row.alliance_id, name: { zh: row.alliance_zh, ...(row.alliance_en && { en: row.alliance_en }) } }
        : null,
    sender: { id: row.sender_id, name: row.sender_name },
    receiver: row.receiver_id && row.receiver_name ? { id: row.receiver_id, name: row.receiver_name } : null,
    urgency: row.urgency,
    service: row.service,
    step: row.step,
    dueAt: row.due_at.toISOString(),
    rung: row.rung,
    told: { id: row.institution_id, name: row.institution_name },
    at: row.at.toISOString(),
    settledAt: row.settled_at && row.settled_at.toISOString(),
    acknowledged:
      row.acknowledged_at && row.note ? { at: row.acknowledged_at.toISOString(), by: row.acknowledged_by ?? '', note: row.note } : null,
    call: { institution: call.institution.name, rung: call.rung, person: call.person, phone: call.phone },
    actions: [
      ...(mine(row, actor) && mayAcknowledge && !row.acknowledged_at && !row.settled_at ? (['acknowledge'] as const) : []),
      ...(open ? (['open'] as const) : []),
    ],
  };
}
