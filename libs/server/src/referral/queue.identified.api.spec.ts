import { listNotifications } from '@alliance/contracts/notification.contract';
import { confirmMerge, undoMerge } from '@alliance/contracts/patient-merge.contract';
import { identifyPatient } from '@alliance/contracts/patient-record.contract';
import { referralTimeline } from '@alliance/contracts/referral.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../platform/db/database.js';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { numberOf, sent, unknownPerson } from '../testing/patient.story.js';
import { referralSlice, referralWork } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let doctor: Person;
let colleague: Person;
let lead: Person;
let leadDoctor: Person;
let township: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, referralSlice);
  worker = await startWorker(database, referralWork);
  const names = ['county.doctor', 'county.coordinator', 'lead.coordinator', 'lead.doctor', 'township.doctor'] as const;
  const people = await Promise.all(names.map((name) => api.as(name)));
  [doctor, colleague, lead, leadDoctor, township] = people as [Person, Person, Person, Person, Person];
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

const body = (name: string) => ({ identifierKind: 'citizen_id', identifier: numberOf('male'), name, sex: 'male', basis: 'paper' }) as const;
const identify = (by: Person, id: string, name: string) => by.get(identifyPatient, { params: { id }, body: body(name) });
const shown = async (by: Person, side: 'inbound' | 'outbound', name: string) =>
  (await by.get(listReferrals, { query: { side, name, limit: '20' } as never })).items.map(({ id, patient }) => ({
    id,
    name: patient?.name,
    registeredAs: patient?.registeredAs,
    last4: patient?.identifierLast4,
  }));
const notices = async (by: Person) =>
  (await by.get(listNotifications, { query: {} })).items.map(({ kind, subjectId }) => [kind, subjectId]);
const timeline = (by: Person, id: string) => by.get(referralTimeline, { params: { id } });

it('both queues find an identified person by the real name, by its initials and by the name it was sent under, and show the real one', async () => {
  const unknown = await unknownPerson(doctor);
  const id = await sent(database, world, unknown.id, world.county, world.lead);
  expect(await shown(lead, 'inbound', unknown.name)).toEqual([{ id, name: unknown.name, registeredAs: null, last4: null }]);
  expect(await shown(lead, 'inbound', '欧阳')).toEqual([]);
  const { identifierLast4: last4 } = await identify(doctor, unknown.id, '欧阳锋');
  const found = [{ id, name: '欧阳锋', registeredAs: unknown.name, last4 }];
  for (const typed of ['欧阳', '欧阳锋', 'oyf', 'OY', unknown.name]) {
    expect(await shown(lead, 'inbound', typed)).toEqual(found);
    expect(await shown(doctor, 'outbound', typed)).toEqual(found);
  }
  expect(await shown(lead, 'inbound', '欧阳克')).toEqual([]);
});

it('whom both names fit stands there once', async () => {
  const unknown = await unknownPerson(doctor);
  const id = await sent(database, world, unknown.id, world.county, world.lead);
  await identify(doctor, unknown.id, unknown.name.slice(0, -1));
  expect((await shown(lead, 'inbound', unknown.name.slice(0, -1))).filter((each) => each.id === id)).toHaveLength(1);
  const initials = (await database.owner.query('select patient_initials from referral where id = $1', [id])).rows[0]
    .patient_initials as string;
  expect((await shown(lead, 'inbound', initials.slice(0, 2))).filter((each) => each.id === id)).toHaveLength(1);
});

it('a hospital that no longer has the identified patient sees what it was sent', async () => {
  const unknown = await unknownPerson(doctor);
  const id = await sent(database, world, unknown.id, world.county, world.lead);
  const kept = await identify(doctor, unknown.id, '段誉');
  const close = 'update patient_relation set closed_at = now() where institution_id = $1 and patient_id = $2';
  await database.owner.query(close, [world.lead.id, kept.id]);
  expect(await shown(lead, 'inbound', '段')).toEqual([]);
  expect(await shown(lead, 'inbound', unknown.name)).toEqual([{ id, name: unknown.name, registeredAs: null, last4: null }]);
  expect(await shown(doctor, 'outbound', '段')).toMatchObject([{ id, name: '段誉' }]);
});

