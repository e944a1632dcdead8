import { describe, expect, it } from '@jest/globals';
import { compileCriteria } from './criteria-set.js';
import type { GivenFacts, MeasuredFact } from './fact.types.js';
import type { Finding } from './finding.types.js';
import { judge } from './judge.js';
import type { Rule } from './rule.types.js';
import { criterion, someFacts } from './testing/definitions.js';

const at = new Date('2026-11-22T02:00:00Z');
const finding = (rule: Rule, facts: GivenFacts, population: Rule = { all: [] }): Finding =>
  judge(compileCriteria(someFacts, [criterion(rule, { population })]), facts, { direction: 'up', at }).findings[0] as Finding;
const verdict = (...of: Parameters<typeof finding>): string => finding(...of).verdict;
const ago = (hours: number, value?: number): MeasuredFact | string => {
  const instant = new Date(at.getTime() - hours * 3_600_000).toISOString();
  return value === undefined ? instant : { value, at: instant };
};

const yes = (fact: string): Rule => ({ fact, op: 'is', value: true });
const high: Rule = { any: [{ fact: 'sbp', op: '>=', value: 180 }, { fact: 'dbp', op: '>=', value: 110 }] }; // prettier-ignore

describe('three values', () => {
  const [met, not, open] = [yes('headache'), yes('vomiting'), yes('stable')];
  it.each<[string, Rule, string]>([
    ['all of nothing', { all: [] }, 'met'],
    ['all with one that is not met', { all: [met, not, open] }, 'not_met'],
    ['all with an open one', { all: [met, open] }, 'unknown'],
    ['any with one that is met', { any: [met, not, open] }, 'met'],
    ['any with an open one', { any: [not, open] }, 'unknown'],
    ['not of something open', { not: open }, 'unknown'],
    ['not of something not met', { not }, 'met'],
    ['two of four', { atLeast: 2, of: [met, met, not, open] }, 'met'],
    ['two of three, one open', { atLeast: 2, of: [met, not, open] }, 'unknown'],
    ['three of four cannot be any more', { atLeast: 3, of: [met, not, not, open] }, 'not_met'],
  ])('%s', (_, rule, expected) => expect(verdict(rule, { headache: true, vomiting: false })).toBe(expected));
});

describe('conditions', () => {
  it.each<[string, Rule, GivenFacts, string]>([
    ['at the threshold', { fact: 'sbp', op: '>=', value: 180 }, { sbp: 180 }, 'met'],
    ['below it', { fact: 'sbp', op: '>=', value: 180 }, { sbp: 179 }, 'not_met'],
    ['above is strict', { fact: 'sbp', op: '>', value: 180 }, { sbp: 180 }, 'not_met'],
    ['between with both ends', { fact: 'k', op: 'between', value: [3.5, 5.5] }, { k: 5.5 }, 'met'],
    ['beyond', { fact: 'k', op: 'between', value: [3.5, 5.5] }, { k: 5.6 }, 'not_met'],
    ['one of some codes', { fact: 'consciousness', op: 'in', value: ['voice', 'pain'] }, { consciousness: 'pain' }, 'met'],
    ['one of some numbers', { fact: 'gcs', op: 'in', value: [13, 14] }, { gcs: 12 }, 'not_met'],
    ['another code', { fact: 'sex', op: '!=', value: 'male' }, { sex: 'female' }, 'met'],
    ['zero is a value', { fact: 'gcs', op: '<', value: 15 }, { gcs: 0 }, 'met'],
    ['glucose in mg/dL against mmol/L', { fact: 'glucose', op: '<', value: 3.9 }, { glucose: { value: 70, unit: 'mg/dL' } }, 'met'],
    ['a rule in mg/dL against mmol/L', { fact: 'glucose', op: '>=', value: 126, unit: 'mg/dL' }, { glucose: 7 }, 'met'],
    ['a rule in mg/dL, just below', { fact: 'glucose', op: '>=', value: 126, unit: 'mg/dL' }, { glucose: 6.99 }, 'not_met'],
    ['a value beyond what can be', { fact: 'glucose', op: '>', value: 13.9 }, { glucose: 250 }, 'unknown'],
    ['the same, looked at again', { fact: 'glucose', op: '>', value: 13.9 }, { glucose: { value: 250, confirmed: true } }, 'met'],
    ['a rule in a unit of something else', { fact: 'sbp', op: '>', value: 13.9, unit: 'g/L' }, { sbp: 200 }, 'unknown'],
    ['a number where a sign is asked', { fact: 'headache', op: '>', value: 1 }, { headache: true }, 'unknown'],
    ['a fact that the version does not define', yes('invented'), { invented: true }, 'unknown'],
    ['within four and a half hours', { since: 'onset_at', op: '<=', value: 270, unit: 'min' }, { onset_at: ago(4.5) as string }, 'met'],
    ['later', { since: 'onset_at', op: '<=', value: 4.5, unit: 'h' }, { onset_at: ago(4.6) as string }, 'not_met'],
    ['an instant to come', { since: 'onset_at', op: '<=', value: 270, unit: 'min' }, { onset_at: ago(-1) as string }, 'unknown'],
  ])('%s', (_, rule, facts, expected) => expect(verdict(rule, facts)).toBe(expected));
});

