/** A repeat that may be looked at. `key` is its place in the shuffle of a seed: the same seed gives the same keys. */
export interface Candidate {
  readonly id: string;
  readonly stratum: string;
  readonly key: string;
}

/** How many of `candidates` a share asks for, at least one where there is any. @param percent 1–100 */
export const countOfShare = (candidates: number, percent: number): number => Math.min(candidates, Math.ceil((candidates * percent) / 100));

/**
 * Draws evenly over the strata (hospitals): the first of each, then the second of each, until there are enough. The draw depends on nothing but
 * the candidates and their keys.
 */
export function stratified<C extends Candidate>(candidates: readonly C[], count: number): C[] {
  const byKey = (a: C, b: C) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
  const strata = Map.groupBy([...candidates].sort(byKey), ({ stratum }) => stratum);
  const ranked = [...strata.values()].flatMap((members) => members.map((candidate, rank) => ({ candidate, rank })));
  return ranked
    .sort((a, b) => a.rank - b.rank || byKey(a.candidate, b.candidate))
    .slice(0, Math.max(0, count))
    .map(({ candidate }) => candidate);
}
