import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileCriteria, type JudgeableCriterion } from './criteria-set.js';
import type { FactDefinition, GivenFact, GivenFacts } from './fact.types.js';
import { judge } from './judge.js';
import { overrideEffect, type OverrideEffect } from './override.js';
import type { CriterionDirection, Rule } from './rule.types.js';

const name = { zh: '名' };
const fact = (key: string, more: Partial<FactDefinition>): FactDefinition => ({ key, name, kind: 'quantity', group: 'course', ...more });
const facts: readonly FactDefinition[] = [
  ...['a', 'b', 'pregnant', 'persist'].map((key) => fact(key, { kind: 'boolean' })),
  ...['x', 'y'].map((key) => fact(key, { unit: 'g/L', low: 0, high: 20 })),
  fact('c', { kind: 'code', codes: [{ code: 'red', name }, { code: 'green', name }] }), // prettier-ignore
  fact('t', { kind: 'instant' }),
  fact('age', { unit: 'a', low: 0, high: 130 }),
  fact('sbp', { unit: 'mm[Hg]', low: 20, high: 350 }),
  fact('dbp', { unit: 'mm[Hg]', low: 10, high: 250 }),
  fact('gcs', { unit: '{score}', low: 3, high: 15 }),
  fact('glucose', { unit: 'mmol/L', low: 0, high: 100, molarMass: 180.156 }),
];
const everybody: Rule = { all: [] };
const criterion = (rule: Rule, direction: CriterionDirection = 'up', population: Rule = everybody): JudgeableCriterion => ({
  ...{ code: 'HTN-U01', direction, urgency: 'immediate', label: name, target: name, levels: [], grades: ['V'], source: '' },
  ...{ rule, population },
});
const at = new Date('2026-03-01T08:00:00Z');
const verdicts = (baseline: JudgeableCriterion, rule: Rule, given: GivenFacts): string[] =>
  judge(compileCriteria(facts, [baseline, { ...baseline, rule }]), given, { direction: baseline.direction, at }).findings.map(
    ({ verdict }) => verdict,
  );

const is = (key: string, value = true): Rule => ({ fact: key, op: 'is', value });
const least = (key: string, value: number): Rule => ({ fact: key, op: '>=', value });
const pressure = (sbp: number, dbp: number): Rule => ({ all: [{ any: [least('sbp', sbp), least('dbp', dbp)] }, is('persist')] });

