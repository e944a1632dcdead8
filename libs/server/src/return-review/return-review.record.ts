import { returnReviewDue, reviewDueAt } from '@alliance/domain/return-review/return-review';
import type { ReturnReviewState } from '@alliance/domain/return-review/return-review.machine';
import { Refusal } from '@alliance/domain/refusal';
import type { Work } from '../platform/command/work.js';
import { concerned, type ReturnReviewRow } from './return-review.row.js';

/** Codes and numbers of what happened to a review, to everybody whom it concerns. */
export function tellReview(
  work: Work,
  row: ReturnReviewRow,
  kind: `return_review.${string}`,
  data: Readonly<Record<string, string | number>> = {},
  { version = row.version + 1, also = [] }: { version?: number; also?: readonly string[] } = {},
): void {
  work.audit({ action: kind, objectKind: 'return_review', objectIds: [row.id] });
  work.event({ kind, topic: 'return_review', subjectId: row.id, version, data, recipients: [...new Set([...concerned(row), ...also])] });
}

/** The management offices of the installation. */
export async function offices(work: Work): Promise<string[]> {
  const found = await work.rows<{ id: string }>(`select id from institution where type = 'management_office'`);
  return found.map(({ id }) => id);
}

/**
 * Moves a review on and arms the timer of its new state.
 * @param set further columns, bound from `$6` on
 * @throws Refusal record.stale when somebody else was first
 */
export async function moveReview(
  work: Work,
  { id, version, due_at }: Pick<ReturnReviewRow, 'id' | 'version' | 'due_at'>,
  from: ReturnReviewState,
  to: ReturnReviewState,
  set = '',
  values: readonly unknown[] = [],
): Promise<void> {
  const due = from === to ? due_at : reviewDueAt(to, work.now);
  const [moved] = await work.rows(
    `update return_review set state = $3, due_at = $4, overdue_told_at = case when $5 then null else overdue_told_at end, version = version + 1${set && `, ${set}`}
     where id = $1 and version = $2 returning 1`,
    // what was decided late stays open to the office that decided it
    [id, version, to, due, from !== to && due !== null, ...values],
  );
  if (!moved) throw new Refusal('record.stale', { version });
  if (due && from !== to) work.timer({ kind: returnReviewDue, subjectId: id, dueAt: due });
}
