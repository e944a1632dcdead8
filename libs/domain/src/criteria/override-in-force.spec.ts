import { describe, expect, it } from '@jest/globals';
import type { FactDefinition } from './fact.types.js';
import { baselineOf, sameRule, withOverrides } from './override-in-force.js';
import type { Criterion, Rule } from './rule.types.js';

const sbp: FactDefinition = {
  key: 'sbp',
  name: { zh: '收缩压' },
  kind: 'quantity',
  group: 'vital_signs',
  unit: 'mm[Hg]',
  low: 30,
  high: 300,
};
const side: FactDefinition = {
  key: 'side',
  name: { zh: '侧别' },
  kind: 'code',
  group: 'symptoms',
  codes: [
    { code: 'left', name: { zh: '左' } },
    { code: 'right', name: { zh: '右' } },
  ],
};
const age: FactDefinition = { key: 'age', name: { zh: '年龄' }, kind: 'quantity', group: 'person', unit: 'a' };
const facts = [sbp, side, age];
const from = (value: number): Rule => ({ fact: 'sbp', op: '>=', value });
const criterion: Criterion = {
  code: 'AA-U01',
  direction: 'up',
  urgency: '24h',
  label: { zh: '血压高' },
  rule: from(180),
  population: { all: [] },
  levels: [],
  target: { zh: '上级' },
  grades: ['V'],
  source: '',
  testCases: [],
};
const rule: Rule = { all: [from(190), { fact: 'side', op: 'in', value: ['left'] }] };
const own = { code: 'AA-U01', rule, reason: '远', baseline: baselineOf(criterion, rule, facts), effect: 'loosens' as const };
const overridden = (after: Partial<Criterion>, measured: FactDefinition[]): boolean | undefined =>
  withOverrides({ criteria: [{ ...criterion, ...after }], facts: measured }, [own])[0]?.overridden;
const changed = (one: FactDefinition) => facts.map((fact) => (fact.key === one.key ? one : fact));

describe("a member's own rule", () => {
  it.each<[string, Partial<Criterion>, FactDefinition[]]>([
    ['nothing changes', {}, facts],
    ['keys come in another order', { rule: { value: 180, op: '>=', fact: 'sbp' } }, facts],
    ['words, grades and test cases change', { label: { zh: '血压很高' }, target: { zh: '县级' }, grades: ['G'], source: '指南' }, facts],
    ['a fact is called otherwise', {}, changed({ ...sbp, name: { zh: '收缩压（诊室）' }, hint: { zh: '静坐五分钟' } })],
    ['a fact that it does not use changes', {}, changed({ ...age, unit: 'mo' })],
    ['the facts come in another order', {}, facts.toReversed()],
  ])('holds when %s', (_, after, measured) => expect(overridden(after, measured)).toBe(true));

  it.each<[string, Partial<Criterion>, FactDefinition[]]>([
    ['the rule changes', { rule: from(175) }, facts],
    ['the criterion becomes immediate', { urgency: 'immediate' }, facts],
    ['the population changes', { population: { fact: 'age', op: '>=', value: 18 } }, facts],
    ['the direction changes', { direction: 'down' }, facts],
    ['the unit of a fact changes', {}, changed({ ...sbp, unit: 'kPa' })],
    ['the limits of a fact change', {}, changed({ ...sbp, high: 350 })],
    [
      'a fact of its own gets another value',
      {},
      changed({ ...side, codes: [...(side.codes ?? []), { code: 'both', name: { zh: '双侧' } }] }),
    ],
    ['a fact of its own is gone', {}, [sbp, age]],
    ['the criterion is gone', { code: 'AA-U02' }, facts],
  ])('lapses when %s', (_, after, measured) => expect(overridden(after, measured)).toBe(false));

  it('as the database keeps it is the same', () => {
    const kept = JSON.parse(JSON.stringify(own)) as typeof own;
    expect(withOverrides({ criteria: [criterion], facts }, [kept])).toMatchObject([{ rule, overridden: true }]);
  });
});

describe('what two rules say is the same, or not', () => {
  it.each<[string, unknown, unknown, boolean]>([
    ['the order of keys', { fact: 'a', op: 'is', value: true }, { value: true, op: 'is', fact: 'a' }, true],
    ['a key that is undefined', { fact: 'a', unit: undefined }, { fact: 'a' }, true],
    ['a missing key', { fact: 'a', unit: 'mm[Hg]' }, { fact: 'a' }, false],
    ['the order of members', { all: [1, 2] }, { all: [2, 1] }, false],
    ['a list that is no list', { all: [1] }, { all: { 0: 1 } }, false],
    ['one member more', { all: [1] }, { all: [1, 2] }, false],
    ['nothing', null, {}, false],
  ])('%s', (_, left, right, same) => expect([sameRule(left, right), sameRule(right, left)]).toEqual([same, same]));
});
