import type { Urgency } from '@alliance/domain/referral/referral.codes';
import { today } from '@alliance/server/platform/today';
import { spread } from './spread.js';

const day = 86_400_000;
const hour = 3_600_000;
export const days = 88;

/** Sunday first: Mondays bring what waited over the weekend. */
const ofWeek = [0.62, 1.62, 1.12, 1.06, 1.02, 1.04, 0.66] as const;
const office = [0, 0, 0, 0, 0, 0, 0, 2, 9, 13, 12, 8, 3, 4, 9, 10, 8, 5, 2, 1, 1, 0, 0, 0] as const;
/** Hearts know no office hours: most come in the evening and before dawn. */
const roundTheClock = [6, 5, 6, 5, 4, 4, 3, 3, 4, 4, 3, 3, 3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 8, 7] as const;
const mixed = [2, 2, 2, 1, 1, 2, 3, 4, 8, 9, 8, 6, 4, 5, 7, 7, 6, 5, 4, 4, 4, 4, 3, 3] as const;
const hours: Readonly<Record<Urgency, readonly number[]>> = { immediate: roundTheClock, urgent: mixed, routine: office };

/** Which of weighed places a share of the whole falls on. @param share 0 to 1 */
export function placeOf(weights: readonly number[], share: number): number {
  let left = share * weights.reduce((sum, weight) => sum + weight, 0);
  const found = weights.findIndex((weight) => (left -= weight) < 0);
  return found < 0 ? weights.length - 1 : found;
}

/** When the n-th of so many was sent: over the last days, with peaks on Mondays and, where it cannot wait, at night. */
export function sentAt(n: number, of: number, urgency: Urgency, now: Date): Date {
  const first = Date.parse(`${today(new Date(now.getTime() - days * day))}T00:00:00+08:00`);
  const weights = Array.from({ length: days }, (_, i) => ofWeek[new Date(first + i * day + 8 * hour).getUTCDay()] ?? 1);
  const on = placeOf(weights, (n + 0.5) / of);
  const at = placeOf(hours[urgency], spread(n, 301, 0, 9_999) / 10_000);
  return new Date(first + on * day + at * hour + spread(n, 302, 0, 3_599) * 1_000);
}

/** Minutes around a median as waiting times lie around it. @param width of the spread, about 0.5 to 1 */
export function around(n: number, salt: number, median: number, width: number): number {
  const share = spread(n, salt, 10, 990) / 1_000;
  return median * Math.exp((width * Math.log(share / (1 - share))) / 1.702);
}

/** By the middle of the morning what came overnight has been read. */
const firstHours = 3.5 * hour;

/** Somebody who answers in office hours reads it the next morning. */
export function inOfficeHours(at: Date): Date {
  const local = new Date(at.getTime() + 8 * hour);
  const opens = local.getUTCHours() < 8 ? 0 : local.getUTCHours() < 18 ? null : 1;
  if (opens === null) return at;
  const morning = Math.floor((local.getTime() + opens * day) / day) * day;
  const among = (local.getUTCMinutes() * 60 + local.getUTCSeconds()) / 3_600;
  return new Date(morning + among * firstHours);
}
