import type { RecognitionReview, listRecognitionReviews } from '@alliance/contracts/recognition-review.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../platform/audit/audit-log.js';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { pageFrom, readCursor } from '../platform/http/cursor.js';
import { recognitionReviewRows, recognitionReviewView, type RecognitionReviewRow } from './recognition-review.row.js';

type Query = InputOf<typeof listRecognitionReviews>['query'];

/** What the review desk asks. Rows hold codes, numbers and words without the patient's name. */
@Injectable()
export class RecognitionReviewQueries {
  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  list(actor: Actor, { state, limit, cursor }: Query): Promise<AnswerOf<typeof listRecognitionReviews>> {
    const [before] = readCursor(cursor, 1);
    return this.database.write(actor, async (tx) => {
      const rows = await tx.rows<RecognitionReviewRow>(
        `${recognitionReviewRows} and ($1 = 'all' or (v.state = 'closed') = ($1 = 'closed')) and ($2::uuid is null or v.id < $2) order by v.id desc limit $3`,
        [state, before ?? null, limit + 1],
      );
      const [open] = await tx.rows<{ open: number }>(`select count(*)::int as open from recognition_review v where v.state <> 'closed'`);
      await this.seen(tx, actor, rows);
      const shown = pageFrom(
        rows,
        limit,
        ({ id }) => [id],
        (row) => recognitionReviewView(row, actor, this.clock.now()),
      );
      return { ...shown, open: open?.open ?? 0 };
    });
  }

  /** @throws Refusal access.not_found */
  get(actor: Actor, id: string): Promise<RecognitionReview> {
    return this.database.write(actor, async (tx) => {
      const row = await this.row(tx, id);
      await this.seen(tx, actor, [row]);
      return recognitionReviewView(row, actor, this.clock.now());
    });
  }

  /** @throws Refusal access.not_found */
  async row(tx: Transaction, id: string): Promise<RecognitionReviewRow> {
    const [row] = await tx.rows<RecognitionReviewRow>(`${recognitionReviewRows} and v.id = $1`, [id]);
    if (!row) throw new Refusal('access.not_found');
    return row;
  }

  private async seen(tx: Transaction, actor: Actor, rows: readonly RecognitionReviewRow[]): Promise<void> {
    if (rows.length)
      await this.audit.seen(tx, actor, {
        action: 'recognition_review.read',
        objectKind: 'recognition_review',
        objectIds: rows.map(({ id }) => id),
      });
  }
}
