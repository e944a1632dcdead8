import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../refusal.js';
import { dutySubjects, standingOf, weigh, type Owed } from './duty.js';
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

describe('how a member stands', () => {
  it('is late as soon as one thing is late, due while anything is owed', () => {
    expect(standingOf([])).toBe('clear');
    expect(standingOf([{ count: 2, late: 0 }])).toBe('due');
    expect(
      standingOf([
        { count: 2, late: 0 },
        { count: 1, late: 1 },
      ]),
    ).toBe('late');
  });

  it('more that is late never comes later in the list', () => {
    fc.assert(
      fc.property(fc.array(owed, { maxLength: 11 }), owed, (given, more) => {
        expect(weigh([...given, more])).toBeGreaterThanOrEqual(weigh(given));
      }),
    );
  });

  it('one late answer comes before many unread protocols', () => {
    expect(weigh([{ subject: 'answers', count: 1, late: 1 }])).toBeGreaterThan(weigh([{ subject: 'reading', count: 90, late: 90 }]));
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
