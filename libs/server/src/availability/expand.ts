import type { AvailabilityRule } from '@alliance/contracts/availability.contract';
import { ordinaryHours } from '@alliance/domain/availability/availability.codes';
import type { OpenTime } from '@alliance/domain/availability/person-time';
import { isPublicHoliday } from '@alliance/domain/availability/public-holiday';
import type { Span } from '@alliance/domain/availability/span';
import { workingDay } from '@alliance/domain/calendar/working-day';
import { RRuleTemporal } from 'rrule-temporal';

export type Rule = Omit<AvailabilityRule, 'id'>;

const weekday = '(MO|TU|WE|TH|FR|SA|SU)';
const list = (item: string) => new RegExp(`^${item}(,${item}){0,30}$`);
const number = (most: number) => (text: string) => /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= most;
/** The parts of RFC 5545 that are taken. Times of day are the rule's own, and its last day is `validUntil`. */
const parts: Readonly<Record<string, (text: string) => boolean>> = {
  FREQ: (text) => ['DAILY', 'WEEKLY', 'MONTHLY'].includes(text),
  INTERVAL: number(52),
  COUNT: number(1000),
  BYDAY: (text) => list(`(-?[1-5])?${weekday}`).test(text),
  BYMONTHDAY: (text) => list('-?([1-9]|[12]\\d|3[01])').test(text),
  BYSETPOS: (text) => list('-?([1-9]|[12]\\d|3[01])').test(text),
  WKST: (text) => new RegExp(`^${weekday}$`).test(text),
};

/** Whether this is a repetition that can be computed. @param rrule the value of an RRULE, without its name */
export function isReadableRule(rrule: string): boolean {
  const given = rrule.split(';').map((part) => part.split('='));
  const names = given.map(([name]) => name);
  if (new Set(names).size !== names.length || !names.includes('FREQ')) return false;
  if (!given.every(([name = '', value = '', more]) => more === undefined && parts[name]?.(value))) return false;
  try {
    repetition(rrule, '2026-01-05');
    return true;
  } catch {
    return false;
  }
}

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

/** Dates only: what the clock shows on them is the zone's matter, not the repetition's. */
const repetition = (rrule: string, from: string) =>
  new RRuleTemporal({ rruleString: rrule, dtstart: Temporal.PlainDate.from(from).toZonedDateTime('UTC'), strict: true });

const dayMs = 86_400_000;
/** Dates that meet the stretch in any zone. */
function datesOf({ rrule, validFrom, validUntil, without, onHolidays }: Rule, within: Span): string[] {
  const [first, last] = [new Date(within.from * 60_000 - 2 * dayMs), new Date(within.to * 60_000 + dayMs)];
  const dates =
    rrule === null
      ? [validFrom]
      : repetition(rrule, validFrom)
          .between(first, last, true)
          .map((at) => at.toPlainDate().toString());
  return dates.filter(
    (date) => (validUntil === null || date <= validUntil) && !without.includes(date) && (onHolidays || !isPublicHoliday(date)),
  );
}

/**
 * The minute of the epoch at which clocks of a zone show this. A time that is skipped is the one as long after the jump, one that comes twice the
 * first of the two (RFC 5545 §3.3.5).
 */
export const minuteOf = (local: Temporal.PlainDateTime, zone: string): number =>
  Math.floor(local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds / 60_000);

/** From and to as the clock shows them: a night shift ends at its hour, on the night of the change too. */
function spanOn(date: string, { startsAt, minutes, zone }: Pick<Rule, 'startsAt' | 'minutes' | 'zone'>): Span {
  const start = Temporal.PlainDate.from(date).toPlainDateTime(startsAt);
  return { from: minuteOf(start, zone), to: minuteOf(start.add({ minutes }), zone) };
}

const meets = (within: Span) => (span: Span) => span.from < within.to && span.to > within.from && span.from < span.to;

/** The stretches that a rule gives and that meet this one, whole. */
export const expand = (rule: Rule, within: Span): Span[] =>
  datesOf(rule, within)
    .map((date) => spanOn(date, rule))
    .filter(meets(within));

/** Days of a zone that meet a stretch, as dates. */
export function daysOf(zone: string, within: Span): Temporal.PlainDate[] {
  const dateAt = (minute: number) =>
    Temporal.Instant.fromEpochMilliseconds(minute * 60_000)
      .toZonedDateTimeISO(zone)
      .toPlainDate();
  const last = dateAt(within.to - 1);
  const days: Temporal.PlainDate[] = [];
  for (let day = dateAt(within.from); Temporal.PlainDate.compare(day, last) <= 0; day = day.add({ days: 1 })) days.push(day);
  return days;
}

/** What is taken of somebody who set nothing: working days from 8 to 18. */
export const ordinary = (zone: string, within: Span): OpenTime => ({
  spans: daysOf(zone, within)
    .map(String)
    .filter((date) => workingDay(date).working)
    .map((date) => spanOn(date, { startsAt: ordinaryHours.from, minutes: ordinaryHours.minutes, zone })),
  kinds: null,
  protected: false,
});
