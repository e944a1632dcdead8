import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../refusal.js';
import { byUrgency, dutySubjects, isForPatients, standingOf, standings, type DutySubject, type Owed, type OwedSince } from './duty.js';
import { cooldownHours, decideReminder, restsUntil } from './reminder.js';

const now = new Date('2026-11-22T08:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const code = (act: () => unknown): string => {
  try {
    act();
    return 'allowed';
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};
const owed = fc
  .record({ subject: fc.constantFrom(...dutySubjects), count: fc.nat(50), late: fc.nat(50) })
  .map(({ subject, count, late }): Owed => ({ subject, count: Math.max(count, late), late }));

const late = (subject: DutySubject, hours: number | null, count = 1): OwedSince => ({
  ...{ subject, count, late: count },
  lateSince: hours === null ? null : hoursAgo(hours),
});
const due = (subject: DutySubject, count = 1): OwedSince => ({ subject, count, late: 0, lateSince: null });
const lateSince = fc.option(fc.nat(2_000).map(hoursAgo));
const anyone = fc.array(
  fc.tuple(owed, lateSince).map(([one, since]): OwedSince => ({ ...one, lateSince: one.late ? since : null })),
  { maxLength: 11 },
);

describe('how a member stands', () => {
  it.each([
    ['nothing owed', [], 'clear'],
    ['something owed, in time', [due('answers', 2)], 'due'],
    ['a protocol not adopted', [late('protocols', 900), due('answers')], 'papers_late'],
    ['beds not confirmed, no line', [late('capacity', 1), late('line', null)], 'papers_late'],
    ['an answer', [late('answers', 1), late('protocols', 900)], 'patients_wait'],
    ['a follow-up', [late('follow_ups', 1)], 'patients_wait'],
    ['an account of a return', [late('return_reviews', 1)], 'patients_wait'],
  ] as const)('%s', (_, given, standing) => expect(standingOf(given)).toBe(standing));

  it('every subject that is late gives one of the two late standings', () => {
    for (const subject of dutySubjects)
      expect(standingOf([late(subject, 1)])).toBe(isForPatients(subject) ? 'patients_wait' : 'papers_late');
  });
});

describe('which member comes first', () => {
  it.each([
    ['where a patient waits, before papers of a year', [late('answers', 1)], [late('protocols', 9_000, 40)]],
    ['of those where patients wait, whoever is late longest', [late('answers', 30)], [late('answers', 2, 9)]],
    ['and old papers do not help', [late('answers', 3)], [late('follow_ups', 2), late('protocols', 9_000)]],
    ['of those alike, whoever has more of it', [late('answers', 3, 2)], [late('answers', 3)]],
    ['papers late, before work in time', [late('reading', 1)], [due('answers', 50)]],
    ['since some day, before since nobody knows when', [late('protocols', 1)], [late('line', null)]],
    ['whoever owes more, where nothing is late', [due('answers', 3)], [due('answers', 1)]],
  ] as const)('%s', (_, first, second) => {
    expect(byUrgency(first, second)).toBeLessThan(0);
    expect(byUrgency(second, first)).toBeGreaterThan(0);
  });

  it('is an order: of three in a row the first is never behind the last, and the standings follow each other', () => {
    fc.assert(
      fc.property(anyone, anyone, anyone, (...members) => {
        const [a, b, c] = members.toSorted(byUrgency) as [OwedSince[], OwedSince[], OwedSince[]];
        expect(byUrgency(a, b)).toBeLessThanOrEqual(0);
        expect(byUrgency(a, c)).toBeLessThanOrEqual(0);
        expect(standings.indexOf(standingOf(a))).toBeLessThanOrEqual(standings.indexOf(standingOf(c)));
      }),
    );
  });
});

describe('a reminder', () => {
  const answers: Owed = { subject: 'answers', count: 3, late: 2 };
  it('rests for four hours, unless more is late than then', () => {
    const past = [{ at: hoursAgo(1), late: { answers: 2 } }];
    expect(restsUntil('answers', 2, past, now)).toEqual(new Date(hoursAgo(1).getTime() + cooldownHours * 3_600_000));
    expect(restsUntil('answers', 3, past, now)).toBeNull();
    expect(restsUntil('answers', 2, [{ at: hoursAgo(5), late: { answers: 2 } }], now)).toBeNull();
    expect(restsUntil('capacity', 2, past, now)).toBeNull();
  });

  it('asks for what is owed and does not rest; the last one counts', () => {
    expect(decideReminder(['answers'], [answers], [], now)).toEqual({ answers: 2 });
    expect(code(() => decideReminder(['capacity'], [answers], [], now))).toBe('reminder.nothing_owed');
    expect(code(() => decideReminder(['answers'], [answers], [{ at: hoursAgo(1), late: { answers: 2 } }], now))).toBe('reminder.too_soon');
    expect(
      decideReminder(
        ['answers', 'capacity'],
        [answers, { subject: 'capacity', count: 1, late: 1 }],
        [{ at: hoursAgo(1), late: { answers: 2 } }],
        now,
      ),
    ).toEqual({ capacity: 1 });
    const twice = [
      { at: hoursAgo(1), late: { answers: 5 } },
      { at: hoursAgo(3), late: { answers: 1 } },
    ];
    expect(code(() => decideReminder(['answers'], [answers], twice, now))).toBe('reminder.too_soon');
  });
});
