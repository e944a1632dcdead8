/** How far a referral came, in order; each contains the ones after it. */
export const funnelSteps = ['sent', 'answered', 'taken', 'arrived', 'outcome', 'closed'] as const;
export type FunnelStep = (typeof funnelSteps)[number];

/** Referrals that came as far as step number `furthest` (1 is sent) and stand there as `standing`: open, or how they ended. */
export interface Stopped {
  readonly furthest: number;
  readonly standing: string;
  readonly cases: number;
}
export interface FunnelRow {
  readonly step: FunnelStep;
  readonly reached: number;
  /** Came here and not further: where they went. */
  readonly stopped: readonly { readonly standing: string; readonly cases: number }[];
}

/** Everybody who came as far as a step also came through the ones before it. */
export function funnelOf(stopped: readonly Stopped[]): FunnelRow[] {
  return funnelSteps.map((step, place) => ({
    step,
    reached: stopped.filter(({ furthest }) => furthest > place).reduce((sum, { cases }) => sum + cases, 0),
    stopped: stopped
      .filter(({ furthest }) => furthest === place + 1)
      .map(({ standing, cases }) => ({ standing, cases }))
      .sort((a, b) => b.cases - a.cases || a.standing.localeCompare(b.standing)),
  }));
}
