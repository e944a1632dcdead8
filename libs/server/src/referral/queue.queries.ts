import type { countReferrals, listReferrals } from '@alliance/contracts/referral-queue.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { ReferralState } from '@alliance/domain/referral/referral.machine';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { placeOf, queueStatement } from './queue.statement.js';
import { queueItem, type QueueRow } from './queue.view.js';

interface Count {
  side: 'inbound' | 'outbound';
  state: ReferralState;
  number: number;
  late: number;
  pressing: number;
}

/** The pages of the queue and what stands in it. */
@Injectable()
export class QueueQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A page of one side's queue. The audit row names every referral shown, in the same statement. */
  list(actor: Actor, { cursor, ...filter }: InputOf<typeof listReferrals>['query']) {
    const place = placeOf(filter);
    const { statement, parameters } = queueStatement(actor, filter, readCursor(cursor, place.length));
    return this.database.write(actor, async (tx) => {
      const rows = await tx.rows<QueueRow>(statement, parameters);
      const now = this.clock.now();
      const cursorOf = (row: QueueRow) => place.map((name) => String(row[name as keyof QueueRow]));
      return pageFrom(rows, filter.limit, cursorOf, (row) => queueItem(row, actor, now));
    });
  }

  counts(actor: Actor): Promise<AnswerOf<typeof countReferrals>> {
    return this.database.read(actor, async (tx) => {
      const rows = await tx.rows<Count>(
        `select 'inbound' as side, state, count(*)::int as number, count(*) filter (where next_action_by = 'receiver' and next_action_at < now())::int as late,
             count(*) filter (where (next_action_by = 'receiver' and next_action_at < now())
               or (urgency_rank = 0 and (state = 'submitted' or (state = 'in_transit' and accepted_at is null))))::int as pressing
           from referral where receiver_id = $1 and open group by state
         union all
         select 'outbound', state, count(*)::int, count(*) filter (where next_action_by = 'sender' and next_action_at < now())::int,
             count(*) filter (where next_action_by = 'sender' and next_action_at < now())::int
           from referral where sender_id = $1 and (open or state = 'draft') group by state`,
        [actor.institutionId],
      );
      const of = (side: string) => Object.fromEntries(rows.filter((row) => row.side === side).map(({ state, number }) => [state, number]));
      const sum = (what: 'late' | 'pressing') => rows.reduce((all, row) => all + row[what], 0);
      return { inbound: of('inbound'), outbound: of('outbound'), late: sum('late'), pressing: sum('pressing') };
    });
  }
}
