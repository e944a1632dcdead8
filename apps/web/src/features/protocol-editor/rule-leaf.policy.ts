import type { FactDefinition, FactKind } from '@alliance/domain/criteria/fact.types';
import { factOfLeaf } from '@alliance/domain/criteria/rule-facts';
import {
  comparisons,
  type Between,
  type Comparison,
  type Compare,
  type DependentValue,
  type In,
  type Is,
  type Leaf,
  type Rule,
  type Since,
  type Threshold,
  type Trend,
} from '@alliance/domain/criteria/rule.types';
import { convert } from '@alliance/domain/criteria/units';

/** The shapes a condition can have; which of them a fact allows follows from its kind. */
export const leafForms = ['is', 'compare', 'between', 'in', 'since', 'trend'] as const;
export type LeafForm = (typeof leafForms)[number];
const formsByKind: Readonly<Record<FactKind, readonly LeafForm[]>> = {
  boolean: ['is'],
  quantity: ['compare', 'between', 'trend'],
  code: ['in', 'compare'],
  instant: ['since'],
};
export const formsOf = ({ kind }: FactDefinition): readonly LeafForm[] => formsByKind[kind];
/** Codes have no order. */
export const comparisonsOf = (definition: FactDefinition | undefined): readonly Comparison[] =>
  definition?.kind === 'code' ? ['==', '!='] : comparisons;

export function formOf(leaf: Leaf): LeafForm {
  if ('since' in leaf) return 'since';
  if ('trend' in leaf) return 'trend';
  return leaf.op === 'is' || leaf.op === 'in' || leaf.op === 'between' ? leaf.op : 'compare';
}
export const isDependent = (value: Threshold): value is DependentValue => typeof value === 'object';

/** Not typed yet: the rule is not saved until it is a number. */
export const unset = Number.NaN;
export const timeUnits = ['min', 'h', 'd', 'wk', 'mo', 'a'] as const;

const numberOf = (leaf: Leaf | undefined): number => {
  if (!leaf) return unset;
  const value: unknown = 'value' in leaf ? leaf.value : undefined;
  if (typeof value === 'number') return value;
  return Array.isArray(value) && typeof value[0] === 'number' ? value[0] : unset;
};
const codesOf = (leaf: Leaf | undefined, known: readonly string[]): readonly string[] => {
  const given = leaf && 'value' in leaf ? [leaf.value].flat() : [];
  const kept = given.filter((one): one is string => typeof one === 'string' && known.includes(one));
  return kept.length ? kept : known.slice(0, 1);
};
const unitOf = (leaf: Leaf | undefined): { readonly unit?: string } =>
  leaf && !('since' in leaf) && 'unit' in leaf && leaf.unit ? { unit: leaf.unit } : {};
const opOf = (leaf: Leaf | undefined, otherwise: Comparison): Comparison =>
  leaf && comparisons.includes(leaf.op as Comparison) ? (leaf.op as Comparison) : otherwise;

/** A condition on a fact in a form; numbers and codes of `from` are kept where they still mean something. */
export function leafOf(definition: FactDefinition, form: LeafForm = formsOf(definition)[0] ?? 'compare', from?: Leaf): Leaf {
  const { key: fact } = definition;
  const codes = definition.codes?.map(({ code }) => code) ?? [];
  switch (form) {
    case 'is':
      return { fact, op: 'is', value: true } satisfies Is;
    case 'in':
      return { fact, op: 'in', value: codesOf(from, codes) } satisfies In;
    case 'between':
      return { fact, op: 'between', value: [numberOf(from), unset], ...unitOf(from) } satisfies Between;
    case 'since':
      return { since: fact, op: opOf(from, '<='), value: numberOf(from), unit: 'h' } satisfies Since;
    case 'trend':
      return { trend: fact, measure: 'percent', within: { value: 3, unit: 'mo' }, op: opOf(from, '>='), value: unset } satisfies Trend;
    case 'compare':
      return definition.kind === 'code'
        ? ({ fact, op: '==', value: codesOf(from, codes)[0] ?? '' } satisfies Compare)
        : ({ fact, op: opOf(from, '>='), value: numberOf(from), ...unitOf(from) } satisfies Compare);
  }
}

/** The same condition about another fact: its form and its number stay where the new fact allows them. */
export function onFact(leaf: Leaf, definition: FactDefinition): Leaf {
  if (factOfLeaf(leaf) === definition.key) return leaf;
  const form = formOf(leaf);
  const allowed = formsOf(definition);
  const { unit: _, ...unitless } = leaf as Leaf & { readonly unit?: string };
  return leafOf(definition, allowed.includes(form) ? form : allowed[0], 'since' in leaf ? leaf : (unitless as Leaf));
}

/** Written in another unit, meaning the same: the numbers are converted. The fact's own unit is left out. */
export function inUnit<T extends Compare | Between>(leaf: T, to: string, definition: FactDefinition): T {
  const from = leaf.unit ?? definition.unit ?? to;
  const turn = (value: number): number => rounded(convert(value, from, to, definition) ?? unset);
  const turned = (value: Compare['value'] | Between['value']): unknown => {
    if (typeof value === 'number') return turn(value);
    if (Array.isArray(value)) return value.map((one: number) => turn(one));
    if (typeof value !== 'object') return value;
    const { cases, otherwise } = value as DependentValue;
    return {
      cases: cases.map((one) => ({ ...one, value: turn(one.value) })),
      ...(otherwise === undefined ? {} : { otherwise: turn(otherwise) }),
    };
  };
  const { unit: _, ...rest } = leaf;
  return { ...rest, value: turned(leaf.value), ...(to === definition.unit ? {} : { unit: to }) } as T;
}
const rounded = (value: number): number => Number(value.toPrecision(5));

/** One threshold for everybody, or one that depends on who it is. */
export function asDependent(leaf: Compare, when: Rule): Compare {
  if (isDependent(leaf.value)) return leaf;
  const value = numberOf(leaf);
  return { ...leaf, value: { cases: [{ when, value }], otherwise: value } };
}
export function asSingle(leaf: Compare): Compare {
  if (!isDependent(leaf.value)) return leaf;
  return { ...leaf, value: leaf.value.otherwise ?? leaf.value.cases[0]?.value ?? unset };
}
