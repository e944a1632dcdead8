import type { listQuestions } from '@alliance/contracts/conversation.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Database } from '../platform/db/database.js';
import { ConversationReader } from './conversation.reader.js';

/** Questions and answers belong to the case: whoever sees the referral sees them, the reviewer of an appeal too. */
@Injectable()
export class QuestionQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly reader: ConversationReader,
  ) {}

  /** @throws Refusal referral.not_found */
  list(actor: Actor, id: string): Promise<AnswerOf<typeof listQuestions>> {
    return this.database.write(actor, async (tx) => {
      const [seen] = await tx.rows('select id from referral where id = $1', [id]);
      if (!seen) throw new Refusal('referral.not_found');
      await this.audit.seen(tx, actor, { action: 'referral.questions', objectKind: 'referral', objectIds: [id] });
      return { items: await this.reader.questions(tx, id) };
    });
  }
}
