import { nextDay, stateCouncilCalendar, type Calendar } from './working-day.js';

/** An instant reached by counting working time. */
export interface WorkingInstant {
  readonly at: Date;
  /** false where a day was counted whose list is not known. */
  readonly listed: boolean;
}

/** What was sent on a day off is taken up at this hour of the next working day. */
const opensAt = '08:00';
/** No list has half a year off: a calendar that does would count for ever. */
const horizonDays = 200;
const clocks = new Map<string, Intl.DateTimeFormat>();

/** What calendar and clock on the wall show, `YYYY-MM-DD HH:MM:SS`. */
function wallClock(at: number, zone: string): string {
  let clock = clocks.get(zone);
  if (!clock) {
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
    clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...parts });
    clocks.set(zone, clock);
  }
  return clock.format(at);
}

/** The local day of an instant, `YYYY-MM-DD`. */
export const dayAt = (at: Date, zone: string): string => wallClock(at.getTime(), zone).slice(0, 10);

/** Milliseconds since the epoch when the wall shows `day time`; where clocks are moved over it, the moment they are. */
function instantOf(day: string, time: string, zone: string): number {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  const offset = (at: number) => Date.parse(`${wallClock(at, zone).replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
  const guess = wanted - offset(wanted);
  return wanted - offset(guess);
}

/**
 * `seconds` of working time after an instant: whole days off do not count, so 24 hours are the same clock time on the next working day.
 * From a day off it counts from 08:00 of the next working day; a limit that ends with its day ends at the begin of the next working one.
 */
export function addWorkingTime(from: Date, seconds: number, calendar: Calendar = stateCouncilCalendar): WorkingInstant {
  const { zone } = calendar;
  let day = dayAt(from, zone);
  let start = from.getTime();
  let left = seconds * 1000;
  let listed = true;
  let opening: string = opensAt;
  for (let days = 0; days < horizonDays; days++) {
    const state = calendar.workingDay(day);
    listed &&= state.listed;
    const following = nextDay(day);
    const end = instantOf(following, '00:00', zone);
    if (state.working) {
      if (left === 0 || start + left < end) return { at: new Date(start + left), listed };
      left -= end - start;
      opening = '00:00';
      start = end;
    }
    day = following;
    if (!calendar.workingDay(day).working) continue;
    start = instantOf(day, opening, zone);
  }
  throw new RangeError('the calendar has no working day');
}

/** Seconds of working time from one instant to a later one; negative when it is earlier. A day off counts nothing. */
export function workingSecondsBetween(from: Date, to: Date, calendar: Calendar = stateCouncilCalendar): number {
  if (to < from) return -workingSecondsBetween(to, from, calendar);
  const { zone } = calendar;
  let total = 0;
  for (let day = dayAt(from, zone), start = from.getTime(); start < to.getTime();) {
    const following = nextDay(day);
    const end = Math.min(instantOf(following, '00:00', zone), to.getTime());
    if (calendar.workingDay(day).working) total += end - start;
    start = end;
    day = following;
  }
  return Math.floor(total / 1000);
}