describe('what an override does', () => {
  const dependent = (child: number, adult: number): Rule => ({
    ...{ fact: 'x', op: '>=' },
    value: { cases: [{ when: { fact: 'age', op: '<', value: 12 }, value: child }], otherwise: adult },
  });
  const within = { value: 1, unit: 'd' };
  const before = (hours: number): Rule => ({ since: 't', op: '<=', value: hours, unit: 'h' });
  const rise = (value: number): Rule => ({ trend: 'x', measure: 'difference', within, op: '>=', value });

  it.each<[string, Rule, Rule, OverrideEffect, OverrideEffect]>([
    // name, baseline, override, effect of an up criterion, effect of a down one
    ['the same', pressure(180, 110), pressure(180, 110), 'same', 'same'],
    ['the same in another order', { any: [is('a'), is('b')] }, { any: [is('b'), { not: is('a', false) }] }, 'same', 'same'],
    ['a lower threshold', pressure(180, 110), pressure(170, 105), 'tightens', 'loosens'],
    ['a higher threshold', pressure(180, 110), pressure(180, 115), 'loosens', 'tightens'],
    ['one lower, one higher', pressure(180, 110), pressure(170, 120), 'both', 'both'],
    ['one more way', is('a'), { any: [is('a'), is('b')] }, 'tightens', 'loosens'],
    ['one more condition', is('a'), { all: [is('a'), is('b')] }, 'loosens', 'tightens'],
    [
      'a condition that changes nothing but has to be known',
      is('a'),
      { all: [is('a'), { any: [is('b'), is('b', false)] }] },
      'loosens',
      'tightens',
    ],
    ['the open end instead of the closed one', { fact: 'x', op: '>', value: 5 }, least('x', 5), 'tightens', 'loosens'],
    ['the same in another unit', least('x', 5), { fact: 'x', op: '>=', value: 0.5, unit: 'g/dL' }, 'same', 'same'],
    [
      'nearly the same in another unit',
      least('glucose', 13.9),
      { fact: 'glucose', op: '>=', value: 250, unit: 'mg/dL' },
      'tightens',
      'loosens',
    ],
    [
      'all that is possible',
      { fact: 'gcs', op: '<', value: 15 },
      { fact: 'gcs', op: 'between', value: [2, 14.999] },
      'loosens',
      'tightens',
    ],
    ['what lies beyond the limits', { fact: 'gcs', op: '<=', value: 8 }, { fact: 'gcs', op: 'between', value: [2, 8] }, 'same', 'same'],
    ['an end beyond the limits', least('gcs', 15), { all: [least('gcs', 15), { fact: 'gcs', op: '<', value: 18 }] }, 'same', 'same'],
    ['a time that is to come', before(6), { all: [before(6), { since: 't', op: '>=', value: 0, unit: 'h' }] }, 'same', 'same'],
    ['one code more', { fact: 'c', op: '==', value: 'red' }, { fact: 'c', op: 'in', value: ['red', 'green'] }, 'tightens', 'loosens'],
    ['all codes but one', { fact: 'c', op: '==', value: 'red' }, { fact: 'c', op: '!=', value: 'green' }, 'same', 'same'],
    [
      'a lower count',
      { atLeast: 2, of: [is('a'), is('b'), is('persist')] },
      { atLeast: 1, of: [is('a'), is('b'), is('persist')] },
      'tightens',
      'loosens',
    ],
    ['a time in minutes', before(6), { since: 't', op: '<=', value: 360, unit: 'min' }, 'same', 'same'],
    [
      'a time in other words',
      { since: 't', op: '<=', value: 6, unit: 'h' },
      { since: 't', op: '<=', value: 0.5, unit: 'd' },
      'tightens',
      'loosens',
    ],
    ['a threshold that depends on age, lower for children', dependent(8, 10), dependent(7, 10), 'tightens', 'loosens'],
    ['a threshold that depends on age, higher for adults', dependent(8, 10), dependent(8, 11), 'loosens', 'tightens'],
    ['a threshold that no longer needs the age', dependent(8, 10), least('x', 8), 'tightens', 'loosens'],
    ['a threshold that needs the age', least('x', 8), dependent(8, 8), 'same', 'same'],
    ['a smaller rise', rise(5), rise(3), 'tightens', 'loosens'],
    ['a rise of somebody who is high', rise(3), { all: [rise(3), least('x', 10)] }, 'loosens', 'tightens'],
    ['a rise over another time', rise(3), { ...rise(3), within: { value: 2, unit: 'd' } } as Rule, 'both', 'both'],
    ['a rise told otherwise', rise(3), { ...rise(30), measure: 'percent' } as Rule, 'unproven', 'loosens'],
    ['nobody any more', is('a'), { all: [is('a'), is('a', false)] }, 'loosens', 'tightens'],
    ['everybody', is('a'), everybody, 'tightens', 'loosens'],
  ])('%s', (_, baseline, rule, up, down) => {
    expect(overrideEffect(criterion(baseline), rule, facts, at).effect).toBe(up);
    expect(overrideEffect(criterion(baseline, 'down'), rule, facts, at).effect).toBe(down);
  });

  it('names somebody who is lost, inside the population', () => {
    const population: Rule = { all: [least('age', 18), is('pregnant', false)] };
    const { counterexample } = overrideEffect(criterion(pressure(160, 100), 'up', population), pressure(180, 110), facts, at);
    expect(counterexample).toEqual({ age: 18, pregnant: false, sbp: 160, persist: true });
  });

  it('does not look outside the population', () => {
    const baseline = criterion(least('x', 5), 'up', least('age', 18));
    expect(overrideEffect(baseline, { all: [least('age', 15), least('x', 5)] }, facts, at).effect).toBe('same');
    expect(overrideEffect(baseline, { all: [least('age', 25), least('x', 5)] }, facts, at).effect).toBe('loosens');
  });

  it('gives up on what would take too long, and on what is no rule', () => {
    const many: Rule = { all: Array.from({ length: 12 }, (_, i) => ({ any: [0, 1, 2, 3].map((k) => least('x', i + k / 10)) })) };
    const wide: Rule = { atLeast: 15, of: Array.from({ length: 30 }, () => is('a')) };
    expect(overrideEffect(criterion(wide), many, facts, at)).toEqual({ effect: 'unproven', counterexample: null });
    expect(overrideEffect(criterion(is('a')), { any: [] }, facts, at).effect).toBe('unproven');
    expect(overrideEffect(criterion(is('a'), 'up', null as unknown as Rule), is('a'), facts, at).effect).toBe('unproven');
  });
});

