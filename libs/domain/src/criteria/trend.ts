import type { DatedValue } from './given.js';
import type { TrendMeasure } from './rule.types.js';

const millisecondsPerYear = 365.25 * 86_400_000;

/**
 * How the newest dated value differs from the oldest one inside the window before it.
 * @param series oldest first
 * @param window in milliseconds
 * @returns undefined without two values, and for a share of zero
 */
export function changeOver(series: readonly DatedValue[], measure: TrendMeasure, window: number): number | undefined {
  const newest = series.at(-1);
  const oldest = newest && series.find(({ at }) => at >= newest.at - window);
  if (!newest || !oldest || oldest.at === newest.at) return undefined;
  const [from, to] = [Number(oldest.value), Number(newest.value)];
  const change = {
    difference: to - from,
    percent: ((to - from) / from) * 100,
    ratio: to / from,
    per_year: (to - from) / ((newest.at - oldest.at) / millisecondsPerYear),
  }[measure];
  // 1.7 - 1.2 must reach a threshold of 0.5
  return Number.isFinite(change) ? Number(change.toPrecision(12)) : undefined;
}

/** @param own unit of the fact */
export function unitOfChange(measure: TrendMeasure, own: string | null): string | null {
  if (measure === 'percent') return '%';
  if (measure === 'ratio') return null;
  return measure === 'per_year' && own ? `${own}/a` : own;
}
