import { holidayYears } from './holiday.data.js';

/** Whether people work on a day, and whether that comes from a published list. */
export interface WorkingDay {
  readonly working: boolean;
  /** false: the list of that year is not known here, and Monday to Friday were taken. */
  readonly listed: boolean;
}

/** Which days are worked, and where: what deadlines in working time are counted with. */
export interface Calendar {
  /** IANA name. */
  readonly zone: string;
  /** @param day `YYYY-MM-DD` */
  readonly workingDay: (day: string) => WorkingDay;
}

const dayMs = 86_400_000;
const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);

/** The day after, by the calendar alone. @param day `YYYY-MM-DD` */
export const nextDay = (day: string): string => new Date(utc(day) + dayMs).toISOString().slice(0, 10);

const years = new Map(
  holidayYears.map(({ year, off, madeUp }) => {
    const days = off.flatMap(([from, to]) => {
      const between: string[] = [];
      for (let day = from; day <= to; day = nextDay(day)) between.push(day);
      return between;
    });
    return [year, { off: new Set(days), madeUp: new Set(madeUp) }];
  }),
);

/** Whether a day is worked, with the State Council's days off and made-up working days (ID-10). @param day `YYYY-MM-DD` */
export function workingDay(day: string): WorkingDay {
  const weekday = new Date(utc(day)).getUTCDay();
  const ordinary = weekday !== 0 && weekday !== 6;
  const list = years.get(Number(day.slice(0, 4)));
  if (!list) return { working: ordinary, listed: false };
  return { working: list.madeUp.has(day) || (ordinary && !list.off.has(day)), listed: true };
}

/** The calendar of every hospital of ours. */
export const stateCouncilCalendar: Calendar = { zone: 'Asia/Shanghai', workingDay };
