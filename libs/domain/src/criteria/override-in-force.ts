import type { FactDefinition } from './fact.types.js';
import type { OverrideEffect } from './override.js';
import { factsOfRule } from './rule-facts.js';
import type { Criterion, Rule } from './rule.types.js';

/** What decides how a value of a fact is read and which values are possible: all of its definition but its words. */
export interface FactReadAs extends Pick<FactDefinition, 'key' | 'kind' | 'unit' | 'low' | 'high' | 'molarMass' | 'scale'> {
  readonly codes?: readonly string[] | undefined;
}

/** The alliance's criterion as it was when a member wrote its own rule: while it says the same, what was proved about that rule holds. */
export interface OverrideBaseline extends Pick<Criterion, 'rule' | 'population' | 'urgency' | 'direction'> {
  /** The facts of both rules and of the population, by key. */
  readonly facts: readonly FactReadAs[];
}

/** A member's own rule as it is kept: with what it was written against, and what was proved about it then. */
export interface StoredOverride {
  readonly code: string;
  readonly rule: Rule;
  readonly reason: string;
  readonly baseline: OverrideBaseline;
  readonly effect: OverrideEffect;
}

interface Said<C> {
  readonly criteria: readonly C[];
  readonly facts: readonly FactDefinition[];
}
type Based = Pick<Criterion, 'code' | 'rule' | 'population' | 'urgency' | 'direction'>;

/** Whether two rules say the same, whatever the order of their keys. */
export function sameRule(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other || Array.isArray(one) !== Array.isArray(other)) return false;
  const [mine, theirs] = [entriesOf(one), new Map(entriesOf(other))];
  return mine.length === theirs.size && mine.every(([key, value]) => theirs.has(key) && sameRule(value, theirs.get(key)));
}
const entriesOf = (value: object): [string, unknown][] => Object.entries(value).filter(([, inner]) => inner !== undefined);

/** What an own rule in the place of a criterion's is written against. */
export function baselineOf({ rule, population, urgency, direction }: Based, own: Rule, facts: readonly FactDefinition[]): OverrideBaseline {
  const used = new Set([rule, population, own].flatMap((one) => [...factsOfRule(one)]));
  const read = facts.filter(({ key }) => used.has(key)).map(readAs);
  return { rule, population, urgency, direction, facts: read.toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
}

const readAs = ({ key, kind, unit, low, high, molarMass, scale, codes }: FactDefinition): FactReadAs => ({
  ...{ key, kind, unit, low, high, molarMass, scale },
  codes: codes?.map(({ code }) => code).toSorted(),
});

/** Whether an own rule still stands before what it was written against. */
export function overrideHolds({ code, rule, baseline }: StoredOverride, { criteria, facts }: Said<Based>): boolean {
  const criterion = criteria.find((one) => one.code === code);
  return criterion !== undefined && sameRule(baseline, baselineOf(criterion, rule, facts));
}

/** The criteria of a version as they hold for one institution: its rule stands in for the alliance's while it stands before what it was written against. */
export function withOverrides<C extends Based>(version: Said<C>, overrides: readonly StoredOverride[]): (C & { overridden: boolean })[] {
  const holding = new Map(overrides.filter((own) => overrideHolds(own, version)).map((own) => [own.code, own]));
  return version.criteria.map((criterion) => {
    const own = holding.get(criterion.code);
    return own ? { ...criterion, rule: own.rule, overridden: true } : { ...criterion, overridden: false };
  });
}
