import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { covers } from './shift.js';
import { decideTakeOver, takeOverRefusal, type ShiftFacts } from './take-over.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 21, 10) + minutes * 60_000);
const shift = (change: Partial<ShiftFacts> = {}): ShiftFacts => ({
  id: 'night',
  personId: 'li',
  phone: '139-1',
  backupPersonId: 'wang',
  backupPhone: '139-2',
  from: at(0),
  to: at(840),
  ...change,
});

describe('who may take a shift over, and when', () => {
  it.each([
    ['li', -120, undefined],
    ['li', -121, 'shift.not_now'],
    ['li', 839, undefined],
    ['li', 840, 'shift.not_now'],
    ['wang', 10, undefined],
    ['zhao', 10, 'shift.not_yours'],
    ['zhao', 900, 'shift.not_yours'],
  ])('%s at minute %s: %s', (person, minute, refusal) => {
    expect(takeOverRefusal(shift(), person, at(minute))).toBe(refusal);
    if (refusal) expect(() => decideTakeOver(shift(), [], person, at(minute))).toThrow(refusal);
  });

  it('nobody is the backup of a shift without one', () =>
    expect(takeOverRefusal(shift({ backupPersonId: null, backupPhone: null }), 'wang', at(1))).toBe('shift.not_yours'));
});

describe('what a take-over does', () => {
  it('early: it starts now, and whoever is there is relieved', () => {
    const before = { id: 'day', from: at(-600), to: at(0) };
    expect(decideTakeOver(shift(), [before], 'li', at(-30))).toMatchObject({
      mine: { personId: 'li', from: at(-30), to: at(840), takenOverAt: at(-30) },
      relieves: ['day'],
    });
  });

  it('late: it keeps its start', () =>
    expect(decideTakeOver(shift(), [{ id: 'day', from: at(-600), to: at(0) }], 'li', at(40))).toMatchObject({
      mine: { from: at(0) },
      relieves: [],
    }));

  it('by the backup: the two change places', () =>
    expect(decideTakeOver(shift(), [], 'wang', at(5)).mine).toMatchObject({
      personId: 'wang',
      phone: '139-2',
      backupPersonId: 'li',
      backupPhone: '139-1',
    }));

  it('afterwards exactly one is on duty at the place, whatever the rota was', () => {
    const other = fc
      .tuple(fc.uuid(), fc.integer({ min: -900, max: 1_200 }), fc.integer({ min: 1, max: 900 }))
      .map(([id, from, length]) => ({ id, from: at(from), to: at(from + length) }));
    fc.assert(
      fc.property(fc.array(other, { maxLength: 8 }), fc.integer({ min: -120, max: 839 }), (others, minute) => {
        const now = at(minute);
        const { mine, relieves } = decideTakeOver(shift(), others, 'li', now);
        const there = [mine, ...others.filter(({ id }) => !relieves.includes(id))].filter((each) => covers(each, now));
        expect(there).toEqual([mine]);
      }),
    );
  });
});
