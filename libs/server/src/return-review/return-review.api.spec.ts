import * as contract from '@alliance/contracts/return-review.contract';
import type { ReturnReview } from '@alliance/contracts/return-review.contract';
import type { InputOf } from '@alliance/contracts/route';
import * as followUp from '@alliance/contracts/follow-up.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cameDown, comingHome, followUpSlice, hoursPass, sentUpAgain, wellRecord, type ComingHome } from '../testing/follow-up.story.js';
import { academic, makeAlliance } from '../testing/protocol.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: ComingHome;
let allianceId: string;
let quality: Person;
let office: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, followUpSlice);
  allianceId = await makeAlliance(database, world);
  people = await comingHome(api);
  quality = await academic(database, api, world, 'lead.quality', 'quality_manager');
  office = await api.as('office');
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
const account = async (who: Person, { id }: { id: string }, factors = ['natural_course'], text = '病情自然进展') => {
  const { version } = await get(who, id);
  return who.ask(contract.giveAccount, { params: { id }, body: { version, factors, text } as never });
};
const judgement: Omit<InputOf<typeof contract.concludeReview>['body'], 'version'> = {
  preventable: 'yes',
  countsAgainst: 'down_sender',
  factors: ['early_transfer'],
  action: 'protocol_feedback',
  learning: '出院前复查心电图',
};
const conclude = async (who: Person, id: string, more: object = {}) =>
  who.ask(contract.concludeReview, { params: { id }, body: { version: (await get(people.doctor, id)).version, ...judgement, ...more } });
async function concluded() {
  const made = await cameBack();
  await account(people.doctor, made.review, ['monitoring_gap']);
  await account(people.physician, made.review, ['natural_course']);
  return { ...made, review: (await conclude(quality, made.review.id)).answer };
}

