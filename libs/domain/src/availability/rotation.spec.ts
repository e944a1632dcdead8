import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inTurn, loadOf, type Turn } from './rotation.js';

const day = 1440;
const now = 100 * day;
const sessions = fc.array(
  fc
    .tuple(fc.integer({ min: now - 60 * day, max: now + 5 * day }), fc.constantFrom(15, 30, 60))
    .map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 8 },
);
const team = fc
  .array(sessions, { minLength: 1, maxLength: 6 })
  .map((all) => all.map((each, i): Turn => ({ personId: `person ${i}`, sessions: each })));

describe('fair rotation', () => {
  it('counts what began in the last 28 days, however long ago it was booked', () => {
    const all = [
      { from: now - 28 * day - 1, to: now - 28 * day + 30 },
      { from: now - 28 * day, to: now - 28 * day + 40 },
      { from: now - 10, to: now + 10 },
      { from: now, to: now + 60 },
    ];
    expect(loadOf(all, now)).toEqual({ minutes: 60, lastAt: now + 10 });
    expect(loadOf([], now)).toEqual({ minutes: 0, lastAt: -Infinity });
  });
  it.each<[string, Record<string, [daysAgo: number, minutes: number][]>, string[]]>([
    ['fewest minutes first', { a: [[1, 60]], b: [[20, 30]] }, ['b', 'a']],
    ['with the same, whose last is longest ago', { a: [[2, 30]], b: [[9, 30]] }, ['b', 'a']],
    ['who never had one before who had one long ago', { a: [[40, 30]], b: [] }, ['b', 'a']],
    ['then by id', { b: [[3, 30]], a: [[3, 30]] }, ['a', 'b']],
  ])('%s', (_, had, turns) => {
    const people = Object.entries(had).map(([personId, all]) => ({
      personId,
      sessions: all.map(([daysAgo, minutes]) => ({ from: now - daysAgo * day, to: now - daysAgo * day + minutes })),
    }));
    expect(inTurn(people, now)).toEqual(turns);
  });
  it('does not depend on who is named first, and forgets nobody', () => {
    fc.assert(
      fc.property(team, fc.infiniteStream(fc.nat()), (people, order) => {
        const turns = inTurn(people, now);
        const shuffled = people.map((each) => [order.next().value, each] as const).sort(([a], [b]) => a - b);
        expect(
          inTurn(
            shuffled.map(([, each]) => each),
            now,
          ),
        ).toEqual(turns);
        expect([...turns].sort()).toEqual(people.map(({ personId }) => personId).sort());
      }),
    );
  });
  it('nobody comes before somebody who had less', () => {
    fc.assert(
      fc.property(team, (people) => {
        const minutes = inTurn(people, now).map(
          (id) => loadOf(people.find(({ personId }) => personId === id)?.sessions ?? [], now).minutes,
        );
        expect(minutes).toEqual([...minutes].sort((a, b) => a - b));
      }),
    );
  });
  it('followed for weeks, leaves nobody more than one session ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.array(fc.constantFrom(30, 60), { minLength: 20, maxLength: 60 }), (size, asked) => {
        let people: Turn[] = Array.from({ length: size }, (_, i) => ({ personId: `person ${i}`, sessions: [] }));
        asked.forEach((minutes, i) => {
          const at = now + i * 90;
          const [next] = inTurn(people, at);
          people = people.map((each) =>
            each.personId === next ? { ...each, sessions: [...each.sessions, { from: at, to: at + minutes }] } : each,
          );
        });
        const loads = people.map((each) => loadOf(each.sessions, now + asked.length * 90).minutes);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(60);
      }),
    );
  });
});
