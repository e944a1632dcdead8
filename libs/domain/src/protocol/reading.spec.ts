import { expect, it } from '@jest/globals';
import { readingDueOn, readingReminders, readingState } from './reading.js';

it.each([
  ['2026-01-01', '2020-01-01', '2026-01-31'],
  ['2026-01-01', '2026-02-10', '2026-03-12'],
  ['2028-02-01', '2020-01-01', '2028-03-02'],
])('in force from %s, appointed from %s: due on %s', (effectiveFrom, appointedFrom, dueOn) => {
  expect(readingDueOn(effectiveFrom, appointedFrom)).toBe(dueOn);
});

it('is due on its last day still, overdue on the next, and done once it is done', () => {
  const version = { effectiveFrom: '2026-01-01', appointedFrom: '2020-01-01', acknowledged: false };
  expect(readingState(version, '2026-01-31')).toEqual({ state: 'due', dueOn: '2026-01-31' });
  expect(readingState(version, '2026-02-01').state).toBe('overdue');
  expect(readingState({ ...version, acknowledged: true }, '2026-02-01').state).toBe('done');
});

it('reminders come a week before the last day and on the day after it, in the morning', () => {
  expect(readingReminders('2026-01-10').map((at) => at.toISOString())).toEqual(['2026-02-02T01:00:00.000Z', '2026-02-10T01:00:00.000Z']);
});
