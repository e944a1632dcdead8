import { describe, expect, it } from '@jest/globals';
import type { FactDefinition } from '../criteria/fact.types.js';
import type { Criterion, Rule } from '../criteria/rule.types.js';
import { baselineOf } from '../criteria/override-in-force.js';
import { finish } from '../imports/steps.js';
import { Refusal } from '../refusal.js';
import { checkedOverrides } from './adoption.js';

const facts: FactDefinition[] = [
  { key: 'sbp', name: { zh: '收缩压' }, kind: 'quantity', group: 'vital_signs', unit: 'mm[Hg]' },
  { key: 'vomiting', name: { zh: '呕吐' }, kind: 'boolean', group: 'symptoms' },
];
const high = (value: number): Rule => ({ fact: 'sbp', op: '>=', value });
const criterion = (code: string, urgency: Criterion['urgency']): Criterion => ({
  code,
  direction: 'up',
  urgency,
  label: { zh: code },
  rule: high(180),
  population: { all: [] },
  levels: [],
  target: { zh: '上级' },
  grades: ['V'],
  source: '',
  testCases: [],
});
const version = { facts, criteria: [criterion('X-U01', 'immediate'), criterion('X-U02', '24h')] };
const own = (code: string, rule: Rule) => finish(checkedOverrides(version, [{ code, rule, reason: '本院条件' }]));
const refusal = (act: () => unknown): Refusal => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('not refused');
};

describe("a member's own rule", () => {
  it('is kept with what it was written against, and with what was proved about it', () => {
    const [immediate, later] = version.criteria as [Criterion, Criterion];
    expect(own('X-U01', high(170))).toEqual([
      { code: 'X-U01', rule: high(170), reason: '本院条件', baseline: baselineOf(immediate, high(170), facts), effect: 'tightens' },
    ]);
    expect(own('X-U02', high(190))).toMatchObject([{ baseline: baselineOf(later, high(190), facts), effect: 'loosens' }]);
  });
  it('that says the same is none', () => {
    expect(own('X-U01', high(180))).toEqual([]);
  });
  it.each([
    ['a higher threshold', high(181)],
    ['one more condition', { all: [high(180), { fact: 'vomiting', op: 'is', value: true }] } satisfies Rule],
    ['some come in and some are lost', { any: [high(190), { fact: 'vomiting', op: 'is', value: true }] } satisfies Rule],
  ])('may not lose anybody of an immediate criterion: %s', (_, rule) => {
    const { code, facts: said } = refusal(() => own('X-U01', rule));
    expect(code).toBe('protocol.override_loosens');
    expect(String((said['counterexample'] as string[])[0])).toMatch(/^sbp=/);
  });
  it('may loosen what is not immediate: the diff says so', () => {
    expect(own('X-U02', high(190))).toHaveLength(1);
  });
  it.each([
    ['a criterion that is not there', 'X-U09', high(170)],
    ['a fact that is not there', 'X-U02', { fact: 'mood', op: 'is', value: true } satisfies Rule],
    ['a unit that cannot be converted', 'X-U02', { fact: 'sbp', op: '>=', value: 17, unit: 'mmol/L' } satisfies Rule],
  ])('is refused for %s', (_, code, rule) => {
    expect(refusal(() => own(code, rule)).code).toBe('protocol.override_invalid');
  });
  it('is one for each criterion', () => {
    const twice = { code: 'X-U02', rule: high(170), reason: 'x' };
    const none = { ...twice, rule: high(180) };
    for (const first of [twice, none])
      expect(refusal(() => finish(checkedOverrides(version, [first, twice]))).code).toBe('protocol.override_invalid');
  });
});
