import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { boundsOf, derivedFacts, openInputs } from './derived.js';
import { factDictionary } from './dictionary.js';
import type { FactScalar, GivenFacts } from './fact.types.js';
import { readFacts } from './given.js';

const dictionary = new Map(factDictionary.map((fact) => [fact.key, fact]));
const now = '2026-11-22T08:00:00+08:00';
const read = (given: GivenFacts, at = now) => {
  const { values, doubted } = readFacts(dictionary, given, new Date(at));
  expect(doubted).toEqual([]);
  return values;
};
const bounds = (key: string, given: GivenFacts, at = now) => derivedFacts.get(key)?.compute(read(given, at), new Date(at));
/** The one number that follows; undefined while several are possible. */
const computed = (key: string, given: GivenFacts, at = now) => {
  const found = bounds(key, given, at);
  return found && found.low === found.high ? found.low : undefined;
};

describe('age', () => {
  it.each([
    ['the day before the birthday', '1988-11-23', now, 37, 455, 13_878],
    ['on the birthday', '1988-11-22', now, 38, 456, 13_879],
    ['born today', '2026-11-22', now, 0, 0, 0],
    ['born yesterday evening, not yet a day old', '2026-11-21T23:30:00+08:00', now, 0, 0, 0],
    ['born in the night, when it is still yesterday in Greenwich', '2025-11-22T02:00:00+08:00', now, 1, 12, 365],
    ['of somebody born on 29 February', '2004-02-29', '2026-02-28T12:00:00+08:00', 21, 263, 8035],
    ['a day later', '2004-02-29', '2026-03-01T00:00:00+08:00', 22, 264, 8036],
    ['a month after the 31st', '2026-08-31', '2026-09-30T12:00:00+08:00', 0, 0, 30],
    ['in the last minute of the day before a birthday', '2012-11-22', '2026-11-21T23:59:00+08:00', 13, 167, 5112],
  ])('%s', (_, born, at, years, months, days) => {
    expect(computed('age', { birth_date: born }, at)).toBe(years);
    expect(computed('age_months', { birth_date: born }, at)).toBe(months);
    expect(computed('age_days', { birth_date: born }, at)).toBe(days);
  });
  it('of somebody not yet born is not known', () => {
    for (const key of ['age', 'age_months', 'age_days']) expect(bounds(key, { birth_date: '2026-11-23' })).toBeUndefined();
  });
});

