import { isCalendarDate } from '../../identity/citizen-id.js';
import type { InboundProblem } from '../recognition.codes.js';

const shape = /^(\d{4}-\d{2}-\d{2})(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(\.\d{1,9})?)?)?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/;
const earliest = Date.UTC(1990, 0, 1);
/** Clocks of two hospitals differ; more than this is no clock. */
const aheadMs = 10 * 60_000;

/**
 * A moment as a report says it: `2026-11-21T08:00+08:00`. Without its zone it is no moment, and two hospitals would read two of them.
 * @returns the moment, or what is wrong: no zone (a day alone has none), no such day, before 1990, more than ten minutes ahead of `now`
 */
export function readMoment(text: string, now: Date): Date | InboundProblem {
  const [, day, hour, minute, second = '00', fraction = '', zone] = shape.exec(text) ?? [];
  if (!day || !isCalendarDate(day)) return text.trim() ? 'time_invalid' : 'field_missing';
  if (!hour || !zone) return 'time_without_zone';
  const at = new Date(`${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}${zone}`);
  if (Number.isNaN(at.getTime()) || at.getTime() < earliest) return 'time_invalid';
  return at.getTime() - now.getTime() > aheadMs ? 'time_in_future' : at;
}
