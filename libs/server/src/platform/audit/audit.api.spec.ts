import { listAuditEvents } from '@alliance/contracts/audit.contract';
import { getPerson } from '@alliance/contracts/person.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../../testing/app.js';
import { idOf, personSlice } from '../../testing/person.story.js';
import { doctorSubmits, referralSlice } from '../../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../../testing/services.js';
import { makeWorld, type World } from '../../testing/world.js';
import { newId } from '../ids.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let auditor: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, {
    features: [...referralSlice.features, ...personSlice.features],
    contracts: [...referralSlice.contracts, ...personSlice.contracts],
  });
  auditor = await api.as('auditor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const seen = async (query: object) => (await auditor.get(listAuditEvents, { query })).items;

it('an auditor finds by person, outcome and action, and reads what it was about', async () => {
  const sent = await doctorSubmits(await api.as('county.doctor'), world);
  const coordinator = await api.as('lead.coordinator');
  await coordinator.get(getReferral, { params: { id: sent.id } });
  expect((await coordinator.ask(getReferral, { params: { id: newId() } })).status).toBe(404);
  const admin = await api.as('lead.admin');
  const doctorId = await idOf(database, 'lead.doctor');
  await admin.get(getPerson, { params: { id: doctorId } });

  expect(await seen({ action: 'referral.read' })).toMatchObject([
    { action: 'referral.read', person: 'person lead.coordinator', objectIds: [sent.id], objectLabels: [sent.number] },
  ]);
  expect(await seen({ action: 'person.read' })).toMatchObject([{ objectIds: [doctorId], objectLabels: ['person lead.doctor'] }]);
  expect((await seen({ outcome: 'denied' })).map(({ person, action }) => [person, action])).toEqual([
    ['person lead.coordinator', 'referral.not_found'],
  ]);
  expect((await seen({ person: 'lead.admin', action: 'person' })).map(({ action }) => action)).toEqual(['person.read']);
  expect((await seen({ person: 'lead.coordinator', outcome: 'allowed', action: 'referral' })).length).toBe(1);
  expect(await seen({ person: '没有' })).toEqual([]);
  expect((await auditor.ask(listAuditEvents, { query: { action: '%' } })).status).toBe(400);
});