/** Chart 1 of the RCP's report, both ends of every cell. */
describe('NEWS2', () => {
  const well = {
    age: 60,
    rr: 16,
    spo2: 97,
    hypercapnic_target: false,
    on_oxygen: false,
    sbp: 120,
    hr: 70,
    consciousness: 'alert',
    temp: 37,
  };
  const chart: [fact: string, given: GivenFacts, score: number][] = [
    ...cells('rr', [[0, 8, 3], [9, 11, 1], [12, 20, 0], [21, 24, 2], [25, 60, 3]]), // prettier-ignore
    ...cells('spo2', [[60, 91, 3], [92, 93, 2], [94, 95, 1], [96, 100, 0]]), // prettier-ignore
    ...cells('sbp', [[40, 90, 3], [91, 100, 2], [101, 110, 1], [111, 219, 0], [220, 300, 3]]), // prettier-ignore
    ...cells('hr', [[20, 40, 3], [41, 50, 1], [51, 90, 0], [91, 110, 1], [111, 130, 2], [131, 220, 3]]), // prettier-ignore
    ...cells('temp', [[30, 35, 3], [35.1, 36, 1], [36.1, 38, 0], [38.1, 39, 1], [39.1, 43, 2]]), // prettier-ignore
    ...cells('spo2', [[60, 83, 3], [84, 85, 2], [86, 87, 1], [88, 92, 0], [93, 100, 0]], { hypercapnic_target: true }), // prettier-ignore
    ...cells('spo2', [[60, 83, 3], [84, 85, 2], [86, 87, 1], [88, 92, 0], [93, 94, 1], [95, 96, 2], [97, 100, 3]], { hypercapnic_target: true, on_oxygen: true }, 2), // prettier-ignore
    ['on_oxygen', { on_oxygen: true }, 2],
    ...['confusion', 'voice', 'pain', 'unresponsive'].map((code): (typeof chart)[number] => ['consciousness', { consciousness: code }, 3]),
  ];
  it.each(chart)('%s %j scores %d', (_, given, score) => expect(computed('news2', { ...well, ...given })).toBe(score));
  it('adds up', () => {
    const ill = {
      age: 70,
      rr: 26,
      spo2: 90,
      hypercapnic_target: false,
      on_oxygen: true,
      sbp: 85,
      hr: 135,
      consciousness: 'pain',
      temp: 39.5,
    };
    expect(computed('news2', ill)).toBe(3 + 3 + 2 + 3 + 3 + 3 + 2);
    expect(computed('news2', { ...ill, temp: 34 })).toBe(20);
  });
  it('takes GCS where nobody said ACVPU, and ACVPU before GCS', () => {
    const { consciousness: _, ...rest } = well;
    expect(computed('news2', { ...rest, gcs: 15 })).toBe(0);
    expect(computed('news2', { ...rest, gcs: 14 })).toBe(3);
    expect(computed('news2', { ...well, gcs: 14 })).toBe(0);
  });
  it('reads a value between two cells to the resolution of the chart', () => {
    expect(computed('news2', { ...well, temp: 38.04 })).toBe(0);
    expect(computed('news2', { ...well, temp: 38.05 })).toBe(1);
    expect(computed('news2', { ...well, temp: { value: 100.4, unit: '[degF]' } })).toBe(0);
  });
  it('is not computed for a child, nor while the age is not known', () => {
    const { age: _, ...rest } = well;
    expect(bounds('news2', { ...well, age: 15 })).toBeUndefined();
    expect(bounds('news2', rest)).toBeUndefined();
    expect(computed('news2', { ...rest, birth_date: '1966-01-01' })).toBe(0);
  });
  it('says what it can from part of the parameters', () => {
    expect(bounds('news2', { age: 60, rr: 26, sbp: 88, consciousness: 'voice' })).toEqual({ low: 9, high: 20 });
    expect(bounds('news2', { age: 60 })).toEqual({ low: 0, high: 20 });
    expect(bounds('news2_single_max', { age: 60, rr: 26 })).toEqual({ low: 3, high: 3 });
    expect(bounds('news2_single_max', { age: 60, rr: 16 })).toEqual({ low: 0, high: 3 });
  });
  it('takes both saturation scales into account while nobody said which', () => {
    const { hypercapnic_target: _, ...rest } = well;
    expect(bounds('news2', { ...rest, spo2: 90 })).toEqual({ low: 0, high: 3 });
    expect(bounds('news2', { ...rest, spo2: 97 })).toEqual({ low: 0, high: 0 });
  });
});

describe('eGFR by CKD-EPI 2021', () => {
  // whole numbers that the calculator of the National Kidney Foundation gives (kidney.org, creatinine only, 2021)
  it.each([
    [70, 'male', { value: 200, unit: 'umol/L' }, 30],
    [70, 'female', { value: 200, unit: 'umol/L' }, 23],
    [70, 'male', { value: 100, unit: 'umol/L' }, 70],
    [70, 'female', { value: 100, unit: 'umol/L' }, 52],
    [50, 'male', { value: 1.1, unit: 'mg/dL' }, 82],
  ])('at %d, %s, creatinine %j: %d', (age, sex, scr, egfr) => expect(Math.round(computed('egfr', { age, sex, scr }) ?? 0)).toBe(egfr));
  // at the knot κ both powers are 1: 142 × 0.9938^age (× 1.012)
  it.each([
    ['male', 0.9, 142 * 0.9938 ** 40],
    ['female', 0.7, 142 * 0.9938 ** 40 * 1.012],
    ['male', 0.45, 142 * 0.5 ** -0.302 * 0.9938 ** 40],
    ['female', 1.4, 142 * 2 ** -1.2 * 0.9938 ** 40 * 1.012],
  ])('is the published formula around its knot: %s %d mg/dL', (sex, value, egfr) =>
    expect(computed('egfr', { age: 40, sex, scr: { value, unit: 'mg/dL' } })).toBeCloseTo(egfr, 6),
  );
  it('lies between those of both sexes while the sex is not known', () => {
    const both = bounds('egfr', { age: 70, scr: 200 });
    expect([Math.round(both?.low ?? 0), Math.round(both?.high ?? 0)]).toEqual([23, 30]);
  });
  it('is not computed for a child', () => expect(bounds('egfr', { age: 17, sex: 'male', scr: 60 })).toBeUndefined());
});

