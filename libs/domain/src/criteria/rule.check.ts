import { comparisons, trendMeasures } from './rule.types.js';

/** What can be wrong with the shape of a rule. Whether facts and units exist is checked with the protocol it stands in. */
export type RuleErrorCode =
  | 'not_a_rule'
  | 'unknown_key'
  | 'not_a_list'
  | 'empty_group'
  | 'count_invalid'
  | 'fact_invalid'
  | 'operator_invalid'
  | 'value_invalid'
  | 'unit_invalid'
  | 'too_deep'
  | 'too_many_nodes';
export interface RuleError {
  readonly path: readonly (string | number)[];
  readonly code: RuleErrorCode;
}

/** Ceilings far above any rule that somebody can answer for: the largest of the published ones has 10 conditions in 4 levels. */
export const maxNodes = 2_000;
export const maxDepth = 64;
/** Of a list of codes, and of a code or unit. */
const maxValues = 100;
const maxLetters = 200;
/** Errors told at once. */
const maxErrors = 20;

interface Visit {
  readonly node: unknown;
  readonly path: readonly (string | number)[];
  readonly depth: number;
}
type Fields = Readonly<Record<string, unknown>>;
type Report = (code: RuleErrorCode, ...more: (string | number)[]) => void;

/**
 * What keeps a value from being a rule, with the path of each error; empty when it is one. Iterative, so that no tree can exhaust the stack.
 * @param value anything that came as JSON
 */
export function ruleErrors(value: unknown): RuleError[] {
  const errors: RuleError[] = [];
  const open: Visit[] = [{ node: value, path: [], depth: 1 }];
  for (let seen = 1; open.length && errors.length < maxErrors; seen++) {
    const { node, path, depth } = open.pop() as Visit;
    const report: Report = (code, ...more) => void errors.push({ path: [...path, ...more], code });
    if (seen > maxNodes) return [{ path, code: 'too_many_nodes' }];
    if (depth > maxDepth) return [{ path, code: 'too_deep' }];
    if (typeof node !== 'object' || node === null || Array.isArray(node)) {
      report('not_a_rule');
      continue;
    }
    const inner = childrenOf(node as Fields, report);
    for (const [child, ...at] of inner.reverse()) open.push({ node: child, path: [...path, ...at], depth: depth + 1 });
  }
  return errors;
}

type Child = [child: unknown, ...at: (string | number)[]];

function childrenOf(node: Fields, report: Report): Child[] {
  if ('all' in node) return group(node, 'all', [], report);
  if ('any' in node) return group(node, 'any', [], report);
  if ('not' in node) {
    only(node, ['not'], report);
    return [[node['not'], 'not']];
  }
  if ('atLeast' in node) {
    const children = group(node, 'of', ['atLeast'], report);
    const { atLeast } = node;
    if (!Number.isInteger(atLeast) || (atLeast as number) < 1 || (atLeast as number) > children.length) report('count_invalid', 'atLeast');
    return children;
  }
  if ('since' in node) return since(node, report);
  if ('trend' in node) return trend(node, report);
  if ('fact' in node) return compare(node, report);
  report('not_a_rule');
  return [];
}

function group(node: Fields, key: 'all' | 'any' | 'of', others: readonly string[], report: Report): Child[] {
  only(node, [key, ...others], report);
  const list = node[key];
  if (!Array.isArray(list)) {
    report('not_a_list', key);
    return [];
  }
  // nobody is excluded by "all of nothing"; "any of nothing" can never be met
  if (list.length === 0 && key !== 'all') report('empty_group', key);
  return list.map((child, i): Child => [child, key, i]);
}

