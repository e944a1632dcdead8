import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkPeriod, covers, gapsOf, overlapsOf, type Period } from './shift.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21) + minutes * 60_000);
const within: Period = { from: at(0), to: at(1_440) };
const period = fc
  .tuple(fc.integer({ min: -600, max: 2_000 }), fc.integer({ min: 1, max: 900 }))
  .map(([from, length]) => ({ from: at(from), to: at(from + length) }));
const rota = fc.array(period, { maxLength: 12 });
const minute = fc.integer({ min: 0, max: 1_439 }).map(at);

describe('the rota of a place', () => {
  it('at every instant: a gap is where nobody is, an overlap where two are', () => {
    fc.assert(
      fc.property(rota, minute, (shifts, now) => {
        const there = shifts.filter((shift) => covers(shift, now)).length;
        expect(gapsOf(shifts, within).some((gap) => covers(gap, now))).toBe(there === 0);
        expect(overlapsOf(shifts, within).some((overlap) => covers(overlap, now))).toBe(there > 1);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stretches lie inside the period, in order, apart from each other', () => {
    fc.assert(
      fc.property(rota, (shifts) => {
        for (const stretches of [gapsOf(shifts, within), overlapsOf(shifts, within)])
          for (const [i, { from, to }] of stretches.entries()) {
            expect(from >= within.from && from < to && to <= within.to).toBe(true);
            const next = stretches[i + 1];
            if (next) expect(to < next.from).toBe(true);
          }
      }),
    );
  });

  it('an overlap names every shift that takes part in it and no other', () => {
    const [day, night, also] = [
      { id: 'day', from: at(480), to: at(1_080) },
      { id: 'night', from: at(1_020), to: at(1_440) },
      { id: 'also', from: at(0), to: at(480) },
    ];
    expect(overlapsOf([day, night, also], within)).toEqual([{ from: at(1_020), to: at(1_080), shifts: [day, night] }]);
    expect(gapsOf([day, also], within)).toEqual([{ from: at(1_080), to: at(1_440) }]);
    expect(gapsOf([day, night, also], within)).toEqual([]);
  });

  it('nobody all day is one gap', () => expect(gapsOf([], within)).toEqual([within]));
});

describe('a shift', () => {
  it.each([
    [0, 0, false],
    [0, -60, false],
    [0, 1, true],
    [0, 72 * 60, true],
    [0, 72 * 60 + 1, false],
    [0, Number.NaN, false],
  ])('from minute %s to %s: accepted is %s', (from, to, accepted) => {
    const check = () => checkPeriod({ from: at(from), to: at(to) });
    if (accepted) expect(check).not.toThrow();
    else expect(check).toThrow('shift.period_invalid');
  });
});
