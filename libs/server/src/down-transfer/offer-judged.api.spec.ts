import { offerDown } from '@alliance/contracts/referral-journey.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { downSlice, inCare, records } from '../testing/down.story.js';
import { caseContent, stands } from '../testing/judgement.story.js';
import { freshCode, makeAlliance } from '../testing/protocol.story.js';
import { plainPlan } from '../testing/referral-bodies.js';
import { refused, step } from '../testing/referral-steps.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: Person;
let lead: Person;
let coordinator: Person;
let allianceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, downSlice);
  [county, lead, coordinator] = (await Promise.all(['county.doctor', 'lead.doctor', 'lead.coordinator'].map((name) => api.as(name)))) as [
    Person,
    Person,
    Person,
  ];
  allianceId = await makeAlliance(database, world);
  await stands(database, allianceId, caseContent(freshCode()));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const admitted = (): Promise<ReferralView> =>
  inCare(county, coordinator, world, { allianceId, facts: { sbp: 190 }, senderDepartmentId: world.county.departmentId });
const offer = { consentGiver: 'patient', consentName: '张三丰', reason: '病情稳定', summary: '可回当地康复', plan: plainPlan };
const madeOf = async (up: ReferralView, more: object = {}) => {
  const { offers } = await step(lead, offerDown, up, { ...offer, ...more });
  return county.get(getReferral, { params: { id: offers.at(-1)?.id ?? '' } });
};

describe('an offer to take a patient back', () => {
  it('carries what the criteria to go down say of the patient as measured in care, pinned for both hospitals', async () => {
    const up = await admitted();
    await records(lead, up, { sbp: 128, severe_headache: false });
    const made = await madeOf(up);
    expect(made).toMatchObject({ verdict: 'met', criteriaReason: null });
    expect(made.judgement?.findings.some(({ verdict }) => verdict === 'met')).toBe(true);
  });

  it('needs a coded reason where they say no, and none where nothing was measured', async () => {
    const worse = await admitted();
    await records(lead, worse, { sbp: 178, severe_headache: false });
    expect(await refused(lead, offerDown, worse, offer)).toBe('criteria.reason_required');
    expect(await madeOf(worse, { criteriaReason: 'patient_wish' })).toMatchObject({ verdict: 'not_met', criteriaReason: 'patient_wish' });
    const unmeasured = await admitted();
    expect(await madeOf(unmeasured)).toMatchObject({ verdict: 'unknown', criteriaReason: null });
  });
});
