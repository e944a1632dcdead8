/** Days in which a version in force has to be read by those it is for. */
export const readingDays = 30;

/**
 * The last day on which a version can be acknowledged in time: 30 days after it came into force, or after the reader was appointed.
 * @param effectiveFrom first day of the version, `YYYY-MM-DD`
 * @param appointedFrom first day of the reader's appointment
 */
export function readingDueOn(effectiveFrom: string, appointedFrom: string): string {
  const due = new Date(`${effectiveFrom > appointedFrom ? effectiveFrom : appointedFrom}T00:00:00Z`);
  due.setUTCDate(due.getUTCDate() + readingDays);
  return due.toISOString().slice(0, 10);
}

/** Readers are reminded a week before the last day, and on the day after it. */
const remindedOn = [readingDays - 7, readingDays + 1];

/** When those who have not read a version are reminded: nine in the morning where the hospitals are. */
export const readingReminders = (effectiveFrom: string): Date[] =>
  remindedOn.map((days) => {
    const at = new Date(`${effectiveFrom}T09:00:00+08:00`);
    at.setUTCDate(at.getUTCDate() + days);
    return at;
  });

export type ReadingState = 'due' | 'overdue' | 'done';

/** Where a reader stands on a day with the version in force. */
export function readingState(
  { effectiveFrom, appointedFrom, acknowledged }: { effectiveFrom: string; appointedFrom: string; acknowledged: boolean },
  day: string,
): { state: ReadingState; dueOn: string } {
  const dueOn = readingDueOn(effectiveFrom, appointedFrom);
  return { state: acknowledged ? 'done' : day > dueOn ? 'overdue' : 'due', dueOn };
}
