import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ConsultationKind } from '../consultation/consultation.codes.js';
import { commonFree, commonTimes, type CommonAsk } from './common-times.js';
import { hasTime, openFor, outsideOf, type OpenTime, type PersonTime } from './person-time.js';
import { isPublicHoliday } from './public-holiday.js';
import { joined, shared, spanOf, without, type Span } from './span.js';

const horizon = 1600;
const span = fc
  .tuple(fc.integer({ min: 0, max: horizon }), fc.integer({ min: 0, max: 500 }))
  .map(([from, length]) => ({ from, to: from + length }));
const spans = fc.array(span, { maxLength: 6 });
const minutesOf = (all: readonly Span[]) => {
  const grid = new Uint8Array(horizon + 600);
  for (const { from, to } of all) grid.fill(1, from, to);
  return grid;
};
const kinds = ['scheduled', 'multidisciplinary', 'ward_round'] as const satisfies ConsultationKind[];

describe('stretches of minutes', () => {
  const ordered = (all: readonly Span[]) => all.every(({ from, to }, i) => from < to && (all[i - 1]?.to ?? -Infinity) < from);

  it('joined, shared and taken away are what the minutes say, in order and apart', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const [x, y] = [minutesOf(a), minutesOf(b)];
        expect(minutesOf(joined(a))).toEqual(x);
        expect(minutesOf(shared(a, b))).toEqual(x.map((is, i) => is & (y[i] ?? 0)));
        expect(minutesOf(without(a, b))).toEqual(x.map((is, i) => is & ~(y[i] ?? 0)));
        for (const each of [joined(a), shared(a, b), without(a, b)]) expect(ordered(each)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
  it('a minute that is begun is taken', () => {
    expect(spanOf(new Date('2026-11-22T08:00:30Z'), new Date('2026-11-22T08:10:01Z'))).toEqual(
      spanOf(new Date('2026-11-22T08:00:00Z'), new Date('2026-11-22T08:11:00Z')),
    );
  });
});

const person: fc.Arbitrary<PersonTime> = fc.record({
  open: spans.map((all) => [...all, { from: 200, to: 1400 }]),
  sessions: fc.array(
    fc.tuple(fc.integer({ min: 0, max: horizon }), fc.integer({ min: 10, max: 90 })).map(([from, length]) => ({ from, to: from + length })),
    { maxLength: 4 },
  ),
  away: fc.array(span, { maxLength: 1 }),
  bufferBefore: fc.constantFrom(0, 5, 20),
  bufferAfter: fc.constantFrom(0, 10),
  limits: fc.array(fc.record({ within: span, atMost: fc.integer({ min: 1, max: 3 }) }), { maxLength: 2 }),
});

/** Minute by minute, from the words of the rule: there, not away, apart from every other session, the day not full. */
function bruteForce(people: readonly PersonTime[], { minutes, step, within, limit }: CommonAsk): Span[] {
  const grids = people.map((each) => ({ ...each, there: minutesOf(each.open), gone: minutesOf(each.away) }));
  const possible = (at: number) =>
    at >= within.from &&
    at + minutes <= within.to &&
    grids.every(({ there, gone, sessions, bufferBefore, bufferAfter, limits }) => {
      for (let minute = at; minute < at + minutes; minute++) if (!there[minute] || gone[minute]) return false;
      const apart = sessions.every(
        ({ from, to }) => at - to >= bufferBefore + bufferAfter || from - (at + minutes) >= bufferBefore + bufferAfter,
      );
      const room = limits.every(({ within: day, atMost }) => {
        const meets = at < day.to && at + minutes > day.from && day.from < day.to;
        return !meets || sessions.filter(({ from }) => day.from <= from && from < day.to).length < atMost;
      });
      return apart && room;
    });
  const found: Span[] = [];
  for (let at = 0; at <= horizon + 600 && found.length < limit; at++)
    if (at % step === 0 && at >= (found.at(-1)?.to ?? 0) && possible(at)) found.push({ from: at, to: at + minutes });
  return found;
}

describe('common time', () => {
  const asked = fc.record({
    minutes: fc.constantFrom(10, 30, 45, 60),
    step: fc.constantFrom(5, 15),
    within: fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 700, max: horizon })).map(([from, to]) => ({ from, to })),
    limit: fc.constantFrom(1, 5, 50),
  });

  it('is what looking minute by minute finds', () => {
    let found = 0;
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 4 }), asked, (people, ask) => {
        const times = commonTimes(people, ask);
        found += times.length;
        expect(times).toEqual(bruteForce(people, ask));
        for (const time of times) expect(people.every((each) => hasTime(each, time))).toBe(true);
      }),
      { numRuns: 300 },
    );
    expect(found).toBeGreaterThan(100);
  });
  it('is never more for one person more, and lies in what is shaded', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 2, maxLength: 4 }), asked, (people, ask) => {
        const shaded = minutesOf(commonFree(people, ask.within, ask.minutes));
        const fewer = minutesOf(commonFree(people.slice(1), ask.within, ask.minutes));
        expect(shaded.every((is, i) => !is || fewer[i])).toBe(true);
        for (const { from, to } of commonTimes(people, ask)) for (let at = from; at < to; at++) expect(shaded[at]).toBe(1);
      }),
      { numRuns: 200 },
    );
  });
  it('of nobody is the whole time that was asked for', () => {
    expect(commonTimes([], { minutes: 30, step: 15, within: { from: 7, to: 80 }, limit: 9 })).toEqual([
      { from: 15, to: 45 },
      { from: 45, to: 75 },
    ]);
  });
});