describe('change over time', () => {
  const rise: Rule = { trend: 'scr', measure: 'difference', within: { value: 48, unit: 'h' }, op: '>=', value: 26.5 };
  const half: Rule = { trend: 'scr', measure: 'ratio', within: { value: 7, unit: 'd' }, op: '>=', value: 1.5 };
  const yearly: Rule = { trend: 'scr', measure: 'per_year', within: { value: 2, unit: 'a' }, op: '<', value: 0 };
  const creatinine = (...values: [hours: number, value: number][]): GivenFacts => ({
    scr: values.map((one) => ago(...one) as MeasuredFact),
  });
  it.each<[string, Rule, GivenFacts, string]>([
    ['a rise inside the window', rise, creatinine([40, 80], [0, 106.5]), 'met'],
    ['the oldest value is outside', rise, creatinine([60, 80], [40, 100], [0, 106.5]), 'not_met'],
    ['a single value', rise, creatinine([0, 106.5]), 'unknown'],
    ['values without a date', rise, { scr: 106.5 }, 'unknown'],
    ['one and a half times', half, creatinine([100, 80], [0, 120]), 'met'],
    ['nothing to divide by', half, creatinine([100, 0], [0, 120]), 'unknown'],
    ['a fall in a year', yearly, creatinine([365 * 24, 90], [0, 80]), 'met'],
  ])('%s', (_, rule, facts, expected) => expect(verdict(rule, facts)).toBe(expected));
  it('is shown as the change', () =>
    expect(finding(rise, creatinine([40, 80], [0, 110])).reasons).toMatchObject([
      { op: 'trend', threshold: 26.5, unit: 'umol/L', value: 30 },
    ]));
  it('asks for the dated values of the fact itself', () => expect(finding(rise, { scr: 106.5 }).settling).toEqual(['scr']));
});

describe('a threshold that depends on the patient', () => {
  const young: Rule = { fact: 'age', op: '<', value: 2 };
  const fast: Rule = { fact: 'rr', op: '>=', value: { cases: [{ when: young, value: 50 }, { when: { fact: 'age', op: '<', value: 5 }, value: 40 }] } }; // prettier-ignore
  const always: Rule = { fact: 'rr', op: '>=', value: { cases: [{ when: young, value: 50 }], otherwise: 30 } };
  it.each<[string, Rule, GivenFacts, string]>([
    ['the first case that holds', fast, { rr: 45, age: 1 }, 'not_met'],
    ['the second', fast, { rr: 45, age: 3 }, 'met'],
    ['none and no other value', fast, { rr: 45, age: 9 }, 'unknown'],
    ['otherwise', always, { rr: 45, age: 9 }, 'met'],
    ['age unknown, above both', always, { rr: 50 }, 'met'],
    ['age unknown, below both', always, { rr: 29 }, 'not_met'],
    ['age unknown, between', always, { rr: 40 }, 'unknown'],
    ['age unknown and possibly no threshold', fast, { rr: 60 }, 'unknown'],
  ])('%s', (_, rule, facts, expected) => expect(verdict(rule, facts)).toBe(expected));
  it('names the threshold that held, and what chose it', () =>
    expect(finding(fast, { rr: 45, age: 3 }).reasons).toMatchObject([
      { path: '', fact: 'rr', threshold: 40, outcome: 'met' },
      { path: '/value/cases/0/when', fact: 'age', threshold: 2, outcome: 'not_met' },
      { path: '/value/cases/1/when', fact: 'age', threshold: 5, outcome: 'met' },
    ]));
  it('needs no case where every threshold agrees, and names the hardest', () =>
    expect(finding(always, { rr: 50 }).reasons).toMatchObject([{ fact: 'rr', threshold: 50, value: 50, outcome: 'met' }]));
  it('tells all thresholds that are possible while it is open', () =>
    expect(finding(always, {})).toMatchObject({
      missing: ['rr', 'age', 'birth_date'],
      settling: [],
      reasons: [{ threshold: [50, 30] }, { fact: 'age' }],
    }));
  it('is settled by the case where the value is known', () => expect(finding(always, { rr: 40 }).settling).toEqual(['age', 'birth_date']));
});

