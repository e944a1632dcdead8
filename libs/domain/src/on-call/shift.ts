import { Refusal } from '../refusal.js';

/** Half-open, as shifts are: whoever starts at 18:00 is on duty at 18:00, whoever ends then is not. */
export interface Period {
  readonly from: Date;
  readonly to: Date;
}

const hour = 3_600_000;
/** Longer than a long weekend is a typing mistake. */
export const longestShiftHours = 72;
/** How early the next one may take over: handing over takes its time, and nobody waits for the clock. */
export const earliestTakeOverHours = 2;

export const covers = ({ from, to }: Period, at: Date): boolean => from <= at && at < to;

/** @throws Refusal shift.period_invalid for a shift that ends before it starts or is longer than 72 hours */
export function checkPeriod({ from, to }: Period): void {
  const hours = (to.getTime() - from.getTime()) / hour;
  if (!(hours > 0 && hours <= longestShiftHours)) throw new Refusal('shift.period_invalid', { longestHours: longestShiftHours });
}

/** A stretch of time and the shifts in it. */
interface Stretch<T> extends Period {
  readonly shifts: readonly T[];
}

/** Cuts a period where any shift starts or ends, so that every piece has the same shifts from its start to its end. */
function pieces<T extends Period>(shifts: readonly T[], within: Period): Stretch<T>[] {
  const inside = (at: Date) => within.from < at && at < within.to;
  const cuts = [within.from, ...shifts.flatMap(({ from, to }) => [from, to]).filter(inside), within.to];
  const times = [...new Set(cuts.map((at) => at.getTime()))].sort((a, b) => a - b);
  return times.slice(0, -1).map((start, i) => {
    const from = new Date(start);
    return { from, to: new Date(times[i + 1] ?? start), shifts: shifts.filter((shift) => covers(shift, from)) };
  });
}

/** Joins neighbours, so that a person reads one stretch and not its pieces. */
function joined<T>(stretches: readonly Stretch<T>[]): Stretch<T>[] {
  const found: Stretch<T>[] = [];
  for (const next of stretches) {
    const last = found.at(-1);
    if (last?.to.getTime() === next.from.getTime())
      found[found.length - 1] = { from: last.from, to: next.to, shifts: [...new Set([...last.shifts, ...next.shifts])] };
    else found.push(next);
  }
  return found;
}

/** When a place has nobody, in order. */
export const gapsOf = (shifts: readonly Period[], within: Period): Period[] =>
  joined(pieces(shifts, within).filter((piece) => piece.shifts.length === 0)).map(({ from, to }) => ({ from, to }));

/** When a place has two or more, in order, and which shifts they are. */
export const overlapsOf = <T extends Period>(shifts: readonly T[], within: Period): Stretch<T>[] =>
  joined(pieces(shifts, within).filter((piece) => piece.shifts.length > 1));
