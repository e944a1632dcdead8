import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileCriteria, type JudgeableCriterion } from '../criteria/criteria-set.js';
import type { GivenFacts } from '../criteria/fact.types.js';
import { verdicts, type Rule, type Verdict } from '../criteria/rule.types.js';
import { criterion, someFacts } from '../criteria/testing/definitions.js';
import { judgeDown, metSinceOf, missingFor, verdictChanged } from './candidate.js';
import { checkSetAside, isSetAside } from './set-aside.js';

const at = new Date('2026-11-22T02:00:00Z');
const yes = (fact: string): Rule => ({ fact, op: 'is', value: true });
const one = (code: string, rule: Rule, more: Partial<JudgeableCriterion> = {}) => criterion(rule, { code, ...more });
const home = one('A-D01', { all: [yes('stable'), { fact: 'sbp', op: '<', value: 140 }] }, { direction: 'down', urgency: 'routine' });
const first = compileCriteria(someFacts, [one('A-U01', yes('headache'), { urgency: 'immediate' }), one('A-U02', yes('vomiting')), home]);
const other = compileCriteria(someFacts, [one('B-U01', { fact: 'k', op: '>', value: 6 }, { urgency: 'immediate', levels: ['village'] })]);
const well: GivenFacts = { headache: false, vomiting: false, stable: true, sbp: 120, k: 4 };
const say = (facts: GivenFacts, sets = [first, other]) => {
  const { joint, against, missing } = judgeDown(sets, facts, { at, level: 'county' });
  return { verdict: joint.verdict, against: against.map((each) => each.map(({ code }) => code)), missing };
};

describe('a patient in care', () => {
  it('may go down when a criterion is met and nothing speaks against it', () =>
    expect(say(well)).toEqual({ verdict: 'met', against: [[], []], missing: [] }));
  it.each<[string, GivenFacts, Verdict, string[][], string[]]>([
    ['stays while a criterion to refer up is met', { ...well, vomiting: true }, 'not_met', [['A-U02'], []], []],
    ['stays while one of another protocol is met, whatever its level', { ...well, k: 7 }, 'not_met', [[], ['B-U01']], []],
    ['lacks nothing that would help while one is met', { headache: false, vomiting: true, k: 4 }, 'not_met', [['A-U02'], []], []],
    ['is open while an immediate one is open, and that is what is missing', { stable: true, sbp: 120, k: 4, vomiting: false }, 'unknown', [['A-U01'], []], ['headache']], // prettier-ignore
    ['is open while its own facts are', { headache: false, vomiting: false, k: 4 }, 'unknown', [[], []], ['stable', 'sbp']],
    ['lacks both where both are', { vomiting: false, sbp: 120 }, 'unknown', [['A-U01'], ['B-U01']], ['stable', 'headache', 'k']],
    ['does not wait for what would not help', { ...well, stable: false, headache: true }, 'not_met', [['A-U01'], []], []],
  ])('%s', (_, facts, verdict, against, missing) => expect(say(facts)).toEqual({ verdict, against, missing }));

  it('is never met while anything suppresses it, whatever is known', () => {
    const maybe = fc.option(fc.boolean(), { nil: undefined });
    const facts = fc.record({
      ...{ headache: maybe, vomiting: maybe, stable: maybe },
      sbp: fc.option(fc.constantFrom(120, 160), { nil: undefined }),
      k: fc.option(fc.constantFrom(4, 7), { nil: undefined }),
    });
    fc.assert(
      fc.property(facts, (some) => {
        const given = Object.fromEntries(Object.entries(some).filter(([, value]) => value !== undefined)) as GivenFacts;
        const { verdict, against, missing } = say(given);
        const met = some.stable === true && some.sbp === 120 && some.headache === false && some.vomiting !== true && some.k === 4;
        expect(verdict === 'met').toBe(met);
        if (verdict === 'met') expect([against.flat(), missing]).toEqual([[], []]);
        for (const key of missing) expect(key in given).toBe(false);
      }),
    );
  });
});

it('names the inputs of what is computed, of the criterion that needs fewest', () => {
  const open = (missing: string[]) => ({ verdict: 'unknown' as const, missing });
  expect(missingFor([open(['shock_index', 'hr', 'sbp']), open(['stable', 'fever', 'temp'])], [])).toEqual(['hr', 'sbp']);
  expect(missingFor([], [open(['k'])])).toEqual([]);
});

describe('since when', () => {
  const run = fc.array(fc.option(fc.constantFrom(...verdicts), { nil: null }), { minLength: 1, maxLength: 20 });
  it('is the first moment of the unbroken stretch, and never moves inside it', () => {
    fc.assert(
      fc.property(run, (said) => {
        let before: { verdict: Verdict | null; metSince: Date | null } | null = null;
        said.forEach((verdict, i) => {
          const since = metSinceOf(before, verdict, new Date(i));
          const begun =
            verdict === 'met' ? said.findLastIndex((one, n) => n <= i && one === 'met' && (n === 0 || said[n - 1] !== 'met')) : -1;
          expect(since?.getTime() ?? -1).toBe(begun);
          before = { verdict, metSince: since };
        });
      }),
    );
  });
  it.each<[Verdict | null | undefined, Verdict | null, boolean]>([
    [undefined, 'met', true],
    [undefined, 'unknown', false],
    [null, 'unknown', false],
    ['met', 'met', false],
    ['met', 'not_met', true],
    ['not_met', null, true],
  ])('from %s to %s somebody looks again: %s', (before, after, changed) => expect(verdictChanged(before, after)).toBe(changed));
});

describe('setting aside', () => {
  it.each([
    ['2026-11-22', true],
    ['2026-12-06', true],
    ['2026-11-21', false],
    ['2026-12-07', false],
    ['whenever', false],
  ])('until %s on 22 November: %s', (until, allowed) => {
    const asked = () => checkSetAside(until, '2026-11-22');
    if (allowed) expect(asked).not.toThrow();
    else expect(asked).toThrow('request.invalid');
  });
  it('ends by itself after its day', () => {
    expect([isSetAside('2026-11-22', '2026-11-22'), isSetAside('2026-11-22', '2026-11-23'), isSetAside(null, '2026-11-22')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
