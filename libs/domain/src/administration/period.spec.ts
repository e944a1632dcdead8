import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isInForce, isOver, isPeriod, leavesNone, practiceYears, type Period } from './period.js';

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const period: fc.Arbitrary<Period> = fc.record({ from: day, to: fc.option(day) }).filter(isPeriod);

describe('a period', () => {
  it('includes its first and its last day', () => {
    const one = { from: '2026-03-01', to: '2026-03-01' };
    expect([isPeriod(one), isInForce(one, '2026-03-01'), isOver(one, '2026-03-01'), isOver(one, '2026-03-02')]).toEqual([
      true,
      true,
      false,
      true,
    ]);
    expect(isPeriod({ from: '2026-03-02', to: '2026-03-01' })).toBe(false);
  });
  it('is ahead, in force or over on every day', () => {
    fc.assert(
      fc.property(period, day, (one, today) => {
        expect([today < one.from, isInForce(one, today), isOver(one, today)].filter(Boolean)).toHaveLength(1);
      }),
    );
  });
});

describe('what has to stay', () => {
  const today = '2026-11-22';
  const open = { from: '2020-01-01', to: null };
  it.each([
    ['the only one is taken away', [open], [], true],
    ['the only one gets an end', [open], [{ ...open, to: '2026-12-31' }], true],
    ['another one stays', [open, open], [open], false],
    ['the other one is over', [open, { ...open, to: '2026-01-01' }], [{ ...open, to: '2026-01-01' }], true],
    ['the other one begins later', [open], [{ from: '2027-01-01', to: null }], true],
    ['a limited one is prolonged', [{ ...open, to: '2026-12-31' }], [{ ...open, to: '2027-12-31' }], false],
    ['there was none', [], [], false],
  ] as const)('%s', (_, before, after, refused) => {
    expect(leavesNone(before, after, today)).toBe(refused);
  });
  it('adding never takes away, and somebody without an end is always enough', () => {
    fc.assert(
      fc.property(fc.array(period), period, fc.array(period), day, (before, more, after, today_) => {
        expect(leavesNone(before, [...before, more], today_)).toBe(false);
        expect(leavesNone(before, [...after, { from: today_, to: null }], today_)).toBe(false);
      }),
    );
  });
});

describe('years of independent work', () => {
  it.each([
    ['2020-06-15', '2023-06-14', 2],
    ['2020-06-15', '2023-06-15', 3],
    ['2020-02-29', '2021-02-28', 0],
    ['2020-02-29', '2021-03-01', 1],
    ['2030-01-01', '2026-01-01', 0],
  ])('%s on %s: %d', (since, today, years) => {
    expect(practiceYears(since, today)).toBe(years);
  });
});
