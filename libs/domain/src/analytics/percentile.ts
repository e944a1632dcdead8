/** How many cases took so many whole minutes. */
export interface MinuteCount {
  readonly minutes: number;
  readonly cases: number;
}

/** Of fewer cases no percentile is told. */
export const fewestForPercentile = 5;

/**
 * The smallest number of whole minutes within which at least the share `p` of the cases lies (nearest rank).
 * @param p between 0 and 1
 * @returns null for fewer than five cases
 */
export function percentileOf(counts: readonly MinuteCount[], p: number): number | null {
  const total = counts.reduce((sum, { cases }) => sum + cases, 0);
  if (total < fewestForPercentile) return null;
  const rank = Math.max(1, Math.ceil(p * total));
  let seen = 0;
  for (const { minutes, cases } of [...counts].sort((a, b) => a.minutes - b.minutes)) {
    seen += cases;
    if (seen >= rank) return minutes;
  }
  return null;
}
