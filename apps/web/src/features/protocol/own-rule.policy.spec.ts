import type { Rule } from '@alliance/domain/criteria/rule.types';
import { describe, expect, it } from '@jest/globals';
import { numbersOf, withCondition, withNumber } from './own-rule.policy';

const rule: Rule = {
  all: [
    {
      any: [
        { fact: 'sbp', op: '>=', value: 180 },
        { fact: 'dbp', op: 'between', value: [110, 130] },
      ],
    },
    { not: { fact: 'pregnant', op: 'is', value: true } },
    {
      atLeast: 2,
      of: [
        { since: 'onset_at', op: '<=', value: 6, unit: 'h' },
        { fact: 'k', op: '>', value: 5.5 },
      ],
    },
    { fact: 'rr', op: '>=', value: { cases: [{ when: { fact: 'age', op: '<', value: 1 }, value: 60 }], otherwise: 30 } },
    { trend: 'egfr', measure: 'percent', within: { value: 1, unit: 'a' }, op: '<=', value: -25 },
    { fact: 'colour', op: 'in', value: ['red'] },
  ],
};

describe('a hospital’s own rule', () => {
  it('offers every number once, and only numbers', () => {
    expect(numbersOf(rule).map(({ path, value }) => [path.join('/'), value])).toEqual([
      ['all/0/any/0/value', 180],
      ['all/0/any/1/value/0', 110],
      ['all/0/any/1/value/1', 130],
      ['all/2/atLeast', 2],
      ['all/2/of/0/value', 6],
      ['all/2/of/1/value', 5.5],
      ['all/3/value/cases/0/value', 60],
      ['all/3/value/otherwise', 30],
      ['all/4/value', -25],
    ]);
  });

  it('changes one number and nothing else', () => {
    for (const { path, value } of numbersOf(rule)) {
      const changed = withNumber(rule, path, value + 7);
      expect(
        numbersOf(changed).filter((one) => one.value !== numbersOf(rule).find((old) => String(old.path) === String(one.path))?.value),
      ).toEqual([expect.objectContaining({ path, value: value + 7 })]);
      expect(withNumber(changed, path, value)).toEqual(rule);
    }
    expect(numbersOf(rule)[0]?.value).toBe(180);
  });

  it('opens one more way up, and demands one thing more before going down', () => {
    const [a, b, more] = [1, 2, 3].map((value) => ({ fact: 'x', op: '>', value }) as const);
    if (!a || !b || !more) throw new Error('three');
    expect(withCondition(a, more, 'up')).toEqual({ any: [a, more] });
    expect(withCondition({ any: [a, b] }, more, 'up')).toEqual({ any: [a, b, more] });
    expect(withCondition({ all: [a, b] }, more, 'up')).toEqual({ any: [{ all: [a, b] }, more] });
    expect(withCondition(a, more, 'down')).toEqual({ all: [a, more] });
    expect(withCondition({ all: [a, b] }, more, 'down')).toEqual({ all: [a, b, more] });
  });
});
