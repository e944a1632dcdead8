import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileCriteria } from './criteria-set.js';
import type { GivenFacts } from './fact.types.js';
import { judge } from './judge.js';
import { maxDepth, maxNodes, ruleErrors, type RuleErrorCode } from './rule.check.js';
import { verdicts, type Rule } from './rule.types.js';
import { criterion, someFacts } from './testing/definitions.js';

const leaf = { fact: 'sbp', op: '>=', value: 180 };
const deep = (depth: number): unknown => Array.from({ length: depth - 1 }).reduce((inner) => ({ not: inner }), leaf as unknown);

describe('a rule', () => {
  it.each<[string, unknown]>([
    ['comparison', leaf],
    ['comparison in another unit', { ...leaf, unit: 'kPa' }],
    ['sign', { fact: 'vomiting', op: 'is', value: false }],
    ['codes', { fact: 'preg_colour', op: 'in', value: ['red', 'orange'] }],
    ['one code', { fact: 'sex', op: '==', value: 'female' }],
    ['between', { fact: 'k', op: 'between', value: [3.5, 5.5] }],
    ['time since', { since: 'onset_at', op: '<=', value: 4.5, unit: 'h' }],
    ['change', { trend: 'scr', measure: 'ratio', within: { value: 7, unit: 'd' }, op: '>=', value: 1.5 }],
    ['threshold by age', { fact: 'rr', op: '>=', value: { cases: [{ when: leaf, value: 40 }], otherwise: 30 } }],
    ['groups', { all: [{ any: [leaf, { not: leaf }] }, { atLeast: 1, of: [leaf, leaf] }] }],
    ['everybody', { all: [] }],
    ['the largest', { any: Array.from({ length: maxNodes - 1 }, () => leaf) }],
    ['the deepest', deep(maxDepth)],
  ])('%s', (_, rule) => expect(ruleErrors(rule)).toEqual([]));
});

describe('no rule', () => {
  it.each<[string, unknown, (string | number)[], RuleErrorCode]>([
    ['text', 'sbp >= 180', [], 'not_a_rule'],
    ['a list', [leaf], [], 'not_a_rule'],
    ['nothing', null, [], 'not_a_rule'],
    ['an empty object', {}, [], 'not_a_rule'],
    ['nothing inside a group', { all: [leaf, null] }, ['all', 1], 'not_a_rule'],
    ['a group that is no list', { any: leaf }, ['any'], 'not_a_list'],
    ['any of nothing', { all: [{ any: [] }] }, ['all', 0, 'any'], 'empty_group'],
    ['two forms in one', { all: [], any: [leaf] }, ['any'], 'unknown_key'],
    ['a word of its own', { ...leaf, note: '' }, ['note'], 'unknown_key'],
    ['more than there are', { atLeast: 3, of: [leaf, leaf] }, ['atLeast'], 'count_invalid'],
    ['half a condition', { atLeast: 0.5, of: [leaf] }, ['atLeast'], 'count_invalid'],
    ['a fact that is no key', { ...leaf, fact: 'SBP' }, ['fact'], 'fact_invalid'],
    ['an unknown operator', { ...leaf, op: '=~' }, ['op'], 'operator_invalid'],
    ['code for a number', { ...leaf, value: 'process.exit()' }, ['value'], 'value_invalid'],
    ['an infinite number', { ...leaf, value: Infinity }, ['value'], 'value_invalid'],
    ['a sign that is a number', { ...leaf, op: 'is', value: 1 }, ['value'], 'value_invalid'],
    ['a sign with a unit', { fact: 'vomiting', op: 'is', value: true, unit: '1' }, ['unit'], 'unknown_key'],
    ['no codes', { fact: 'sex', op: 'in', value: [] }, ['value'], 'value_invalid'],
    ['ends the wrong way round', { fact: 'k', op: 'between', value: [5.5, 3.5] }, ['value'], 'value_invalid'],
    ['an empty unit', { ...leaf, unit: '' }, ['unit'], 'unit_invalid'],
    ['a time without unit', { since: 'onset_at', op: '<=', value: 4.5 }, ['unit'], 'unit_invalid'],
    ['a time before it began', { since: 'onset_at', op: '<=', value: -1, unit: 'h' }, ['value'], 'value_invalid'],
    [
      'an unknown measure',
      { trend: 'scr', measure: 'slope', within: { value: 7, unit: 'd' }, op: '>=', value: 1 },
      ['measure'],
      'operator_invalid',
    ],
    ['no window', { trend: 'scr', measure: 'ratio', op: '>=', value: 1 }, ['within'], 'value_invalid'],
    [
      'a window of nothing',
      { trend: 'scr', measure: 'ratio', within: { value: 0, unit: 'd' }, op: '>=', value: 1 },
      ['within', 'value'],
      'value_invalid',
    ],
    ['cases without condition', { ...leaf, value: { cases: [{ value: 40 }] } }, ['value', 'cases', 0, 'when'], 'not_a_rule'],
    ['a case without value', { ...leaf, value: { cases: [{ when: leaf }] } }, ['value', 'cases', 0, 'value'], 'value_invalid'],
    ['a threshold without cases', { ...leaf, value: { otherwise: 3 } }, ['value', 'cases'], 'not_a_list'],
  ])('%s is refused at its place', (_, rule, path, code) => expect(ruleErrors(rule)).toContainEqual({ path, code }));

  it.each<[string, unknown, RuleErrorCode]>([
    ['10,000 nodes', { any: Array.from({ length: 10_000 }, () => leaf) }, 'too_many_nodes'],
    [
      '10,000 nodes in many groups',
      { all: Array.from({ length: 100 }, () => ({ any: Array.from({ length: 99 }, () => leaf) })) },
      'too_many_nodes',
    ],
    ['one node too many', { any: Array.from({ length: maxNodes }, () => leaf) }, 'too_many_nodes'],
    ['depth 500', deep(500), 'too_deep'],
    ['one level too deep', deep(maxDepth + 1), 'too_deep'],
    ['a depth that would exhaust the stack', deep(100_000), 'too_deep'],
  ])('%s is refused', (_, rule, code) => expect(ruleErrors(rule).map((error) => error.code)).toEqual([code]));
});

