import type { InboundProblem } from '../recognition/recognition.codes.js';
import { isCalendarDate } from '../identity/citizen-id.js';

const shape = /^(\d{4})(\d{2})(\d{2})(?:([01]\d|2[0-3])([0-5]\d)(?:([0-5]\d)(?:\.(\d{1,4}))?)?)?([+-]\d{4})?$/;
const zoneShape = /^[+-](?:0\d|1[0-4])[0-5]\d$/;

/**
 * A moment of HL7 (`20261121080000+0800`) as a report says it (`2026-11-21T08:00:00+08:00`).
 * @param agreed IANA zone that the hospital agreed to for moments without one; null: they are none
 */
export function momentOf(text: string, agreed: string | null): { readonly at: string } | InboundProblem {
  const [, year, month, day, hour, minute, second = '00', , zone] = shape.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  if (!year || !isCalendarDate(date)) return text ? 'time_invalid' : 'field_missing';
  if (!hour) return 'time_without_zone'; // a day alone is no moment, whatever the zone
  if (zone && !zoneShape.test(zone)) return 'time_invalid';
  const clock = `${date}T${hour}:${minute}:${second}`;
  if (zone) return { at: `${clock}${zone.slice(0, 3)}:${zone.slice(3)}` };
  return agreed === null ? 'time_without_zone' : { at: `${clock}${offsetAt(clock, agreed)}` };
}

/** The plain date of a date or a moment, undefined where it is none. */
export function dateOf(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(text) ?? [];
  const date = `${year}-${month}-${day}`;
  return year && isCalendarDate(date) ? date : undefined;
}

/** `+08:00` of that zone at that local time. */
function offsetAt(clock: string, zone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(new Date(`${clock}Z`));
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return name.slice(3) || '+00:00';
}
