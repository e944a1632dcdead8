import { describe, expect, it } from '@jest/globals';
import { compileCriteria, type JudgeableCriterion } from './criteria-set.js';
import type { FactDefinition, GivenFacts } from './fact.types.js';
import { judgeTogether } from './judge-together.js';
import type { CriterionDirection, Rule } from './rule.types.js';

const at = new Date('2026-11-22T02:00:00Z');
const flag = (key: string): FactDefinition => ({ key, name: { zh: key }, kind: 'boolean', group: 'symptoms' });
const is = (fact: string): Rule => ({ fact, op: 'is', value: true });
const criterion = (code: string, rule: Rule, more: Partial<JudgeableCriterion> = {}): JudgeableCriterion => ({
  code,
  direction: code.includes('-U') ? 'up' : 'down',
  urgency: '24h',
  label: { zh: code },
  rule,
  population: { all: [] },
  levels: [],
  target: { zh: '上级' },
  grades: ['V'],
  source: '',
  ...more,
});
const pain = compileCriteria([flag('pain'), flag('stable')], [criterion('AA-U01', is('pain')), criterion('AA-D01', is('stable'))]);
const shock = compileCriteria(
  [flag('shock'), flag('calm')],
  [criterion('BB-U01', is('shock'), { urgency: 'immediate', levels: ['township'] }), criterion('BB-D01', is('calm'))],
);
const asked = (given: GivenFacts, direction: CriterionDirection, level?: 'township' | 'tertiary') => {
  const { verdict, urgency, deciding, suppressedBy } = judgeTogether([pain, shock], given, { direction, at, ...(level && { level }) });
  return [verdict, urgency, deciding, suppressedBy];
};

describe('several protocols together', () => {
  it.each<[string, GivenFacts, CriterionDirection, unknown[]]>([
    ['one is met', { pain: true, shock: false }, 'up', ['met', '24h', 0, []]],
    ['the soonest of two decides', { pain: true, shock: true }, 'up', ['met', 'immediate', 1, []]],
    ['one is open', { pain: false }, 'up', ['unknown', null, 1, []]],
    ['none is met', { pain: false, shock: false }, 'up', ['not_met', null, 0, []]],
    ['down, nothing against it', { stable: true, pain: false, shock: false }, 'down', ['met', '24h', 0, []]],
    [
      'down, against it an up criterion of the other protocol',
      { stable: true, pain: false, shock: true },
      'down',
      ['not_met', null, 0, ['BB-U01']],
    ],
    ['down, an immediate one of the other protocol open', { stable: true, pain: false }, 'down', ['unknown', null, 0, ['BB-U01']]],
    ['down, one open that can wait', { stable: true, shock: false }, 'down', ['met', '24h', 0, []]],
    ['down, not met and an immediate one open', { stable: false, calm: false, pain: false }, 'down', ['not_met', null, 0, ['BB-U01']]],
  ])('%s', (_, given, direction, expected) => expect(asked(given, direction)).toEqual(expected));

  it('what would bring the patient up again forbids down, at whatever level it is asked', () => {
    expect(asked({ stable: true, pain: false, shock: true }, 'down', 'tertiary')).toEqual(['not_met', null, 0, ['BB-U01']]);
  });
  it('no protocol says nothing', () => {
    expect(judgeTogether([], { pain: true }, { direction: 'up', at })).toMatchObject({
      verdict: 'not_applicable',
      deciding: null,
      doubted: [],
    });
  });
  it('a fact is unknown only where no protocol knows it, and doubted once', () => {
    const { doubted } = judgeTogether([pain, shock], { pain: true, shock: 'yes', nonsense: 1 }, { direction: 'up', at });
    expect(doubted.map(({ fact, doubt }) => [fact, doubt])).toEqual(
      expect.arrayContaining([
        ['nonsense', 'unknown_fact'],
        ['shock', 'value_invalid'],
      ]),
    );
    expect(doubted).toHaveLength(2);
  });
});
