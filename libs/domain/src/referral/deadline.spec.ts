import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { workingDay } from '../calendar/working-day.js';
import { dayAt } from '../calendar/working-time.js';
import { deadlineSteps, defaultMinutes, dueAt, responseDueAt, resumedAt, secondsLeft, type DeadlineStep } from './deadline.js';
import { urgencies, type Urgency } from './referral.codes.js';
import { openStates } from './referral.machine.js';

const shanghai = (local: string): Date => new Date(`${local.replace(' ', 'T')}:00+08:00`);
const friday = shanghai('2026-11-20 15:30');

it('every open state has a limit for every urgency, and nothing else has one but the appeal', () => {
  expect(new Set(deadlineSteps)).toEqual(new Set([...openStates, 'appeal']));
  for (const step of deadlineSteps) for (const urgency of urgencies) expect(defaultMinutes[step][urgency]).toBeGreaterThan(0);
});

it.each<[DeadlineStep, Urgency, string]>([
  ['submitted', 'immediate', '2026-11-20 15:40'],
  ['submitted', 'urgent', '2026-11-20 17:30'],
  ['submitted', 'routine', '2026-11-23 15:30'],
  ['info_requested', 'urgent', '2026-11-20 17:30'],
  ['info_requested', 'routine', '2026-11-23 15:30'],
  ['consult_first', 'urgent', '2026-11-20 23:30'],
  ['returned', 'immediate', '2026-11-20 16:00'],
  ['returned', 'routine', '2026-11-23 15:30'],
  ['offered', 'urgent', '2026-11-21 15:30'],
  ['doctor_accepted', 'routine', '2026-11-23 15:30'],
  ['accepted', 'immediate', '2026-11-20 16:00'],
  ['accepted', 'routine', '2026-11-23 15:30'],
  ['no_show', 'routine', '2026-11-23 15:30'],
  // a patient on the way or in a bed knows no weekend
  ['in_transit', 'routine', '2026-11-20 16:00'],
  ['arrived', 'routine', '2026-11-20 17:30'],
  ['in_care', 'routine', '2026-11-27 15:30'],
  ['outcome_sent', 'routine', '2026-11-25 15:30'],
  ['appeal', 'urgent', '2026-11-23 15:30'],
])('%s, %s, from Friday 15:30: due %s', (step, urgency, due) => expect(dueAt(step, urgency, friday)).toEqual(shanghai(due)));

it('what an alliance agreed on holds; what it left out takes the default', () => {
  const settings = { submitted: { urgent: 45 }, returned: { routine: 2 * 1440 } };
  expect(dueAt('submitted', 'urgent', friday, settings)).toEqual(shanghai('2026-11-20 16:15'));
  expect(dueAt('submitted', 'immediate', friday, settings)).toEqual(shanghai('2026-11-20 15:40'));
  expect(dueAt('returned', 'routine', friday, settings)).toEqual(shanghai('2026-11-24 15:30'));
});

describe('the answer to a met criterion', () => {
  const saturday = shanghai('2026-11-21 10:00');
  it.each<[Urgency, number | null, string]>([
    ['urgent', null, '2026-11-21 12:00'],
    ['urgent', 60, '2026-11-21 11:00'],
    ['urgent', 600, '2026-11-21 12:00'],
    ['routine', null, '2026-11-24 08:00'],
    // a day of it is a working day, less than a day runs by the clock
    ['routine', 1440, '2026-11-24 08:00'],
    ['routine', 60, '2026-11-21 11:00'],
  ])('%s, wanted within %s min: due %s, whichever is sooner', (urgency, within, due) =>
    expect(responseDueAt(urgency, saturday, within)).toEqual(shanghai(due)),
  );
});

describe('a paused clock', () => {
  const instant = fc
    .integer({ min: 0, max: 500 * 1440 })
    .map((minutes) => new Date(shanghai('2025-03-01 00:00').getTime() + minutes * 60_000));

  it('goes on where it stopped: pausing and resuming at once moves nothing', () => {
    fc.assert(
      fc.property(instant, fc.nat(72 * 60), fc.constantFrom(...urgencies), (from, waited, urgency) => {
        const due = dueAt('submitted', urgency, from);
        const now = new Date(from.getTime() + waited * 60_000);
        fc.pre(now <= due && (urgency !== 'routine' || workingDay(dayAt(now, 'Asia/Shanghai')).working));
        expect(resumedAt('submitted', urgency, secondsLeft('submitted', urgency, due, now), now)).toEqual(due);
      }),
    );
  });
  it('of a routine case keeps working time: 20 hours left on Friday are 20 hours after the weekend', () => {
    const asked = shanghai('2026-11-20 19:30');
    const left = secondsLeft('submitted', 'routine', dueAt('submitted', 'routine', friday), asked);
    expect(left).toBe(20 * 3600);
    expect(resumedAt('submitted', 'routine', left, shanghai('2026-11-23 09:00'))).toEqual(shanghai('2026-11-24 05:00'));
  });
  it('that is late has nothing left', () => expect(secondsLeft('submitted', 'urgent', friday, shanghai('2026-11-20 16:00'))).toBe(0));
});