describe('open times', () => {
  const day = { from: 480, to: 1080 };
  const weekday: OpenTime = { spans: [day], kinds: null, protected: false };
  const board: OpenTime = { spans: [{ from: 840, to: 960 }], kinds: ['multidisciplinary'], protected: true };
  const round: OpenTime = { spans: [{ from: 900, to: 1020 }], kinds: ['ward_round'], protected: true };
  const extra: OpenTime = { spans: [{ from: 1200, to: 1260 }], kinds: ['ward_round'], protected: false };

  it.each([
    ['every kind in an ordinary rule', 'scheduled', [weekday], [day]],
    [
      'not the others in a protected session',
      'scheduled',
      [weekday, board],
      [
        { from: 480, to: 840 },
        { from: 960, to: 1080 },
      ],
    ],
    ['its own kind in a protected session', 'multidisciplinary', [weekday, board], [day]],
    [
      'two protected sessions share what they share',
      'multidisciplinary',
      [weekday, board, round],
      [
        { from: 480, to: 960 },
        { from: 1020, to: 1080 },
      ],
    ],
    ['a protected session is open by itself', 'ward_round', [round], [{ from: 900, to: 1020 }]],
    ['a rule of some kinds keeps nobody out', 'scheduled', [weekday, extra], [day]],
    ['a rule of some kinds adds to them', 'ward_round', [weekday, extra], [day, { from: 1200, to: 1260 }]],
  ] as const)('%s', (_, kind, rules, open) => expect(openFor(kind, rules)).toEqual(open));

  it('leave sessions outside that were booked before they changed, or that an absence meets', () => {
    const sessions = kinds.map((kind, i) => ({ id: i, kind, from: 850, to: 900 }));
    expect(outsideOf(sessions, [weekday, board], []).map(({ id }) => id)).toEqual([0, 2]);
    expect(outsideOf(sessions, [weekday], [{ from: 899, to: 950 }])).toHaveLength(3);
    expect(outsideOf(sessions, [weekday], [{ from: 900, to: 950 }])).toEqual([]);
  });
});

describe('public holidays', () => {
  it.each([
    ['2026-10-01', true],
    ['2026-10-03', true],
    ['2026-10-10', false],
    ['2026-11-22', false],
    ['2031-10-01', false],
  ])('%s: %s', (date, is) => expect(isPublicHoliday(date)).toBe(is));
});
