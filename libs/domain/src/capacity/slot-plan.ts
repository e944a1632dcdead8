import { gapsOf, type Period } from '../on-call/shift.js';
import { Refusal } from '../refusal.js';

/** Slots of a length on some weekdays between two days, as a department opens them; times of day are those of the hospital. */
export interface SlotPlan {
  /** `YYYY-MM-DD`, both included. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** ISO weekdays, 1 is Monday. */
  readonly weekdays: readonly number[];
  /** `HH:MM`, half-open. */
  readonly opens: string;
  readonly closes: string;
  readonly pauses: readonly { readonly from: string; readonly to: string }[];
  readonly minutes: number;
}
export interface PlannedSlot {
  readonly day: string;
  /** `HH:MM` */
  readonly from: string;
  readonly to: string;
}

const minute = 60_000;
const day = 86_400_000;
export const longestPlanDays = 62;
export const mostSlots = 2_000;
const [shortestMinutes, longestMinutes] = [5, 480];

/** Minutes since midnight. */
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const timeOf = (minutes: number): string =>
  [Math.floor(minutes / 60), minutes % 60].map((figure) => String(figure).padStart(2, '0')).join(':');
/** A time of day as an instant of a day that never ends, for the algebra of periods. */
const instant = (time: string): Date => new Date(minutesOf(time) * minute);

/**
 * The slots of a plan in order, none over a pause and none cut short.
 * @throws Refusal capacity.period_invalid where it ends before it begins, would have no slot, or more than anybody keeps
 */
export function planSlots({ firstDay, lastDay, weekdays, opens, closes, pauses, minutes }: SlotPlan): PlannedSlot[] {
  const refused = new Refusal('capacity.period_invalid', { longestDays: longestPlanDays, mostSlots });
  const days = (Date.parse(lastDay) - Date.parse(firstDay)) / day + 1;
  if (!(days >= 1 && days <= longestPlanDays)) throw refused;
  if (!(minutesOf(opens) < minutesOf(closes)) || minutes < shortestMinutes || minutes > longestMinutes) throw refused;
  if (pauses.some(({ from, to }) => minutesOf(from) >= minutesOf(to))) throw refused;
  const times = timesOf({ from: instant(opens), to: instant(closes) }, pauses, minutes);
  const planned = daysFrom(firstDay, days)
    .filter((date) => weekdays.includes(isoWeekday(date)))
    .flatMap((date) => times.map((time) => ({ day: date, ...time })));
  if (planned.length === 0 || planned.length > mostSlots) throw refused;
  return planned;
}

function timesOf(open: Period, pauses: SlotPlan['pauses'], minutes: number): { from: string; to: string }[] {
  const closed = pauses.map(({ from, to }) => ({ from: instant(from), to: instant(to) }));
  return gapsOf(closed, open).flatMap(({ from, to }) => {
    const start = from.getTime() / minute;
    const fit = Math.floor((to.getTime() / minute - start) / minutes);
    return Array.from({ length: fit }, (_, i) => ({ from: timeOf(start + i * minutes), to: timeOf(start + (i + 1) * minutes) }));
  });
}

const daysFrom = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, i) => new Date(Date.parse(first) + i * day).toISOString().slice(0, 10));
const isoWeekday = (date: string): number => new Date(date).getUTCDay() || 7;
