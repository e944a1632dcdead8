import { derivedFacts } from './derived.js';
import { factGroups, type FactDefinition } from './fact.types.js';
import { factsOfRule, innerRules } from './rule-facts.js';
import type { CareLevel, Criterion, CriterionDirection, Rule } from './rule.types.js';

/** A fact that a form asks for. */
export interface AskedFact {
  readonly definition: FactDefinition;
  /** Codes of the criteria that need it, in their order. */
  readonly criteria: readonly string[];
  /** Computed from other facts where it is left empty. */
  readonly computed: boolean;
  /** A criterion looks at how it changed: an earlier dated value is asked as well. */
  readonly trend: boolean;
}
type Asking = Pick<Criterion, 'code' | 'direction' | 'urgency' | 'levels' | 'rule' | 'population'>;

/**
 * The facts that criteria need for one direction, by group and as people measure them; inputs of computed facts come with them.
 * A transfer down also needs what could forbid it: the facts of immediate `up` criteria, at whatever level they were written for.
 * @param level where the patient is; criteria to go its way that are of other levels ask nothing
 */
export function askedFacts(
  definitions: readonly FactDefinition[],
  criteria: readonly Asking[],
  { direction, level }: { readonly direction: CriterionDirection; readonly level: CareLevel | null },
): AskedFact[] {
  const concerns = ({ levels }: Asking): boolean => !level || !levels.length || levels.includes(level);
  const asking = criteria.filter((one) =>
    one.direction === direction ? concerns(one) : direction === 'down' && one.urgency === 'immediate',
  );
  const askedBy = new Map<string, Set<string>>();
  const trends = new Set<string>();
  for (const { code, rule, population } of asking)
    for (const part of [rule, population]) {
      for (const key of withInputs(factsOfRule(part))) askedBy.set(key, (askedBy.get(key) ?? new Set()).add(code));
      for (const key of trendsOf(part)) trends.add(key);
    }
  const asked = definitions.flatMap((definition): AskedFact[] => {
    const codes = askedBy.get(definition.key);
    return codes
      ? [{ definition, criteria: [...codes], computed: derivedFacts.has(definition.key), trend: trends.has(definition.key) }]
      : [];
  });
  return asked.toSorted((a, b) => place(a) - place(b));
}

/** Measured before computed, numbers and codes before yes and no; inside that the order of the definitions. */
const place = ({ definition: { group, kind }, computed }: AskedFact): number =>
  factGroups.indexOf(group) * 4 + (computed ? 2 : 0) + (kind === 'boolean' ? 1 : 0);

/** With the inputs of what is computed. */
function withInputs(keys: Iterable<string>): string[] {
  const found = new Set<string>();
  const add = (key: string): void => {
    if (found.has(key)) return;
    for (const input of derivedFacts.get(key)?.inputs ?? []) if (input !== key) add(input);
    found.add(key);
  };
  for (const key of keys) add(key);
  return [...found];
}

function trendsOf(rule: Rule): string[] {
  return 'trend' in rule ? [rule.trend] : innerRules(rule).flatMap(trendsOf);
}
