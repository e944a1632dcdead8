import * as contract from '@alliance/contracts/return-review.contract';
import type { ReturnReview } from '@alliance/contracts/return-review.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import * as followUp from '@alliance/contracts/follow-up.contract';
import { cancelReferral, enterInError } from '@alliance/contracts/referral-ending.contract';
import { arriveReferral } from '@alliance/contracts/referral-journey.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { registerPatient } from '@alliance/contracts/patient.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { today } from '../platform/today.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cameDown, comingHome, followUpSlice, hoursPass, sentUpAgain, type ComingHome } from '../testing/follow-up.story.js';
import { makeAlliance } from '../testing/protocol.story.js';
import { actionBodies } from '../testing/referral-bodies.js';
import { step, taken } from '../testing/referral-steps.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: ComingHome;
let allianceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, followUpSlice);
  allianceId = await makeAlliance(database, world);
  people = await comingHome(api);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const returnOf = (who: Person, id: string) => who.get(contract.returnOfReferral, { params: { referralId: id } });
const get = (who: Person, id: string) => who.get(contract.getReturnReview, { params: { id } });
async function cameBack(hours = 30, more: object = {}): Promise<{ down: ReferralView; up: ReferralView; review: ReturnReview }> {
  const down = await cameDown(people, world, { allianceId });
  await hoursPass(database, down.id, hours);
  const up = await sentUpAgain(people.doctor, world, down.patient?.id ?? '', more);
  const { reviewId } = await returnOf(people.doctor, down.id);
  return { down, up, review: await get(people.doctor, reviewId as string) };
}
describe('a patient is sent up again', () => {
  it('within 72 hours of coming home: linked once, and a review is opened for both hospitals', async () => {
    const { down, up, review } = await cameBack(30);
    expect(review).toMatchObject({
      state: 'accounts_awaited',
      way: 'referral',
      hours: 30,
      down: { id: down.id, number: down.number },
      up: { id: up.id, number: up.number, urgency: 'urgent' },
      downSender: { id: world.lead.id },
      downReceiver: { id: world.county.id },
      lead: { id: world.lead.id },
      actions: ['account'],
    });
    expect(await returnOf(people.physician, up.id)).toMatchObject({ reviewId: review.id, link: { planned: false, hours: 30 } });
    await sentUpAgain(people.doctor, world, down.patient?.id ?? '');
    const { rows } = await database.owner.query('select up_id from return_link where down_id = $1', [down.id]);
    expect(rows).toEqual([{ up_id: up.id }]);
    const timers = await database.owner.query(`select kind, acting_institution from timer where subject_id = $1`, [review.id]);
    expect(timers.rows).toEqual([{ kind: 'return_review.opened', acting_institution: world.lead.id }]);
  });

  it('after 73 hours, or somebody who never came down: nothing is linked', async () => {
    const down = await cameDown(people, world, { allianceId });
    await hoursPass(database, down.id, 73);
    await sentUpAgain(people.doctor, world, down.patient?.id ?? '');
    expect(await returnOf(people.doctor, down.id)).toMatchObject({ link: null, reviewId: null });
  });

  it('for the visit that the plan named: linked, and no review is opened', async () => {
    const down = await cameDown(people, world, { allianceId, nextVisitOn: today(new Date(Date.now() + 86_400_000)) });
    const planned = { urgency: 'routine', service: 'outpatient', criteriaReason: 'clinical_judgement' };
    await sentUpAgain(people.doctor, world, down.patient?.id ?? '', planned);
    expect(await returnOf(people.doctor, down.id)).toMatchObject({ link: { planned: true }, reviewId: null });
  });

  it('by another hospital: it learns nothing, and the two hospitals do not learn which it was', async () => {
    const down = await cameDown(people, world, { allianceId });
    const { rows } = await database.owner.query<{ identifier: string }>(
      'select patient_identifier_masked as identifier from referral where id = $1',
      [down.id],
    );
    expect(rows).toHaveLength(1);
    const township = await api.as('township.doctor');
    const stranger = await township.get(registerPatient, {
      body: { name: '张三丰', sex: 'male', identifierKind: 'unknown_person', identifier: null } as never,
    });
    // the same person, as the exact number would have found
    await database.owner.query('update patient set same_as = $2 where id = $1', [stranger.id, down.patient?.id]);
    const sent = await sentUpAgain(township, world, stranger.id, {
      receiverId: world.other.id,
      receiverDepartmentId: world.other.departmentId,
    });
    expect(await returnOf(township, sent.id)).toEqual({ link: null, reviewId: null, mayRecord: false });
    expect((await township.get(contract.listReturnReviews, { query: {} })).items).toEqual([]);
    const { reviewId } = await returnOf(people.doctor, down.id);
    const review = await get(people.doctor, reviewId as string);
    expect(review).toMatchObject({ up: { id: null, from: null, to: null }, down: { id: down.id } });
    expect(JSON.stringify(review)).not.toContain('township');
    const { rows: events } = await database.owner.query(`select 1 from event where institution_id = $1 and topic = 'return_review'`, [
      world.township.id,
    ]);
    expect(events).toEqual([]);
  });

  it('who never left is no return: the review is withdrawn, and the next return is linked again', async () => {
    const { down, up, review } = await cameBack();
    await step(people.doctor, cancelReferral, up, { reason: 'patient_improved' });
    expect((await get(people.doctor, review.id)).state).toBe('withdrawn');
    const again = await sentUpAgain(people.doctor, world, down.patient?.id ?? '');
    expect((await returnOf(people.doctor, down.id)).link).not.toBeNull();
    expect((await returnOf(people.doctor, again.id)).reviewId).not.toBe(review.id);
  });

  it('of a wrong patient: withdrawn too', async () => {
    const { up, review } = await cameBack();
    await step(people.doctor, enterInError, up, actionBodies().enterInError);
    expect((await get(people.physician, review.id)).state).toBe('withdrawn');
  });

  it('and has arrived above: nobody asks at home any more', async () => {
    const { down, up } = await cameBack();
    const accepted = await step(
      people.physician,
      act.acceptReferral,
      await people.physician.get(getReferral, { params: { id: up.id } }),
      taken,
    );
    const open = await people.doctor.get(followUp.followUpsOfReferral, { params: { referralId: down.id } });
    expect(open.items.map(({ state }) => state)).toEqual(['open', 'open']);
    await step(people.coordinator, arriveReferral, accepted);
    const { items } = await people.doctor.get(followUp.followUpsOfReferral, { params: { referralId: down.id } });
    expect(items.map(({ endedAs }) => endedAs)).toEqual(['returned', 'returned']);
  });
});

