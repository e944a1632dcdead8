import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noShowAt, reminderDue, reminderMinutes, sessionTimers } from './session-timers.js';

const startsAt = new Date('2026-11-24T06:00:00Z');
const at = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000);

describe('a session is armed', () => {
  it.each([
    ['days before with everything', -3000, [-1440, -60, -10, 5]],
    ['exactly a day before without that reminder', -1440, [-60, -10, 5]],
    ['half an hour before with the last reminder', -30, [-10, 5]],
    ['at its start only with the look at who came', 0, [5]],
    ['long after with nothing', 60, []],
  ])('%s', (_, now, dues) => {
    expect(sessionTimers({ startsAt }, at(now)).map(({ dueAt }) => (dueAt.getTime() - startsAt.getTime()) / 60_000)).toEqual(dues);
  });
});

describe('a reminder', () => {
  it.each([
    ['on time', -60, -60, 60],
    ['a little late', -60, -55, 60],
    ['overtaken by the next', -60, -9, null],
    ['of a day, overtaken by the hour', -1440, -60, null],
    ['the last one, late', -10, -1, 10],
    ['after the start', -10, 0, null],
    ['of a time that was moved', -61, -61, null],
    ['that is the look at who came', 5, 5, null],
  ])('%s', (_, due, now, minutes) => {
    expect(reminderDue(startsAt, at(due), at(now))).toBe(minutes);
  });

  it('for an old time is silent after every move but one by exactly the distance of two reminders', () => {
    const distances = new Set(reminderMinutes.flatMap((a) => reminderMinutes.map((b) => a - b)));
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 20_000 }), (moved) => {
        fc.pre(!distances.has(moved as never));
        const timers = sessionTimers({ startsAt }, at(-30_000)).filter(({ kind }) => kind === 'consultation.reminder');
        for (const { dueAt } of timers) expect(reminderDue(at(moved), dueAt, dueAt)).toBeNull();
      }),
    );
  });

  it('whoever fires them all, on time or late, tells each at most once and the last one always before the start', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3000 }), { minLength: 3, maxLength: 3 }), (late) => {
        const told = reminderMinutes.map((minutes, i) => reminderDue(startsAt, at(-minutes), at(-minutes + (late[i] as number))));
        for (const [i, minutes] of told.entries()) if (minutes !== null) expect(minutes).toBe(reminderMinutes[i]);
        expect(told[2] === null).toBe((late[2] as number) >= 10);
      }),
    );
  });
});

it('who has not come is looked for five minutes after the start', () => expect(noShowAt(startsAt)).toEqual(at(5)));
