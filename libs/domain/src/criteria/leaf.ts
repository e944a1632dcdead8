import type { FactDefinition, FactScalar } from './fact.types.js';
import { compareWith, isIn, within, type Hold } from './comparison.js';
import type { Compare, Comparison, DependentValue, Leaf as LeafRule, Since, Trend } from './rule.types.js';
import type { Measured, Sight, Slot } from './sight.js';
import { changeOver, unitOfChange } from './trend.js';
import { convert } from './units.js';

/** One condition, ready to be held against a case. */
export interface Leaf {
  readonly slot: number;
  readonly op: string;
  readonly threshold: FactScalar | readonly (string | number)[];
  /** Unit of the threshold as it was written. */
  readonly unit: string | null;
  /** Conditions with the same `about` look at the same thing; null for one that no value of its fact can decide. */
  readonly about: string | null;
  readonly measure: (sight: Sight) => Measured | null;
  readonly hold: Hold;
  /** A measured number in `unit`, as people are shown it. */
  readonly show: (value: number) => number;
  /** Numbers at which the answer changes. */
  readonly marks: readonly number[];
}
type Threshold = number | string | boolean;

const same = (value: number): number => value;
const rounded = (value: number): number => Number(value.toPrecision(6));

/** @param threshold of a comparison whose value depends on the patient: the one of the case in question */
export function compileLeaf(rule: LeafRule, slot: number, { definition }: Slot, threshold?: number): Leaf {
  const never: Leaf = { ...undecidable(rule), slot };
  if (!definition) return never;
  if ('since' in rule) return since(rule, slot, definition) ?? never;
  if ('trend' in rule) return trend(rule, slot, definition) ?? never;
  const value = threshold ?? (rule.value as Exclude<typeof rule.value, object> | readonly (string | number)[]);
  const plain = { slot, op: rule.op, threshold: value, unit: null, about: 'value', show: same, marks: [] };
  const measure = (sight: Sight): Measured | null => sight.see(slot);
  if (definition.kind === 'quantity') {
    const unit = ('unit' in rule ? rule.unit : undefined) ?? definition.unit;
    const inOwn = (number: unknown): number | undefined => (typeof number === 'number' ? toOwn(number, unit, definition) : undefined);
    const marks = [value].flat().map(inOwn);
    if (marks.some((mark) => mark === undefined) || rule.op === 'is') return never;
    const hold = holdNumber(rule.op, marks as number[]);
    return { ...plain, unit: unit ?? null, measure, hold, show: fromOwn(unit, definition), marks: marks as number[] };
  }
  const fits = (one: unknown): boolean =>
    definition.kind === 'boolean' ? typeof one === 'boolean' : definition.kind === 'code' && typeof one === 'string';
  const values = [value].flat() as Threshold[];
  if (!values.every(fits)) return never;
  if (rule.op === 'is' || rule.op === '==') return { ...plain, measure, hold: isIn(values) };
  if (rule.op === 'in') return { ...plain, measure, hold: isIn(values) };
  if (rule.op === '!=') return { ...plain, measure, hold: isIn(values, true) };
  return never;
}

function holdNumber(op: Comparison | 'in' | 'between', marks: readonly number[]): Hold {
  if (op === 'in') return within(marks);
  if (op === 'between') return compareWith(op, marks[0] as number, marks[1] as number);
  return compareWith(op, marks[0] as number);
}

/** Time from an instant to the moment of judgement. A future instant says nothing. */
function since(rule: Since, slot: number, { kind }: FactDefinition): Leaf | undefined {
  const seconds = convert(rule.value, rule.unit, 's');
  if (kind !== 'instant' || seconds === undefined) return undefined;
  const mark = seconds * 1000;
  const measure = (sight: Sight): Measured | null => {
    const seen = sight.see(slot);
    const passed = seen ? sight.moment.getTime() - seen.low : NaN;
    return passed >= 0 ? { value: passed, low: passed, high: passed } : null;
  };
  const show = (passed: number): number => rounded(convert(passed / 1000, 's', rule.unit) ?? NaN);
  const { value: threshold, unit } = rule;
  return { slot, op: 'since', threshold, unit, about: 'since', measure, hold: compareWith(rule.op, mark), show, marks: [mark] };
}

function trend(rule: Trend, slot: number, { kind, unit: own }: FactDefinition): Leaf | undefined {
  const seconds = convert(rule.within.value, rule.within.unit, 's');
  if (kind !== 'quantity' || seconds === undefined) return undefined;
  const measure = (sight: Sight): Measured | null => {
    const change = changeOver(sight.see(slot)?.series ?? [], rule.measure, seconds * 1000);
    return change === undefined ? null : { value: change, low: change, high: change };
  };
  const { value: threshold } = rule;
  const about = `trend ${rule.measure} ${seconds}`;
  const unit = unitOfChange(rule.measure, own ?? null);
  return { slot, op: 'trend', threshold, unit, about, measure, hold: compareWith(rule.op, threshold), show: rounded, marks: [threshold] };
}

/** A condition that its fact cannot answer – undefined, of another kind, in a unit of something else – stays open whatever is known. */
function undecidable(rule: LeafRule): Omit<Leaf, 'slot'> {
  const threshold = typeof rule.value === 'object' && 'cases' in rule.value ? [] : rule.value;
  const unit = ('unit' in rule ? rule.unit : undefined) ?? null;
  return { op: operatorOf(rule), threshold, unit, about: null, measure: () => null, hold: () => 1, show: same, marks: [] };
}
const operatorOf = (rule: LeafRule): string => ('since' in rule ? 'since' : 'trend' in rule ? 'trend' : rule.op);

const toOwn = (value: number, unit: string | undefined, definition: FactDefinition): number | undefined =>
  unit === definition.unit ? value : convert(value, unit ?? '1', definition.unit ?? '1', definition);
function fromOwn(unit: string | undefined, definition: FactDefinition): (value: number) => number {
  if (unit === definition.unit) return same;
  return (value) => convert(value, definition.unit ?? '1', unit ?? '1', definition) ?? value;
}

/** Whether the threshold of a comparison depends on the patient. */
export const dependsOnPatient = (rule: LeafRule): rule is Compare & { readonly value: DependentValue } =>
  'fact' in rule && typeof rule.value === 'object' && 'cases' in rule.value;
