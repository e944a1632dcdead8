import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factDictionary } from '../criteria/dictionary.js';
import type { FactDefinition, GivenFacts } from '../criteria/fact.types.js';
import { factsInCare, hoursOf, latestOf, withRecorded, type CareRecord, type RecordedFacts } from './care-facts.js';

const definitions = new Map(factDictionary.map((definition) => [definition.key, definition]));
const definition = (key: string): FactDefinition => definitions.get(key) as FactDefinition;
const hours = (n: number) => new Date(Date.parse('2026-11-01T00:00:00Z') + n * 3_600_000);
const arrived = hours(0);
const record = (more: Partial<CareRecord>): CareRecord => ({
  patient: { sex: 'female', birthDate: '1960-05-01' },
  sent: null,
  sentAt: hours(-2),
  since: arrived,
  recorded: {},
  ...more,
});
const at = (time: Date, value: number | boolean | string) => ({ value, at: time.toISOString() });

describe('what speaks for a patient in care', () => {
  it('is not what was measured before the patient came, where it changes', () => {
    const sent: GivenFacts = {
      sbp: 120,
      scr: 90,
      severe_headache: false,
      st_elevation: true,
      weight: 60,
      diabetes_known: true,
      pregnant: true,
    };
    const { facts, silent } = factsInCare(record({ sent: { ...sent, onset_at: '2026-10-31T10:00:00Z' } }), definitions, hours(1));
    expect(Object.keys(facts).toSorted()).toEqual(['birth_date', 'diabetes_known', 'onset_at', 'pregnant', 'sex']);
    expect(Object.fromEntries(silent)).toEqual({
      sbp: 'before_care',
      scr: 'before_care',
      severe_headache: 'before_care',
      st_elevation: 'before_care',
      weight: 'before_care',
    });
  });

  it.each([
    ['sbp', 72],
    ['severe_headache', 72],
    ['temp_stable', 72],
    ['scr', 168],
    ['stable', 168],
    ['plan_fixed', 168],
    ['weight', 168],
    ['lvef', 720],
    ['diabetes_known', null],
    ['pregnant', null],
    ['bw', null],
    ['delivery_at', null],
    ['onset_at', null],
  ])('%s speaks for %s hours', (key, expected) => expect(hoursOf(definition(key))).toBe(expected));

  it('stops speaking when it is too old, to the hour', () => {
    const recorded: RecordedFacts = { sbp: [at(hours(10), 130)] };
    const then = (time: Date) => factsInCare(record({ recorded }), definitions, time);
    expect(then(hours(82)).facts).toHaveProperty('sbp');
    expect(then(new Date(hours(82).getTime() + 1)).silent.get('sbp')).toBe('too_old');
  });

  it('keeps what was measured before behind a new value, for trends', () => {
    const recorded: RecordedFacts = { scr: [at(hours(20), 150)] };
    expect(factsInCare(record({ sent: { scr: 90 }, recorded }), definitions, hours(21)).facts['scr']).toEqual([
      at(hours(-2), 90),
      at(hours(20), 150),
    ]);
  });

  it('never is an age or a sex that somebody gave against the register', () => {
    const recorded: RecordedFacts = { age: [at(hours(1), 3)], sex: [at(hours(1), 'male')] };
    const { facts } = factsInCare(record({ recorded }), definitions, hours(2));
    expect([facts['age'], facts['sex']]).toEqual([undefined, { value: 'female', origin: 'known' }]);
  });

  it('is, whatever the order and the moment, a value measured in care and young enough', () => {
    const keys = ['sbp', 'scr', 'stable', 'severe_headache', 'lvef'] as const;
    const value = fc.record({ key: fc.constantFrom(...keys), hour: fc.integer({ min: -100, max: 400 }) });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), fc.integer({ min: 0, max: 500 }), (values, now) => {
        const recorded = values.reduce<RecordedFacts>(
          (all, { key, hour }) => withRecorded(all, { [key]: at(hours(hour), 1) }, [], hours(hour)),
          {},
        );
        const { facts, silent } = factsInCare(record({ recorded }), definitions, hours(now));
        for (const key of keys) {
          const newest = Math.max(...values.filter((one) => one.key === key).map(({ hour }) => hour));
          if (newest === -Infinity) expect(key in facts || silent.has(key)).toBe(false);
          else expect(key in facts).toBe(newest >= 0 && now - newest <= (hoursOf(definition(key)) ?? Infinity));
        }
      }),
    );
  });
});

describe('recording', () => {
  it('dates what has no time, keeps what was before, and takes a slip back', () => {
    const first = withRecorded({}, { sbp: 150, scr: { value: 1.1, unit: 'mg/dL', at: hours(1).toISOString() } }, [], hours(2));
    expect(first).toEqual({ sbp: [at(hours(2), 150)], scr: [{ ...at(hours(1), 1.1), unit: 'mg/dL' }] });
    const second = withRecorded(first, { sbp: 15 }, [], hours(3));
    expect(second['sbp']).toHaveLength(2);
    expect(withRecorded(second, { sbp: 125 }, ['sbp'], hours(4))['sbp']).toEqual([at(hours(2), 150), at(hours(4), 125)]);
    expect(withRecorded(first, {}, ['sbp', 'nothing'], hours(4))).toEqual({ scr: first['scr'] });
  });
  it('does not grow without end, and loses the oldest', () => {
    let recorded: RecordedFacts = {};
    for (let n = 0; n < 40; n++) recorded = withRecorded(recorded, { sbp: n }, [], hours(n));
    expect(recorded['sbp']?.map(({ value }) => value)).toEqual(Array.from({ length: 30 }, (_, n) => n + 10));
  });
  it('knows the latest time that is claimed', () => {
    expect(latestOf({ sbp: [at(hours(1), 1), at(hours(5), 1)], stable: true })).toEqual(hours(5));
    expect(latestOf({ stable: true })).toBeNull();
  });
});
