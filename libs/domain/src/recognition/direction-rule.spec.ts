import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { institutionLevels, levelRank } from '../referral/direction.js';
import { directionAllows, type DirectionRule, type Side } from './direction-rule.js';
import { directionKinds } from './recognition.codes.js';

const side = (more: Partial<Side> = {}): Side => ({
  ...{ institutionId: 'x', level: 'secondary', province: '贵州省', city: '毕节市', allianceIds: ['a1'] },
  ...more,
});
const rule = (more: Partial<DirectionRule> = {}): DirectionRule => ({
  ...{ kind: 'lower_accepts_upper', province: null, city: null, allianceId: null, testClass: null, itemCodes: null },
  ...more,
});
const [township, county, lead] = [side({ level: 'township' }), side(), side({ level: 'tertiary' })];
const item = { code: '718-7', testClass: 'laboratory' } as const;
const ask = (rules: DirectionRule[], asking: Side, issuing: Side) => directionAllows(rules, item, asking, issuing);

describe('who takes over from whom', () => {
  it('nothing forbids it where no rule speaks: no level is left out', () => {
    for (const asking of institutionLevels)
      for (const issuing of institutionLevels) expect(ask([], side({ level: asking }), side({ level: issuing }))).toBe('yes');
  });
  it.each([
    ['lower_accepts_upper', ['yes', 'no', 'no']],
    ['same_level', ['no', 'yes', 'no']],
    ['upper_accepts_lower', ['no', 'no', 'yes']],
  ] as const)('%s: county from the lead, from a county, from a township', (kind, answers) =>
    expect([lead, county, township].map((issuing) => ask([rule({ kind })], county, issuing))).toEqual(answers),
  );
  it('several rules of one region add up', () =>
    expect([lead, county, township].map((issuing) => ask([rule({}), rule({ kind: 'same_level' })], county, issuing))).toEqual([
      'yes',
      'yes',
      'no',
    ]));
  it('the same case has two answers in two regions (MR-08)', () => {
    const rules = [rule({ province: '贵州省' }), rule({ province: '江苏省', kind: 'upper_accepts_lower' })];
    expect(ask(rules, county, lead)).toBe('yes');
    expect(ask(rules, side({ province: '江苏省' }), lead)).toBe('no');
  });
  it('the narrowest region speaks: alliance before city before province before country', () => {
    const country = rule({ kind: 'upper_accepts_lower' });
    const province = rule({ province: '贵州省' });
    const city = rule({ province: '贵州省', city: '毕节市', kind: 'same_level' });
    const alliance = rule({ allianceId: 'a1', kind: 'within_alliance' });
    expect(ask([country], county, lead)).toBe('no');
    expect(ask([country, province], county, lead)).toBe('yes');
    expect(ask([country, province, city], county, lead)).toBe('no');
    expect(ask([country, province, city, alliance], county, lead)).toBe('yes');
    expect(ask([country, province, city, alliance], county, side({ level: 'tertiary', allianceIds: [] }))).toBe('no');
  });
  it('a pilot speaks of its items only; other items stay with the wider rule', () => {
    const rules = [rule({}), rule({ province: '贵州省', city: '毕节市', kind: 'upper_accepts_lower', itemCodes: ['2345-7'] })];
    expect(ask(rules, county, lead)).toBe('yes');
    expect(directionAllows(rules, { ...item, code: '2345-7' }, county, lead)).toBe('no');
    expect(directionAllows(rules, { ...item, code: '2345-7' }, county, township)).toBe('yes');
  });
  it('a rule of one class says nothing of the other', () =>
    expect(ask([rule({ testClass: 'examination' })], county, township)).toBe('yes'));
  it('a level nobody wrote down is not guessed', () => expect(ask([rule({})], county, side({ level: 'unknown' }))).toBe('unknown'));

  const anyRule = fc.record({
    kind: fc.constantFrom(...directionKinds),
    province: fc.constantFrom(null, '贵州省'),
    city: fc.constant(null),
    allianceId: fc.constant(null),
    testClass: fc.constantFrom(null, 'laboratory' as const, 'examination' as const),
    itemCodes: fc.constantFrom(null, ['718-7'], ['2345-7']),
  });
  const known = fc.constantFrom(...institutionLevels.filter((level) => level !== 'unknown'));
  it('their order does not matter', () =>
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), known, known, (rules, a, b) => {
        const sides = [side({ level: a }), side({ level: b })] as const;
        expect(ask(rules.toReversed(), ...sides)).toBe(ask(rules, ...sides));
      }),
    ));
  it('where lower accept upper and levels are mutual, a higher hospital is never refused where a lower one is taken', () =>
    fc.assert(
      fc.property(known, known, known, (asking, one, other) => {
        const rules = [rule({}), rule({ kind: 'same_level' })];
        const [low, high] = levelRank(one) <= levelRank(other) ? [one, other] : [other, one];
        if (ask(rules, side({ level: asking }), side({ level: low })) === 'yes')
          expect(ask(rules, side({ level: asking }), side({ level: high }))).toBe('yes');
      }),
    ));
});
