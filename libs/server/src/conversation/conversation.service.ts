import type { Message, sendMessage } from '@alliance/contracts/conversation.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { canWrite, conversationStanding, withdrawableUntil } from '@alliance/domain/conversation/conversation';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { ConversationQueries, type MentionableRow } from './conversation.queries.js';
import { factsOf, messageView, type ConversationRow } from './conversation.row.js';

type Written = InputOf<typeof sendMessage>['body'];

/** One writer at a time within a referral: positions have no gap, and nobody reads past one that is still being written. */
const lock = 'select pg_advisory_xact_lock(hashtextextended($1, 29))';
const insert = `
  insert into referral_message (id, referral_id, position, institution_id, receiver_id, person_id, appointment_id, text, reply_to, at)
  select $1, $2, coalesce(max(m.position), 0) + 1, $3, $4, $5, $6, $7, $8, $9 from referral_message m where m.referral_id = $2
  on conflict (id) do nothing returning position`;
const mention = `
  insert into referral_message_mention (message_id, appointment_id, person_id)
  select $1, appointment, person from unnest($2::uuid[], $3::uuid[]) called (appointment, person)`;
const enclose = 'insert into referral_message_attachment (message_id, attachment_id) select $1, unnest($2::uuid[])';
const list = (ids: readonly string[]): string => `{${ids.join(',')}}`;

/** What the two sides of a referral say to each other. */
@Injectable()
export class ConversationService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ConversationQueries,
  ) {}

  send(actor: Actor, id: string, body: Written): Promise<Message> {
    return this.commands.run(actor, async (work) => {
      await work.rows(lock, [id]);
      const row = await this.queries.conversation(work, id);
      const standing = conversationStanding(factsOf(row), actor, work.now);
      const before = await this.queries.message(work, body.id);
      if (before) {
        const same = before.referral_id === id && before.text === body.text;
        const view = messageView(before, actor, standing, work.now);
        if (!same || !view.mine) throw new Refusal('request.key_reused');
        return view;
      }
      if (standing === 'reads_only') throw new Refusal('referral.not_your_action', { action: 'write', role: actor.role });
      if (standing === 'over') throw new Refusal('message.conversation_over');
      if (!canWrite(standing)) throw new Refusal('referral.wrong_state', { state: row.state, action: 'write' });
      const called = await this.check(work, id, body);
      const position = await this.write(work, actor, row, body, called);
      this.record(work, row, 'referral.message_written', position);
      if (called.length) this.callIn(work, row, position, called);
      const written = await this.queries.message(work, body.id);
      if (!written) throw new Refusal('referral.not_found');
      return messageView(written, actor, standing, work.now);
    });
  }

  /** Up to a message, never back. */
  read(actor: Actor, id: string, upTo: number): Promise<{ readUpTo: number }> {
    return this.commands.run(actor, async (work) => {
      const row = await this.queries.conversation(work, id);
      const sides = [row.sender_id, row.receiver_id];
      // who was sent on reads on, and leaves no new trace in a case of others
      if (!sides.includes(actor.institutionId)) return { readUpTo: 0 };
      const [now] = await work.rows<{ last: number; read: number }>(
        `select (select coalesce(max(position), 0)::int from referral_message where referral_id = $1) as last,
          (select coalesce(max(position), 0)::int from referral_message_read where referral_id = $1 and person_id = $2 and institution_id = $3) as read`,
        [id, actor.personId, actor.institutionId],
      );
      const position = Math.min(upTo, now?.last ?? 0);
      if (position <= (now?.read ?? 0)) return { readUpTo: now?.read ?? 0 };
      await work.rows(
        'insert into referral_message_read (referral_id, person_id, institution_id, position, at) values ($1, $2, $3, $4, $5) on conflict do nothing',
        [id, actor.personId, actor.institutionId, position, work.now],
      );
      this.record(work, row, 'referral.messages_read', position);
      return { readUpTo: position };
    });
  }

  withdraw(actor: Actor, messageId: string): Promise<Message> {
    return this.commands.run(actor, async (work) => {
      const message = await this.queries.message(work, messageId);
      if (!message) throw new Refusal('access.not_found');
      const row = await this.queries.conversation(work, message.referral_id);
      const standing = conversationStanding(factsOf(row), actor, work.now);
      const view = messageView(message, actor, standing, work.now);
      if (!view.mine) throw new Refusal('access.not_found');
      if (message.withdrawn_at) return view;
      if (work.now >= withdrawableUntil(message.at) || !canWrite(standing)) throw new Refusal('message.withdraw_over');
      await work.rows('update referral_message set withdrawn_at = $2 where id = $1', [messageId, work.now]);
      this.record(work, row, 'referral.message_withdrawn', message.position);
      return messageView({ ...message, withdrawn_at: work.now }, actor, standing, work.now);
    });
  }

  /** @throws Refusal request.invalid naming what is of another case, or of nobody here */
  private async check(work: Work, id: string, { mentions, replyTo, attachmentIds }: Written): Promise<MentionableRow[]> {
    const called = mentions.length ? await this.queries.mentioned(work, id, mentions) : [];
    const documents = attachmentIds.length
      ? await work.rows('select id from attachment where referral_id = $1 and id = any($2::uuid[])', [id, list(attachmentIds)])
      : [];
    const answered = replyTo ? await this.queries.message(work, replyTo) : null;
    const fields = [
      called.length !== new Set(mentions).size && 'mentions',
      documents.length !== new Set(attachmentIds).size && 'attachmentIds',
      replyTo && answered?.referral_id !== id && 'replyTo',
    ].filter((field) => typeof field === 'string');
    if (fields.length) throw new Refusal('request.invalid', { fields });
    return called;
  }

  /** @returns its position @throws Refusal request.key_reused for an id that something else has */
  private async write(work: Work, actor: Actor, row: ConversationRow, body: Written, called: readonly MentionableRow[]): Promise<number> {
    const [written] = await work.rows<{ position: number }>(insert, [
      ...[body.id, row.id, actor.institutionId, row.receiver_id, actor.personId, actor.appointmentId, body.text, body.replyTo, work.now],
    ]);
    if (!written) throw new Refusal('request.key_reused');
    if (called.length)
      await work.rows(mention, [body.id, list(called.map((row) => row.appointment_id)), list(called.map((row) => row.person_id))]);
    if (body.attachmentIds.length) await work.rows(enclose, [body.id, list([...new Set(body.attachmentIds)])]);
    work.subjectId = body.id;
    return written.position;
  }

  /** "Look again": how many there are and nothing of what they say. */
  private record(work: Work, row: ConversationRow, kind: string, position: number): void {
    const recipients = [row.sender_id, row.receiver_id].filter((side) => side !== null);
    work.event({ kind, topic: 'conversation', subjectId: row.id, version: position, data: { position }, recipients });
    work.audit({ action: kind, objectKind: 'referral', objectIds: [row.id] });
  }

  private callIn(work: Work, row: ConversationRow, position: number, called: readonly MentionableRow[]): void {
    work.event({
      kind: 'referral.mentioned',
      topic: 'conversation',
      subjectId: row.id,
      version: position,
      data: { position },
      recipients: [...new Set(called.map(({ institution_id }) => institution_id))],
      concerns: [...new Set(called.map(({ person_id }) => person_id))],
    });
  }
}
