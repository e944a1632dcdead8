import type { Alliance } from '@alliance/contracts/alliance.contract';
import { endMembership, suspendMember } from '@alliance/contracts/membership.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import { draftReferral, referralTimeline, saveReferral } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { agreed, invited, membershipSlice, officeOpens } from '../testing/membership.story.js';
import { dayFrom } from '../testing/person.story.js';
import { doctorDrafts, inTwoHours, referralSlice, registerSomebody } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let lead: Person;
let office: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, {
    features: [...membershipSlice.features, ...referralSlice.features],
    contracts: [...membershipSlice.contracts, ...referralSlice.contracts],
  });
  [doctor, lead, office] = [await api.as('county.doctor'), await api.as('lead.admin'), await api.as('office')];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const suspend = ({ id, version }: Alliance, institutionId: string) =>
  lead.get(suspendMember, { params: { id, institutionId }, body: { version, reason: '整改' } });
const toLead = (alliance: Alliance, more: object = {}) => doctorDrafts(doctor, world, { allianceId: alliance.id, ...more });
const toTownship = (alliance: Alliance, more: object = {}) =>
  toLead(alliance, { receiverId: world.township.id, receiverDepartmentId: world.township.departmentId, ...more });
const send = async ({ id, version }: { id: string; version: number }) => {
  const { status, problem } = await doctor.ask(act.submitReferral, { params: { id }, body: { version } });
  return status < 300 ? status : [problem.code, problem.facts?.['fields']];
};
const invalid = (field: string) => ['referral.receiver_invalid', [field]];

describe('a patient is sent under an alliance', () => {
  it('by an active member to an active member', async () => {
    expect(await send(await toLead(await officeOpens(office, world)))).toBe(200);
  });

  it('not by a suspended sender, nor to a suspended receiver, from the moment on', async () => {
    const alliance = await agreed(lead, await invited(lead, await officeOpens(office, world), world.township.id), world.township.id);
    const [draft, other] = [await toTownship(alliance), await toLead(alliance)];
    const half = await suspend(alliance, world.township.id);
    expect(await send(draft)).toEqual(invalid('receiverId'));
    expect(await send(other)).toBe(200);
    const late = await toLead(alliance);
    await suspend(half, world.county.id);
    expect(await send(late)).toEqual(invalid('allianceId'));
  });

  it('immediately also while suspended, and the timeline says so: rescue comes first', async () => {
    const alliance = await suspend(await officeOpens(office, world), world.county.id);
    const draft = await toLead(alliance, { urgency: 'immediate', service: 'emergency' });
    expect(await send(draft)).toBe(200);
    const { items } = await doctor.get(referralTimeline, { params: { id: draft.id } });
    expect(items.at(-1)).toMatchObject({ kind: 'referral.submitted', data: { urgency: 'immediate', suspended: 'sender' } });
  });

  it('not to a pending member, nor to one that left yesterday', async () => {
    const alliance = await officeOpens(office, world);
    const draft = await doctorDrafts(doctor, world);
    const pending = await invited(lead, alliance, world.township.id);
    const moved = { version: draft.version, allianceId: alliance.id, receiverId: world.township.id };
    const save = () =>
      doctor.ask(saveReferral, { params: { id: draft.id }, body: { ...moved, receiverDepartmentId: world.township.departmentId } });
    expect((await save()).problem).toMatchObject({ code: 'referral.receiver_invalid', facts: { fields: ['receiverId'] } });
    const active = await agreed(lead, pending, world.township.id);
    const saved = await save();
    expect(saved.status).toBe(200);
    const body = { version: active.version, lastDay: dayFrom(), reason: '退出' };
    await lead.get(endMembership, { params: { id: alliance.id, institutionId: world.township.id }, body });
    api.clock.advance(86_400);
    expect(await send(saved.answer)).toEqual(invalid('receiverId'));
    const note = { version: saved.answer.version, summary: '写了一半的小结' };
    expect((await doctor.ask(saveReferral, { params: { id: draft.id }, body: note })).status).toBe(200);
    api.clock.advance(-86_400);
  });

  it('what was sent before a suspension goes on', async () => {
    const alliance = await officeOpens(office, world);
    const draft = await toLead(alliance);
    expect(await send(draft)).toBe(200);
    await suspend(alliance, world.county.id);
    const coordinator = await api.as('lead.coordinator');
    const body = { version: draft.version + 1, arriveBy: inTwoHours(), place: '门诊三楼' };
    expect((await coordinator.ask(act.acceptReferral, { params: { id: draft.id }, body })).status).toBe(200);
  });

  it('a hospital off the platform has a telephone that can be rung', async () => {
    const draft = await doctorDrafts(doctor, world);
    const outside = (phone: string) => ({ version: draft.version, outside: { name: '省妇幼保健院', phone, contact: null } });
    expect((await doctor.ask(saveReferral, { params: { id: draft.id }, body: outside('abc') })).problem.code).toBe('request.invalid');
    expect((await doctor.ask(saveReferral, { params: { id: draft.id }, body: outside('0871-6600120 转 8') })).status).toBe(200);
  });

  it('from a department of the own hospital', async () => {
    const { id: patientId } = await registerSomebody(doctor);
    const body = { patientId, senderDepartmentId: world.lead.departmentId };
    const { problem } = await doctor.ask(draftReferral, { body });
    expect([problem.code, problem.facts]).toEqual(['referral.receiver_invalid', { fields: ['senderDepartmentId'] }]);
    const own = { patientId, senderDepartmentId: world.county.departmentId };
    expect((await doctor.ask(draftReferral, { body: own })).status).toBe(201);
  });
});
