import type { OnCallShift, Rota } from '@alliance/contracts/on-call.contract';
import { clockOf, dayOf, fromLocalField } from '../../ui/moment';

const dayMs = 86_400_000;

/** Days of a month, `2026-11-01` … `2026-11-30`. */
export function daysOf(month: string): string[] {
  const first = Date.parse(`${month}-01`);
  return Array.from({ length: 31 }, (_, i) => new Date(first + i * dayMs).toISOString().slice(0, 10)).filter((day) =>
    day.startsWith(month),
  );
}

/** The month before or after: `2026-12` + 1 is `2027-01`. */
export function monthBy(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

interface Stretch {
  readonly from: string;
  readonly to: string;
}
/** The part of a stretch that lies in a day of Shanghai, as the day's own clock says it: 24:00 is its end. */
export interface DayPart {
  readonly from: string;
  readonly to: string;
  readonly wholeDay: boolean;
  /** From and to as instants, for what is to be filled. */
  readonly at: Stretch;
}

const startOf = (day: string): number => Date.parse(fromLocalField(`${day}T00:00`) ?? '');

export function partOf({ from, to }: Stretch, day: string): DayPart | null {
  const start = startOf(day);
  const [first, last] = [Math.max(Date.parse(from), start), Math.min(Date.parse(to), start + dayMs)];
  if (first >= last) return null;
  return {
    from: clockOf(first),
    to: last === start + dayMs ? '24:00' : clockOf(last),
    wholeDay: last - first === dayMs,
    at: { from: new Date(first).toISOString(), to: new Date(last).toISOString() },
  };
}

export const isSamePlace = (a: OnCallShift['department'], b: OnCallShift['department']): boolean => a?.id === b?.id;

/** What one day of one place shows: who starts on it, who is still there from the day before, where nobody is, where two are. */
export interface RotaCell {
  readonly day: string;
  readonly shifts: readonly OnCallShift[];
  readonly gaps: readonly DayPart[];
  readonly overlaps: readonly DayPart[];
}

export function cellOf(rota: Rota, place: OnCallShift['department'], day: string): RotaCell {
  const here = <T extends { department: OnCallShift['department'] }>(all: readonly T[]) =>
    all.filter((each) => isSamePlace(each.department, place));
  const parts = (stretches: readonly (Stretch & { department: OnCallShift['department'] })[]) =>
    here(stretches).flatMap((stretch) => partOf(stretch, day) ?? []);
  return {
    day,
    shifts: here(rota.shifts).filter(({ from }) => dayOf(from) === day),
    gaps: parts(rota.gaps),
    overlaps: parts(rota.overlaps),
  };
}

/** `08:00–18:00`; what ends on another day says so: `18:00–次日 08:00` is the caller's word. */
export const spanOf = ({ from, to }: Stretch) => ({ from: clockOf(from), to: clockOf(to), nextDay: dayOf(from) !== dayOf(to) });
