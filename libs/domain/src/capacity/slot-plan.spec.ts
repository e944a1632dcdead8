import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../refusal.js';
import { mostSlots, planSlots, type SlotPlan } from './slot-plan.js';

const plan: SlotPlan = {
  firstDay: '2026-11-23',
  lastDay: '2026-11-29',
  weekdays: [1, 5],
  opens: '08:00',
  closes: '10:00',
  pauses: [],
  minutes: 30,
};
const codeOf = (more: Partial<SlotPlan>): string => {
  try {
    planSlots({ ...plan, ...more });
    return 'planned';
  } catch (error) {
    return (error as Refusal).code;
  }
};
const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

describe('a plan of slots', () => {
  it('has them on its weekdays, in order, none cut short', () => {
    const slots = planSlots({ ...plan, closes: '09:45' });
    expect([...new Set(slots.map(({ day }) => day))]).toEqual(['2026-11-23', '2026-11-27']);
    expect(slots.slice(0, 3)).toEqual([
      { day: '2026-11-23', from: '08:00', to: '08:30' },
      { day: '2026-11-23', from: '08:30', to: '09:00' },
      { day: '2026-11-23', from: '09:00', to: '09:30' },
    ]);
  });

  it('starts anew after a pause', () => {
    const slots = planSlots({ ...plan, weekdays: [1], pauses: [{ from: '08:40', to: '09:10' }] });
    expect(slots.map(({ from }) => from)).toEqual(['08:00', '09:10']);
  });

  it.each([
    ['ends before it begins', { lastDay: '2026-11-22' }],
    ['is longer than two months', { lastDay: '2027-02-01' }],
    ['closes before it opens', { closes: '08:00' }],
    ['has a pause that ends before it begins', { pauses: [{ from: '09:00', to: '08:30' }] }],
    ['has slots that are too short', { minutes: 4 }],
    ['has no day', { weekdays: [7], lastDay: '2026-11-28' }],
    ['has no room for a slot', { minutes: 121 }],
    [
      'has more than anybody keeps',
      { opens: '00:00', closes: '23:55', minutes: 5, weekdays: [1, 2, 3, 4, 5, 6, 7], lastDay: '2026-12-20' },
    ],
    ['has a day that does not exist', { firstDay: 'nonsense' }],
  ])('that %s is refused', (_, more) => expect(codeOf(more)).toBe('capacity.period_invalid'));

  it('holds what counting minutes holds: free minutes only, as many slots as fit between pauses, none touching another', () => {
    const time = fc.integer({ min: 0, max: 1439 });
    const stretch = fc.tuple(time, time).filter(([a, b]) => a < b);
    fc.assert(
      fc.property(
        stretch,
        fc.array(stretch, { maxLength: 4 }),
        fc.integer({ min: 5, max: 120 }),
        fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
        fc.integer({ min: 0, max: 13 }),
        ([opens, closes], pauses, minutes, weekdays, days) => {
          const lastDay = new Date(Date.parse(plan.firstDay) + days * 86_400_000).toISOString().slice(0, 10);
          const asked = {
            ...plan,
            lastDay,
            weekdays,
            minutes,
            opens: timeOf(opens),
            closes: timeOf(closes),
            pauses: pauses.map(([from, to]) => ({ from: timeOf(from), to: timeOf(to) })),
          };
          const isFree = (minute: number) =>
            minute >= opens && minute < closes && !pauses.some(([from, to]) => minute >= from && minute < to);
          const starts: number[] = [];
          for (let minute = 0, run = 0; minute <= 1440; minute++) {
            if (isFree(minute)) {
              if (++run === minutes) {
                starts.push(minute - minutes + 1);
                run = 0;
              }
            } else run = 0;
          }
          const dates = Array.from({ length: days + 1 }, (_, i) => new Date(Date.parse(plan.firstDay) + i * 86_400_000)).filter((date) =>
            weekdays.includes(date.getUTCDay() || 7),
          );
          const expected = dates.flatMap((date) => starts.map((start) => `${date.toISOString().slice(0, 10)} ${timeOf(start)}`));
          if (expected.length === 0 || expected.length > mostSlots) return expect(codeOf(asked)).toBe('capacity.period_invalid');
          const slots = planSlots(asked);
          expect(slots.map(({ day, from }) => `${day} ${from}`)).toEqual(expected);
          expect(slots.every(({ from, to }) => minutesOf(to) - minutesOf(from) === minutes)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});
