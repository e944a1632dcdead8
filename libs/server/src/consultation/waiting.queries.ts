import type { waitingConsultations } from '@alliance/contracts/consultation.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import { Database } from '../platform/db/database.js';

/** Who waits for an appointment with these experts. */
@Injectable()
export class WaitingQueries {
  constructor(private readonly database: Database) {}

  list(actor: Actor, { institutionId }: InputOf<typeof waitingConsultations>['query']): Promise<AnswerOf<typeof waitingConsultations>> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<{ id: string; number: string }>(
        `select id, number from consultation where state = 'invited' and starts_at is null and $1 = any(invited_ids) order by invited_at, id`,
        [institutionId],
      );
      return { items: rows.map((row, i) => ({ ...row, position: i + 1, expectedAt: null })), waiting: rows.length };
    });
  }
}
