import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileCriteria, type JudgeableCriterion } from './criteria-set.js';
import type { FactDefinition, FactScalar, GivenFact, GivenFacts, MeasuredFact } from './fact.types.js';
import type { Finding } from './finding.types.js';
import { judge } from './judge.js';
import { comparisons, trendMeasures, type Rule, type Verdict } from './rule.types.js';
import { referenceVerdict, type PlainFacts } from './testing/reference.js';

const at = new Date('2026-11-22T02:00:00Z');
const day = 86_400_000;
const name = { zh: '事实' };
const definitions: readonly FactDefinition[] = [
  ...['q1', 'q2', 'q3'].map((key) => ({ key, name, kind: 'quantity', group: 'vital_signs', unit: 'mm[Hg]' }) as const),
  ...['b1', 'b2', 'b3', 'b4'].map((key) => ({ key, name, kind: 'boolean', group: 'symptoms' }) as const),
  { key: 'c1', name, kind: 'code', group: 'examination', codes: ['x', 'y', 'z'].map((code) => ({ code, name })) },
  { key: 't1', name, kind: 'instant', group: 'course' },
];

const mark = fc.constantFrom(2, 5, 8);
const op = fc.constantFrom(...comparisons);
const quantity = fc.constantFrom('q1', 'q2', 'q3');
const truth = fc.record({ fact: fc.constantFrom('b1', 'b2', 'b3', 'b4'), op: fc.constant('is' as const), value: fc.boolean() });
const code = fc.oneof(
  fc.record({ fact: fc.constant('c1'), op: fc.constantFrom('==', '!='), value: fc.constantFrom('x', 'y', 'z') }),
  fc.record({ fact: fc.constant('c1'), op: fc.constant('in'), value: fc.subarray(['x', 'y', 'z'], { minLength: 1 }) }),
);
const number = fc.oneof(
  fc.record({ fact: quantity, op, value: mark }),
  fc.record({ fact: quantity, op: fc.constant('between'), value: fc.constantFrom([2, 5], [5, 8], [2, 8]) }),
);
const timed = fc.oneof(
  fc.record({ since: fc.constant('t1'), op, value: mark, unit: fc.constantFrom('h', 'd') }),
  fc.record({
    trend: quantity,
    measure: fc.constantFrom(...trendMeasures),
    within: fc.record({ value: mark, unit: fc.constant('d') }),
    op,
    value: fc.integer({ min: -3, max: 3 }),
  }),
);

/** Rules of every form, with thresholds that depend on other conditions. */
function rules(leaf: fc.Arbitrary<unknown>, numbers: fc.Arbitrary<string>): fc.Arbitrary<Rule> {
  const { rule } = fc.letrec((tie) => {
    const members = (least: number) => fc.array(tie('rule'), { minLength: least, maxLength: 3 });
    return {
      rule: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        { weight: 3, arbitrary: leaf },
        { weight: 2, arbitrary: fc.record({ all: members(0) }) },
        { weight: 2, arbitrary: fc.record({ any: members(1) }) },
        fc.record({ not: tie('rule') }),
        members(1).chain((of) => fc.record({ atLeast: fc.integer({ min: 1, max: of.length }), of: fc.constant(of) })),
        fc.record({
          fact: numbers,
          op,
          value: fc.record(
            { cases: fc.array(fc.record({ when: tie('rule'), value: mark }), { minLength: 1, maxLength: 2 }), otherwise: mark },
            { requiredKeys: ['cases'] },
          ),
        }),
      ),
    };
  });
  return rule as fc.Arbitrary<Rule>;
}
const criteria = (rule: fc.Arbitrary<Rule>): fc.Arbitrary<JudgeableCriterion> =>
  fc.record({
    ...{ code: fc.constant('X-U01'), label: fc.constant(name), target: fc.constant(name), source: fc.constant('') },
    ...{ levels: fc.constant([]), grades: fc.constant(['G' as const]) },
    direction: fc.constantFrom('up', 'down'),
    urgency: fc.constantFrom('immediate', '24h'),
    rule,
    population: fc.oneof(fc.constant({ all: [] }), rule),
  });
const anyCriterion = criteria(rules(fc.oneof(truth, code, number, timed), quantity));