describe('times and pregnancies', () => {
  it.each<[string, string, GivenFacts, number | undefined]>([
    ['minutes since the onset', 'onset_min', { onset_at: '2026-11-22T03:30:00+08:00' }, 270],
    ['whatever the offset', 'onset_min', { onset_at: '2026-11-21T19:30:00Z' }, 270],
    ['an onset still to come', 'onset_min', { onset_at: '2026-11-22T08:01:00+08:00' }, undefined],
    ['hours since delivery', 'hours_postpartum', { delivery_at: '2026-11-20T08:00:00+08:00' }, 48],
    ['completed days since delivery', 'postpartum_days', { delivery_at: '2026-10-10T09:00:00+08:00' }, 42],
    // ACOG 700: due 280 days after the last menstruation
    ['40 weeks on the due date', 'ga_weeks', { pregnant: true, edd_date: '2026-11-22' }, 40],
    ['280 days after the last menstruation', 'ga_weeks', { pregnant: true, lmp_date: '2026-02-15' }, 40],
    ['33 weeks and 6 days', 'ga_weeks', { pregnant: true, edd_date: '2027-01-04' }, 33 + 6 / 7],
    ['the due date before the last menstruation', 'ga_weeks', { pregnant: true, edd_date: '2026-11-22', lmp_date: '2026-03-01' }, 40],
    ['nobody who is not pregnant', 'ga_weeks', { pregnant: false, edd_date: '2026-11-22' }, undefined],
    ['the date of another pregnancy', 'ga_weeks', { pregnant: true, lmp_date: '2025-11-01' }, undefined],
    // AAP 2004: born at 28 weeks, 10 weeks old: postmenstrual age 38 weeks
    ['gestation at birth and the time lived', 'cga_weeks', { ga_weeks: 28, birth_date: '2026-09-13' }, 38],
  ])('%s', (_, key, given, value) => expect(computed(key, given)).toBe(value));
});

describe('other numbers', () => {
  it.each<[string, GivenFacts, number]>([
    ['shock_index', { hr: 120, sbp: 80 }, 1.5],
    ['shock_index', { hr: 100, sbp: 100 }, 1],
    ['map', { sbp: 120, dbp: 75 }, 90],
    ['bmi', { weight: { value: 81, unit: 'kg' }, height: 180 }, 25],
    ['pf_ratio', { pao2: 60, fio2: { value: 40, unit: '%' } }, 150],
    // Johnston 2007: 62 years, 150/80, weakness, 45 minutes, no diabetes: 1 + 1 + 2 + 1 + 0
    [
      'abcd2',
      { age: 62, sbp: 150, dbp: 80, unilateral_weakness: true, speech_disturbance: true, tia_duration_min: 45, diabetes_known: false },
      5,
    ],
    [
      'abcd2',
      { age: 59, sbp: 139, dbp: 89, unilateral_weakness: false, speech_disturbance: true, tia_duration_min: 9, diabetes_known: false },
      1,
    ],
    [
      'abcd2',
      { age: 60, sbp: 120, dbp: 90, unilateral_weakness: true, speech_disturbance: false, tia_duration_min: 60, diabetes_known: true },
      7,
    ],
  ])('%s of %j is %d', (key, given, value) => expect(computed(key, given)).toBe(value));
  it('an ABCD2 with open parts is a range', () =>
    expect(bounds('abcd2', { age: 62, sbp: 150, speech_disturbance: true })).toEqual({ low: 3, high: 7 }));
  it('nothing is divided by a pressure of nought', () =>
    expect(bounds('shock_index', { hr: 100, sbp: { value: 0, confirmed: true } })).toBeUndefined());
});

