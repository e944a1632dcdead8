import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { answeringSteps, deadlineSteps, dueAt } from '../referral/deadline.js';
import { urgencies, type Urgency } from '../referral/referral.codes.js';
import { dispatched, ladderOf, nextClimbAt, ownLadderOf, rungs, rungsToTell } from './ladder.js';

const shanghai = (local: string): Date => new Date(`${local.replace(' ', 'T')}:00+08:00`);
const ladder = (urgency: Urgency, sent: string) => ladderOf(urgency, shanghai(sent), dueAt('submitted', urgency, shanghai(sent)));
const at = (local: string, ...told: string[]) => ({ at: shanghai(local), rungs: told });

it('an immediate case rings department and duty office at once, backup and lead at 3 minutes, the office when it is late', () => {
  expect(ladder('immediate', '2026-11-21 02:40')).toEqual([
    at('2026-11-21 02:40', 'department', 'duty_office'),
    at('2026-11-21 02:43', 'backup', 'lead'),
    at('2026-11-21 02:50', 'management_office'),
  ]);
});
it('an urgent one climbs from when it is late: at once, after 30, 60 and 120 minutes', () => {
  expect(ladder('urgent', '2026-11-21 10:00')).toEqual([
    at('2026-11-21 12:00', 'department'),
    at('2026-11-21 12:30', 'duty_office'),
    at('2026-11-21 13:00', 'lead'),
    at('2026-11-21 14:00', 'management_office'),
  ]);
});
it('a routine one climbs in working time: at once, after four hours, one and two working days', () => {
  expect(ladder('routine', '2026-11-19 15:30')).toEqual([
    at('2026-11-20 15:30', 'department'),
    at('2026-11-20 19:30', 'duty_office'),
    at('2026-11-23 15:30', 'lead'),
    at('2026-11-24 15:30', 'management_office'),
  ]);
});
it('an answer agreed on within two minutes does not leave the lead behind', () => {
  const sent = shanghai('2026-11-21 02:40');
  const [, second, last] = ladderOf('immediate', sent, new Date(sent.getTime() + 120_000));
  expect([second?.at, last?.at]).toEqual([shanghai('2026-11-21 02:42'), shanghai('2026-11-21 02:42')]);
});

it('a step that answers nobody reminds its owner, their duty office when the agreed time has passed again, and then the lead', () => {
  expect(ownLadderOf('returned', 'immediate', shanghai('2026-11-21 02:40'))).toEqual([
    at('2026-11-21 02:40', 'owner'),
    at('2026-11-21 03:10', 'duty_office'),
    at('2026-11-21 03:40', 'lead'),
  ]);
  expect(ownLadderOf('info_requested', 'routine', shanghai('2026-11-20 15:30'))).toEqual([
    at('2026-11-20 15:30', 'owner'),
    at('2026-11-23 15:30', 'duty_office'),
    at('2026-11-24 15:30', 'lead'),
  ]);
});
it('an arrival has its own time before anybody is late; what the alliance agreed on counts', () => {
  expect(ownLadderOf('accepted', 'urgent', shanghai('2026-11-21 10:00'), { accepted: { urgent: 60 } })).toEqual([
    at('2026-11-21 11:00', 'owner'),
    at('2026-11-21 12:00', 'duty_office'),
    at('2026-11-21 13:00', 'lead'),
  ]);
});
it('papers of a patient who is cared for stay in the house, and no step of this kind reaches the office', () => {
  const own = deadlineSteps.filter((step) => step !== 'in_transit' && !(answeringSteps as readonly string[]).includes(step));
  fc.assert(
    fc.property(fc.constantFrom(...own), fc.constantFrom(...urgencies), fc.nat(600 * 1440), (step, urgency, minutes) => {
      const due = new Date(shanghai('2025-02-01 00:00').getTime() + minutes * 60_000);
      const climbs = ownLadderOf(step, urgency, due);
      const cared = step === 'in_care' || step === 'outcome_sent';
      expect(climbs.flatMap((climb) => climb.rungs)).toEqual(cared ? ['owner', 'duty_office'] : ['owner', 'duty_office', 'lead']);
      expect(climbs.every(({ at: when }, index) => index === 0 || when > (climbs[index - 1]?.at ?? when))).toBe(true);
      expect((climbs[0]?.at ?? due) >= due).toBe(true);
    }),
  );
});

it('climbed from timer to timer, every rung is told once, in order, and then nothing comes any more', () => {
  const instant = fc
    .integer({ min: 0, max: 600 * 1440 })
    .map((minutes) => new Date(shanghai('2025-02-01 00:00').getTime() + minutes * 60_000));
  fc.assert(
    fc.property(instant, fc.constantFrom(...urgencies), fc.nat(40), (sent, urgency, lateMinutes) => {
      const due = dueAt('submitted', urgency, sent);
      const climbs = ladderOf(urgency, sent, due);
      const told: string[] = [...dispatched(urgency)];
      let now: Date | null = sent;
      for (let round = 0; now && round < 10; round++) {
        // a worker may be late; nothing is skipped
        const fired: Date = new Date(now.getTime() + lateMinutes * 60_000);
        told.push(...rungsToTell(climbs, told, fired));
        now = nextClimbAt(climbs, fired);
      }
      expect(now).toBeNull();
      const expected = rungs.filter((rung) => urgency === 'immediate' || rung !== 'backup');
      expect(told).toEqual(expected);
      expect(climbs.every(({ at: when }, index) => index === 0 || when >= (climbs[index - 1]?.at ?? when))).toBe(true);
    }),
  );
});
