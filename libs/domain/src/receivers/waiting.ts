/** With fewer cases a median is a tale about somebody, and is not told. */
export const leastCases = 6;

/** From sending to arrival, over the last 90 days. */
export interface Wait {
  readonly cases: number;
  /** null with fewer than `leastCases`. */
  readonly medianMinutes: number | null;
}

/** What may be shown of counted cases: the number always, the median only of enough. */
export const waitOf = (cases: number, medianMinutes: number | null): Wait => ({
  cases,
  medianMinutes: cases >= leastCases ? medianMinutes : null,
});
