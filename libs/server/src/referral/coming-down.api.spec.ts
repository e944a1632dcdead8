import * as act from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import * as formulary from '@alliance/contracts/formulary.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { agreed, invited, membershipSlice, officeOpens } from '../testing/membership.story.js';
import { plainPlan } from '../testing/referral-bodies.js';
import { refused, sees, step, taken } from '../testing/referral-steps.js';
import { doctorDrafts, doctorSubmits, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let countyOffice: Person;
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
  [doctor, countyOffice, coordinator, physician, township] = (await Promise.all(
    ['county.doctor', 'county.coordinator', 'lead.coordinator', 'lead.doctor', 'township.doctor'].map((name) => api.as(name)),
  )) as [Person, Person, Person, Person, Person];
  const office = await api.as('office');
  const opened = await officeOpens(office, world);
  allianceId = (await agreed(office, await invited(office, opened, world.township.id), world.township.id)).id;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

async function inCare(): Promise<ReferralView> {
  const sent = await doctorSubmits(doctor, world, { service: 'inpatient', allianceId, senderDepartmentId: world.county.departmentId });
  const arrived = await step(coordinator, journey.arriveReferral, await step(coordinator, act.acceptReferral, sent, taken));
  return step(coordinator, journey.admitReferral, arrived);
}
const offering = {
  consentGiver: 'patient',
  consentName: '张三丰',
  reason: '病情稳定',
  summary: '术后第 5 天，可回当地康复',
  plan: plainPlan,
};
const offerOf = async (reader: Person, { offers }: ReferralView) => reader.get(getReferral, { params: { id: offers.at(-1)?.id ?? '' } });
const bedded = { ...taken, bedRoute: 'bed' };

describe('a patient in care', () => {
  it('is offered back with a plan: the doctor answers, then somebody else for the institution; the way up ends when the patient is there', async () => {
    const up = await inCare();
    const offered = await step(physician, journey.offerDown, up, offering);
    expect(offered).toMatchObject({ state: 'in_care', offers: [{ state: 'offered' }] });
    // the row of the queue says the same as the page: one offer at a time
    const { items } = await physician.get(listReferrals, { query: { side: 'inbound', state: 'in_care' } });
    expect(items.find(({ id }) => id === up.id)?.actions).toEqual(offered.actions.filter((action) => action !== 'signHandOver'));
    const offer = await offerOf(doctor, offered);
    expect(offer).toMatchObject({
      state: 'offered',
      direction: 'down',
      origin: { id: up.id },
      sender: { id: world.lead.id },
      transport: 'own_way',
    });
    expect(offer.plan).toMatchObject({ rehabilitation: [{ kind: 'exercise' }], medicines: [], warningSigns: [{ action: 'return_now' }] });
    const answered = await step(doctor, act.doctorAccept, offer);
    expect(answered.actions).not.toContain('accept');
    expect(await refused(doctor, act.acceptReferral, answered, bedded)).toBe('referral.not_your_action');
    const accepted = await step(countyOffice, act.acceptReferral, answered, bedded);
    expect(await sees(township, offer.id)).toBe(404);
    await step(
      countyOffice,
      journey.arriveReferral,
      await step(physician, journey.departReferral, accepted, { estimatedArrivalAt: soon() }),
    );
    const closed = await physician.get(getReferral, { params: { id: up.id } });
    expect(closed).toMatchObject({ state: 'closed', endedAs: 'came_down', outcome: 'back_to_sender', deadline: null });
    expect(closed.notes.at(-1)).toMatchObject({ kind: 'outcome_summary', text: offering.summary });
    expect(await refused(physician, ending.reportOutcome, closed, { outcome: 'discharged_home', summary: 'x' })).toBe(
      'referral.wrong_state',
    );
  });

  it('goes down to a third hospital: what went up ends there too, although that hospital never sees it', async () => {
    const up = await inCare();
    const to = { receiverId: world.township.id, receiverDepartmentId: world.township.departmentId, service: 'outpatient' };
    const offer = await offerOf(physician, await step(physician, journey.offerDown, up, { ...offering, ...to }));
    expect(offer.service).toBe('outpatient');
    const answered = await step(township, act.doctorAccept, offer);
    // a practice with one doctor answers on both levels
    const there = await step(township, journey.arriveReferral, await step(township, act.acceptReferral, answered, taken));
    expect(there.origin).toBeNull();
    expect(await sees(township, up.id)).toBe(404);
    expect(await doctor.get(getReferral, { params: { id: up.id } })).toMatchObject({
      state: 'closed',
      endedAs: 'came_down',
      outcome: 'transferred_on',
    });
  });

  it('keeps an outcome that was reported before', async () => {
    const up = await inCare();
    const offered = await step(physician, journey.offerDown, up, offering);
    await step(physician, ending.reportOutcome, offered, { outcome: 'back_to_sender', summary: '出院' });
    const offer = await offerOf(doctor, offered);
    const accepted = await step(countyOffice, act.acceptReferral, await step(doctor, act.doctorAccept, offer), bedded);
    await step(countyOffice, journey.arriveReferral, accepted);
    expect(await physician.get(getReferral, { params: { id: up.id } })).toMatchObject({ state: 'closed', endedAs: 'came_down' });
  });

  it('stays when either level declines, and may be offered again', async () => {
    const up = await inCare();
    const first = await step(physician, journey.offerDown, up, offering);
    const declined = await step(doctor, act.doctorDecline, await offerOf(doctor, first), { reason: 'full_load', advice: '下周再议' });
    expect(declined.state).toBe('returned');
    const again = await physician.get(getReferral, { params: { id: up.id } });
    expect(again).toMatchObject({ state: 'in_care', custodian: { id: world.lead.id } });
    expect(again.actions).toContain('offerDown');
  });
});

describe('an offer that came to nothing', () => {
  it('waits for nobody once another is made, or the patient leaves otherwise', async () => {
    const up = await inCare();
    const declined = async (at: ReferralView) => {
      const offered = await step(physician, journey.offerDown, at, offering);
      return step(doctor, act.doctorDecline, await offerOf(doctor, offered), { reason: 'full_load', advice: '下周再议' });
    };
    const first = await declined(up);
    const second = await declined(await physician.get(getReferral, { params: { id: up.id } }));
    const now = (id: string) => physician.get(getReferral, { params: { id } });
    expect(await now(first.id)).toMatchObject({ state: 'cancelled', deadline: null });
    expect(await now(second.id)).toMatchObject({ state: 'returned' });
    await step(physician, ending.reportOutcome, await now(up.id), { outcome: 'discharged_home', summary: '出院' });
    expect(await now(second.id)).toMatchObject({ state: 'cancelled', deadline: null });
  });

  it('ends when the patient dies above', async () => {
    const up = await inCare();
    const offered = await step(physician, journey.offerDown, up, offering);
    const diedAt = new Date(Date.now() - 60_000).toISOString();
    const offer = await offerOf(doctor, offered);
    await step(physician, ending.reportDeath, offered, { diedAt, place: '三病区', certifiedBy: '韩医师' });
    expect((await offerOf(doctor, offered)).state).toBe('cancelled');
    expect(await refused(doctor, act.doctorAccept, { ...offer, version: offer.version + 1 })).toBe('referral.wrong_state');
  });
});

describe('an offer whose patient', () => {
  it.each(['was somebody else', 'went home from above'])('%s is over', async (what) => {
    const up = await inCare();
    const offered = await step(physician, journey.offerDown, up, offering);
    const offer = await offerOf(doctor, offered);
    if (what === 'was somebody else')
      await step(doctor, ending.enterInError, offered, { reason: 'wrong_patient', explanation: '同名同姓，选错患者' });
    else await step(physician, ending.reportOutcome, offered, { outcome: 'discharged_home', summary: '出院' });
    expect(await doctor.get(getReferral, { params: { id: offer.id } })).toMatchObject({ state: 'cancelled', deadline: null });
  });
});

describe('whoever is in a bed here', () => {
  const home = () => ({
    ...{ service: 'inpatient', receiverId: world.township.id, receiverDepartmentId: world.township.departmentId, allianceId },
  });
  it('goes down by an offer with a plan, not by an ordinary form; an emergency goes at once', async () => {
    const up = await inCare();
    const patientId = up.patient?.id ?? '';
    const draft = await doctorDrafts(physician, world, { ...home(), patientId, urgency: 'routine' });
    const { status, problem } = await physician.ask(act.submitReferral, { params: { id: draft.id }, body: { version: draft.version } });
    expect([status, problem.code, problem.facts]).toEqual([409, 'referral.offer_needed', { referralId: up.id, number: up.number }]);
    const rescue = await doctorDrafts(physician, world, { ...home(), patientId, urgency: 'immediate' });
    expect((await step(physician, act.submitReferral, rescue)).state).toBe('submitted');
  });
});

describe('medicines that come along', () => {
  const carried = { name: '替格瑞洛片', strength: '90mg', dose: '90 mg', route: 'oral', frequency: 'bid', daysSupplied: 7 };
  const planned = (more: object) => ({ ...offering, plan: { ...plainPlan, noMedicines: false, medicines: [{ ...carried, ...more }] } });

  it('are compared with what the receiver keeps; what it has not needs a way to get it', async () => {
    const up = await inCare();
    // no list: nobody knows
    expect(await refused(physician, journey.offerDown, up, planned({}))).toBe('referral.medicine_unbridged');
    const items = [
      { name: '替格瑞洛片', strength: '60 mg', form: '片剂', atc: 'B01AC24', inStock: true },
      { name: '阿司匹林肠溶片', strength: '100mg', form: null, atc: null, inStock: false },
    ];
    expect(await countyOffice.get(formulary.importFormulary, { body: { dryRun: false, items: [...items, items[0] as never] } })).toEqual({
      ...{ added: 2, changed: 0, unchanged: 0, ended: 0, repeated: [3] },
    });
    const asked = {
      medicines: [carried, { name: '阿司匹林肠溶片', strength: '100 毫克' }, { name: '瑞舒伐他汀' }].map(({ name, ...m }) => ({
        name,
        strength: 'strength' in m ? m.strength : null,
      })),
    };
    const found = await physician.get(formulary.checkFormulary, { params: { id: world.county.id }, body: asked });
    expect(found.items.map(({ availability }) => availability)).toEqual(['other_strength', 'out_of_stock', 'not_listed']);
    expect(await refused(physician, journey.offerDown, up, planned({}))).toBe('referral.medicine_unbridged');
    const offered = await step(physician, journey.offerDown, up, planned({ bridging: 'patient_brings' }));
    expect((await offerOf(doctor, offered)).plan?.medicines).toMatchObject([
      { availability: 'other_strength', bridging: 'patient_brings' },
    ]);
  });

  it('stand on a list that its own office alone writes, and allied hospitals read', async () => {
    const [item] = (await countyOffice.get(formulary.listFormulary, { params: { id: world.county.id }, query: { query: 'aspl' } })).items;
    expect(item).toMatchObject({ name: '阿司匹林肠溶片', inStock: false });
    const mark = { params: { id: item?.id ?? '' }, body: { version: 1, as: 'in_stock' as const } };
    expect((await doctor.ask(formulary.markFormularyItem, mark)).status).toBe(403);
    expect((await coordinator.ask(formulary.markFormularyItem, mark)).status).toBe(404);
    expect(await countyOffice.get(formulary.markFormularyItem, mark)).toMatchObject({ inStock: true, version: 2 });
    expect((await countyOffice.ask(formulary.markFormularyItem, mark)).status).toBe(409);
    const stranger = await api.as('other.coordinator');
    expect((await stranger.ask(formulary.listFormulary, { params: { id: world.county.id }, query: {} })).status).toBe(404);
    const { items } = await coordinator.get(formulary.listFormulary, { params: { id: world.county.id }, query: {} });
    expect(items.map(({ changedBy }) => changedBy)).toEqual([null, null]);
  });

  it('a replaced list ends what is missing, and a dry run writes nothing', async () => {
    const body = { replace: true, items: [{ name: '替格瑞洛片', strength: '60 mg', form: '片剂', atc: null, inStock: false }] };
    const expected = { added: 0, changed: 1, unchanged: 0, ended: 1, repeated: [] };
    expect(await countyOffice.get(formulary.importFormulary, { body: { ...body, dryRun: true } })).toEqual(expected);
    expect(await countyOffice.get(formulary.importFormulary, { body: { ...body, dryRun: false } })).toEqual(expected);
    const { items, total } = await countyOffice.get(formulary.listFormulary, { params: { id: world.county.id }, query: {} });
    expect([total, items.map(({ inStock }) => inStock)]).toEqual([1, [false]]);
  });
});

const soon = () => new Date(Date.now() + 1_800_000).toISOString();
