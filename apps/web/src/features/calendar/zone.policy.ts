import { Temporal } from 'temporal-polyfill';

const minute = 60_000;
export interface Range {
  readonly startsAt: string;
  readonly endsAt: string;
}

export const minutesOf = ({ startsAt, endsAt }: Range): number => (Date.parse(endsAt) - Date.parse(startsAt)) / minute;
export const after = (startsAt: string, minutes: number): string => new Date(Date.parse(startsAt) + minutes * minute).toISOString();

const at = (instant: string, zone: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
/** `2026-10-25T09:00` on the wall of that zone. */
export const wallOf = (instant: string, zone: string): string => at(instant, zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
/** The instant of a wall time; one that the change of clocks leaves out is taken as much later. null where it is none. */
export function instantOf(wall: string, zone: string): string | null {
  try {
    return new Date(Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds).toISOString();
  } catch {
    return null;
  }
}
export const dateIn = (instant: string, zone: string): string => at(instant, zone).toPlainDate().toString();
export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** From midnight to midnight of that zone: the week from Monday, or the one day. */
export function periodOf(date: string, zone: string, days: 1 | 7): Range & { readonly first: string } {
  const day = Temporal.PlainDate.from(date);
  const first = days === 1 ? day : day.subtract({ days: day.dayOfWeek - 1 });
  const midnight = (each: Temporal.PlainDate) => new Date(each.toZonedDateTime(zone).epochMilliseconds).toISOString();
  return { first: first.toString(), startsAt: midnight(first), endsAt: midnight(first.add({ days })) };
}

const formats = new Map<string, Intl.DateTimeFormat>();
const format = (key: string, locale: string, options: Intl.DateTimeFormatOptions) => {
  const known = formats.get(key) ?? new Intl.DateTimeFormat(locale, options);
  formats.set(key, known);
  return known;
};
const localeOf = (language: string) => (language === 'en' ? 'en-GB' : 'zh-CN');
/** `10月26日周一` of an instant. */
export const dayIn = (instant: string, zone: string, language: string): string =>
  format(`d${language}${zone}`, localeOf(language), { timeZone: zone, month: 'short', day: 'numeric', weekday: 'short' }).format(
    new Date(instant),
  );
export const clockIn = (instant: string, zone: string): string => wallOf(instant, zone).slice(11);
/** `10月26日周一 09:00–09:30`; the day again where it ends on another. */
export function spanIn({ startsAt, endsAt }: Range, zone: string, language: string): string {
  const end = dateIn(startsAt, zone) === dateIn(endsAt, zone) ? '' : `${dayIn(endsAt, zone, language)} `;
  return `${dayIn(startsAt, zone, language)} ${clockIn(startsAt, zone)}–${end}${clockIn(endsAt, zone)}`;
}
/** `UTC+8`, as the clock stands at that instant. */
export const offsetOf = (instant: string, zone: string): string => {
  const hours = at(instant, zone).offsetNanoseconds / 3.6e12;
  return `UTC${hours < 0 ? '−' : '+'}${Math.abs(hours)}`;
};
