import type { countReferrals, listReferrals } from '@alliance/contracts/referral-queue.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { queueStatement } from './queue.statement.js';
import { queueItem, type QueueRow } from './queue.view.js';

type Filter = InputOf<typeof listReferrals>['query'];

/** The pages of the queue and what stands in it. */
@Injectable()
export class QueueQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A page of one side's queue: urgency, due, id. The audit row names every referral shown, in the same statement. */
  list(actor: Actor, filter: Filter) {
    const { statement, parameters } = queueStatement(actor, filter, readCursor(filter.cursor, 3));
    return this.database.write(actor, async (tx) => {
      const rows = await tx.rows<QueueRow>(statement, parameters);
      const now = this.clock.now();
      const cursorOf = (row: QueueRow) => [String(row.urgency_rank), row.queue_at, row.id];
      return pageFrom(rows, filter.limit, cursorOf, (row) => queueItem(row, actor, now));
    });
  }

  counts(actor: Actor): Promise<AnswerOf<typeof countReferrals>> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<{ side: 'inbound' | 'outbound'; state: ReferralState; number: number; late: number }>(
        `select 'inbound' as side, state, count(*)::int as number, count(*) filter (where next_action_by = 'receiver' and next_action_at < now())::int as late
           from referral where receiver_id = $1 and open group by state
         union all
         select 'outbound', state, count(*)::int, count(*) filter (where next_action_by = 'sender' and next_action_at < now())::int
           from referral where sender_id = $1 and (open or state = 'draft') group by state`,
        [actor.institutionId],
      );
      const of = (side: string) => Object.fromEntries(rows.filter((row) => row.side === side).map(({ state, number }) => [state, number]));
      return { inbound: of('inbound'), outbound: of('outbound'), late: rows.reduce((sum, { late }) => sum + late, 0) };
    });
  }
}