describe('population', () => {
  const adult: Rule = { all: [{ fact: 'age', op: '>=', value: 18 }, { fact: 'pregnant', op: 'is', value: false }] }; // prettier-ignore
  it.each<[string, GivenFacts, string]>([
    ['outside', { sbp: 200, age: 17 }, 'not_applicable'],
    ['outside, rule not met', { sbp: 90, dbp: 60, age: 17 }, 'not_applicable'],
    ['unknown, rule met', { sbp: 200, age: 40 }, 'unknown'],
    ['unknown, rule not met', { sbp: 90, dbp: 60 }, 'not_met'],
    ['inside', { sbp: 200, age: 40, pregnant: false }, 'met'],
  ])('%s', (_, facts, expected) => expect(verdict(high, facts, adult)).toBe(expected));
  it('says in which part each reason stands', () =>
    expect(finding(high, { sbp: 200, age: 40, pregnant: false }, adult).reasons.map(({ part, path }) => part + path)).toEqual([
      'rule/any/0',
      'population/all/0',
      'population/all/1',
    ]));
  it('asks only for what keeps the population open once the rule is met', () =>
    expect(finding(high, { sbp: 200, age: 40 }, adult)).toMatchObject({ missing: ['pregnant'], settling: ['pregnant'] }));
  it.each<[string, GivenFacts]>([
    ['inside', { age: 40, pregnant: false }],
    ['unknown', {}],
  ])('is no reason for what is not met anyway: %s', (_, about) =>
    expect(finding(high, { sbp: 90, dbp: 60, ...about }, adult).reasons.map(({ part, fact }) => `${part} ${fact}`)).toEqual([
      'rule sbp',
      'rule dbp',
    ]),
  );
  it('gives the population alone as reason where it excludes', () =>
    expect(finding(high, { sbp: 200, age: 17 }, adult).reasons).toMatchObject([
      { part: 'population', fact: 'age', value: 17, outcome: 'not_met' },
    ]));
});

describe('reasons', () => {
  it('are one branch of an any, and the shorter one', () => {
    const rule: Rule = { any: [{ all: [yes('headache'), yes('vomiting')] }, { not: yes('stable') }] };
    expect(finding(rule, { headache: true, vomiting: true, stable: false }).reasons).toMatchObject([
      { path: '/any/1/not', outcome: 'not_met' },
    ]);
  });
  it('are one member of an all that is not met', () => {
    const rule: Rule = { all: [high, yes('headache'), yes('vomiting')] };
    expect(finding(rule, { sbp: 200, headache: false, vomiting: false }).reasons).toMatchObject([{ path: '/all/1', value: false }]);
  });
  it('show the value in the unit of the rule', () =>
    expect(finding({ fact: 'glucose', op: '>=', value: 126, unit: 'mg/dL' }, { glucose: 10 }).reasons).toMatchObject([
      { threshold: 126, unit: 'mg/dL', value: 180.156 },
    ]));
});

describe('missing facts', () => {
  it('leave out what an any no longer needs', () =>
    expect(finding({ all: [high, yes('headache')] }, { sbp: 200 })).toMatchObject({ missing: ['headache'], settling: ['headache'] }));
  it('leave out a fact that can change nothing', () =>
    expect(finding({ any: [yes('headache'), { all: [yes('vomiting'), yes('headache')] }] }, {})).toMatchObject({ missing: ['headache'] }));
  it('settle alone where one fact stands in several conditions', () => {
    const rule: Rule = { any: [{ fact: 'hr', op: '<', value: 50 }, { all: [{ fact: 'hr', op: '>', value: 130 }, yes('stable')] }] }; // prettier-ignore
    expect(finding(rule, {})).toMatchObject({ missing: ['hr', 'stable'], settling: [] });
    expect(finding(rule, { stable: true }).settling).toEqual(['hr']);
  });
  it('begin with those that settle alone', () => {
    const rule: Rule = { any: [yes('headache'), yes('vomiting'), { not: yes('vomiting') }] };
    expect(finding(rule, {})).toMatchObject({ missing: ['vomiting', 'headache'], settling: ['vomiting'] });
  });
  it('settle alone where no value that can be goes the other way', () => {
    const begun: Rule = { since: 'onset_at', op: '>=', value: 0, unit: 'h' };
    expect(finding({ any: [begun, yes('headache')] }, {})).toMatchObject({ missing: ['onset_at', 'headache'], settling: ['onset_at'] });
  });
  it('are doubted ones as well', () => expect(finding(yes('headache'), { headache: 'yes' }).missing).toEqual(['headache']));
});

