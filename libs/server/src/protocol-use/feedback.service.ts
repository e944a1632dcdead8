import type { answerFeedback, getUsage, giveFeedback, listFeedback } from '@alliance/contracts/protocol-search.contract';
import type { InputOf, ReplyOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { newId } from '../platform/ids.js';
import { ProtocolReader } from '../protocol/protocol.reader.js';

type Feedback = ReplyOf<typeof giveFeedback>;
interface FeedbackRow extends Omit<Feedback, 'at' | 'answer'> {
  at: Date;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
}
const feedback = `
  select f.id, f.protocol_id as "protocolId", v.number, f.criterion, f.reason, f.text, i.name as institution, (select name from person where id = f.person_id) as by, f.at,
    f.answer, (select name from person where id = f.answered_by) as "answeredBy", f.answered_at as "answeredAt"
  from protocol_feedback f join protocol_version v on v.id = f.version_id join institution i on i.id = f.institution_id`;
const viewOf = ({ answer, answeredBy, answeredAt, at, ...row }: FeedbackRow): Feedback => ({
  ...row,
  at: at.toISOString(),
  answer: answer !== null && answeredAt ? { text: answer, by: answeredBy ?? '', at: answeredAt.toISOString() } : null,
});

/** What readers say to the authors of a protocol, and what they are answered. */
@Injectable()
export class FeedbackService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly protocols: ProtocolReader,
  ) {}

  /** @throws Refusal access.not_found for a version that one does not see or a criterion that is not in it */
  give(actor: Actor, protocolId: string, { number, criterion, reason, text }: InputOf<typeof giveFeedback>['body']): Promise<Feedback> {
    const replay = (id: string) => this.database.read(actor, (tx) => this.one(tx, id));
    return this.commands.run(
      actor,
      async (work) => {
        const version = await this.protocols.numbered(work, protocolId, number);
        const known = version && (criterion === null || version.content.criteria.some(({ code }) => code === criterion));
        if (!version || !known) throw new Refusal('access.not_found', version ? { fields: ['criterion'] } : {});
        const id = newId();
        await work.rows(
          `insert into protocol_feedback (id, protocol_id, version_id, criterion, institution_id, person_id, reason, text, at)
           values ($1, $2, $3, $4, current_institution(), current_person(), $5, $6, $7)`,
          [id, protocolId, version.versionId, criterion, reason, text, work.now],
        );
        work.subjectId = id;
        await this.tell(work, {
          kind: 'protocol.feedback_given',
          protocolId,
          number,
          concerns: await this.authorsOf(work, version.versionId),
        });
        return this.one(work, id);
      },
      { replay },
    );
  }

  list(actor: Actor, protocolId: string, { limit, cursor }: InputOf<typeof listFeedback>['query']): Promise<ReplyOf<typeof listFeedback>> {
    const [at, id] = readCursor(cursor, 2);
    return this.database.read(actor, async (tx) => {
      await this.requireProtocol(tx, protocolId);
      const rows = await tx.rows<FeedbackRow>(
        `${feedback} where f.protocol_id = $1 and ($2::timestamptz is null or (f.at, f.id) < ($2, $3::uuid)) order by f.at desc, f.id desc limit $4`,
        [protocolId, at ?? null, id ?? null, limit + 1],
      );
      return pageFrom(rows, limit, (row) => [row.at.toISOString(), row.id], viewOf);
    });
  }

  /** @throws Refusal access.not_found, protocol.wrong_state when it was answered already */
  answer(actor: Actor, id: string, { text }: InputOf<typeof answerFeedback>['body']): Promise<Feedback> {
    return this.commands.run(
      actor,
      async (work) => {
        const before = await this.one(work, id);
        if (before.answer) throw new Refusal('protocol.wrong_state', { state: 'answered' });
        const [answered] = await work.rows<{ person_id: string | null }>(
          'update protocol_feedback set answer = $2, answered_by = current_person(), answered_at = $3 where id = $1 and answer is null returning person_id',
          [id, text, work.now],
        );
        // somebody who sees it and is none of its authors
        if (!answered) throw new Refusal('access.not_found');
        work.subjectId = id;
        const concerns = answered.person_id ? [answered.person_id] : [];
        await this.tell(work, { kind: 'protocol.feedback_answered', protocolId: before.protocolId, number: before.number, concerns });
        return this.one(work, id);
      },
      { replay: (done) => this.database.read(actor, (tx) => this.one(tx, done)) },
    );
  }

  usage(actor: Actor, protocolId: string): Promise<ReplyOf<typeof getUsage>> {
    return this.database.read(actor, async (tx) => {
      await this.requireProtocol(tx, protocolId);
      const items = await tx.rows<{ institution: string; opened: number; lastOn: string }>(
        `select i.name as institution, sum(o.opened)::int as opened, max(o.day)::text as "lastOn"
         from protocol_opening o join institution i on i.id = o.institution_id
         where o.protocol_id = $1 and o.day > local_today() - 90 group by i.id, i.name order by sum(o.opened) desc, i.name`,
        [protocolId],
      );
      return { items };
    });
  }

  private async one(tx: Transaction, id: string): Promise<Feedback> {
    const [row] = await tx.rows<FeedbackRow>(`${feedback} where f.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return viewOf(row);
  }

  private async requireProtocol(tx: Transaction, id: string): Promise<void> {
    if (!(await this.protocols.versions(tx, id)).length) throw new Refusal('access.not_found');
  }

  private async authorsOf(work: Work, versionId: string): Promise<string[]> {
    const [row] = await work.rows<{ authors: string[] }>('select authors from protocol_version where id = $1', [versionId]);
    return row?.authors ?? [];
  }

  /** To the institutions of those whom it concerns, and to one's own screens. */
  private async tell(
    work: Work,
    { kind, protocolId, number, concerns }: { kind: string; protocolId: string; number: number; concerns: string[] },
  ): Promise<void> {
    const rows = await work.rows<{ id: string }>(
      `select institution_id as id from appointment where person_id = any($2::uuid[]) union select a.lead_id from protocol p join alliance a on a.id = p.alliance_id where p.id = $1
       union select current_institution()`,
      [protocolId, concerns],
    );
    work.audit({ action: kind, objectKind: 'protocol', objectIds: [protocolId] });
    work.event({
      kind,
      topic: 'protocol',
      subjectId: protocolId,
      version: number,
      data: { number },
      recipients: rows.map(({ id }) => id),
      concerns,
    });
  }
}
