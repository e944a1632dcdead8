import type { Rule } from './rule.types.js';

/** The rules directly inside a rule: members of a group, and the conditions of a dependent threshold. */
export function innerRules(rule: Rule): readonly Rule[] {
  if ('all' in rule) return rule.all;
  if ('any' in rule) return rule.any;
  if ('not' in rule) return [rule.not];
  if ('of' in rule) return rule.of;
  if ('fact' in rule && typeof rule.value === 'object' && 'cases' in rule.value) return rule.value.cases.map(({ when }) => when);
  return [];
}

/** The fact that a condition asks for; undefined for a group. */
export function factOfLeaf(rule: Rule): string | undefined {
  if ('fact' in rule) return rule.fact;
  if ('since' in rule) return rule.since;
  return 'trend' in rule ? rule.trend : undefined;
}

/** Keys of all facts that a rule asks for, in the order they are read. */
export function factsOfRule(rule: Rule): Set<string> {
  const found = new Set<string>();
  const open = [rule];
  for (let next = open.pop(); next; next = open.pop()) {
    const fact = factOfLeaf(next);
    if (fact) found.add(fact);
    open.push(...innerRules(next).toReversed());
  }
  return found;
}