function compare(node: Fields, report: Report): Child[] {
  const { op, value } = node;
  only(node, ['fact', 'op', 'value', ...(op === 'is' || op === 'in' ? [] : ['unit'])], report);
  if (!isKey(node['fact'])) report('fact_invalid', 'fact');
  if (node['unit'] !== undefined && !isName(node['unit'])) report('unit_invalid', 'unit');
  if (op === 'is') {
    if (typeof value !== 'boolean') report('value_invalid', 'value');
    return [];
  }
  if (op === 'in') {
    const fits = (one: unknown): boolean => isName(one) || isFinite(one);
    if (!Array.isArray(value) || value.length === 0 || value.length > maxValues || !value.every(fits)) report('value_invalid', 'value');
    return [];
  }
  if (op === 'between') {
    const [low, high] = Array.isArray(value) && value.length === 2 ? (value as unknown[]) : [];
    if (!isFinite(low) || !isFinite(high) || low > high) report('value_invalid', 'value');
    return [];
  }
  if (!isComparison(op)) {
    report('operator_invalid', 'op');
    return [];
  }
  if (typeof value === 'object' && value !== null) return dependent(value as Fields, report);
  const equality = op === '==' || op === '!=';
  if (!isFinite(value) && !(equality && (isName(value) || typeof value === 'boolean'))) report('value_invalid', 'value');
  return [];
}

function dependent(value: Fields, report: Report): Child[] {
  for (const key of Object.keys(value)) if (key !== 'cases' && key !== 'otherwise') report('unknown_key', 'value', key);
  const { cases, otherwise } = value;
  if (otherwise !== undefined && !isFinite(otherwise)) report('value_invalid', 'value', 'otherwise');
  if (!Array.isArray(cases) || cases.length === 0) {
    report('not_a_list', 'value', 'cases');
    return [];
  }
  return cases.map((one: unknown, i): Child => {
    const fields = typeof one === 'object' && one !== null ? (one as Fields) : {};
    if (!isFinite(fields['value'])) report('value_invalid', 'value', 'cases', i, 'value');
    for (const key of Object.keys(fields)) if (key !== 'when' && key !== 'value') report('unknown_key', 'value', 'cases', i, key);
    return [fields['when'], 'value', 'cases', i, 'when'];
  });
}

function since(node: Fields, report: Report): Child[] {
  only(node, ['since', 'op', 'value', 'unit'], report);
  if (!isKey(node['since'])) report('fact_invalid', 'since');
  if (!isComparison(node['op'])) report('operator_invalid', 'op');
  if (!isFinite(node['value']) || node['value'] < 0) report('value_invalid', 'value');
  if (!isName(node['unit'])) report('unit_invalid', 'unit');
  return [];
}

function trend(node: Fields, report: Report): Child[] {
  only(node, ['trend', 'measure', 'within', 'op', 'value'], report);
  if (!isKey(node['trend'])) report('fact_invalid', 'trend');
  if (!trendMeasures.includes(node['measure'] as never)) report('operator_invalid', 'measure');
  if (!isComparison(node['op'])) report('operator_invalid', 'op');
  if (!isFinite(node['value'])) report('value_invalid', 'value');
  const { within } = node;
  if (typeof within !== 'object' || within === null || Array.isArray(within)) {
    report('value_invalid', 'within');
    return [];
  }
  const { value, unit, ...others } = within as Fields;
  if (!isFinite(value) || value <= 0) report('value_invalid', 'within', 'value');
  if (!isName(unit)) report('unit_invalid', 'within', 'unit');
  for (const key of Object.keys(others)) report('unknown_key', 'within', key);
  return [];
}

function only(node: Fields, known: readonly string[], report: Report): void {
  for (const key of Object.keys(node)) if (!known.includes(key)) report('unknown_key', key);
}
const isKey = (value: unknown): boolean => typeof value === 'string' && /^[a-z][a-z0-9_]{0,39}$/.test(value);
const isName = (value: unknown): boolean => typeof value === 'string' && value !== '' && value.length <= maxLetters;
const isFinite = (value: unknown): value is number => Number.isFinite(value);
const isComparison = (value: unknown): boolean => comparisons.includes(value as never);
