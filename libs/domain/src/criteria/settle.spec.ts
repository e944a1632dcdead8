import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileCriteria } from './criteria-set.js';
import { factDictionary } from './dictionary.js';
import type { FactScalar } from './fact.types.js';
import type { Finding } from './finding.types.js';
import { judge } from './judge.js';
import { comparisons, type Rule } from './rule.types.js';
import { criterion } from './testing/definitions.js';
import { referenceVerdict } from './testing/reference.js';

type PlainFacts = Readonly<Record<string, FactScalar>>;
const at = new Date('2026-11-22T02:00:00Z');
/** What is given is confirmed, so that it counts whatever else is known. */
const findingOf = (rule: Rule, population: Rule, given: PlainFacts): Finding => {
  const confirmed = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, { value, confirmed: true }]));
  return judge(compileCriteria(factDictionary, [criterion(rule, { population })]), confirmed, { direction: 'up', at })
    .findings[0] as Finding;
};

const op = fc.constantFrom(...comparisons);
const ages = fc.constantFrom(10, 18);
const headache: Rule = { fact: 'severe_headache', op: 'is', value: true };
const comparison = (fact: string, value: fc.Arbitrary<number>): fc.Arbitrary<Rule> => fc.record({ fact: fc.constant(fact), op, value });
const oldEnough = comparison('age', ages);
function rules(...leaves: readonly fc.Arbitrary<Rule>[]): fc.Arbitrary<Rule> {
  const { rule } = fc.letrec<{ rule: Rule }>((tie) => {
    const members = fc.array(tie('rule'), { minLength: 1, maxLength: 3 });
    return {
      rule: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        ...leaves,
        fc.record({ all: members }),
        fc.record({ any: members }),
        fc.record({ not: tie('rule') }),
        fc.record({
          ...{ fact: fc.constant('age'), op },
          value: fc.record({ cases: fc.tuple(fc.record({ when: tie('rule'), value: ages })), otherwise: ages }),
        }),
      ),
    };
  });
  return rule;
}
const someOf = (facts: Readonly<Record<string, fc.Arbitrary<FactScalar>>>): fc.Arbitrary<PlainFacts> =>
  fc.record(facts, { requiredKeys: [] }) as fc.Arbitrary<PlainFacts>;
const population = fc.oneof(fc.constant<Rule>({ all: [] }), oldEnough);

/** A ratio and an age that may be given or computed; what they are computed from is asked by no rule. */
const values: Readonly<Record<string, readonly FactScalar[]>> = {
  shock_index: [0.5, 1, 2],
  hr: [50, 100, 200],
  sbp: [50, 100, 200],
  age: [9, 10, 14, 18, 40],
  birth_date: ['2017-01-01', '2016-01-01', '2012-01-01', '2008-01-01', '1986-01-01'],
  severe_headache: [true, false],
};
const inputsOf = { shock_index: ['hr', 'sbp'], age: ['birth_date'] };

/** With what follows from the inputs, where nobody gave it. */
function followed(given: PlainFacts): Record<string, FactScalar> {
  const { birth_date: born, ...facts } = given;
  const { hr, sbp } = facts;
  const age = born === undefined ? undefined : values['age']?.[values['birth_date']?.indexOf(born) ?? 0];
  const ratio = typeof hr === 'number' && typeof sbp === 'number' ? { shock_index: hr / sbp } : {};
  return { ...ratio, ...(age === undefined ? {} : { age }), ...facts };
}
/** Every way of answering some of the open questions. */
function* answers([key, ...rest]: readonly string[], given: PlainFacts): Generator<PlainFacts> {
  if (key === undefined) return yield given;
  yield* answers(rest, given);
  for (const value of values[key] ?? []) yield* answers(rest, { ...given, [key]: value });
}

it('names a computed fact and its open inputs, and as settling exactly those that decide whatever they are', () => {
  const settled = new Map<string, number>();
  const anyRule = rules(comparison('shock_index', fc.constant(1)), oldEnough, fc.constant(headache));
  const facts = someOf({
    ...{ shock_index: fc.constantFrom(0.5, 1, 2), hr: fc.constant(100), sbp: fc.constant(100) },
    ...{ age: fc.constantFrom(9, 10, 14, 18, 40), severe_headache: fc.boolean() },
  });
  fc.assert(
    fc.property(anyRule, population, facts, (rule, whom, given) => {
      const { verdict, missing, settling } = findingOf(rule, whom, given);
      if (verdict !== 'unknown') return expect([...missing, ...settling]).toEqual([]);
      const isOpen = (more: PlainFacts): boolean =>
        referenceVerdict({ rule, population: whom }, { values: followed(more), at: at.getTime() }) === 'unknown';
      const known = followed(given);
      const needless = Object.entries(inputsOf).flatMap(([key, inputs]) => (key in known ? inputs : []));
      const open = Object.keys(values).filter((key) => !(key in known) && !needless.includes(key));
      const decided = (key: string, some: PlainFacts): boolean[] => (values[key] ?? []).map((value) => !isOpen({ ...some, [key]: value }));
      const others = (key: string): string[] => open.filter((other) => other !== key);
      const matters = open.filter((key) =>
        [...answers(others(key), given)].some((some) => isOpen(some) && decided(key, some).includes(true)),
      );
      const alone = open.filter((key) => !decided(key, given).includes(false));
      expect([...missing].sort()).toEqual(matters.sort());
      expect([...settling].sort()).toEqual(alone.sort());
      expect(missing.slice(0, settling.length)).toEqual(settling);
      for (const part of [settling, missing.slice(settling.length)])
        for (const [key, inputs] of Object.entries(inputsOf))
          expect(inputs.filter((input) => part.includes(input) && part.indexOf(input) < part.indexOf(key))).toEqual([]);
      for (const key of settling) settled.set(key, (settled.get(key) ?? 0) + 1);
      return undefined;
    }),
    { numRuns: 4_000 },
  );
  for (const key of Object.keys(values)) expect([key, settled.has(key)]).toEqual([key, true]);
});

it('settles by a score or an age exactly where every value of it decides', () => {
  const tried: Readonly<Record<string, readonly number[]>> = {
    news2: [0, 2, 3, 4, 5, 6, 7, 8, 20],
    age: [0, 9, 10, 15, 16, 17, 18, 19, 80],
  };
  const counts = { settling: 0, open: 0 };
  const anyRule = rules(comparison('news2', fc.constantFrom(3, 5, 7)), oldEnough, comparison('sbp', fc.constant(100)), fc.constant(headache)); // prettier-ignore
  const facts = someOf({ age: fc.constantFrom(10, 40), severe_headache: fc.boolean(), sbp: fc.constantFrom(80, 120), temp: fc.constantFrom(37, 40) }); // prettier-ignore
  const rest: PlainFacts = { rr: 22, spo2: 97, hypercapnic_target: false, on_oxygen: false, hr: 80, consciousness: 'alert' };
  fc.assert(
    fc.property(anyRule, population, facts, (rule, whom, some) => {
      const given = { ...rest, ...some };
      const { missing, settling } = findingOf(rule, whom, given);
      for (const [key, amounts] of Object.entries(tried).filter(([one]) => missing.includes(one))) {
        const decided = amounts.every((amount) => findingOf(rule, whom, { ...given, [key]: amount }).verdict !== 'unknown');
        expect([key, settling.includes(key)]).toEqual([key, decided]);
        counts[decided ? 'settling' : 'open']++;
      }
    }),
    { numRuns: 2_000 },
  );
  for (const count of Object.values(counts)) expect(count).toBeGreaterThan(50);
});