it('which referrals an identification concerns is answered to the hospital that made it only', async () => {
  const unknown = await unknownPerson(doctor);
  const id = await sent(database, world, unknown.id, world.county, world.lead);
  const { merges } = await identify(doctor, unknown.id, '任我行');
  const asked = ({ id: institutionId }: { id: string }) =>
    api.app
      .get(Database)
      .read({ institutionId }, (tx) => tx.rows<{ id: string }>('select id from referrals_of_identified($1)', [merges[0]?.id]));
  expect(await asked(world.county)).toEqual([{ id }]);
  for (const hospital of [world.lead, world.township, world.other]) expect(await asked(hospital)).toEqual([]);
});

it('a third hospital in the chain that was not told goes on seeing the name it was sent', async () => {
  const unknown = await unknownPerson(doctor);
  await sent(database, world, unknown.id, world.county, world.lead);
  const over = await sent(database, world, unknown.id, world.county, world.township, 'closed');
  await identify(doctor, unknown.id, '慕容复');
  expect(await shown(township, 'inbound', '慕容')).toEqual([]);
  const query = { side: 'inbound', name: unknown.name, state: 'closed', limit: '20' } as never;
  const { items } = await township.get(listReferrals, { query });
  expect(items).toMatchObject([{ id: over, patient: { name: unknown.name, registeredAs: null } }]);
});

it('who works on it is told, the timelines of both say so without a name, and when it was wrong all of it is taken back', async () => {
  const unknown = await unknownPerson(doctor);
  const id = await sent(database, world, unknown.id, world.county, world.lead);
  await database.owner.query(`update referral set claimed_by = $2 where id = $1`, [id, world.appointments['lead.doctor']]);
  const { merges } = await identify(doctor, unknown.id, '令狐冲');
  const told = ['patient.identified', unknown.id];
  for (const person of [lead, leadDoctor]) await eventually(async () => expect(await notices(person)).toContainEqual(told));
  for (const person of [doctor, leadDoctor]) {
    const { items } = await timeline(person, id);
    expect(items.map(({ kind, by, data }) => [kind, by, data])).toEqual([
      ['referral.patient_identified', 'person county.doctor', { basis: 'paper' }],
    ]);
  }
  const params = { id: merges[0]?.id as string };
  await doctor.get(undoMerge, { params, body: { version: 1, reason: '看错' } });
  await colleague.get(confirmMerge, { params, body: { version: 2 } });
  expect((await timeline(leadDoctor, id)).items.map(({ kind }) => kind)).toEqual([
    'referral.patient_identified',
    'referral.identification_undone',
  ]);
  await eventually(async () => expect(await notices(leadDoctor)).toContainEqual(['patient.undo_confirmed', unknown.id]));
  expect(await shown(lead, 'inbound', '令狐冲')).toEqual([]);
  expect(await shown(lead, 'inbound', unknown.name)).toEqual([{ id, name: unknown.name, registeredAs: null, last4: null }]);
});

it('found out by the receiver, the sender’s owner is told', async () => {
  const unknown = await unknownPerson(doctor);
  const id = await sent(database, world, unknown.id, world.county, world.lead);
  await identify(leadDoctor, unknown.id, '东方白');
  await eventually(async () => expect(await notices(doctor)).toContainEqual(['patient.identified', unknown.id]));
  expect(await shown(doctor, 'outbound', 'dfb')).toMatchObject([{ id, name: '东方白', registeredAs: unknown.name }]);
  const { rows } = await database.owner.query(`select data::text from event where subject_id = any($1)`, [[id, unknown.id]]);
  expect(JSON.stringify(rows)).not.toContain('东方');
});
