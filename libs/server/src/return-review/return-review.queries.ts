import type { ReturnReview, listReturnReviews, returnOfReferral } from '@alliance/contracts/return-review.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { earlyReturnHours } from '@alliance/domain/return-review/return-review';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { hoursBetween, returnReviewRows, returnReviewView, type ReturnReviewRow } from './return-review.row.js';

type Query = InputOf<typeof listReturnReviews>['query'];
const over = `v.state in ('final', 'withdrawn')`;

interface ReturnRow {
  direction: string | null;
  sender_id: string;
  receiver_id: string | null;
  state: string;
  arrived_at: Date | null;
  link_id: string | null;
  link_arrived_at: Date;
  returned_at: Date;
  planned: boolean;
  way: 'referral' | 'walked_in';
  review_id: string | null;
}
/** The return that a referral is one half of; who is no party of the way down sees no link. */
const returnOf = `
  select r.direction, r.sender_id, r.receiver_id, r.state, r.arrived_at, l.id as link_id, l.arrived_at as link_arrived_at, l.returned_at, l.planned, l.way, v.id as review_id
  from referral r left join return_link l on (l.down_id = r.id or l.up_id = r.id) and l.voided_at is null left join return_review v on v.id = l.id
  where r.id = $1`;

/** What the screens of reviews ask. They hold numbers, times and codes; the texts come only to the two hospitals and the lead. */
@Injectable()
export class ReturnReviewQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, { state, limit, cursor }: Query) {
    const [before] = readCursor(cursor, 1);
    return this.database.write(actor, async (tx) => {
      const rows = await tx.rows<ReturnReviewRow>(
        `${returnReviewRows} and ($1 = 'all' or (${over}) = ($1 = 'closed')) and ($2::uuid is null or v.id < $2) order by v.id desc limit $3`,
        [state, before ?? null, limit + 1],
      );
      const [open] = await tx.rows<{ waiting: number }>(`select count(*)::int as waiting from return_review v where not (${over})`);
      await this.seen(tx, actor, rows);
      const shown = pageFrom(
        rows,
        limit,
        ({ id }) => [id],
        (row) => returnReviewView(row, actor, this.clock.now()),
      );
      return { ...shown, waiting: open?.waiting ?? 0 };
    });
  }

  get(actor: Actor, id: string): Promise<ReturnReview> {
    return this.database.write(actor, async (tx) => {
      const row = await this.row(tx, id);
      await this.seen(tx, actor, [row]);
      return returnReviewView(row, actor, this.clock.now());
    });
  }

  /** @throws Refusal referral.not_found */
  ofReferral(actor: Actor, referralId: string): Promise<AnswerOf<typeof returnOfReferral>> {
    return this.database.read(actor, async (tx) => {
      const [row] = await tx.rows<ReturnRow>(returnOf, [referralId]);
      if (!row) throw new Refusal('referral.not_found');
      const since = row.arrived_at && this.clock.now().getTime() - row.arrived_at.getTime();
      // a return is written down later than it happened: ten days are enough
      const recent = since !== null && since <= (earlyReturnHours + 240) * 3_600_000;
      const own = row.direction === 'down' && row.sender_id === actor.institutionId && row.receiver_id !== null && row.state !== 'voided';
      return {
        link: row.link_id
          ? {
              id: row.link_id,
              arrivedAt: row.link_arrived_at.toISOString(),
              returnedAt: row.returned_at.toISOString(),
              hours: hoursBetween(row.link_arrived_at, row.returned_at),
              planned: row.planned,
              way: row.way,
            }
          : null,
        reviewId: row.review_id,
        mayRecord: own && recent && !row.link_id && may(actor, 'return_review.account') && may(actor, 'referral.read'),
      };
    });
  }

  /** @throws Refusal access.not_found */
  async row(tx: Transaction, id: string): Promise<ReturnReviewRow> {
    const [row] = await tx.rows<ReturnReviewRow>(`${returnReviewRows} and v.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }

  private async seen(tx: Transaction, actor: Actor, rows: readonly ReturnReviewRow[]): Promise<void> {
    if (rows.length)
      await this.audit.seen(tx, actor, { action: 'return_review.read', objectKind: 'return_review', objectIds: rows.map(({ id }) => id) });
  }
}
