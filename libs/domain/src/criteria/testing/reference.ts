import type { FactScalar } from '../fact.types.js';
import type { Comparison, Rule, Verdict } from '../rule.types.js';

/** What may still be true of something: at least `least`, at most `most`; [0, 1] while nobody knows. */
type Range = readonly [least: number, most: number];
const open: Range = [0, 1];
const certain = (holds: boolean): Range => (holds ? [1, 1] : [0, 0]);

/** Facts in their own units; an instant as milliseconds since 1970, dated values as [milliseconds, value] with the newest last. */
export interface PlainFacts {
  readonly values: Readonly<Record<string, FactScalar>>;
  readonly series?: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly at: number;
}

/**
 * The rule language a second time, for holding the judge against: by ranges of truth instead of Kleene's tables, straight from the tree,
 * without units, computed facts or reasons. Shares nothing with the judge but the types.
 */
export function referenceVerdict({ rule, population }: { readonly rule: Rule; readonly population: Rule }, facts: PlainFacts): Verdict {
  const [inside, maybeInside] = rangeOf(population, facts);
  if (maybeInside === 0) return 'not_applicable';
  const [least, most] = rangeOf(rule, facts);
  if (most === 0) return 'not_met';
  return least === 1 && inside === 1 ? 'met' : 'unknown';
}

function rangeOf(rule: Rule, facts: PlainFacts): Range {
  if ('all' in rule) return product(rule.all.map((one) => rangeOf(one, facts)));
  if ('any' in rule) return not(product(rule.any.map((one) => not(rangeOf(one, facts)))));
  if ('not' in rule) return not(rangeOf(rule.not, facts));
  if ('of' in rule) {
    const ranges = rule.of.map((one) => rangeOf(one, facts));
    const sure = ranges.reduce((total, [least]) => total + least, 0);
    const possible = ranges.reduce((total, [, most]) => total + most, 0);
    return [Number(sure >= rule.atLeast), Number(possible >= rule.atLeast)];
  }
  if ('since' in rule) {
    const began = facts.values[rule.since];
    const unit = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 }[rule.unit];
    if (typeof began !== 'number' || unit === undefined || began > facts.at) return open;
    return certain(compare(facts.at - began, rule.op, rule.value * unit));
  }
  if ('trend' in rule) {
    const change = trendOf(facts.series?.[rule.trend] ?? [], rule.measure, rule.within.value * 86_400_000);
    return change === undefined ? open : certain(compare(change, rule.op, rule.value));
  }
  const value = facts.values[rule.fact];
  if (rule.op === 'is') return value === undefined ? open : certain(value === rule.value);
  if (rule.op === 'in') return value === undefined ? open : certain(rule.value.some((one) => one === value));
  if (rule.op === 'between')
    return value === undefined ? open : certain((value as number) >= rule.value[0] && (value as number) <= rule.value[1]);
  const answers = thresholds(rule.value, facts).map((threshold) =>
    value === undefined || threshold === undefined ? open : certain(compare(value, rule.op, threshold)),
  );
  return [Math.min(...answers.map(([least]) => least)), Math.max(...answers.map(([, most]) => most))];
}

/** All thresholds that may be the right one; undefined among them where possibly none is. */
function thresholds(value: Extract<Rule, { op: Comparison; fact: string }>['value'], facts: PlainFacts): (FactScalar | undefined)[] {
  if (typeof value !== 'object') return [value];
  const possible: (FactScalar | undefined)[] = [];
  for (const { when, value: threshold } of value.cases) {
    const [least, most] = rangeOf(when, facts);
    if (most === 1) possible.push(threshold);
    if (least === 1) return possible;
  }
  return [...possible, value.otherwise];
}

function trendOf(series: readonly (readonly [number, number])[], measure: string, window: number): number | undefined {
  const inside = series.filter(([at]) => at >= (series.at(-1)?.[0] ?? 0) - window);
  const [first, last] = [inside[0], inside.at(-1)];
  if (!first || !last || first[0] === last[0]) return undefined;
  const rise = last[1] - first[1];
  if (measure === 'difference') return rise;
  if (measure === 'per_year') return rise / ((last[0] - first[0]) / (365.25 * 86_400_000));
  if (first[1] === 0) return undefined;
  return measure === 'percent' ? (100 * rise) / first[1] : last[1] / first[1];
}

function compare(value: FactScalar, op: Comparison, threshold: FactScalar): boolean {
  if (op === '==') return value === threshold;
  if (op === '!=') return value !== threshold;
  const [a, b] = [Number(value), Number(threshold)];
  return op === '>=' ? a >= b : op === '>' ? a > b : op === '<=' ? a <= b : a < b;
}

const product = (ranges: readonly Range[]): Range => ranges.reduce<Range>(([least, most], [l, m]) => [least * l, most * m], [1, 1]);
const not = ([least, most]: Range): Range => [1 - most, 1 - least];
