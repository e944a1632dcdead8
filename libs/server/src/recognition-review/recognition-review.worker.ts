import { next } from '@alliance/domain/machine';
import { recognitionReviewDue, recognitionWhenDue } from '@alliance/domain/recognition-review/recognition-review';
import { recognitionReviewMachine, type RecognitionReviewState } from '@alliance/domain/recognition-review/recognition-review.machine';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { moveRecognitionReview, offices, tellRecognitionReview } from './recognition-review.record.js';
import { recognitionReviewRows, type RecognitionReviewRow } from './recognition-review.row.js';

/** What a due timer of a review means now, as the hospital that set it. */
@Injectable()
export class RecognitionReviewWorker {
  /** A state lasted too long. Nothing where it was left meanwhile. */
  @HandlesTimer(recognitionReviewDue)
  async comesDue(work: Work, { subjectId, dueAt }: DueTimer): Promise<void> {
    const [row] = await work.rows<RecognitionReviewRow>(`${recognitionReviewRows} and v.id = $1`, [subjectId]);
    if (!row?.due_at || row.due_at > dueAt) return;
    const then = recognitionWhenDue[row.state];
    if (then === 'tell') await this.late(work, row);
    else if (then === 'settle') await this.settle(work, row);
  }

  /** Nobody appealed in time: the verdict holds. */
  private async settle(work: Work, row: RecognitionReviewRow): Promise<void> {
    const state = next(recognitionReviewMachine, row.state, 'settle') as RecognitionReviewState;
    await moveRecognitionReview(work, row, state, 'standing = verdict', []);
    tellRecognitionReview(work, row, 'recognition_review.settled', { standing: row.verdict ?? '' });
  }

  /** Whoever is awaited learns that it is late, once, and the office with them. */
  private async late(work: Work, row: RecognitionReviewRow): Promise<void> {
    const [told] = await work.rows(
      'update recognition_review set overdue_told_at = $2 where id = $1 and overdue_told_at is null returning 1',
      [row.id, work.now],
    );
    if (!told) return;
    tellRecognitionReview(
      work,
      row,
      'recognition_review.overdue',
      { state: row.state },
      { version: row.version, also: await offices(work) },
    );
  }
}
