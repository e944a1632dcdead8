import { describe, expect, it } from '@jest/globals';
import { compileCriteria, type JudgeableCriterion } from './criteria-set.js';
import type { GivenFacts } from './fact.types.js';
import { judge } from './judge.js';
import type { CareLevel, CriterionDirection, Rule } from './rule.types.js';
import { criterion, someFacts } from './testing/definitions.js';

const at = new Date('2026-11-22T02:00:00Z');
const yes = (fact: string): Rule => ({ fact, op: 'is', value: true });
const one = (code: string, rule: Rule, more: Partial<JudgeableCriterion> = {}): JudgeableCriterion => criterion(rule, { code, ...more });
const set = compileCriteria(someFacts, [
  one('A-U01', yes('headache'), { urgency: 'immediate' }),
  one('A-U02', yes('vomiting'), { urgency: '24h' }),
  one('A-U03', yes('fever'), { urgency: '2h', levels: ['village'] }),
  one('A-D01', yes('stable'), { direction: 'down', urgency: 'routine' }),
]);
const say = (direction: CriterionDirection, facts: GivenFacts, level: CareLevel | null = 'county') =>
  judge(set, facts, { direction, at, level });
const calm = { headache: false, vomiting: false };

describe('up', () => {
  it.each<[string, GivenFacts, string, string | null]>([
    ['met, and as soon as the soonest that is met', { headache: true, vomiting: true }, 'met', 'immediate'],
    ['met beside an open immediate one, which says nothing yet', { vomiting: true }, 'met', '24h'],
    ['unknown has no urgency', { vomiting: false }, 'unknown', null],
    ['not met', calm, 'not_met', null],
  ])('%s', (_, facts, verdict, urgency) => expect(say('up', facts)).toMatchObject({ verdict, urgency, suppressedBy: [] }));
  it('does not ask what belongs to another level', () => {
    expect(say('up', { ...calm, fever: true }).findings).toMatchObject([
      {},
      {},
      { verdict: 'not_applicable', otherLevel: true, missing: [] },
    ]);
    expect(say('up', { ...calm, fever: true }, 'village')).toMatchObject({ verdict: 'met', urgency: '2h' });
    expect(say('up', { ...calm, fever: true }, null)).toMatchObject({ verdict: 'met', urgency: '2h' });
  });
  it('says that nothing applies where no criterion does', () => {
    const children = compileCriteria(someFacts, [criterion(yes('headache'), { population: { fact: 'age', op: '<', value: 14 } })]);
    expect(judge(children, { age: 40, headache: true }, { direction: 'up', at }).verdict).toBe('not_applicable');
    expect(judge(compileCriteria(someFacts, []), {}, { direction: 'up', at }).verdict).toBe('not_applicable');
  });
});

describe('down is suppressed', () => {
  it.each<[string, GivenFacts, string, string[]]>([
    ['by nothing', { ...calm, stable: true }, 'met', []],
    ['by an up criterion that is met', { ...calm, vomiting: true, stable: true }, 'not_met', ['A-U02']],
    ['by an immediate one that is open', { vomiting: false, stable: true }, 'unknown', ['A-U01']],
    ['not by an open one that can wait', { headache: false, stable: true }, 'met', []],
    ['and stays not met by itself', { vomiting: false, stable: false }, 'not_met', ['A-U01']],
    ['by both, of which the one that is met counts', { vomiting: true }, 'not_met', ['A-U01', 'A-U02']],
  ])('%s', (_, facts, verdict, suppressedBy) => expect(say('down', facts)).toMatchObject({ verdict, suppressedBy }));
  it('by nothing that is asked at another level', () => {
    expect(say('down', { ...calm, stable: true, fever: true }).verdict).toBe('met');
    expect(say('down', { ...calm, stable: true, fever: true }, 'village').suppressedBy).toEqual(['A-U03']);
  });
  it('but its findings say what they say', () =>
    expect(say('down', { headache: true, stable: true })).toMatchObject({ urgency: null, findings: [{ code: 'A-D01', verdict: 'met' }] }));
});
