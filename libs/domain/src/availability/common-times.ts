import { freeOf, type PersonTime } from './person-time.js';
import { shared, type Span } from './span.js';

export interface CommonAsk {
  readonly minutes: number;
  /** Sessions begin at multiples of so many minutes. */
  readonly step: number;
  readonly within: Span;
  readonly limit: number;
}

/** When all of them are there and free, in stretches long enough for the session. */
export function commonFree(people: readonly PersonTime[], within: Span, minutes: number): Span[] {
  const free = people.map(freeOf).reduce((common, each) => shared(common, each), [within]);
  return free.filter(({ from, to }) => to - from >= minutes);
}

/** Sessions that all of them can attend, earliest first; each begins where the one before has ended, or later. */
export function commonTimes(people: readonly PersonTime[], { minutes, step, within, limit }: CommonAsk): Span[] {
  const found: Span[] = [];
  for (const { from, to } of commonFree(people, within, minutes))
    for (
      let start = Math.ceil(from / step) * step;
      start + minutes <= to && found.length < limit;
      start = Math.ceil((start + minutes) / step) * step
    )
      found.push({ from: start, to: start + minutes });
  return found;
}
