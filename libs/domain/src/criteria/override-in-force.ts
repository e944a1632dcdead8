import type { Criterion, Rule } from './rule.types.js';

/** A member's own rule as it is kept: with the alliance's rule it was written against. */
export interface StoredOverride {
  readonly code: string;
  readonly rule: Rule;
  readonly reason: string;
  readonly baseline: Rule;
}

/** Whether two rules say the same, whatever the order of their keys. */
export function sameRule(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other || Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, theirs] = [entriesOf(one), new Map(entriesOf(other))];
  return mine.length === theirs.size && mine.every(([key, value]) => theirs.has(key) && sameRule(value, theirs.get(key)));
}
const entriesOf = (value: object): [string, unknown][] => Object.entries(value).filter(([, inner]) => inner !== undefined);

/** The criteria as they hold for one institution: its rule stands in for the alliance's while that one says what it said then. */
export function withOverrides<C extends Pick<Criterion, 'code' | 'rule'>>(
  criteria: readonly C[],
  overrides: readonly StoredOverride[],
): (C & { overridden: boolean })[] {
  return criteria.map((criterion) => {
    const own = overrides.find(({ code, baseline }) => code === criterion.code && sameRule(baseline, criterion.rule));
    return own ? { ...criterion, rule: own.rule, overridden: true } : { ...criterion, overridden: false };
  });
}