describe('the review', () => {
  it('the whole story: followed up, back within 72 hours, both accounts, conclusion, objection, decision by codes', async () => {
    const down = await cameDown(people, world, { allianceId });
    await hoursPass(database, down.id, 47);
    const [first] = (await people.doctor.get(followUp.followUpsOfReferral, { params: { referralId: down.id } })).items;
    const body = { version: 1, ...wellRecord, condition: 'worse', at: new Date().toISOString() } as const;
    await people.doctor.get(followUp.recordFollowUp, { params: { id: first?.id ?? '' }, body });
    await sentUpAgain(people.doctor, world, down.patient?.id ?? '');
    const id = (await returnOf(people.physician, down.id)).reviewId as string;

    expect((await account(people.doctor, { id }, ['early_transfer', 'plan_incomplete'], '出院时仍有胸闷')).answer.state).toBe(
      'accounts_awaited',
    );
    expect((await account(people.doctor, { id })).problem.code).toBe('return_review.not_your_action');
    expect((await conclude(quality, id)).problem.code).toBe('return_review.wrong_state');
    expect((await account(people.physician, { id }, ['natural_course'])).answer.state).toBe('conclusion_awaited');
    const done = await conclude(quality, id, { preventable: 'no', countsAgainst: 'none', factors: ['natural_course'] });
    expect(done.answer).toMatchObject({ state: 'concluded', final: null, conclusions: [{ level: 'first', preventable: 'no' }] });

    const { version } = done.answer;
    const objection: InputOf<typeof contract.objectToReview>['body'] = {
      version,
      preventable: 'yes',
      factors: ['early_transfer'],
      text: '出院前未复查',
    };
    expect((await people.physician.ask(contract.objectToReview, { params: { id }, body: objection })).problem.code).toBe(
      'return_review.not_your_action',
    );
    expect((await office.ask(contract.getReturnReview, { params: { id } })).status).toBe(404);
    const objected = await people.doctor.get(contract.objectToReview, { params: { id }, body: objection });
    expect(objected).toMatchObject({ state: 'objected', objection: { institution: { id: world.county.id }, preventable: 'yes' } });

    const codes = await get(office, id);
    expect(codes).toMatchObject({
      notes: [],
      actions: ['decide'],
      down: { id: null },
      accounts: [{ factors: ['early_transfer', 'plan_incomplete'] }, { factors: ['natural_course'] }],
    });
    expect(JSON.stringify(codes)).not.toMatch(/张三|胸闷|未复查/);
    const decided = await office.get(contract.decideReview, { params: { id }, body: { version: codes.version, ...judgement } });
    expect(decided).toMatchObject({ state: 'final', final: { preventable: 'yes', countsAgainst: 'down_sender' }, actions: [] });
    const seen = await get(people.doctor, id);
    expect(seen.notes.map(({ kind }) => kind)).toEqual(['account', 'account', 'conclusion', 'objection', 'decision']);
    expect(
      (await people.doctor.ask(contract.objectToReview, { params: { id }, body: { ...objection, version: seen.version } })).problem.code,
    ).toBe('return_review.wrong_state');
  });

  it('nobody concludes who took part in one of the referrals, or wrote an account', async () => {
    const { review } = await cameBack();
    const { rows } = await database.owner.query<{ person_id: string }>('select person_id from appointment where id = $1', [
      world.appointments['lead.doctor'],
    ]);
    await database.owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid) values (uuidv7(), $1, $2, 'quality_manager', '[2020-01-01,)')`,
      [rows[0]?.person_id, world.lead.id],
    );
    await account(people.doctor, review);
    await account(quality, review, ['natural_course']);
    expect((await conclude(quality, review.id)).problem.code).toBe('return_review.not_your_action');
    const added = await database.owner.query<{ id: string }>(
      `select id from appointment where person_id = $1 and role = 'quality_manager'`,
      [rows[0]?.person_id],
    );
    const sameDoctor = people.physician.with({ 'x-appointment': added.rows[0]?.id ?? '' });
    expect((await conclude(sameDoctor, review.id)).problem.code).toBe('return_review.not_your_action');
    const admin = await api.as('lead.admin');
    expect((await conclude(admin, review.id)).answer.state).toBe('concluded');
    await database.owner.query('delete from appointment where id = $1', [added.rows[0]?.id]);
  });

  it('counts against whoever sent the patient down only for what that hospital answers for', async () => {
    const { review } = await cameBack();
    await account(people.doctor, review);
    await account(people.physician, review);
    for (const more of [{ preventable: 'no' }, { preventable: 'cannot_say' }, { factors: ['monitoring_gap'] }])
      expect((await conclude(quality, review.id, more)).problem).toMatchObject({
        code: 'request.invalid',
        facts: { fields: ['countsAgainst'] },
      });
    expect((await conclude(quality, review.id)).status).toBe(200);
  });

  it('a text that names the patient is not taken', async () => {
    const { review } = await cameBack();
    const refused = await account(people.doctor, review, ['natural_course'], '患者张三 丰返院');
    expect(refused.problem.code).toBe('return_review.names_patient');
    expect((await get(people.doctor, review.id)).accounts).toEqual([]);
  });

  it('is read by its two hospitals and the lead; a third hospital, the auditor and the office before an objection read nothing', async () => {
    const { review } = await concluded();
    for (const who of [people.doctor, people.countyOffice, people.physician, quality])
      expect((await get(who, review.id)).id).toBe(review.id);
    for (const name of ['other.doctor', 'township.doctor', 'office']) {
      const who = await api.as(name);
      expect((await who.ask(contract.getReturnReview, { params: { id: review.id } })).status).toBe(404);
      expect((await who.get(contract.listReturnReviews, { query: { state: 'all' } })).items.map(({ id }) => id)).not.toContain(review.id);
      expect([403, 404]).toContain(
        (await who.ask(contract.concludeReview, { params: { id: review.id }, body: { version: 1, ...judgement } })).status,
      );
    }
    expect((await (await api.as('auditor')).ask(contract.listReturnReviews, { query: {} })).status).toBe(403);
  });

  it('a lead that is neither of the two concludes, without seeing a referral', async () => {
    const { review } = await cameBack();
    await database.owner.query('update return_review set lead_id = $2 where id = $1', [review.id, world.other.id]);
    const third = await academic(database, api, world, 'other.quality', 'quality_manager', 'other');
    await account(people.doctor, review);
    await account(people.physician, review);
    expect(await get(third, review.id)).toMatchObject({
      down: { id: null, number: review.down.number },
      up: { id: null },
      actions: ['conclude'],
    });
    expect((await conclude(quality, review.id)).problem.code).toBe('return_review.not_your_action');
    expect((await conclude(third, review.id)).answer.state).toBe('concluded');
  });

  it('waits in the list, newest first, with what is one’s own to do', async () => {
    const { review } = await cameBack();
    const list = await people.doctor.get(contract.listReturnReviews, { query: { limit: 2 } });
    expect(list.items[0]).toMatchObject({ id: review.id, actions: ['account'] });
    expect(list.waiting).toBeGreaterThan(0);
    const next = await people.doctor.get(contract.listReturnReviews, { query: { limit: 2, cursor: list.nextCursor ?? '' } });
    expect(next.items.map(({ id }) => id)).not.toContain(review.id);
  });
});
