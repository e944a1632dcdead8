import { inUnitOf, joinable, type Making } from '@alliance/domain/recognition/comparability';
import type { TestItem } from '@alliance/domain/recognition/test-item';

/** A result as it was issued: number and limits in `unit`. */
export interface TrendPoint extends Making {
  readonly id: string;
  readonly performedAt: string;
  readonly valueNumber: number | null;
  readonly referenceLow: number | null;
  readonly referenceHigh: number | null;
}
export interface Band {
  readonly low: number | null;
  readonly high: number | null;
}
/** Points that may be joined by a line, oldest first, in the unit of the item. */
export interface TrendSeries<P extends TrendPoint> {
  readonly points: readonly { readonly point: P; readonly value: number }[];
  /** The reference interval in the unit of the item, where it is the same at every point. */
  readonly band: Band | null;
}
export type Separation = 'unit_not_comparable' | 'method_unknown' | 'method_differs' | 'specimen_differs';
export interface Trend<P extends TrendPoint> {
  readonly series: readonly TrendSeries<P>[];
  /** Without a number in the unit of the item: told in the table, not drawn. */
  readonly undrawn: readonly P[];
  /** Why there is more than one line, each reason once. */
  readonly separations: readonly Separation[];
}

/** What keeps two results off one line; empty where they join (field.md F97). */
export function separations(item: TestItem, one: Making, other: Making): Separation[] {
  if (joinable(item, one, other)) return [];
  if ([one, other].some(({ unit }) => inUnitOf(item, 1, unit) === undefined)) return ['unit_not_comparable'];
  if (item.methodBound && (one.method === null || other.method === null)) return ['method_unknown'];
  const found: Separation[] = [];
  if (!joinable(item, one, { ...one, method: other.method })) found.push('method_differs');
  if (!joinable(item, one, { ...one, specimen: other.specimen })) found.push('specimen_differs');
  return found;
}

/**
 * The lines of a chart. A point joins a line only where it compares with every point of it: a report without a method
 * must not become the bridge between two methods.
 */
export function trendOf<P extends TrendPoint>(item: TestItem, results: readonly P[]): Trend<P> {
  const lines: { point: P; value: number }[][] = [];
  const undrawn: P[] = [];
  const why = new Set<Separation>();
  const oldestFirst = [...results].sort((one, other) => Date.parse(one.performedAt) - Date.parse(other.performedAt));
  for (const point of oldestFirst) {
    const value = point.valueNumber === null ? undefined : inUnitOf(item, point.valueNumber, point.unit);
    if (value === undefined) {
      undrawn.push(point);
      if (point.valueNumber !== null) why.add('unit_not_comparable');
      continue;
    }
    const line = lines.find((joined) => joined.every((earlier) => joinable(item, earlier.point, point)));
    if (line) line.push({ point, value });
    else {
      for (const earlier of lines.flat()) for (const reason of separations(item, earlier.point, point)) why.add(reason);
      lines.push([{ point, value }]);
    }
  }
  return { series: lines.map((points) => ({ points, band: sharedBand(item, points) })), undrawn, separations: [...why] };
}

function sharedBand<P extends TrendPoint>(item: TestItem, points: readonly { readonly point: P }[]): Band | null {
  const limit = (value: number | null, unit: string | null) => (value === null ? null : (inUnitOf(item, value, unit) ?? null));
  const [first, ...others] = points.map(({ point }) => ({
    low: limit(point.referenceLow, point.unit),
    high: limit(point.referenceHigh, point.unit),
  }));
  if (!first || (first.low === null && first.high === null)) return null;
  return others.every((band) => near(band.low, first.low) && near(band.high, first.high)) ? first : null;
}

/** Limits that were converted differ in their last digits. */
const near = (one: number | null, other: number | null): boolean =>
  one === null || other === null ? one === other : Math.abs(one - other) <= 1e-9 * Math.max(Math.abs(one), Math.abs(other));