const dated = (value: number, daysAgo: number): MeasuredFact => ({ value, at: new Date(at.getTime() - daysAgo * day).toISOString() });
const amount = fc.integer({ min: 1, max: 9 });
const measured: fc.Arbitrary<GivenFact> = fc.oneof(
  amount,
  fc.array(fc.tuple(amount, fc.integer({ min: 0, max: 9 })), { minLength: 2, maxLength: 4 }).map((all) => all.map((one) => dated(...one))),
);
const facts: fc.Arbitrary<GivenFacts> = fc.record(
  {
    ...{ q1: measured, q2: measured, q3: measured },
    ...{ b1: fc.boolean(), b2: fc.boolean(), b3: fc.boolean(), b4: fc.boolean() },
    c1: fc.constantFrom('x', 'y', 'z'),
    t1: fc.integer({ min: -1, max: 10 }).map((daysAgo) => new Date(at.getTime() - daysAgo * day).toISOString()),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<GivenFacts>;

/** Given facts as the reference takes them. */
function plain(given: GivenFacts): PlainFacts {
  const values: Record<string, FactScalar> = {};
  const series: Record<string, (readonly [number, number])[]> = {};
  for (const [key, fact] of Object.entries(given)) {
    if (Array.isArray(fact)) {
      const sorted = (fact as MeasuredFact[])
        .map((one) => [Date.parse(one.at ?? ''), Number(one.value)] as const)
        .sort((a, b) => a[0] - b[0]);
      series[key] = sorted;
      values[key] = sorted.at(-1)?.[1] ?? 0;
    } else values[key] = key === 't1' ? Date.parse(String(fact)) : (fact as FactScalar);
  }
  return { values, series, at: at.getTime() };
}
const findingOf = (criterion: JudgeableCriterion, given: GivenFacts): Finding =>
  judge(compileCriteria(definitions, [criterion]), given, { direction: criterion.direction, at }).findings[0] as Finding;
const without = (given: GivenFacts, key: string): GivenFacts =>
  Object.fromEntries(Object.entries(given).filter(([other]) => other !== key));
const runs = { numRuns: 1_500 };

it('agrees with the second implementation of the rule language', () => {
  const seen = new Map<Verdict, number>();
  fc.assert(
    fc.property(anyCriterion, facts, (criterion, given) => {
      const { verdict } = findingOf(criterion, given);
      seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
      expect(verdict).toBe(referenceVerdict(criterion, plain(given)));
    }),
    runs,
  );
  // random rules that never decided would prove nothing
  for (const verdict of ['met', 'not_met', 'unknown', 'not_applicable'] as const) expect(seen.get(verdict)).toBeGreaterThan(50);
});

it('decides nothing by forgetting a fact: open stays open, and met and not met never change places', () => {
  fc.assert(
    fc.property(anyCriterion, facts, (criterion, given) => {
      const { verdict } = findingOf(criterion, given);
      for (const key of Object.keys(given)) {
        const less = findingOf(criterion, without(given, key)).verdict;
        if (verdict === 'unknown') expect(less).toBe('unknown');
        if (verdict === 'met') expect(['met', 'unknown']).toContain(less);
        if (verdict === 'not_met') expect(['not_met', 'unknown']).toContain(less);
      }
    }),
    runs,
  );
});

it('decides nothing by forgetting a fact for a direction as a whole, save that an up criterion of less than immediate urgency no longer forbids', () => {
  fc.assert(
    fc.property(
      fc.array(anyCriterion, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('up', 'down'),
      facts,
      (several, direction, given) => {
        const set = compileCriteria(definitions, several);
        const whole = judge(set, given, { direction, at });
        for (const key of Object.keys(given)) {
          const less = judge(set, without(given, key), { direction, at });
          if (whole.verdict === 'unknown') expect(less.verdict).toBe('unknown');
          if (whole.verdict === 'met') expect(['met', 'unknown']).toContain(less.verdict);
          const released = whole.suppressedBy.length > 0 && less.suppressedBy.length === 0;
          if (whole.verdict === 'not_met' && !released) expect(['not_met', 'unknown']).toContain(less.verdict);
        }
      },
    ),
    runs,
  );
});

it('gives reasons that decide by themselves', () => {
  fc.assert(
    fc.property(anyCriterion, facts, (criterion, given) => {
      const { verdict, reasons } = findingOf(criterion, given);
      if (verdict === 'unknown') return expect(reasons.every(({ outcome }) => outcome === 'unknown')).toBe(true);
      const named = new Set(reasons.map(({ fact }) => fact));
      const only = Object.fromEntries(Object.entries(given).filter(([key]) => named.has(key)));
      return expect(findingOf(criterion, only).verdict).toBe(verdict);
    }),
    runs,
  );
});

const few: Readonly<Record<string, readonly FactScalar[]>> = {
  q1: [1, 2, 3, 5, 6, 8, 9],
  b1: [true, false],
  b2: [true, false],
  c1: ['x', 'y', 'z'],
};
const fewRules = rules(
  fc.oneof(truth, code, number).filter((leaf) => String(leaf.fact) in few),
  fc.constant('q1'),
);
const fewFacts = fc.record(Object.fromEntries(Object.entries(few).map(([key, values]) => [key, fc.constantFrom(...values)])), {
  requiredKeys: [],
}) as fc.Arbitrary<GivenFacts>;

/** Every way of answering some of the open questions. */
function* answers(open: readonly string[], given: GivenFacts): Generator<GivenFacts> {
  const [key, ...rest] = open;
  if (key === undefined) return yield given;
  yield* answers(rest, given);
  for (const value of few[key] ?? []) yield* answers(rest, { ...given, [key]: value });
}

it('names as missing exactly the facts that can decide, and as settling exactly those that decide whatever they are', () => {
  let settled = 0;
  fc.assert(
    fc.property(criteria(fewRules), fewFacts, (criterion, given) => {
      const { verdict, missing, settling } = findingOf(criterion, given);
      if (verdict !== 'unknown') return expect([...missing, ...settling]).toEqual([]);
      settled += settling.length;
      const isOpen = (more: GivenFacts): boolean => referenceVerdict(criterion, plain(more)) === 'unknown';
      const open = Object.keys(few).filter((key) => !(key in given));
      const alone = open.filter((key) => few[key]?.every((value) => !isOpen({ ...given, [key]: value })));
      const matters = open.filter((key) => {
        const others = open.filter((other) => other !== key);
        return [...answers(others, given)].some((some) => isOpen(some) && few[key]?.some((value) => !isOpen({ ...some, [key]: value })));
      });
      expect([...settling].sort()).toEqual(alone.sort());
      expect(missing.slice(0, settling.length)).toEqual(settling);
      return expect([...missing].sort()).toEqual(matters.sort());
    }),
    { numRuns: 1_000 },
  );
  expect(settled).toBeGreaterThan(30);
});
