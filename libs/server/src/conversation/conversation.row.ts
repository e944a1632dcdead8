import type { Message } from '@alliance/contracts/conversation.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { canWrite, withdrawableUntil, type ConversationFacts, type ConversationStanding } from '@alliance/domain/conversation/conversation';

/** A referral as far as what is said about it depends on it. */
export interface ConversationRow {
  readonly id: string;
  readonly state: ConversationFacts['state'];
  readonly sender_id: string;
  readonly receiver_id: string | null;
  readonly submitted_at: Date | null;
  readonly closed_at: Date | null;
}

/**
 * `$1` its id. A hospital that takes part, or to which it was sent before; the reviewer of an appeal reads the case without this, and what
 * was sent by mistake is nobody's any more.
 */
export const conversationRow = `
  select r.id, r.state, r.sender_id, r.receiver_id, r.submitted_at, r.closed_at from referral r
  where r.id = $1 and r.state <> 'voided' and (current_institution() in (r.sender_id, r.receiver_id)
    or exists (select 1 from referral_stop t where t.referral_id = r.id and t.institution_id = current_institution()))`;

export const factsOf = (row: ConversationRow): ConversationFacts => ({
  state: row.state,
  senderId: row.sender_id,
  receiverId: row.receiver_id,
  submittedAt: row.submitted_at,
  closedAt: row.closed_at,
});

export interface MessageRow {
  readonly id: string;
  readonly referral_id: string;
  readonly position: number;
  readonly at: Date;
  readonly person_id: string;
  readonly by: string;
  readonly institution_id: string;
  readonly institution: string;
  readonly text: string;
  readonly withdrawn_at: Date | null;
  readonly reply_to: string | null;
  readonly mentions: readonly { readonly appointmentId: string; readonly personId: string; readonly name: string }[];
  readonly attachment_ids: readonly string[];
  /** Instants as text. */
  readonly read_by: readonly { readonly by: string; readonly institution: string; readonly at: string }[];
}

/** Messages with everything shown beside them; a condition on `m` follows. Row-level security decides which there are. */
export const messageRows = `
  select m.id, m.referral_id, m.position, m.at, m.person_id, (select name from person where id = m.person_id) as by, m.institution_id,
    (select name from institution where id = m.institution_id) as institution, m.text, m.withdrawn_at, m.reply_to,
    (select coalesce(jsonb_agg(jsonb_build_object('appointmentId', x.appointment_id, 'personId', x.person_id, 'name', p.name) order by p.name, x.appointment_id), '[]')
      from referral_message_mention x join person p on p.id = x.person_id where x.message_id = m.id) as mentions,
    array(select f.attachment_id from referral_message_attachment f where f.message_id = m.id order by f.attachment_id) as attachment_ids,
    (select coalesce(jsonb_agg(jsonb_build_object('by', p.name, 'institution', i.name, 'at', w.at) order by w.at), '[]')
      from (select person_id, institution_id, min(at) as at from referral_message_read
          where referral_id = m.referral_id and position >= m.position and not (person_id = m.person_id and institution_id = m.institution_id)
          group by person_id, institution_id) w
        join person p on p.id = w.person_id join institution i on i.id = w.institution_id) as read_by
  from referral_message m`;

/** A message as one person sees it. Of a withdrawn one only the trace is left. */
export function messageView(row: MessageRow, actor: Actor, standing: ConversationStanding, now: Date): Message {
  const mine = row.person_id === actor.personId && row.institution_id === actor.institutionId;
  const withdrawn = row.withdrawn_at !== null;
  const until = withdrawableUntil(row.at);
  return {
    id: row.id,
    position: row.position,
    at: row.at.toISOString(),
    by: row.by,
    institution: { id: row.institution_id, name: row.institution },
    mine,
    text: withdrawn ? null : row.text,
    withdrawnAt: row.withdrawn_at && row.withdrawn_at.toISOString(),
    withdrawableUntil: mine && !withdrawn && now < until && canWrite(standing) ? until.toISOString() : null,
    replyTo: row.reply_to,
    mentions: withdrawn
      ? []
      : row.mentions.map(({ appointmentId, personId, name }) => ({ appointmentId, name, me: personId === actor.personId })),
    attachmentIds: withdrawn ? [] : [...row.attachment_ids],
    readBy: row.read_by.map((reader) => ({ ...reader, at: new Date(reader.at).toISOString() })),
  };
}
