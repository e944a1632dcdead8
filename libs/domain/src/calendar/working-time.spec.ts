import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { holidayYears } from './holiday.data.js';
import { nextDay, stateCouncilCalendar, workingDay, type Calendar } from './working-day.js';
import { addWorkingTime, dayAt, workingSecondsBetween } from './working-time.js';

const shanghai = (local: string): Date => new Date(`${local.replace(' ', 'T')}:00+08:00`);
const minuteMs = 60_000;
const dayS = 86_400;

describe('the lists of the State Council', () => {
  it.each([
    ['2025-01-26', true],
    ['2025-01-27', true],
    ['2025-01-28', false],
    ['2025-02-04', false],
    ['2025-02-05', true],
    ['2025-02-08', true],
    ['2025-10-08', false],
    ['2025-10-11', true],
    ['2026-01-02', false],
    ['2026-01-04', true],
    ['2026-02-14', true],
    ['2026-02-15', false],
    ['2026-02-23', false],
    ['2026-02-24', true],
    ['2026-02-28', true],
    ['2026-09-20', true],
    ['2026-10-07', false],
    ['2026-10-08', true],
    ['2026-10-10', true],
    ['2026-10-11', false],
    ['2026-11-22', false],
    ['2026-11-23', true],
  ])('%s is worked: %s', (day, working) => expect(workingDay(day)).toEqual({ working, listed: true }));

  it('make up on Saturdays and Sundays alone, and give off in exchange what they make up', () => {
    for (const { year, off, madeUp } of holidayYears) {
      const weekend = (day: string) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());
      expect(madeUp.filter((day) => !weekend(day) || !day.startsWith(String(year)))).toEqual([]);
      const given = off.flatMap(([from, to]) => {
        const days: string[] = [];
        for (let day = from; day <= to; day = nextDay(day)) days.push(day);
        return days;
      });
      // 13 statutory days since 2025; what they lack on weekdays is made up
      const weekdaysOff = given.filter((day) => !weekend(day)).length;
      expect([year, new Set(given).size === given.length, given.some((day) => madeUp.includes(day))]).toEqual([year, true, false]);
      expect(weekdaysOff - madeUp.length).toBeLessThanOrEqual(13);
    }
  });

  it('a year that is not known counts Monday to Friday, and says so', () => {
    expect(workingDay('2031-10-01')).toEqual({ working: true, listed: false });
    expect(workingDay('2031-10-04')).toEqual({ working: false, listed: false });
    expect(addWorkingTime(shanghai('2026-12-31 12:00'), dayS)).toEqual({ at: shanghai('2027-01-01 12:00'), listed: false });
    expect(addWorkingTime(shanghai('2026-12-30 12:00'), dayS).listed).toBe(true);
  });
});

describe('time counted in working days', () => {
  it.each([
    ['on Friday it is due on Monday at the same hour', '2026-11-20 15:30', 24, '2026-11-23 15:30'],
    ['on Saturday it begins on Monday at eight', '2026-11-21 15:30', 24, '2026-11-24 08:00'],
    ['on Sunday night it begins on Monday at eight', '2026-11-22 23:59', 1, '2026-11-23 09:00'],
    ['before National Day it is due after it', '2026-09-30 10:00', 24, '2026-10-08 10:00'],
    ['three working days over National Day', '2026-09-30 10:00', 72, '2026-10-10 10:00'],
    ['a made-up Sunday is worked', '2026-09-19 10:00', 2, '2026-09-20 10:00'],
    ['a limit that ends with its day ends on the next working one', '2026-11-20 15:00', 9, '2026-11-23 00:00'],
    ['nothing to wait for on a day off', '2026-11-21 15:00', 0, '2026-11-23 08:00'],
  ])('%s', (_, from, hours, due) => expect(addWorkingTime(shanghai(from), hours * 3600).at).toEqual(shanghai(due)));

  const instant = fc
    .integer({ min: 0, max: 700 * 1440 })
    .map((minutes) => new Date(shanghai('2025-01-15 00:00').getTime() + minutes * minuteMs));
  const oddCalendar: fc.Arbitrary<Calendar> = fc.record({
    zone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu'),
    workingDay: fc.array(fc.boolean(), { minLength: 5, maxLength: 9 }).map((week) => (day: string) => ({
      working: week.includes(true) ? (week[(Date.parse(day) / 86_400_000) % week.length] ?? true) : true,
      listed: true,
    })),
  });

  /** Minute by minute. */
  function bruteForce(from: Date, minutes: number, { zone, workingDay: works }: Calendar): Date {
    let at = from.getTime();
    const working = () => works(dayAt(new Date(at), zone)).working;
    const hour = () => new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(at);
    if (!working()) while (!working() || Number(hour()) < 8) at += minuteMs;
    for (let left = minutes; left > 0; at += minuteMs) if (working()) left--;
    while (!working()) at += minuteMs;
    return new Date(at);
  }

  it('is what counting minute by minute says', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 4 * 1440 }), (from, minutes) => {
        expect(addWorkingTime(from, minutes * 60).at).toEqual(bruteForce(from, minutes, stateCouncilCalendar));
      }),
      { numRuns: 60 },
    );
  });
  it('in any zone, over moved clocks and odd weeks', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 2 * 1440 }), oddCalendar, (from, minutes, calendar) => {
        expect(addWorkingTime(from, minutes * 60, calendar).at).toEqual(bruteForce(from, minutes, calendar));
      }),
      { numRuns: 60 },
    );
  });
  it('is never before its begin, never on a day off, and later for a longer limit', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 20 * dayS }), fc.integer({ min: 1, max: dayS }), (from, seconds, more) => {
        const { at } = addWorkingTime(from, seconds);
        expect(at >= from && workingDay(dayAt(at, 'Asia/Shanghai')).working).toBe(true);
        expect(addWorkingTime(from, seconds + more).at > at).toBe(true);
      }),
    );
  });
  it('measured back is the same, from a working day on', () => {
    fc.assert(
      fc.property(instant, fc.integer({ min: 0, max: 20 * dayS }), (from, seconds) => {
        fc.pre(workingDay(dayAt(from, 'Asia/Shanghai')).working);
        expect(workingSecondsBetween(from, addWorkingTime(from, seconds).at)).toBe(seconds);
      }),
    );
  });
  it('refuses a calendar that has no working day', () => {
    const never: Calendar = { zone: 'Asia/Shanghai', workingDay: () => ({ working: false, listed: true }) };
    expect(() => addWorkingTime(new Date(), 60, never)).toThrow(RangeError);
  });
});