describe('a patient comes back without a referral', () => {
  const walk = (who: Person, { id }: ReferralView, hoursAgo = 0) =>
    who.ask(contract.recordReturn, { params: { id }, body: { returnedAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString() } });

  it('the hospital that had sent the patient home writes it down, once', async () => {
    const down = await cameDown(people, world, { allianceId });
    await hoursPass(database, down.id, 20);
    expect((await returnOf(people.physician, down.id)).mayRecord).toBe(true);
    expect((await returnOf(people.doctor, down.id)).mayRecord).toBe(false);
    expect((await walk(people.doctor, down)).status).toBe(403);
    expect((await walk(await api.as('other.doctor'), down)).status).toBe(404);
    expect((await walk(people.physician, down, 21)).problem.code).toBe('return_review.not_early');
    expect((await walk(people.physician, down, -1)).problem.code).toBe('return_review.not_early');
    const made = await walk(people.physician, down, 2);
    expect(made).toMatchObject({ status: 201, answer: { way: 'walked_in', hours: 18, up: { id: null }, state: 'accounts_awaited' } });
    expect((await walk(people.physician, down)).problem.code).toBe('return_review.recorded_before');
    const { items } = await people.doctor.get(followUp.followUpsOfReferral, { params: { referralId: down.id } });
    expect(items.map(({ endedAs }) => endedAs)).toEqual(['returned', 'returned']);
  });
});
