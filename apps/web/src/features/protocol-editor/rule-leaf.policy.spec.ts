import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { ruleErrors } from '@alliance/domain/criteria/rule.check';
import type { Compare } from '@alliance/domain/criteria/rule.types';
import { describe, expect, it } from '@jest/globals';
import { codesIn, codesText } from './fact-form.policy';
import { findFacts, initialsOf, withDefinition } from './fact-use.policy';
import { asDependent, asSingle, formOf, formsOf, inUnit, leafOf, onFact, unset } from './rule-leaf.policy';

const sbp: FactDefinition = {
  key: 'sbp',
  name: { zh: '收缩压', en: 'Systolic pressure' },
  kind: 'quantity',
  group: 'vital_signs',
  unit: 'mm[Hg]',
};
const dbp: FactDefinition = { key: 'dbp', name: { zh: '舒张压' }, kind: 'quantity', group: 'vital_signs', unit: 'mm[Hg]' };
const glucose: FactDefinition = {
  ...{ key: 'glucose', name: { zh: '血糖', en: 'Glucose' }, kind: 'quantity', group: 'laboratory' },
  ...{ unit: 'mmol/L', molarMass: 180.156, loinc: '14749-6' },
};
const pain: FactDefinition = { key: 'chest_pain', name: { zh: '胸痛' }, kind: 'boolean', group: 'symptoms' };
const onset: FactDefinition = { key: 'onset_at', name: { zh: '发病时间' }, kind: 'instant', group: 'course' };
const pulse: FactDefinition = {
  ...{ key: 'pulse', name: { zh: '脉象' }, kind: 'code', group: 'tcm' },
  codes: [
    { code: 'wiry', name: { zh: '弦' } },
    { code: 'thin', name: { zh: '细' } },
  ],
};
const everything = [sbp, dbp, glucose, pain, onset, pulse];

describe('a condition', () => {
  it.each(everything.flatMap((fact) => formsOf(fact).map((form) => [fact.key, form, fact] as const)))(
    'on %s as %s wants its numbers and nothing else',
    (_, form, fact) => {
      const leaf = leafOf(fact, form);
      expect(formOf(leaf)).toBe(form);
      const wanting = ruleErrors(leaf).map(({ code }) => code);
      expect(wanting.every((code) => code === 'value_invalid')).toBe(true);
      expect(wanting.length > 0).toBe(fact.kind === 'quantity' || fact.kind === 'instant');
    },
  );

  it('keeps its number on another fact of the same kind, and not on one of another', () => {
    const leaf: Compare = { fact: 'sbp', op: '<', value: 90 };
    expect(onFact(leaf, dbp)).toEqual({ fact: 'dbp', op: '<', value: 90 });
    expect(onFact(leaf, pain)).toEqual({ fact: 'chest_pain', op: 'is', value: true });
    expect(onFact(leaf, pulse)).toEqual({ fact: 'pulse', op: '==', value: 'wiry' });
    expect(onFact(leaf, sbp)).toBe(leaf);
  });

  it('means the same in another unit, there and back', () => {
    const leaf: Compare = { fact: 'glucose', op: '>=', value: 11.1 };
    const written = inUnit(leaf, 'mg/dL', glucose);
    expect(written).toEqual({ fact: 'glucose', op: '>=', value: 199.97, unit: 'mg/dL' });
    expect(inUnit(written, 'mmol/L', glucose)).toEqual(leaf);
    expect(inUnit({ fact: 'sbp', op: 'between', value: [90, 120] }, 'kPa', sbp)).toEqual({
      ...{ fact: 'sbp', op: 'between', unit: 'kPa' },
      value: [11.999, 15.999],
    });
    expect(inUnit({ fact: 'sbp', op: '>=', value: unset }, 'kPa', sbp).value).toBeNaN();
  });

  it('takes one threshold apart into cases and puts it together again', () => {
    const leaf: Compare = { fact: 'sbp', op: '>=', value: 140 };
    const dependent = asDependent(leaf, { all: [] });
    expect(dependent.value).toEqual({ cases: [{ when: { all: [] }, value: 140 }], otherwise: 140 });
    expect(asSingle(dependent)).toEqual(leaf);
  });
});

describe('facts', () => {
  it.each([
    ['收缩压', 'ssy'],
    ['舒张压', 'szy'],
    ['胸痛', 'xt'],
    ['HbA1c（%）', 'hba1c'],
  ])('%s has the initials %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it.each([
    ['收缩', ['sbp']],
    ['ssy', ['sbp']],
    ['SBP', ['sbp']],
    ['press', ['sbp']],
    ['14749', ['glucose']],
    ['没有', []],
  ])('%s finds %j', (query, keys) => {
    expect(findFacts(everything, query).map(({ key }) => key)).toEqual(keys);
  });

  it('bring with them what they are computed from', () => {
    const shock: FactDefinition = { key: 'shock_index', name: { zh: '休克指数' }, kind: 'quantity', group: 'vital_signs', unit: '1' };
    const hr: FactDefinition = { key: 'hr', name: { zh: '心率' }, kind: 'quantity', group: 'vital_signs', unit: '/min' };
    const keys = (facts: readonly FactDefinition[]) => facts.map(({ key }) => key).toSorted();
    expect(keys(withDefinition([], shock, [sbp, hr, pain]))).toEqual(['hr', 'sbp', 'shock_index']);
    expect(withDefinition([sbp], { ...sbp, low: 1 }, [])).toEqual([sbp]);
  });

  it('have their values written as lines', () => {
    expect(codesIn('pale 淡白 / pale\n red 红 \n')).toEqual([
      { code: 'pale', name: { zh: '淡白', en: 'pale' } },
      { code: 'red', name: { zh: '红' } },
    ]);
    expect(codesIn('pale')).toBeUndefined();
    expect(codesIn('pale 淡白\npale 红')).toBeUndefined();
    expect(codesIn(codesText(pulse.codes ?? []))).toEqual(pulse.codes);
  });
});
