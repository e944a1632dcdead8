import { returnReviewDue, returnReviewOpened, whenDue } from '@alliance/domain/return-review/return-review';
import { next } from '@alliance/domain/machine';
import { returnReviewMachine, type ReturnReviewState } from '@alliance/domain/return-review/return-review.machine';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { moveReview, offices, tellReview } from './return-review.record.js';
import { returnReviewRows, type ReturnReviewRow } from './return-review.row.js';

/** What a due timer of a review means now, as the hospital that set it. */
@Injectable()
export class ReturnReviewWorker {
  /** The hospital that sends a patient up need not know of the way down: the two hospitals are told here, as one of them. */
  @HandlesTimer(returnReviewOpened)
  async opened(work: Work, { subjectId }: DueTimer): Promise<void> {
    const row = await this.row(work, subjectId);
    if (!row) return;
    if (row.state === 'withdrawn') return tellReview(work, row, 'return_review.withdrawn', {}, { version: row.version });
    tellReview(
      work,
      row,
      'return_review.opened',
      { way: row.way, ...(row.due_at && { dueAt: row.due_at.toISOString() }) },
      { version: row.version },
    );
    if (row.due_at) work.timer({ kind: returnReviewDue, subjectId, dueAt: row.due_at });
  }

  /** A state lasted too long. Nothing where it was left meanwhile. */
  @HandlesTimer(returnReviewDue)
  async comesDue(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    const row = await this.row(work, subjectId);
    if (!row?.due_at || row.due_at > dueAt) return;
    const then = whenDue[row.state];
    if (then === 'tell') await this.late(work, row);
    else if (then === 'closeAccounts') await this.closeAccounts(work, row);
    else if (then === 'settle') await this.settle(work, row);
  }

  /** It goes on with what was said; that an account is missing stays to be seen. */
  private async closeAccounts(work: Work, row: ReturnReviewRow): Promise<void> {
    await moveReview(work, row, row.state, next(returnReviewMachine, row.state, 'closeAccounts') as ReturnReviewState);
    tellReview(work, row, 'return_review.accounts_closed', { accounts: row.accounts.length });
    tellReview(work, row, 'return_review.conclusion_awaited', {}, { also: row.lead ? [] : await offices(work) });
  }

  /** Nobody objected in time: the conclusion holds. */
  private async settle(work: Work, row: ReturnReviewRow): Promise<void> {
    const first = row.conclusions.find(({ level }) => level === 'first');
    if (!first) return;
    const state = next(returnReviewMachine, row.state, 'settle') as ReturnReviewState;
    await moveReview(work, row, row.state, state, 'preventable = $6, counts_against = $7', [first.preventable, first.countsAgainst]);
    tellReview(work, row, 'return_review.settled', { preventable: first.preventable, countsAgainst: first.countsAgainst });
  }

  /** The lead is late, or the office: both hospitals and the office learn of it, once; from then on the office reads the codes. */
  private async late(work: Work, row: ReturnReviewRow): Promise<void> {
    const [told] = await work.rows('update return_review set overdue_told_at = $2 where id = $1 and overdue_told_at is null returning 1', [
      row.id,
      work.now,
    ]);
    if (!told) return;
    tellReview(work, row, 'return_review.overdue', { state: row.state }, { version: row.version, also: await offices(work) });
  }

  private async row(work: Work, id: string): Promise<ReturnReviewRow | undefined> {
    const [row] = await work.rows<ReturnReviewRow>(`${returnReviewRows} and v.id = $1`, [id]);
    return row;
  }
}
