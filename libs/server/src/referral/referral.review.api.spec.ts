import * as act from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import * as late from '@alliance/contracts/referral-late.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { agreed, invited, membershipSlice, officeOpens } from '../testing/membership.story.js';
import { refused, sees, step, taken } from '../testing/referral-steps.js';
import { doctorSubmits, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let coordinator: Person;
let physician: Person;
let township: Person;
let allianceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, {
    features: [...membershipSlice.features, ...referralSlice.features],
    contracts: [...membershipSlice.contracts, ...referralSlice.contracts],
  });
  [doctor, coordinator, physician, township] = (await Promise.all(
    ['county.doctor', 'lead.coordinator', 'lead.doctor', 'township.doctor'].map((name) => api.as(name)),
  )) as [Person, Person, Person, Person];
  const office = await api.as('office');
  const opened = await officeOpens(office, world);
  const withTownship = await agreed(office, await invited(office, opened, world.township.id), world.township.id);
  const all = await agreed(office, await invited(office, withTownship, world.other.id), world.other.id);
  allianceId = all.id;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const toTownship = () => ({ receiverId: world.township.id, receiverDepartmentId: world.township.departmentId });

it('a wrong patient is nobody’s any more: neither a reviewer’s nor a former receiver’s', async () => {
  const sent = await doctorSubmits(doctor, world, { allianceId, consentScope: 'alliance' });
  const moved = await step(coordinator, act.redirectReferral, sent, { ...toTownship(), reason: 'other', explanation: '就近' });
  const returned = await step(township, act.returnReferral, moved, { reason: 'other', advice: '无床' });
  const other = await api.as('other.doctor');
  const appealed = await step(doctor, ending.appealReferral, returned, { reviewerInstitutionId: world.other.id, explanation: '有床' });
  expect([await sees(coordinator, sent.id), await sees(other, sent.id)]).toEqual([200, 200]);
  await step(doctor, ending.enterInError, appealed, { reason: 'wrong_patient', explanation: '选错' });
  for (const who of [coordinator, township, other]) expect(await sees(who, sent.id)).toBe(404);
});

describe('a second look', () => {
  it('at a return is taken by a hospital that has no part, and never holds the patient', async () => {
    const sent = await doctorSubmits(doctor, world, { allianceId });
    const returned = await step(coordinator, act.returnReferral, sent, { reason: 'resources_limited', advice: '本周无床' });
    const other = await api.as('other.doctor');
    expect((await doctor.get(late.listReviewers, { params: { id: sent.id } })).items).toEqual([
      { id: world.other.id, name: 'other hospital' },
    ]);
    expect(await refused(doctor, ending.appealReferral, returned, { reviewerInstitutionId: world.lead.id, explanation: 'x' })).toBe(
      'referral.reviewer_invalid',
    );
    expect(await sees(other, sent.id)).toBe(404);
    const appealed = await step(doctor, ending.appealReferral, returned, { reviewerInstitutionId: world.other.id, explanation: '有床' });
    const again = await step(doctor, act.resubmitReferral, appealed);
    expect(again.state).toBe('submitted');
    const [first] = (await other.get(late.myReviews, {})).items.filter(({ referralId }) => referralId === sent.id);
    expect(first).toMatchObject({ state: 'pending' });
    const seen = await other.get(getReferral, { params: { id: sent.id } });
    expect(seen.actions).toEqual(['uphold', 'overturn']);
    const judged = await step(other, ending.overturnReturn, seen, { explanation: '应当收治' });
    expect(judged).toMatchObject({ state: 'submitted', appeals: [{ state: 'overturned' }] });
    expect(await sees(other, sent.id)).toBe(404);
  });

  it('at what was reported is confirmed by a second person of the same hospital', async () => {
    const accepted = await step(coordinator, act.acceptReferral, await doctorSubmits(doctor, world), taken);
    const arrived = await step(coordinator, journey.arriveReferral, accepted);
    const reported = await step(coordinator, ending.reportOutcome, arrived, { outcome: 'discharged_home', summary: '好转' });
    expect(
      await refused(coordinator, ending.correctReferral, reported, { changes: { outcome: 'discharged_home' }, explanation: 'x' }),
    ).toBe('referral.nothing_to_correct');
    const mine = { changes: { outcome: 'died' }, explanation: 'x' };
    expect(await refused(doctor, ending.correctReferral, reported, mine)).toBe('referral.not_your_action');
    const proposed = await step(coordinator, ending.correctReferral, reported, {
      changes: { outcome: 'back_to_sender', outcomeSummary: '转回当地' },
      explanation: '写错',
    });
    expect(proposed).toMatchObject({
      outcome: 'discharged_home',
      corrections: [{ state: 'proposed', before: { outcome: 'discharged_home' } }],
    });
    expect(await refused(coordinator, ending.confirmCorrection, proposed)).toBe('referral.not_your_action');
    expect(await refused(doctor, ending.confirmCorrection, proposed)).toBe('referral.not_your_action');
    const confirmed = await step(physician, ending.confirmCorrection, proposed);
    expect(confirmed).toMatchObject({ outcome: 'back_to_sender', corrections: [{ state: 'confirmed', decidedBy: 'person lead.doctor' }] });
  });
});
