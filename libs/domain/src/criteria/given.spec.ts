import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { FactDefinition, GivenFacts } from './fact.types.js';
import { readFacts } from './given.js';

const definition = (key: string, more: Partial<FactDefinition>): FactDefinition => ({
  ...{ key, name: { zh: key }, kind: 'quantity', group: 'person' },
  ...more,
});
const definitions = new Map(
  [
    definition('sbp', { unit: 'mm[Hg]', low: 20, high: 330 }),
    definition('glucose', { unit: 'mmol/L', low: 0, high: 100, molarMass: 180.156 }),
    definition('pregnant', { kind: 'boolean' }),
    definition('sex', { kind: 'code', codes: [{ code: 'female', name: { zh: '女' } }] }),
    definition('onset_at', { kind: 'instant' }),
    definition('birth_date', { kind: 'instant' }),
    definition('hr', { unit: '/min', low: 0, high: 400 }),
    definition('age', { unit: 'a' }),
    definition('rr', { unit: '/min' }),
    definition('news2', { unit: '{score}' }),
    definition('shock_index', { unit: '{ratio}', low: 0, high: 10 }),
  ].map((one) => [one.key, one]),
);
const at = new Date('2026-11-22T08:00:00+08:00');
const read = (given: unknown) => readFacts(definitions, given as GivenFacts, at);
const valueOf = (key: string, given: unknown) => read({ [key]: given }).values.get(key)?.value;
const doubtsOf = (key: string, given: unknown) => read({ [key]: given }).doubted;
const moment = (iso: string) => new Date(iso).getTime();

describe('a given fact', () => {
  it.each([
    ['a bare value, in the own unit', 'sbp', 120, 120],
    ['another pressure', 'sbp', { value: 16, unit: 'kPa' }, 120.010_200_867],
    ['mass instead of amount', 'glucose', { value: 126, unit: 'mg/dL' }, 6.993_938_586_56],
    ['a boolean', 'pregnant', { value: false, origin: 'known' }, false],
    ['a code', 'sex', 'female', 'female'],
    ['an instant', 'onset_at', '2026-11-22T07:30:00+08:00', moment('2026-11-21T23:30:00Z')],
    ['a day where days are enough', 'birth_date', '1988-07-01', moment('1988-06-30T16:00:00Z')],
    ['what was looked at again', 'sbp', { value: 340, confirmed: true }, 340],
    ['zero, which is a value', 'sbp', { value: 0, confirmed: true }, 0],
  ])('%s is read', (_, key, given, value) => {
    expect(valueOf(key, given)).toBe(value);
    expect(doubtsOf(key, given)).toEqual([]);
  });

  const expected = (kind: string) => ({ expected: kind });
  it.each([
    ['nobody knows', 'blood', 1, 'unknown_fact', {}],
    ['with a text for a number', 'sbp', '120', 'value_invalid', expected('quantity')],
    ['that is no number', 'sbp', NaN, 'value_invalid', expected('quantity')],
    ['without end', 'sbp', { value: Infinity, confirmed: true }, 'value_invalid', expected('quantity')],
    ['with a number for yes', 'pregnant', 1, 'value_invalid', expected('boolean')],
    ['with a code of its own', 'sex', 'f', 'value_invalid', expected('code')],
    ['that is null', 'sbp', null, 'value_invalid', expected('quantity')],
    ['with an instant without offset', 'onset_at', '2026-11-22T07:30:00', 'value_invalid', expected('instant')],
    ['with a day for an instant', 'onset_at', '2026-11-22', 'value_invalid', expected('instant')],
    ['at a time of such a day', 'onset_at', '2026-02-30T07:30:00+08:00', 'value_invalid', expected('instant')],
    ['on a day that does not exist', 'birth_date', '2026-02-30', 'value_invalid', expected('instant')],
    ['measured at no time', 'sbp', { value: 120, at: 'today' }, 'value_invalid', expected('quantity')],
    ['in a unit of something else', 'sbp', { value: 120, unit: 'mg' }, 'unit_unconvertible', { unit: 'mg', expected: 'mm[Hg]' }],
    ['in an invented unit', 'sbp', { value: 120, unit: 'mmHg' }, 'unit_unconvertible', { unit: 'mmHg', expected: 'mm[Hg]' }],
    ['with a unit on a yes', 'pregnant', { value: true, unit: '1' }, 'unit_unconvertible', { unit: '1', expected: '' }],
    ['above what can be', 'sbp', 331, 'outside_limits', { low: 20, high: 330, value: 331 }],
    ['below what can be', 'sbp', { value: 2, unit: 'kPa' }, 'outside_limits', { low: 20, high: 330, value: 15.001_275_108_4 }],
  ])('%s is doubted and not used', (_, fact, given, doubt, detail) => {
    expect(doubtsOf(fact, given)).toEqual([{ fact, doubt, detail }]);
    expect(valueOf(fact, given)).toBeUndefined();
  });
});

