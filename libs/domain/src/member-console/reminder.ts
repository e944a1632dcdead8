import { Refusal } from '../refusal.js';
import type { DutySubject, Owed } from './duty.js';

/** A member is not reminded of the same again within this many hours, unless more is late than then. */
export const cooldownHours = 4;
/** What a member says to a reminder. */
export const reminderAnswers = ['known', 'done', 'promised'] as const;
/** 已知悉, 已处理, 预计办结于. */
export type ReminderAnswer = (typeof reminderAnswers)[number];

/** What a member was reminded of, and how much of it was late then. */
export interface PastReminder {
  readonly at: Date;
  readonly late: Readonly<Partial<Record<DutySubject, number>>>;
}

/** Until when one subject rests; null where it may be reminded of now. */
export function restsUntil(subject: DutySubject, late: number, past: readonly PastReminder[], now: Date): Date | null {
  const last = past
    .filter((each) => each.late[subject] !== undefined)
    .reduce<PastReminder | null>((latest, each) => (!latest || each.at > latest.at ? each : latest), null);
  if (!last || late > (last.late[subject] ?? 0)) return null;
  const until = new Date(last.at.getTime() + cooldownHours * 3_600_000);
  return until > now ? until : null;
}

/**
 * What a reminder is about, with how much of it is late; subjects that rest are left out.
 * @throws Refusal reminder.nothing_owed where none of them is owed, reminder.too_soon (facts: until) where all of them rest
 */
export function decideReminder(
  about: readonly DutySubject[],
  owed: readonly Owed[],
  past: readonly PastReminder[],
  now: Date,
): Partial<Record<DutySubject, number>> {
  const asked = owed.filter(({ subject, count }) => about.includes(subject) && count > 0);
  if (!asked.length) throw new Refusal('reminder.nothing_owed');
  const resting = asked.map(({ subject, late }) => restsUntil(subject, late, past, now));
  const free = asked.filter((_, i) => resting[i] === null);
  if (!free.length) {
    const first = Math.min(...resting.map((until) => until?.getTime() ?? Infinity));
    throw new Refusal('reminder.too_soon', { until: new Date(first).toISOString() });
  }
  return Object.fromEntries(free.map(({ subject, late }) => [subject, late]));
}
