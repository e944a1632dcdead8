/** A half-open stretch of time, in minutes since the epoch: a session that ends at 10:00 leaves 10:00 free. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const minuteMs = 60_000;
/** A stretch in whole minutes; a minute that is begun is taken. */
export const spanOf = (startsAt: Date, endsAt: Date): Span => ({
  from: Math.floor(startsAt.getTime() / minuteMs),
  to: Math.ceil(endsAt.getTime() / minuteMs),
});
export const instantOf = (minute: number): Date => new Date(minute * minuteMs);

export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** The same minutes as disjoint stretches in order; neighbours become one. */
export function joined(spans: readonly Span[]): Span[] {
  const found: Span[] = [];
  for (const next of spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last && next.from <= last.to) found[found.length - 1] = { from: last.from, to: Math.max(last.to, next.to) };
    else found.push(next);
  }
  return found;
}

/** Minutes of both. */
export function shared(a: readonly Span[], b: readonly Span[]): Span[] {
  const [one, other] = [joined(a), joined(b)];
  const found: Span[] = [];
  for (let i = 0, k = 0; i < one.length && k < other.length;) {
    const [x, y] = [one[i] as Span, other[k] as Span];
    if (overlaps(x, y)) found.push({ from: Math.max(x.from, y.from), to: Math.min(x.to, y.to) });
    if (x.to < y.to) i++;
    else k++;
  }
  return found;
}

/** Minutes of the first that are none of the second. */
export function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const found: Span[] = [];
  const holes = joined(taken);
  let k = 0;
  for (const { from, to } of joined(spans)) {
    let at = from;
    while ((holes[k]?.to ?? Infinity) <= at) k++;
    for (let i = k; at < to; i++) {
      const hole = holes[i];
      if (!hole || hole.from >= to) {
        found.push({ from: at, to });
        break;
      }
      if (hole.from > at) found.push({ from: at, to: hole.from });
      at = Math.max(at, hole.to);
    }
  }
  return found;
}
