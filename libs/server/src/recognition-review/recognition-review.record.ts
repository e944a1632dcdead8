import { recognitionReviewDue, recognitionReviewDueAt } from '@alliance/domain/recognition-review/recognition-review';
import type { RecognitionReviewState } from '@alliance/domain/recognition-review/recognition-review.machine';
import { Refusal } from '@alliance/domain/refusal';
import type { Work } from '../platform/command/work.js';
import type { RecognitionReviewRow } from './recognition-review.row.js';

/** Everybody whom a review concerns: both hospitals, who sampled, and who was asked to decide. */
const concerned = ({ repeater, issuer, sampler, reviewer }: RecognitionReviewRow): string[] => [
  ...new Set([repeater, issuer, sampler, ...(reviewer ? [reviewer] : [])].map(({ id }) => id)),
];

/** Codes of what happened to a review, to everybody whom it concerns. */
export function tellRecognitionReview(
  work: Work,
  row: RecognitionReviewRow,
  kind: `recognition_review.${string}`,
  data: Readonly<Record<string, string>> = {},
  { version = row.version + 1, also = [] }: { version?: number; also?: readonly string[] } = {},
): void {
  work.audit({ action: kind, objectKind: 'recognition_review', objectIds: [row.id] });
  work.event({ kind, topic: 'recognition', subjectId: row.id, version, data, recipients: [...new Set([...concerned(row), ...also])] });
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
export async function moveRecognitionReview(
  work: Work,
  { id, version, state: from, due_at }: RecognitionReviewRow,
  to: RecognitionReviewState,
  set: string,
  values: readonly unknown[],
): Promise<void> {
  const due = from === to ? due_at : recognitionReviewDueAt(to, work.now);
  const [moved] = await work.rows(
    `update recognition_review set state = $3, due_at = $4, overdue_told_at = case when $5 then null else overdue_told_at end, version = version + 1, ${set}
     where id = $1 and version = $2 returning 1`,
    [id, version, to, due, from !== to, ...values],
  );
  if (!moved) throw new Refusal('record.stale', { version });
  if (due && from !== to) work.timer({ kind: recognitionReviewDue, subjectId: id, dueAt: due });
}