describe('computed facts', () => {
  const urgent: Rule = { fact: 'news2', op: '>=', value: 7 };
  const ill: GivenFacts = { age: 60, rr: 26, spo2: 90, sbp: 85, hr: 80, hypercapnic_target: false };
  it('decide although an input is missing', () => {
    const { reasons, ...found } = finding(urgent, ill);
    expect(found).toMatchObject({ verdict: 'met', missing: [] });
    expect(reasons).toMatchObject([{ fact: 'news2', value: 9, derived: true, outcome: 'met' }]);
  });
  it('are asked for themselves and by their inputs', () =>
    expect(finding(urgent, { ...ill, sbp: 120, consciousness: 'alert' })).toMatchObject({
      missing: ['news2', 'on_oxygen', 'temp'],
      settling: ['news2'],
    }));
  it('leave out an input that can no longer turn the score', () => {
    const four: GivenFacts = { age: 60, rr: 26, spo2: 95, sbp: 120, hr: 80, temp: 37, hypercapnic_target: false };
    expect(finding(urgent, four)).toMatchObject({
      verdict: 'unknown',
      missing: ['news2', 'consciousness'],
      settling: ['news2', 'consciousness'],
    });
    expect(finding({ fact: 'news2', op: '>=', value: 6 }, four)).toMatchObject({
      missing: ['news2', 'on_oxygen', 'consciousness'],
      settling: ['news2'],
    });
  });
  it('are settled by their last input, beside what else the input decides', () => {
    const rule: Rule = { any: [{ fact: 'news2', op: '>=', value: 3 }, { fact: 'sbp', op: '<', value: 100 }] }; // prettier-ignore
    const rest: GivenFacts = {
      age: 60,
      rr: 15,
      spo2: 97,
      on_oxygen: false,
      hypercapnic_target: false,
      hr: 80,
      temp: 37,
      consciousness: 'alert',
    };
    expect(finding(rule, rest)).toMatchObject({ missing: ['sbp', 'news2'], settling: ['sbp'] });
    expect(finding({ all: [rule, yes('stable')] }, rest)).toMatchObject({ missing: ['news2', 'sbp', 'stable'], settling: [] });
  });
  it('leave out what their bounds exclude already', () => {
    const rule: Rule = { any: [urgent, { all: [{ fact: 'news2', op: '<', value: 3 }, yes('headache')] }] }; // prettier-ignore
    const four: GivenFacts = {
      age: 60,
      rr: 26,
      spo2: 95,
      sbp: 120,
      hr: 80,
      hypercapnic_target: false,
      on_oxygen: false,
      consciousness: 'alert',
    };
    expect(finding(rule, four)).toMatchObject({ missing: ['temp', 'news2'], settling: ['temp'] });
    // a confirmed score counts also where what is known contradicts it
    expect(verdict(rule, { ...four, news2: { value: 2, confirmed: true } })).toBe('unknown');
  });
  it('settle alone, whatever else they give: an age the score that waits for nothing but the birth date', () => {
    const vital: GivenFacts = { ...ill, on_oxygen: false, consciousness: 'alert', temp: 37 };
    const { age: _, ...ageless } = vital;
    const adult = (least: number): Rule => ({ fact: 'age', op: '>=', value: least });
    expect(finding(urgent, ageless, adult(18))).toMatchObject({
      missing: ['age', 'birth_date', 'news2'],
      settling: ['age', 'birth_date'],
    });
    // of a patient of 14 or 15 there is no such score
    expect(finding(urgent, ageless, adult(14)).settling).not.toContain('age');
    expect(verdict(urgent, { ...ageless, age: 15 }, adult(14))).toBe('unknown');
  });
  it('are asked for themselves where the version does not define their inputs', () => {
    const set = compileCriteria(someFacts.filter(({ key }) => key === 'news2'), [criterion(urgent)]); // prettier-ignore
    expect(judge(set, {}, { direction: 'up', at }).findings).toMatchObject([{ missing: ['news2'], settling: ['news2'] }]);
  });
  it('count against a given value that they contradict', () =>
    expect(finding(urgent, { ...ill, news2: 3 })).toMatchObject({ verdict: 'met', reasons: [{ derived: true, value: 9 }] }));
  it('give way to one that somebody confirmed', () =>
    expect(finding(urgent, { ...ill, news2: { value: 3, confirmed: true } })).toMatchObject({
      verdict: 'not_met',
      reasons: [{ derived: false, value: 3 }],
    }));
  it('are nothing for whom the score was not made', () => expect(verdict(urgent, { ...ill, age: 9 })).toBe('unknown'));
  it('have a course where dated values are given', () => {
    const worse: Rule = { trend: 'news2', measure: 'difference', within: { value: 1, unit: 'd' }, op: '>=', value: 2 };
    expect(verdict(worse, { news2: [ago(8, 3) as MeasuredFact, ago(0, 5) as MeasuredFact] })).toBe('met');
    expect(finding(worse, ill).missing).toEqual(['news2']);
  });
  it('give the age from the birth date', () =>
    expect(finding({ fact: 'age', op: '>=', value: 18 }, { birth_date: '2008-11-22' })).toMatchObject({
      verdict: 'met',
      reasons: [{ value: 18, derived: true }],
    }));
});
