import { listAuditEvents } from '@alliance/contracts/audit.contract';
import { printReferrals } from '@alliance/contracts/print.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { batchSlice } from '../testing/batch.story.js';
import { doctorDrafts, doctorSubmits } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let api: TestApi;
let world: World;
let doctor: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, batchSlice);
  doctor = await api.as('county.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

it('both sides print what was sent; who, when and of which is recorded', async () => {
  const sent = await doctorSubmits(doctor, world);
  const receiver = await api.as('lead.doctor');
  for (const person of [doctor, receiver]) {
    const printed = await person.get(printReferrals, { body: { kind: 'form', referralIds: [sent.id] } });
    expect(printed.papers).toEqual([{ referralId: sent.id, invented: true, senderPhone: null, receiverPhone: null }]);
  }
  const { items } = await (await api.as('auditor')).get(listAuditEvents, { query: { action: 'referral.printed_form' } });
  expect(items).toMatchObject([{ person: 'person lead.doctor', objectIds: [sent.id] }]);
});

it('the line that is answered round the clock stands on the paper before the switchboard’s', async () => {
  await database.owner.query(`update institution set phone = '0951-100' where id in ($1, $2)`, [world.lead.id, world.county.id]);
  await database.owner.query(
    `insert into contact_line (id, institution_id, kind, phone) values (gen_random_uuid(), $1, 'round_the_clock', '0951-200')`,
    [world.lead.id],
  );
  const sent = await doctorSubmits(doctor, world);
  const { papers } = await doctor.get(printReferrals, { body: { kind: 'form', referralIds: [sent.id] } });
  expect(papers).toMatchObject([{ senderPhone: '0951-100', receiverPhone: '0951-200' }]);
});

it('nothing is printed of a draft, nor a sheet for a hospital on the platform', async () => {
  const draft = await doctorDrafts(doctor, world);
  const sent = await doctorSubmits(doctor, world);
  for (const [kind, id] of [
    ['form', draft.id],
    ['outside', sent.id],
  ] as const) {
    const { status, problem } = await doctor.ask(printReferrals, { body: { kind, referralIds: [id] } });
    expect([status, problem.code]).toEqual([409, 'referral.wrong_state']);
  }
});

it('a hospital off the platform is on its sheet by name and phone', async () => {
  const sent = await doctorSubmits(doctor, world, {
    receiverId: undefined,
    receiverDepartmentId: undefined,
    outside: { name: '省儿童医院', phone: '0951-1234567', contact: '值班医师' },
  });
  const { papers } = await doctor.get(printReferrals, { body: { kind: 'outside', referralIds: [sent.id] } });
  expect(papers).toMatchObject([{ receiverPhone: '0951-1234567' }]);
});

it('an outsider prints nothing, not even among papers of its own; the office and others without patients are refused', async () => {
  const sent = await doctorSubmits(doctor, world);
  const outsider = await api.as('other.doctor');
  const own = await doctorSubmits(outsider, world);
  const both = { kind: 'form' as const, referralIds: [own.id, sent.id] };
  expect((await outsider.ask(printReferrals, { body: both })).problem.code).toBe('referral.not_found');
  expect((await (await api.as('office')).ask(printReferrals, { body: both })).status).toBe(403);
  expect((await (await api.as('county.admin')).ask(printReferrals, { body: both })).status).toBe(403);
});
