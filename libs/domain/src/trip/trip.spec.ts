import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { factDictionary } from '../criteria/dictionary.js';
import { roles } from '../access/actor.js';
import { urgencies } from '../referral/referral.codes.js';
import { referralStates } from '../referral/referral.machine.js';
import { mayActivateTeam, mayIssueLink, mayRevokeLink } from './trip-link.js';
import { isLate, measuredAt } from './trip-report.js';
import { consciousnessLevels, measuredSigns, vitalSignLimits, type VitalSigns } from './vital-signs.js';
import { ringsAgain, warningOf } from './warning.js';

const factOf = (key: string) => factDictionary.find((fact) => fact.key === key);
const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 8, minutes));
const well: VitalSigns = { sbp: 120, hr: 80, rr: 16, spo2: 98, temp: 36.8, consciousness: 'alert', on_oxygen: false };

describe('vital signs on the way', () => {
  it.each(measuredSigns)('have the unit and the limits of the dictionary: %s', (key) => {
    const { unit, low, high } = vitalSignLimits[key];
    expect(factOf(key)).toMatchObject({ unit, low, high });
  });
  it('know the levels of consciousness of the dictionary', () => {
    expect(factOf('consciousness')?.codes?.map(({ code }) => code)).toEqual([...consciousnessLevels]);
  });
  it.each<[string, VitalSigns, number | null, number | null, boolean]>([
    ['all well', well, 60, 0, false],
    ['a score of six', { ...well, sbp: 95, rr: 22, hr: 120 }, 60, 6, false],
    ['a score of seven', { ...well, sbp: 88, rr: 22, hr: 120 }, 60, 7, true],
    ['what is missing counts as normal', { sbp: 88, rr: 26 }, 60, 6, false],
    ['three bad ones are enough', { sbp: 88, rr: 26, hr: 45 }, 60, 7, true],
    ['GCS 8', { gcs: 8 }, 60, 3, true],
    ['GCS 9', { gcs: 9 }, 60, 3, false],
    ['responds to pain only', { consciousness: 'pain' }, 60, 3, true],
    ['an age nobody knows is an adult’s', { sbp: 88, rr: 26, hr: 45 }, null, 7, true],
    ['a child has no NEWS2', { sbp: 70, rr: 40, hr: 150, spo2: 97 }, 3, null, false],
    ['a child of low saturation', { spo2: 89 }, 3, null, true],
    ['nothing measured', {}, 60, 0, false],
  ])('%s', (_, signs, age, news2, deteriorating) => {
    expect(warningOf(signs, age)).toEqual({ news2, deteriorating });
  });
  it('never call for less when one more sign is bad', () => {
    fc.assert(
      fc.property(fc.integer({ min: 20, max: 370 }), fc.integer({ min: 0, max: 150 }), (sbp, rr) => {
        const some = warningOf({ sbp, rr }, 50);
        const more = warningOf({ sbp, rr, spo2: 85 }, 50);
        return (more.news2 ?? 0) >= (some.news2 ?? 0) && (more.deteriorating || !some.deteriorating);
      }),
    );
  });
});

describe('an alarm', () => {
  const bad = { news2: 8, deteriorating: true };
  it.each([
    ['rings the first time', bad, null, true],
    ['not for a patient who is well', { news2: 2, deteriorating: false }, null, false],
    ['not again after nine minutes', bad, { at: at(0), news2: 8 }, false],
    ['again where it got worse by two', { news2: 10, deteriorating: true }, { at: at(0), news2: 8 }, true],
    ['not where it got worse by one', { news2: 9, deteriorating: true }, { at: at(0), news2: 8 }, false],
    ['again after ten minutes', bad, { at: at(-1), news2: 8 }, true],
  ])('%s', (_, warning, before, rings) => {
    expect(ringsAgain(warning, before, at(9))).toBe(rings);
  });
});

describe('a report', () => {
  it.each([
    [0, false],
    [10, false],
    [11, true],
  ])('that took %d minutes: late %s (RF-06)', (minutes, late) => {
    expect(isLate(at(0), at(minutes))).toBe(late);
  });
  it('was never measured after it reached us', () => {
    expect(measuredAt(at(7), at(5))).toEqual(at(5));
    expect(measuredAt(at(3), at(5))).toEqual(at(3));
  });
});

describe('who may', () => {
  const everybody = roles.flatMap((role) =>
    ['sender', 'receiver', 'other'].map((institutionId) => ({ personId: 'p', appointmentId: 'a', institutionId, role })),
  );
  const journeys = referralStates.flatMap((state) =>
    urgencies.map((urgency) => ({ state, urgency, senderId: 'sender', receiverId: 'receiver' })),
  );
  const allowed = (rule: typeof mayIssueLink) => [
    ...new Set(
      journeys.flatMap((journey) =>
        everybody.flatMap((actor) =>
          rule(actor, journey) ? [`${actor.institutionId} ${actor.role} ${journey.state} ${journey.urgency}`] : [],
        ),
      ),
    ),
  ];
  const travelling = [
    'submitted immediate',
    ...['accepted', 'in_transit'].flatMap((state) => urgencies.map((urgency) => `${state} ${urgency}`)),
  ];
  const each = (side: string) => travelling.flatMap((when) => [`${side} doctor ${when}`, `${side} coordinator ${when}`]).toSorted();

  it('give out the link: those who treat at the sender, while the patient may travel', () => {
    expect(allowed(mayIssueLink).toSorted()).toEqual(each('sender'));
  });
  it('call a team: those who treat at the receiver, while the patient may travel', () => {
    expect(allowed(mayActivateTeam).toSorted()).toEqual(each('receiver'));
  });
  it('take the link back: those who treat at the sender, always', () => {
    expect(new Set(allowed(mayRevokeLink).map((found) => found.split(' ').slice(0, 2).join(' ')))).toEqual(
      new Set(['sender doctor', 'sender coordinator']),
    );
    expect(allowed(mayRevokeLink)).toHaveLength(2 * referralStates.length * urgencies.length);
  });
});