describe('a series', () => {
  const on = (dayOfMonth: number, value: unknown) => ({ value, at: `2026-11-${dayOfMonth}T08:00:00+08:00` });
  const time = (dayOfMonth: number) => moment(`2026-11-${dayOfMonth}T00:00:00Z`);

  it('is kept oldest first, and its newest value counts', () => {
    expect(read({ sbp: [on(20, 150), on(21, 120), on(19, 180)] }).values.get('sbp')).toEqual({
      value: 120,
      unit: 'mm[Hg]',
      series: [19, 20, 21].map((d, i) => ({ value: [180, 150, 120][i], at: time(d) })),
    });
  });
  it('of one needs no date', () => expect(valueOf('sbp', [{ value: 120 }])).toBe(120));
  it('questions an old value and keeps the new one', () => {
    expect(valueOf('sbp', [on(20, 900), on(21, 120)])).toBe(120);
    expect(doubtsOf('sbp', [on(20, 900), on(21, 120)])).toMatchObject([{ doubt: 'outside_limits' }]);
  });
  it('never puts an old value in the place of a new one that is questioned', () => {
    expect(valueOf('sbp', [on(20, 120), on(21, 900)])).toBeUndefined();
  });
  it('leaves out what has no date, and says so', () => {
    expect(valueOf('sbp', [on(20, 120), { value: 90 }])).toBe(120);
    expect(doubtsOf('sbp', [on(20, 120), { value: 90 }])).toMatchObject([{ doubt: 'value_invalid' }]);
    expect(valueOf('sbp', [{ value: 120 }, { value: 90 }])).toBeUndefined();
  });
  it('of nothing is no value', () => expect(doubtsOf('sbp', [])).toMatchObject([{ doubt: 'value_invalid' }]));
});

describe('a given score', () => {
  it('that its inputs contradict is questioned, and they count', () => {
    const { values, doubted } = read({ sbp: 100, hr: 120, shock_index: 0.8 });
    expect(values.has('shock_index')).toBe(false);
    expect(doubted).toEqual([{ fact: 'shock_index', doubt: 'differs_from_computed', detail: { computed: 1.2, given: 0.8 } }]);
  });
  it('is used against its inputs once somebody says that it is right', () => {
    const { values, doubted } = read({ sbp: 100, hr: 120, shock_index: { value: 0.8, confirmed: true } });
    expect(values.get('shock_index')?.value).toBe(0.8);
    expect(doubted).toHaveLength(1);
  });
  it('below what the inputs that are known already give is contradicted too', () => {
    const { values, doubted } = read({ age: 60, rr: 30, hr: 135, news2: 2 });
    expect(values.has('news2')).toBe(false);
    expect(doubted).toEqual([{ fact: 'news2', doubt: 'differs_from_computed', detail: expect.objectContaining({ given: 2 }) }]);
  });
  it('that is rounded is not questioned', () => expect(read({ sbp: 98, hr: 120, shock_index: 1.2 }).doubted).toEqual([]));
  it('is not questioned while it may still be right', () => {
    expect(read({ sbp: 98, shock_index: 3 }).doubted).toEqual([]);
    expect(read({ age: 60, rr: 30, news2: 7 }).doubted).toEqual([]);
  });
});

describe('anything that came as JSON', () => {
  it('is read without throwing, and every fact is either used or doubted', () => {
    const key = fc.oneof(fc.constantFrom(...definitions.keys()), fc.string());
    const entry = fc.record(
      { value: fc.oneof(fc.double(), fc.jsonValue()), unit: fc.oneof(fc.constantFrom('kPa', 'mg/dL'), fc.jsonValue()), at: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const given = fc.oneof(fc.dictionary(key, fc.oneof(fc.double(), entry, fc.array(entry), fc.jsonValue())), fc.jsonValue());
    fc.assert(
      fc.property(given, (facts) => {
        const { values, doubted } = read(facts);
        for (const { value } of values.values()) expect(Number.isNaN(value)).toBe(false);
        const keys = typeof facts === 'object' && facts !== null && !Array.isArray(facts) ? Object.keys(facts) : [];
        for (const one of keys) expect(values.has(one) || doubted.some(({ fact }) => fact === one)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});
