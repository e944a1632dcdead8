export interface WeekShare {
  readonly week: string;
  readonly of: number;
  readonly among: number;
}
export interface WeekPoint extends WeekShare {
  /** null: nothing to divide by. */
  readonly share: number | null;
  readonly lower: number;
  readonly upper: number;
  /** Outside of what chance explains. */
  readonly signal: 'high' | 'low' | null;
}

/**
 * A p-chart: the share of each week, with limits three standard errors around the mean of all weeks. Small weeks have wide limits.
 * @returns mean null where no week has a case
 */
export function controlChart(weeks: readonly WeekShare[]): { readonly mean: number | null; readonly points: readonly WeekPoint[] } {
  const [of, among] = [weeks.reduce((sum, week) => sum + week.of, 0), weeks.reduce((sum, week) => sum + week.among, 0)];
  const mean = among ? of / among : null;
  const points = weeks.map((week) => {
    if (!week.among || mean === null) return { ...week, share: null, lower: 0, upper: 1, signal: null };
    const share = week.of / week.among;
    const reach = 3 * Math.sqrt((mean * (1 - mean)) / week.among);
    const [lower, upper] = [Math.max(0, mean - reach), Math.min(1, mean + reach)];
    return { ...week, share, lower, upper, signal: share > upper ? ('high' as const) : share < lower ? ('low' as const) : null };
  });
  return { mean, points };
}
