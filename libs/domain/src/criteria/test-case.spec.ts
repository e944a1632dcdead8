import { expect, it } from '@jest/globals';
import type { Criterion, Rule } from './rule.types.js';
import { runTestCases } from './test-case.js';
import { criterion, someFacts } from './testing/definitions.js';

const now = new Date('2026-11-22T02:00:00Z');
const early: Rule = { since: 'onset_at', op: '<=', value: 4.5, unit: 'h' };
const tested = (testCases: Criterion['testCases'], more: Partial<Criterion> = {}): Criterion => ({
  ...criterion(early),
  ...more,
  testCases,
});

it('says of each case what came out', () =>
  expect(
    runTestCases(
      someFacts,
      tested([
        { name: 'in time', facts: { onset_at: '2026-11-22T00:00:00Z' }, expect: 'met' },
        { name: 'nothing known', facts: {}, expect: 'met' },
      ]),
      now,
    ),
  ).toMatchObject([
    { name: 'in time', expect: 'met', actual: 'met', passed: true },
    { name: 'nothing known', expect: 'met', actual: 'unknown', passed: false, finding: { missing: ['onset_at'] } },
  ]));
it('judges at the moment that the case names', () =>
  expect(
    runTestCases(
      someFacts,
      tested([{ name: 'then', facts: { onset_at: '2020-01-01T00:00:00Z' }, expect: 'met', at: '2020-01-01T03:00:00Z' }]),
      now,
    ),
  ).toMatchObject([{ passed: true }]));
it('asks whatever the level, in the direction of the criterion', () =>
  expect(
    runTestCases(
      someFacts,
      tested([{ name: 'late', facts: { onset_at: '2026-11-21T00:00:00Z' }, expect: 'not_met' }], {
        direction: 'down',
        levels: ['village'],
      }),
      now,
    ),
  ).toMatchObject([{ passed: true }]));
it('leaves open what is no rule', () =>
  expect(runTestCases(someFacts, tested([{ name: 'broken', facts: {}, expect: 'unknown' }], { rule: { any: [] } }), now)).toMatchObject([
    { passed: true, finding: { missing: [], settling: [] } },
  ]));
