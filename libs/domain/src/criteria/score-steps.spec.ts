import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { derivedFacts } from './derived.js';
import { factDictionary } from './dictionary.js';
import type { FactReading } from './given.js';
import { scoreSteps } from './score-steps.js';

const at = new Date('2026-11-22T02:00:00Z');
const definitions = new Map(factDictionary.map((definition) => [definition.key, definition]));
const scores = [...derivedFacts.values()].filter(({ unit, inputs }) => unit === '{score}' && inputs.length > 1);
const isNumber = (key: string): boolean => definitions.get(key)?.kind === 'quantity';

const valueOf = (key: string): fc.Arbitrary<FactReading> => {
  const { kind, codes = [], low = 0, high = 300, unit = null } = definitions.get(key) ?? {};
  const value =
    kind === 'boolean'
      ? fc.boolean()
      : kind === 'code'
        ? fc.constantFrom(...codes.map(({ code }) => code))
        : fc.integer({ min: low * 10, max: high * 10 }).map((tenths) => (key === 'temp' ? tenths / 10 : Math.round(tenths / 10)));
  return value.map((one) => ({ value: one, unit, series: [] }));
};

describe.each(scores.map((score) => [score.key, score] as const))('%s', (_, score) => {
  const numbers = score.inputs.filter(isNumber);
  it('has steps for each of its numbers, in the unit of the dictionary', () => {
    for (const key of numbers) expect([key, scoreSteps.get(key)?.unit]).toEqual([key, definitions.get(key)?.unit]);
  });
  it('is the same all over a step, whatever else is known', () => {
    const others = fc.record(Object.fromEntries(score.inputs.map((key) => [key, valueOf(key)])), { requiredKeys: [] });
    const input = fc.constantFrom(...numbers).chain((key) => fc.tuple(fc.constant(key), valueOf(key)));
    fc.assert(
      fc.property(others, input, (known, [key, reading]) => {
        const upTo = scoreSteps.get(key)?.upTo ?? [];
        const stands = upTo.find((last) => (reading.value as number) <= last) ?? (upTo.at(-1) ?? 0) + 1;
        const compute = (value: number) =>
          score.compute(new Map(Object.entries({ ...known, [key]: { ...reading, value } })) as Map<string, FactReading>, at);
        expect(compute(reading.value as number)).toEqual(compute(stands));
      }),
      { numRuns: 2_000 },
    );
  });
});
it('knows the scores', () => expect(scores.map(({ key }) => key)).toEqual(['news2', 'news2_single_max', 'abcd2']));