const everyForm: Rule = {
  any: [
    { fact: 'sbp', op: '>=', value: { cases: [{ when: { fact: 'age', op: '<', value: 14 }, value: 120 }] } },
    { fact: 'glucose', op: 'between', value: [200, 300], unit: 'mg/dL' },
    { fact: 'sex', op: 'in', value: ['male'] },
    { since: 'onset_at', op: '<', value: 2, unit: 'h' },
    { trend: 'sbp', measure: 'percent', within: { value: 2, unit: 'd' }, op: '<', value: -10 },
    {
      atLeast: 2,
      of: [
        { fact: 'headache', op: 'is', value: true },
        { fact: 'news2', op: '>', value: 4 },
      ],
    },
  ],
};

describe('whatever comes', () => {
  const key = fc.constantFrom(
    'all',
    'any',
    'not',
    'of',
    'atLeast',
    'fact',
    'since',
    'trend',
    'measure',
    'within',
    'op',
    'value',
    'unit',
    'cases',
    'when',
    '__proto__',
  );
  const scrap = fc.letrec((tie) => ({
    any: fc.oneof(
      { maxDepth: 5 },
      fc.constantFrom<unknown>(
        'sbp',
        'sex',
        'headache',
        'onset_at',
        '>=',
        'is',
        'in',
        'between',
        'mg/dL',
        'h',
        null,
        true,
        0,
        -1,
        1e308,
        '2026-11-22T02:00:00Z',
        'at',
        '',
      ),
      fc.anything(),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(key, tie('any'), { maxKeys: 4 }),
    ),
  })).any;
  const given = fc.dictionary(
    fc.oneof(fc.constantFrom('sbp', 'sex', 'headache', 'onset_at', 'glucose', 'birth_date'), fc.string()),
    fc.oneof(scrap, fc.dictionary(fc.constantFrom('value', 'unit', 'at', 'confirmed'), scrap)),
  );

  it('is told apart, and judging never throws', () => {
    const at = new Date('2026-11-22T02:00:00Z');
    fc.assert(
      fc.property(scrap, scrap, given, (rule, population, facts) => {
        ruleErrors(rule);
        const set = compileCriteria(someFacts, [criterion(rule as Rule, { population: population as Rule }), criterion(everyForm)]);
        for (const { verdict } of judge(set, facts as GivenFacts, { direction: 'up', at }).findings) expect(verdicts).toContain(verdict);
      }),
      { numRuns: 2_000 },
    );
  });
});
