import type { FactDefinition, FactKind, FactScalar } from '../criteria/fact.types.js';
import { factOfLeaf } from '../criteria/rule-facts.js';
import type { Compare, Leaf, Rule } from '../criteria/rule.types.js';
import { convert, isUnit } from '../criteria/units.js';

/** What keeps a well-formed rule from being asked of its facts. */
export type RuleFitErrorCode =
  | 'fact_undefined'
  | 'operator_not_for_kind'
  | 'value_not_for_kind'
  | 'value_undefined'
  | 'unit_unknown'
  | 'unit_unconvertible'
  | 'unit_not_of_time'
  | 'value_beyond_limits';
interface RuleFitError {
  readonly path: readonly (string | number)[];
  readonly code: RuleFitErrorCode;
}
type Path = RuleFitError['path'];
type Facts = ReadonlyMap<string, FactDefinition>;

/**
 * Where a rule does not fit the facts that it asks for: facts nobody defined, operators and values of another kind, units.
 * @param rule without `ruleErrors`
 * @param path of the rule, in front of every path
 */
export function ruleFitErrors(rule: Rule, facts: Facts, path: Path = []): RuleFitError[] {
  const inside = (list: readonly Rule[], key: string): RuleFitError[] =>
    list.flatMap((one, i) => ruleFitErrors(one, facts, [...path, key, i]));
  if ('all' in rule) return inside(rule.all, 'all');
  if ('any' in rule) return inside(rule.any, 'any');
  if ('of' in rule) return inside(rule.of, 'of');
  if ('not' in rule) return ruleFitErrors(rule.not, facts, [...path, 'not']);
  const cases = casesOf(rule).flatMap(({ when }, i) => ruleFitErrors(when, facts, [...path, 'value', 'cases', i, 'when']));
  const definition = facts.get(factOfLeaf(rule) ?? '');
  if (!definition) return [{ path: [...path, placeOfFact(rule)], code: 'fact_undefined' }, ...cases];
  const own = leafErrors(rule, definition).map(([code, ...at]) => ({ code, path: [...path, ...at] }));
  return [...own, ...cases];
}

const placeOfFact = (leaf: Leaf): string => ('since' in leaf ? 'since' : 'trend' in leaf ? 'trend' : 'fact');
const casesOf = (leaf: Leaf): Extract<Compare['value'], object>['cases'] =>
  'fact' in leaf && typeof leaf.value === 'object' && 'cases' in leaf.value ? leaf.value.cases : [];

type Found = readonly [code: RuleFitErrorCode, ...at: (string | number)[]];

function leafErrors(leaf: Leaf, definition: FactDefinition): Found[] {
  if ('since' in leaf) return definition.kind === 'instant' ? timeErrors(leaf.unit, 'unit') : [['operator_not_for_kind', 'since']];
  if ('trend' in leaf)
    return definition.kind === 'quantity' ? timeErrors(leaf.within.unit, 'within', 'unit') : [['operator_not_for_kind', 'trend']];
  if (!operators[definition.kind].includes(leaf.op)) return [['operator_not_for_kind', 'op']];
  const unit = 'unit' in leaf ? leaf.unit : undefined;
  return [...valueErrors(leaf, definition), ...unitErrors(unit, definition), ...limitErrors(leaf.value, unit, definition)];
}

/** What can be asked of a value; of an instant only the time since, of a quantity also its trend. */
const operators: Readonly<Record<FactKind, readonly string[]>> = {
  quantity: ['>=', '>', '<=', '<', '==', '!=', 'between', 'in'],
  boolean: ['is', '==', '!='],
  code: ['==', '!=', 'in'],
  instant: [],
};

function valueErrors({ value }: Exclude<Leaf, { since: string } | { trend: string }>, { kind, codes }: FactDefinition): Found[] {
  // the cases of a threshold that depends on the patient are numbers
  if (typeof value === 'object' && 'cases' in value) return kind === 'quantity' ? [] : [['value_not_for_kind', 'value']];
  const type = { quantity: 'number', boolean: 'boolean', code: 'string', instant: 'never' }[kind];
  const wrong = (one: FactScalar): RuleFitErrorCode | undefined => {
    if (typeof one !== type) return 'value_not_for_kind';
    return kind === 'code' && !codes?.some(({ code }) => code === one) ? 'value_undefined' : undefined;
  };
  if (typeof value !== 'object') {
    const code = wrong(value);
    return code ? [[code, 'value']] : [];
  }
  return value.flatMap((one, i): Found[] => {
    const code = wrong(one);
    return code ? [[code, 'value', i]] : [];
  });
}

/** A threshold that no patient can pass, or every patient does: a slip of the keyboard. */
function limitErrors(
  value: Exclude<Leaf, { since: string } | { trend: string }>['value'],
  unit: string | undefined,
  definition: FactDefinition,
): Found[] {
  const { kind, low = -Infinity, high = Infinity } = definition;
  if (kind !== 'quantity') return [];
  const beyond = (one: unknown): boolean => {
    const own = typeof one !== 'number' ? undefined : unit === undefined ? one : convert(one, unit, definition.unit ?? '', definition);
    return own !== undefined && (own < low || own > high);
  };
  const found = (one: unknown, ...at: (string | number)[]): Found[] => (beyond(one) ? [['value_beyond_limits', 'value', ...at]] : []);
  if (typeof value !== 'object') return found(value);
  if (!('cases' in value)) return value.flatMap((one, i) => found(one, i));
  return [...value.cases.flatMap((one, i) => found(one.value, 'cases', i, 'value')), ...found(value.otherwise, 'otherwise')];
}

function unitErrors(unit: string | undefined, definition: FactDefinition): Found[] {
  if (unit === undefined) return [];
  if (!isUnit(unit)) return [['unit_unknown', 'unit']];
  const fits = definition.unit !== undefined && convert(1, unit, definition.unit, definition) !== undefined;
  return fits ? [] : [['unit_unconvertible', 'unit']];
}

function timeErrors(unit: string, ...at: string[]): Found[] {
  if (!isUnit(unit)) return [['unit_unknown', ...at]];
  return convert(1, unit, 's') === undefined ? [['unit_not_of_time', ...at]] : [];
}
