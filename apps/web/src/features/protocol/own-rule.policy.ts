import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { CriterionDirection, Leaf, Rule } from '@alliance/domain/criteria/rule.types';

/** An own rule as it stands on the list before it is saved. */
export interface OwnRule {
  readonly code: string;
  readonly rule: Rule;
  readonly reason: string;
}

export type Path = readonly (string | number)[];
/** A number in a rule that a hospital may set differently. */
export interface RuleNumber {
  readonly path: Path;
  readonly value: number;
  /** The condition it stands in; null for the count of a group. */
  readonly leaf: Leaf | null;
}

/** Every number of a rule, in the order of reading. */
export function numbersOf(rule: Rule, at: Path = []): RuleNumber[] {
  if ('all' in rule) return rule.all.flatMap((one, i) => numbersOf(one, [...at, 'all', i]));
  if ('any' in rule) return rule.any.flatMap((one, i) => numbersOf(one, [...at, 'any', i]));
  if ('not' in rule) return numbersOf(rule.not, [...at, 'not']);
  if ('of' in rule)
    return [
      { path: [...at, 'atLeast'], value: rule.atLeast, leaf: null },
      ...rule.of.flatMap((one, i) => numbersOf(one, [...at, 'of', i])),
    ];
  return numbersOfLeaf(rule, at);
}

function numbersOfLeaf(leaf: Leaf, at: Path): RuleNumber[] {
  const here = (value: unknown, ...more: Path): RuleNumber[] =>
    typeof value === 'number' ? [{ path: [...at, 'value', ...more], value, leaf }] : [];
  const { value } = leaf;
  if ('op' in leaf && leaf.op === 'between') return [...here(leaf.value[0], 0), ...here(leaf.value[1], 1)];
  if (typeof value === 'object' && 'cases' in value)
    return [...value.cases.flatMap((one, i) => here(one.value, 'cases', i, 'value')), ...here(value.otherwise, 'otherwise')];
  return here(value);
}

/** The rule with another number at a place of `numbersOf`; the rest is shared. */
export function withNumber(rule: Rule, path: Path, value: number): Rule {
  return put(rule, path, value) as Rule;
}
function put(node: unknown, [step, ...rest]: Path, value: number): unknown {
  if (step === undefined) return value;
  if (Array.isArray(node)) return node.map((one: unknown, i) => (i === step ? put(one, rest, value) : one));
  const fields = node as Readonly<Record<string, unknown>>;
  return { ...fields, [step]: put(fields[step], rest, value) };
}

/** What an own rule may add: one more way up, or one more demand before going down. */
export function withCondition(rule: Rule, leaf: Leaf, direction: CriterionDirection): Rule {
  if (direction === 'up') return { any: [...('any' in rule ? rule.any : [rule]), leaf] };
  return { all: [...('all' in rule ? rule.all : [rule]), leaf] };
}

/** Facts that a simple condition can be made of. */
export const usableFacts = (facts: readonly FactDefinition[]): FactDefinition[] => facts.filter(({ kind }) => kind !== 'instant');
