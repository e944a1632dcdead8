import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inTurn, stretches, waitingLine, type Waiting } from './waiting.js';

const day = Date.UTC(2026, 10, 24);
const at = (minutes: number) => new Date(day + minutes * 60_000);
const one = (id: string, more: Partial<Waiting> = {}): Waiting => ({ id, urgency: 'routine', invitedAt: at(0), minutes: 30, ...more });
const time = (from: number, to: number) => ({ startsAt: at(from), endsAt: at(to) });

describe('the line', () => {
  it('urgent ones stand first, then the one asked for first, then by id', () => {
    const asked = [one('d', { invitedAt: at(5) }), one('c'), one('b'), one('a', { urgency: 'urgent', invitedAt: at(9) })];
    expect(waitingLine(asked, []).map(({ id, position }) => [id, position])).toEqual([['a', 1], ['b', 2], ['c', 3], ['d', 4]]); // prettier-ignore
  });

  it('one session after the other, of whichever expert is free first', () => {
    const line = waitingLine(
      ['a', 'b', 'c', 'd'].map((id) => one(id)),
      [[time(600, 630), time(900, 960)], [time(610, 660)]],
    );
    expect(line.map(({ expectedAt }) => expectedAt)).toEqual([at(600), at(610), at(900), at(930)]);
  });

  it('a long one waits for a time that is long enough, a short one behind it takes the short time', () => {
    const line = waitingLine([one('a', { minutes: 60 }), one('b')], [[time(600, 640), time(700, 800)]]);
    expect(line.map(({ expectedAt }) => expectedAt)).toEqual([at(700), at(600)]);
  });

  it('where nothing is free, no time is promised', () => {
    expect(waitingLine([one('a')], [[time(600, 620)], []])).toEqual([{ id: 'a', position: 1, expectedAt: null }]);
  });
});

it('no two sessions of one line lie in more free times than there are, and none lies outside', () => {
  const minutes = fc.integer({ min: 10, max: 90 });
  const gaps = fc.array(fc.tuple(minutes, minutes), { maxLength: 6 });
  const timesOf = (steps: [number, number][]) => {
    let now = 0;
    return steps.map(([gap, length]) => {
      const from = (now += gap);
      now += length;
      return time(from, now);
    });
  };
  fc.assert(
    fc.property(fc.array(minutes, { maxLength: 12 }), fc.array(gaps, { maxLength: 3 }), (lengths, experts) => {
      const free = experts.map(timesOf);
      const waiting = lengths.map((length, i) => one(String(i).padStart(2, '0'), { minutes: length }));
      const placed = waitingLine(waiting, free).flatMap(({ expectedAt }, i) =>
        expectedAt ? [{ from: expectedAt.getTime(), to: expectedAt.getTime() + (lengths[i] as number) * 60_000 }] : [],
      );
      for (const { from } of placed) {
        const running = placed.filter((other) => other.from <= from && other.to > from).length;
        const there = free.filter((times) => times.some(({ startsAt, endsAt }) => +startsAt <= from && +endsAt > from)).length;
        expect(running).toBeLessThanOrEqual(there);
      }
    }),
  );
});

it('proposals that touch are one stretch', () => {
  expect(stretches([time(0, 15), time(15, 30), time(45, 60), time(60, 75)])).toEqual([time(0, 30), time(45, 75)]);
  expect(stretches([])).toEqual([]);
});

it('the order is total', () => {
  expect([one('b'), one('a')].sort(inTurn).map(({ id }) => id)).toEqual(['a', 'b']);
});
