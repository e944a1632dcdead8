import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal } from '../refusal.js';
import { followUpStages, type FollowUpStage } from './follow-up.codes.js';
import {
  afterAttempt,
  checkOpen,
  checkRecord,
  followUpDueAt,
  nextStageAt,
  stageAt,
  stagesToTell,
  urgentAction,
  type RecordedContact,
} from './follow-up.js';

const hours = (from: Date, many: number) => new Date(from.getTime() + many * 3_600_000);
const arrived = new Date('2026-09-30T16:00:00+08:00');
const due = hours(arrived, 48);
const anyHour = fc.double({ min: -200, max: 200, noNaN: true });

describe('when a follow-up is due', () => {
  it('the National Day holiday does not stop the 48 hours', () => {
    expect(followUpDueAt('first_48h', arrived)).toEqual(new Date('2026-10-02T16:00:00+08:00'));
    expect(followUpDueAt('day_7', arrived)).toEqual(new Date('2026-10-07T16:00:00+08:00'));
  });

  it.each([
    ['long before it is due nothing moves', -30, false, 0],
    ['ten hours before: twelve hours from the attempt', -10, false, 2],
    ['as it is due: twelve hours', 0, false, 12],
    ['five hours late: never beyond twelve hours after the due time', 5, false, 12],
    ['thirteen hours late: what is past is not moved into the past', 13, false, 0],
    ['a second time', 0, true, 0],
  ])('nobody was reached, %s', (_, at, postponed, moved) => {
    expect(afterAttempt({ dueAt: due, postponed }, hours(due, at)).dueAt).toEqual(hours(due, moved));
  });

  it('however often nobody is reached, it is due at most twelve hours later', () => {
    fc.assert(
      fc.property(fc.array(anyHour), (attempts) => {
        const last = attempts
          .sort((a, b) => a - b)
          .reduce((clock, at) => afterAttempt(clock, hours(due, at)), { dueAt: due, postponed: false });
        expect(last.dueAt >= due && last.dueAt <= hours(due, 12)).toBe(true);
      }),
    );
  });
});

describe('who is told', () => {
  it.each<[number, FollowUpStage | null, FollowUpStage[]]>([
    [-5, null, []],
    [-4, null, ['reminder']],
    [-1, 'reminder', []],
    [0, 'reminder', ['overdue']],
    [0, null, ['overdue']],
    [24, 'overdue', ['lead']],
    [30, 'reminder', ['overdue', 'lead']],
    [30, 'lead', []],
  ])('%d h after the due time, told %s', (at, told, expected) => {
    expect(stagesToTell(due, told, hours(due, at))).toEqual(expected);
  });

  it('whatever the timers do, everybody is told once and late is never silent', () => {
    fc.assert(
      fc.property(fc.array(anyHour, { minLength: 1 }), (looks) => {
        let told: FollowUpStage | null = null;
        const heard: FollowUpStage[] = [];
        for (const at of looks.sort((a, b) => a - b)) {
          const stages: FollowUpStage[] = stagesToTell(due, told, hours(due, at));
          heard.push(...stages);
          told = stages.at(-1) ?? told;
        }
        expect(new Set(heard).size).toBe(heard.length);
        const last = Math.max(...looks);
        if (last >= 0) expect(heard).toContain('overdue');
        if (last >= 24) expect(heard).toContain('lead');
      }),
    );
  });

  it('a timer is always armed for a stage that is still to come', () => {
    fc.assert(
      fc.property(anyHour, (at) => {
        const now = hours(due, at);
        const next = nextStageAt(due, now);
        if (stageAt(due, now) === 'lead') expect(next).toBeNull();
        else expect(next && next > now && stageAt(due, next)).toBe(followUpStages[followUpStages.indexOf(stageAt(due, now) as never) + 1]);
      }),
    );
  });
});

describe('what a record says', () => {
  const plan = [
    { id: 'a', action: 'return_now' },
    { id: 'b', action: 'call_us' },
    { id: 'c', action: 'next_visit' },
  ] as const;
  const record: RecordedContact = {
    at: hours(arrived, 40),
    condition: 'stable',
    medicines: 'yes',
    medicineReason: null,
    warningSigns: [],
    nextContactOn: '2026-10-07',
  };
  const refusedFields = (more: Partial<RecordedContact>): unknown => {
    try {
      checkRecord({ ...record, ...more }, plan, arrived, hours(arrived, 41), '2026-10-02');
      return [];
    } catch (error) {
      return (error as Refusal).facts['fields'];
    }
  };

  it.each<[string, Partial<RecordedContact>, string[]]>([
    ['a whole one', {}, []],
    ['in the future', { at: hours(arrived, 42) }, ['at']],
    ['before the patient came home', { at: hours(arrived, -1) }, ['at']],
    ['medicines not taken and no reason', { medicines: 'partly' }, ['medicineReason']],
    ['a reason although they are taken', { medicineReason: 'cost' }, ['medicineReason']],
    ['with a reason', { medicines: 'no', medicineReason: 'side_effect' }, []],
    ['a sign that the plan does not name', { warningSigns: ['a', 'z'] }, ['warningSigns']],
    ['the next contact yesterday', { nextContactOn: '2026-10-01' }, ['nextContactOn']],
    ['today', { nextContactOn: '2026-10-02' }, []],
  ])('%s', (_, more, fields) => expect(refusedFields(more)).toEqual(fields));

  it.each([
    ['stable', [], null],
    ['worse', [], 'return_now'],
    ['better', ['a', 'b'], 'return_now'],
    ['stable', ['c', 'b'], 'call_us'],
    ['stable', ['c'], 'next_visit'],
  ] as const)('%s with the signs %s: %s', (condition, warningSigns, action) => {
    expect(urgentAction({ condition, warningSigns }, plan)).toBe(action);
  });

  it('what was recorded or ended is not recorded again', () => {
    expect(() => checkOpen({ state: 'open' })).not.toThrow();
    for (const state of ['done', 'ended'] as const) expect(() => checkOpen({ state })).toThrow('follow_up.closed');
  });
});