describe('what is known of a fact', () => {
  const at = new Date(now);
  const definition = (key: string, unit: string) => ({ key, unit });
  it('is the given value before the computed one', () =>
    expect(
      boundsOf(
        definition('age', 'a'),
        readFacts(dictionary, { age: { value: 5, confirmed: true }, birth_date: '1988-01-01' }, at).values,
        at,
      ),
    ).toEqual({
      low: 5,
      high: 5,
    }));
  it('is in the unit of the definition', () =>
    expect(boundsOf(definition('map', 'kPa'), read({ sbp: 120, dbp: 75 }), at)).toEqual({ low: 11.998_98, high: 11.998_98 }));
  it('is computed from inputs in other units', () => {
    const definitions = new Map(dictionary).set('sbp', { ...dictionary.get('sbp'), unit: 'kPa', low: 1, high: 50 } as never);
    const { values } = readFacts(definitions, { hr: 120, sbp: 10.665_76 }, at);
    expect(derivedFacts.get('shock_index')?.compute(values, at)?.low).toBeCloseTo(1.5, 9);
  });

  it.each<[string, GivenFacts, string[]]>([
    ['age', {}, ['birth_date']],
    ['age', { birth_date: '1988-01-01' }, []],
    ['age', { birth_date: '2027-01-01' }, ['age']],
    ['egfr', { scr: 100 }, ['birth_date', 'sex']],
    ['egfr', { scr: 100, age: 50 }, ['sex']],
    ['ga_weeks', {}, ['ga_weeks']],
    ['cga_weeks', {}, ['cga_weeks']],
    ['sbp', {}, ['sbp']],
    ['sbp', { sbp: 120 }, []],
    ['news2_single_max', { age: 60, rr: 30 }, []],
    ['news2', { age: 60, rr: 30, spo2: 90, sbp: 120, hr: 70, temp: 37, gcs: 15 }, ['hypercapnic_target', 'on_oxygen']],
    ['news2', { age: 15 }, ['news2']],
    [
      'news2_single_max',
      { age: 60, rr: 22, spo2: 97, hypercapnic_target: false, on_oxygen: true, sbp: 120, hr: 70, temp: 37 },
      ['consciousness'],
    ],
    ['news2_single_max', { age: 60, rr: 22, spo2: 97, hypercapnic_target: false, sbp: 120, hr: 70, temp: 37, gcs: 15 }, []],
    ['abcd2', { age: 70, sbp: 150, unilateral_weakness: true, tia_duration_min: 5 }, ['diabetes_known']],
    ['abcd2', { age: 70, sbp: 120, unilateral_weakness: false, tia_duration_min: 5, diabetes_known: true }, ['dbp', 'speech_disturbance']],
    ['news2', { age: 60, rr: 30, spo2: 97, on_oxygen: false, sbp: 120, hr: 70, temp: 37 }, ['consciousness']],
  ])('%s with %j needs %j', (key, given, open) => expect(openInputs(key, read(given), at).toSorted()).toEqual(open.toSorted()));
});

describe('every derived fact', () => {
  const facts = [...derivedFacts.values()];
  it('says where it comes from and is made of its inputs alone', () => {
    for (const { source, inputs, either = [] } of facts) {
      expect(source.length).toBeGreaterThan(20);
      expect(either.flat().filter((input) => !inputs.includes(input))).toEqual([]);
    }
  });
  it.each(facts.map((fact) => [fact.key, fact] as const))('%s narrows and never turns when one more input is known', (_, fact) => {
    const reach = (key: string, found = new Set<string>()): Set<string> => {
      for (const input of derivedFacts.get(key)?.inputs ?? []) if (!found.has(input)) reach(input, found.add(input));
      return found;
    };
    // of two that stand for each other only one is given, of a computed one only its inputs: otherwise people may contradict themselves
    const keys = [...reach(fact.key)].filter((key) => !['gcs', 'lmp_date'].includes(key) && (!derivedFacts.has(key) || key === 'ga_weeks'));
    const usable = keys.filter((key) => fact.key !== 'cga_weeks' || !['edd_date', 'pregnant'].includes(key));
    const given = fc.record(Object.fromEntries(usable.map((key) => [key, possible(key)])), { requiredKeys: [] });
    fc.assert(
      fc.property(given, fc.constantFrom(...usable), (all, left) => {
        const { [left]: _, ...fewer } = all;
        const narrow = bounds(fact.key, all as GivenFacts);
        const wide = bounds(fact.key, fewer as GivenFacts);
        if (!wide) return;
        expect(narrow).toBeDefined();
        expect(narrow?.low).toBeGreaterThanOrEqual(wide.low);
        expect(narrow?.high).toBeLessThanOrEqual(wide.high);
      }),
      { numRuns: 500 },
    );
  });
});

/** The lowest, the highest and some value of every cell. */
function cells(fact: string, rows: readonly [from: number, to: number, score: number][], also: GivenFacts = {}, more = 0) {
  return rows.flatMap(([from, to, score]) =>
    [from, to].map((value): [string, GivenFacts, number] => [fact, { ...also, [fact]: value }, score + more]),
  );
}

function possible(key: string): fc.Arbitrary<FactScalar> {
  const { kind, low = 0, high = 1, codes = [] } = dictionary.get(key) ?? {};
  if (kind === 'boolean') return fc.boolean();
  if (kind === 'code') return fc.constantFrom(...codes.map(({ code }) => code));
  if (kind === 'quantity') return fc.double({ min: low, max: high, noNaN: true });
  const time = fc.date({ min: new Date('1930-01-01'), max: new Date(now), noInvalidDate: true });
  return key.endsWith('_date') ? time.map((date) => date.toISOString().slice(0, 10)) : time.map((date) => date.toISOString());
}
