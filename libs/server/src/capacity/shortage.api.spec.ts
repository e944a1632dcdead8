import { getCapacityBoard, holdCapacity } from '@alliance/contracts/capacity.contract';
import { listShortages, listUnplaced, openShortage, recordContact, resolveShortage } from '@alliance/contracts/shortage.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { capacitySlice, inMinutes, publishBeds, sentReferral, someLabel } from '../testing/capacity.story.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let coordinator: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, capacitySlice);
  coordinator = await api.as('lead.coordinator');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const inDays = (days: number) => today(new Date(Date.now() + days * 86_400_000));
const wait = async (promisedOn: string, more: object = {}) => {
  const referralId = await sentReferral(database, world, { state: 'submitted', ...more });
  return coordinator.ask(openShortage, { body: { referralId, departmentId: world.lead.departmentId, bedKind: 'icu', promisedOn } });
};
const queue = async () => (await coordinator.get(listShortages, { query: { departmentId: world.lead.departmentId } })).items;

it('somebody waits with a day on which they are called; the earliest promise stands first, then the most urgent', async () => {
  const later = (await wait(inDays(2))).answer;
  const routine = (await wait(inDays(0), { urgency: 'routine' })).answer;
  const immediate = (await wait(inDays(0), { urgency: 'immediate' })).answer;
  expect((await queue()).map(({ id, due }) => [id, due])).toEqual([
    [immediate.id, 'today'],
    [routine.id, 'today'],
    [later.id, 'later'],
  ]);
  const { departments } = await coordinator.get(getCapacityBoard, { query: { departmentId: world.lead.departmentId } });
  expect(departments[0]?.waiting).toBe(3);
  const told = await database.owner.query(`select kind, recipients, data from event where subject_id = $1`, [later.referral.id]);
  expect(told.rows).toEqual([
    { kind: 'referral.place_awaited', recipients: [world.county.id, world.lead.id], data: { promisedOn: inDays(2) } },
  ]);
});

it('whoever was taken or waits for an answer and has no place is found, the most urgent first, until one is held', async () => {
  const of = async () => (await coordinator.get(listUnplaced, {})).items;
  const emergency = await sentReferral(database, world, { state: 'in_care', service: 'emergency', urgency: 'immediate' });
  const asked = await sentReferral(database, world, { state: 'submitted', urgency: 'routine' });
  const attends = await sentReferral(database, world, { state: 'accepted', service: 'outpatient' });
  const closed = await sentReferral(database, world, { state: 'closed' });
  const found = (await of()).map((each) => each.referral.id);
  expect(found.filter((id) => [emergency, asked, attends, closed].includes(id))).toEqual([emergency, asked]);
  expect((await of()).find((each) => each.referral.id === asked)).toMatchObject({ taken: false, waits: false, state: 'submitted' });
  const [bed] = await publishBeds(coordinator, world, [someLabel()]);
  await coordinator.get(holdCapacity, { body: { referralId: emergency, bedId: bed?.id as string, slotId: null, until: inMinutes(60) } });
  const body = { referralId: asked, departmentId: world.lead.departmentId, bedKind: null, promisedOn: inDays(1) };
  await coordinator.get(openShortage, { body });
  const left = (await of()).filter((each) => [emergency, asked].includes(each.referral.id));
  expect(left).toMatchObject([{ referral: { id: asked }, waits: true }]);
  const sender = await (await api.as('county.coordinator')).get(listUnplaced, {});
  expect(sender.items).toEqual([]);
});

it('a promise is for today or the next two months, and a referral waits once at a hospital', async () => {
  for (const day of [inDays(-1), inDays(61)]) expect((await wait(day)).problem.code).toBe('capacity.period_invalid');
  const { referral } = (await wait(inDays(1))).answer;
  const body = { referralId: referral.id, departmentId: world.lead.departmentId, bedKind: null, promisedOn: inDays(1) };
  expect((await coordinator.ask(openShortage, { body })).problem.code).toBe('record.stale');
  expect((await wait(inDays(1), { state: 'closed' })).problem.code).toBe('referral.wrong_state');
});

it('calls are kept with what came of them and the next promise; a repeated request calls once', async () => {
  const { id } = (await wait(inDays(0))).answer;
  const sender = coordinator.with({ 'idempotency-key': newId() });
  const call = { version: 1, outcome: 'not_reached', note: '家属电话无人接', promisedOn: inDays(1) } as const;
  const first = await sender.get(recordContact, { params: { id }, body: call });
  expect(await sender.get(recordContact, { params: { id }, body: call })).toEqual(first);
  expect(first).toMatchObject({ version: 2, due: 'later', contacts: [{ outcome: 'not_reached', by: 'person lead.coordinator' }] });
  expect((await coordinator.ask(recordContact, { params: { id }, body: call })).problem.code).toBe('record.stale');
  const events = await database.owner.query(`select data from event where subject_id = $1`, [id]);
  expect(JSON.stringify(events.rows)).not.toContain('家属');
});

it('waiting ends when a place is held, when somebody says so, and when the referral is no longer with us', async () => {
  const { id, referral } = (await wait(inDays(1), { state: 'accepted' })).answer;
  const [bed] = await publishBeds(coordinator, world, [someLabel()]);
  await coordinator.get(holdCapacity, { body: { referralId: referral.id, bedId: bed?.id as string, slotId: null, until: inMinutes(60) } });
  const by = (await wait(inDays(1))).answer;
  expect(
    (await coordinator.ask(resolveShortage, { params: { id: by.id }, body: { version: 1, resolution: 'sent_elsewhere' } })).status,
  ).toBe(204);
  expect((await coordinator.ask(resolveShortage, { params: { id: by.id }, body: { version: 2, resolution: 'placed' } })).status).toBe(404);
  const gone = (await wait(inDays(1))).answer;
  await database.owner.query(`update referral set state = 'cancelled' where id = $1`, [gone.referral.id]);
  const left = (await queue()).map((each) => each.id);
  expect([id, by.id, gone.id].filter((each) => left.includes(each))).toEqual([]);
  const ended = await database.owner.query('select resolved_as from shortage where id = any($1) order by resolved_as', [
    [id, by.id, gone.id],
  ]);
  expect(ended.rows.map(({ resolved_as }) => resolved_as)).toEqual(['placed', 'sent_elsewhere', null]);
});
