/** From a first to a last day, both of them included, as `YYYY-MM-DD`; null is without an end. */
export interface Period {
  readonly from: string;
  readonly to: string | null;
}

/** Whether it has a day at all. */
export const isPeriod = ({ from, to }: Period): boolean => to === null || from <= to;
export const isInForce = ({ from, to }: Period, day: string): boolean => from <= day && !isOver({ from, to }, day);
export const isOver = ({ to }: Period, day: string): boolean => to !== null && to < day;

const never = '';
const always = '9999-99-99';
/** Last day on which one of those in force today is still there. */
const staysUntil = (periods: readonly Period[], day: string): string =>
  periods.filter((period) => isInForce(period, day)).reduce((last, { to }) => ((to ?? always) > last ? (to ?? always) : last), never);

/** Whether a change takes away the last one, now or later, of what has to be there: an institution is never without administrator. */
export const leavesNone = (before: readonly Period[], after: readonly Period[], day: string): boolean =>
  staysUntil(after, day) < staysUntil(before, day) && staysUntil(after, day) !== always;

/** Complete years of independent work on a day (TM-08: at least three for an invited physician). */
export function practiceYears(independentSince: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(independentSince.slice(0, 4));
  return Math.max(0, day.slice(5) < independentSince.slice(5) ? years - 1 : years);
}