describe('against every case there is', () => {
  const hoursAgo = (hours: number): string => new Date(at.getTime() - hours * 3_600_000).toISOString();
  const rose = (by: number): GivenFact => [
    { value: 10 - by, at: hoursAgo(24) },
    { value: 10, at: hoursAgo(0) },
  ];
  const values: Record<string, readonly (GivenFact | undefined)[]> = {
    a: [undefined, true, false],
    b: [undefined, true, false],
    c: [undefined, 'red', 'green'],
    x: [undefined, 2, 3, 4, 5, 6],
    y: [undefined, rose(1), rose(2), rose(3)],
    t: [undefined, hoursAgo(1), hoursAgo(2), hoursAgo(3)],
  };
  const comparison = fc.constantFrom('>=' as const, '>' as const, '<=' as const, '<' as const, '==' as const, '!=' as const);
  const conditions: Record<string, fc.Arbitrary<Rule>> = {
    a: fc.boolean().map((value) => is('a', value)),
    b: fc.boolean().map((value) => is('b', value)),
    c: fc.constantFrom<Rule>(
      { fact: 'c', op: '==', value: 'red' },
      { fact: 'c', op: '!=', value: 'red' },
      { fact: 'c', op: 'in', value: ['green'] },
    ),
    x: fc.oneof(
      fc.record({ fact: fc.constant('x'), op: comparison, value: fc.constantFrom(3, 5) }),
      fc.constant<Rule>({ fact: 'x', op: 'between', value: [3, 5] }),
    ),
    y: comparison.map((op): Rule => ({ trend: 'y', measure: 'difference', within: { value: 1, unit: 'd' }, op, value: 2 })),
    t: comparison.map((op): Rule => ({ since: 't', op, value: 2, unit: 'h' })),
  };
  const rules = (keys: readonly string[]): fc.Arbitrary<Rule> =>
    fc.letrec<{ rule: Rule; leaf: Rule }>((tie) => ({
      leaf: fc.oneof(...keys.map((key) => conditions[key] as fc.Arbitrary<Rule>)),
      rule: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        tie('leaf'),
        fc.array(tie('rule'), { maxLength: 3 }).map((all) => ({ all })),
        fc.array(tie('rule'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
        tie('rule').map((not) => ({ not })),
        fc.array(tie('rule'), { minLength: 2, maxLength: 3 }).map((of) => ({ atLeast: 2, of })),
        fc
          .record({ when: tie('rule'), low: fc.constantFrom(3, 5), otherwise: fc.option(fc.constantFrom(3, 5), { nil: undefined }) })
          .map(({ when, low, otherwise }): Rule => ({ fact: 'x', op: '>=', value: { cases: [{ when, value: low }], otherwise } })),
      ),
    })).rule;
  const casesOf = (keys: readonly string[]): GivenFacts[] =>
    keys.reduce<GivenFacts[]>(
      (cases, key) => cases.flatMap((one) => (values[key] ?? []).map((value) => (value === undefined ? one : { ...one, [key]: value }))),
      [{}],
    );

  it.each([[['a', 'b', 'x', 't']], [['a', 'c', 'x', 'y']]])('with facts %j', (keys) => {
    const cases = casesOf(keys);
    const seen = new Set<string>();
    fc.assert(
      fc.property(
        rules(keys),
        rules(keys),
        fc.constantFrom(everybody, is('a')),
        fc.constantFrom('up' as const, 'down' as const),
        (rule, own, population, direction) => {
          const baseline = criterion(rule, direction, population);
          const set = compileCriteria(facts, [baseline, { ...baseline, rule: own }]);
          const differ = cases.map((given) => judge(set, given, { direction, at }).findings.map(({ verdict }) => verdict === 'met'));
          const out = differ.some(([before, after]) => before && !after);
          const newly = differ.some(([before, after]) => !before && after);
          const [loosens, tightens] = direction === 'up' ? [out, newly] : [newly, out];
          const { effect, counterexample } = overrideEffect(baseline, own, facts, at);
          expect(effect).toBe(loosens ? (tightens ? 'both' : 'loosens') : tightens ? 'tightens' : 'same');
          expect(counterexample !== null).toBe(loosens);
          if (counterexample) {
            const [before, after] = verdicts(baseline, own, counterexample);
            expect(direction === 'up' ? [before === 'met', after === 'met'] : [after === 'met', before === 'met']).toEqual([true, false]);
          }
          seen.add(effect);
        },
      ),
      { numRuns: 400 },
    );
    expect([...seen].sort()).toEqual(['both', 'loosens', 'same', 'tightens']);
  });
});
