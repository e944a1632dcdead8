import { isCalendarDate } from '../identity/citizen-id.js';
import type { FactReadings } from './given.js';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
/** Days are China's, which has had one offset and no summer time since 1991. A birthday of 1988 stays the day that was written. */
const chinaOffset = 8 * hour;
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * Milliseconds since 1970 of an ISO instant with its offset; with `orDay` also of a plain `YYYY-MM-DD`, the start of that day.
 * @returns undefined for anything else: a time without offset is not a point in time
 */
export function momentOf(value: unknown, orDay = false): number | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  if (orDay && isCalendarDate(value)) return Date.parse(`${value}T00:00:00Z`) - chinaOffset;
  if (!instant.test(value) || !isCalendarDate(value.slice(0, 10))) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) ? undefined : time;
}

/** Whole calendar months from one moment to another, by China's days; somebody born on the 31st completes a month on the 1st. */
export function wholeMonths(from: number, to: number): number {
  const start = new Date(from + chinaOffset);
  const end = new Date(to + chinaOffset);
  const months = (end.getUTCFullYear() - start.getUTCFullYear()) * 12 + end.getUTCMonth() - start.getUTCMonth();
  return end.getUTCDate() < start.getUTCDate() ? months - 1 : months;
}

/** Time from an instant among the facts until `at`; undefined when it is not known or still to come. */
export function elapsed(values: FactReadings, key: string, at: Date): number | undefined {
  const from = values.get(key)?.value;
  if (typeof from !== 'number' || from > at.getTime()) return undefined;
  return at.getTime() - from;
}
