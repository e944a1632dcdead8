import { listNotifications } from '@alliance/contracts/notification.contract';
import * as contract from '@alliance/contracts/return-review.contract';
import type { InputOf } from '@alliance/contracts/route';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { roundOf } from '../testing/escalation.story.js';
import { eventually } from '../testing/eventually.js';
import { cameDown, comingHome, followUpSlice, followUpWork, sentUpAgain, type ComingHome } from '../testing/follow-up.story.js';
import { academic, makeAlliance } from '../testing/protocol.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let people: ComingHome;
let quality: Person;
let allianceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, followUpSlice);
  worker = await startWorker(database, followUpWork);
  allianceId = await makeAlliance(database, world);
  people = await comingHome(api);
  quality = await academic(database, api, world, 'lead.quality', 'quality_manager');
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

async function opened(inAlliance: string | null = allianceId): Promise<string> {
  const down = await cameDown(people, world, { allianceId: inAlliance });
  await sentUpAgain(people.doctor, world, down.patient?.id ?? '');
  await roundOf(worker);
  return (await people.doctor.get(contract.returnOfReferral, { params: { referralId: down.id } })).reviewId as string;
}
const get = (id: string) => people.doctor.get(contract.getReturnReview, { params: { id } });
/** What is due has come. */
const comesDue = async (id: string) => {
  await database.owner.query('update return_review set due_at = now() where id = $1', [id]);
  await database.owner.query('update timer set due_at = now(), lease_until = null where subject_id = $1 and fired_at is null', [id]);
  await roundOf(worker);
};
const told = async (id: string) =>
  (
    await database.owner.query<{ kind: string; recipients: string[] }>(
      'select kind, recipients from event where subject_id = $1 and person_id is null order by recorded_at, id',
      [id],
    )
  ).rows;
const noFault: Omit<InputOf<typeof contract.decideReview>['body'], 'version'> = {
  preventable: 'no',
  countsAgainst: 'none',
  factors: ['natural_course'],
  action: 'none',
  learning: '无',
};
const account = async (who: Person, id: string) =>
  who.get(contract.giveAccount, {
    params: { id },
    body: { version: (await get(id)).version, factors: ['natural_course'], text: '自然进展' },
  });

it('both hospitals are told that it was opened, once, by a timer of theirs', async () => {
  const id = await opened();
  await roundOf(worker);
  const both = [world.lead.id, world.county.id];
  expect(await told(id)).toEqual([{ kind: 'return_review.opened', recipients: both }]);
  await eventually(async () => {
    for (const who of [people.countyOffice, people.coordinator, quality]) {
      const { items } = await who.get(listNotifications, { query: {} });
      expect(items.map(({ kind }) => kind)).toContain('return_review.opened');
    }
  });
});

it('a missing account is waited for five working days; then it goes on, is said to be late, and a late account is still read', async () => {
  const id = await opened();
  await account(people.doctor, id);
  await comesDue(id);
  expect(await get(id)).toMatchObject({ state: 'conclusion_awaited', accounts: [{ institution: { id: world.county.id } }] });
  expect((await told(id)).map(({ kind }) => kind)).toEqual([
    'return_review.opened',
    'return_review.accounts_closed',
    'return_review.conclusion_awaited',
  ]);
  expect((await account(people.physician, id)).accounts).toHaveLength(2);
});

it('a conclusion that does not come is told to the office, once; then the office may decide by the codes', async () => {
  const id = await opened();
  await account(people.doctor, id);
  await account(people.physician, id);
  await comesDue(id);
  await comesDue(id);
  const late = (await told(id)).filter(({ kind }) => kind === 'return_review.overdue');
  expect(late).toHaveLength(1);
  expect(late[0]?.recipients).toContain(world.office.id);
  const office = await api.as('office');
  const codes = await office.get(contract.getReturnReview, { params: { id } });
  expect(codes).toMatchObject({ lead: { id: world.lead.id }, notes: [], actions: ['decide'], overdue: true });
  const body = { ...noFault, version: codes.version };
  expect((await office.get(contract.decideReview, { params: { id }, body })).state).toBe('final');
  expect(await office.get(contract.getReturnReview, { params: { id } })).toMatchObject({ state: 'final', actions: [] });
  expect((await quality.ask(contract.concludeReview, { params: { id }, body })).problem.code).toBe('record.stale');
});

it('the office cannot decide before the lead is late, and the lead still may when it is', async () => {
  const id = await opened();
  await account(people.doctor, id);
  const { version } = await account(people.physician, id);
  const office = await api.as('office');
  const body = { ...noFault, version };
  expect((await office.ask(contract.decideReview, { params: { id }, body })).status).toBe(404);
  await comesDue(id);
  expect((await quality.get(contract.concludeReview, { params: { id }, body })).state).toBe('concluded');
  expect((await office.ask(contract.decideReview, { params: { id }, body: { ...noFault, version: version + 1 } })).status).toBe(404);
});

it('a conclusion to which nobody objects in time holds', async () => {
  const id = await opened();
  await account(people.doctor, id);
  const { version } = await account(people.physician, id);
  const body: InputOf<typeof contract.concludeReview>['body'] = {
    version,
    preventable: 'cannot_say',
    countsAgainst: 'none',
    factors: ['patient_choice'],
    action: 'none',
    learning: '加强宣教',
  };
  const armed = async () => (await database.owner.query('select 1 from timer where subject_id = $1', [id])).rowCount ?? 0;
  const before = await armed();
  await quality.get(contract.concludeReview, { params: { id }, body });
  expect(await armed()).toBe(before + 1);
  await comesDue(id);
  expect(await get(id)).toMatchObject({ state: 'final', final: { preventable: 'cannot_say', countsAgainst: 'none' }, dueAt: null });
});

it('outside of every alliance the office decides, by the codes', async () => {
  const id = await opened(null);
  await account(people.doctor, id);
  await comesDue(id);
  const office = await api.as('office');
  const codes = await office.get(contract.getReturnReview, { params: { id } });
  expect(codes).toMatchObject({ lead: null, notes: [], actions: ['decide'] });
  const body = { ...noFault, version: codes.version };
  expect((await office.get(contract.decideReview, { params: { id }, body })).state).toBe('final');
});
