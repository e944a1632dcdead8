import type { countMessages, findMentionable, listMessages, Mentionable } from '@alliance/contracts/conversation.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor, Role } from '@alliance/domain/access/actor';
import { conversationStanding, writableUntil } from '@alliance/domain/conversation/conversation';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { prefixEnd } from '../platform/db/prefix.js';
import { conversationRow, factsOf, messageRows, messageView, type ConversationRow, type MessageRow } from './conversation.row.js';

export interface MentionableRow {
  appointment_id: string;
  person_id: string;
  name: string;
  role: Role;
  institution_id: string;
  institution: string;
  department_zh: string | null;
  department_en: string | null;
  on_duty: boolean;
}

/** Shown of a search. */
const mostFound = 20;
const readUpTo = `select coalesce(max(position), 0)::int as position from referral_message_read
  where referral_id = $1 and person_id = current_person() and institution_id = current_institution()`;

const counts = `
  select m.referral_id, count(*)::int as unread,
    bool_or(exists (select 1 from referral_message_mention x where x.message_id = m.id and x.person_id = current_person())) as mentioned
  from referral r join referral_message m on m.referral_id = r.id
  where r.id = any($1::uuid[]) and current_institution() in (r.sender_id, r.receiver_id) and m.withdrawn_at is null
    and not (m.person_id = current_person() and m.institution_id = current_institution())
    and m.position > (select coalesce(max(w.position), 0) from referral_message_read w
      where w.referral_id = r.id and w.person_id = current_person() and w.institution_id = current_institution())
  group by m.referral_id`;

/** What the screens of a conversation ask. */
@Injectable()
export class ConversationQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal referral.not_found for whoever never took part, and for everybody once it was voided */
  async conversation(tx: Transaction, id: string): Promise<ConversationRow> {
    const [row] = await tx.rows<ConversationRow>(conversationRow, [id]);
    if (!row) throw new Refusal('referral.not_found');
    return row;
  }

  async message(tx: Transaction, id: string): Promise<MessageRow | undefined> {
    const [row] = await tx.rows<MessageRow>(`${messageRows} where m.id = $1`, [id]);
    return row;
  }

  list(actor: Actor, id: string, { after, before, limit }: InputOf<typeof listMessages>['query']): Promise<AnswerOf<typeof listMessages>> {
    return this.database.write(actor, async (tx) => {
      const facts = factsOf(await this.conversation(tx, id));
      const now = this.clock.now();
      const standing = conversationStanding(facts, actor, now);
      const forwards = after !== undefined;
      const found = await tx.rows<MessageRow>(
        `${messageRows} where m.referral_id = $1 and ($2::int is null or m.position > $2) and ($3::int is null or m.position < $3)
         order by m.position ${forwards ? 'asc' : 'desc'} limit $4`,
        [id, after ?? null, before ?? null, limit + 1],
      );
      const shown = found.slice(0, limit);
      const more = found.length > limit;
      const [read] = await tx.rows<{ position: number }>(readUpTo, [id]);
      await this.audit.seen(tx, actor, { action: 'referral.messages', objectKind: 'referral', objectIds: [id] });
      return {
        items: (forwards ? shown : shown.reverse()).map((row) => messageView(row, actor, standing, now)),
        earlier: forwards ? after > 0 : more,
        later: forwards ? more : before !== undefined,
        standing,
        writableUntil: writableUntil(facts)?.toISOString() ?? null,
        readUpTo: read?.position ?? 0,
      };
    });
  }

  people(actor: Actor, id: string, { search }: InputOf<typeof findMentionable>['query']): Promise<AnswerOf<typeof findMentionable>> {
    return this.database.read(actor, async (tx) => {
      await this.conversation(tx, id);
      const text = search.toLowerCase() || null;
      const rows = await tx.rows<MentionableRow>('select * from mentionable_people($1, $2, $3, null, $4)', [
        ...[id, text, text && prefixEnd(text), mostFound],
      ]);
      return { items: rows.filter((row) => row.appointment_id !== actor.appointmentId).map(mentionable) };
    });
  }

  /** Which of these appointments can be called in. */
  mentioned(tx: Transaction, id: string, appointmentIds: readonly string[]): Promise<MentionableRow[]> {
    return tx.rows<MentionableRow>('select * from mentionable_people($1, null, null, $2::uuid[], $3)', [
      ...[id, `{${appointmentIds.join(',')}}`, appointmentIds.length],
    ]);
  }

  counts(actor: Actor, referralIds: readonly string[]): Promise<AnswerOf<typeof countMessages>> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<{ referral_id: string; unread: number; mentioned: boolean }>(counts, [`{${referralIds.join(',')}}`]);
      return { items: rows.map(({ referral_id, ...count }) => ({ referralId: referral_id, ...count })) };
    });
  }
}

const mentionable = (row: MentionableRow): Mentionable => ({
  appointmentId: row.appointment_id,
  name: row.name,
  role: row.role,
  institution: { id: row.institution_id, name: row.institution },
  department: row.department_zh === null ? null : { zh: row.department_zh, ...(row.department_en && { en: row.department_en }) },
  onDuty: row.on_duty,
});
