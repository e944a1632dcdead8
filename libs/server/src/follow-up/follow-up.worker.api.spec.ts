import * as contract from '@alliance/contracts/follow-up.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import { reportDeath } from '@alliance/contracts/referral-ending.contract';
import { admitReferral, arriveReferral } from '@alliance/contracts/referral-journey.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Database } from '../platform/db/database.js';
import { startApi, startWorker, type TestApi } from '../testing/app.js';
import { roundOf } from '../testing/escalation.story.js';
import { eventually } from '../testing/eventually.js';
import {
  cameDown,
  comingHome,
  followUpSlice,
  followUpWork,
  hoursPass,
  sentUpAgain,
  wellRecord,
  type ComingHome,
} from '../testing/follow-up.story.js';
import { makeAlliance } from '../testing/protocol.story.js';
import { actionBodies } from '../testing/referral-bodies.js';
import { step, taken } from '../testing/referral-steps.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { FollowUpReader } from './follow-up.reader.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let people: ComingHome;
let allianceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, followUpSlice);
  // no job reaches a Redis that is not there: the timers fire from the table alone
  worker = await startWorker(database, followUpWork);
  allianceId = await makeAlliance(database, world);
  people = await comingHome(api);
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

const told = async (id: string, kind = '%') =>
  (
    await database.owner.query<{ kind: string; recipients: string[] }>(
      `select kind, recipients from event where subject_id = $1 and person_id is null and kind like $2 order by recorded_at, id`,
      [id, kind],
    )
  ).rows.map(({ kind, recipients }) => [kind, recipients]);
const first = async (downId: string) =>
  (await people.doctor.get(contract.followUpsOfReferral, { params: { referralId: downId } })).items[0] as contract.FollowUp;
const pass = async (downId: string, hours: number) => {
  await hoursPass(database, downId, hours);
  await roundOf(worker);
};

it('its owner is reminded, it is late, and a day later the lead and whoever sent the patient home learn of it; each once', async () => {
  const down = await cameDown(people, world, { allianceId });
  const { id } = await first(down.id);
  await pass(down.id, 43);
  expect(await told(id)).toEqual([]);
  await pass(down.id, 2);
  expect(await told(id)).toEqual([['follow_up.due_soon', [world.county.id]]]);
  await pass(down.id, 4);
  await roundOf(worker);
  await pass(down.id, 24);
  await pass(down.id, 24);
  expect((await told(id)).slice(1)).toEqual([['follow_up.overdue', [world.county.id]]]);
  expect(await told(down.id, 'follow_up.%')).toEqual([['follow_up.overdue_above', [world.county.id, world.lead.id]]]);
  expect(await told(allianceId, 'follow_up.%')).toEqual([]);
  await eventually(async () => {
    const { items } = await people.countyOffice.get(listNotifications, { query: {} });
    expect(items.map(({ kind }) => kind)).toContain('follow_up.overdue');
    const lead = await people.coordinator.get(listNotifications, { query: {} });
    expect(lead.items.find(({ kind }) => kind === 'follow_up.overdue_above')).toMatchObject({ topic: 'referral', subjectId: down.id });
  });
});

it('a lead that is neither of the two learns of it by its alliance, without the referral', async () => {
  const down = await cameDown(people, world, { allianceId });
  const { id } = await first(down.id);
  await database.owner.query('update alliance set lead_id = $2 where id = $1', [allianceId, world.other.id]);
  await pass(down.id, 80);
  await database.owner.query('update alliance set lead_id = $2 where id = $1', [allianceId, world.lead.id]);
  expect((await told(id)).map(([kind]) => kind)).toEqual(['follow_up.overdue']);
  expect(await told(allianceId, 'follow_up.%')).toEqual([['follow_up.overdue_at_member', [world.other.id]]]);
});

it('what was recorded in time is never late, and a missed round tells everything that was reached', async () => {
  const [down, missed] = [await cameDown(people, world, { allianceId }), await cameDown(people, world, { allianceId })];
  const task = await first(down.id);
  await people.doctor.get(contract.recordFollowUp, {
    params: { id: task.id },
    body: { version: 1, ...wellRecord, at: new Date().toISOString() },
  });
  await pass(down.id, 100);
  expect(await told(task.id)).toEqual([]);
  const { id } = await first(missed.id);
  await pass(missed.id, 80);
  expect((await told(id)).map(([kind]) => kind)).toEqual(['follow_up.overdue']);
  expect(await told(missed.id, 'follow_up.%')).toHaveLength(1);
});

it('after an attempt the old time says nothing, and the new one does', async () => {
  const down = await cameDown(people, world, { allianceId });
  const task = await first(down.id);
  await hoursPass(database, down.id, 47);
  await people.doctor.get(contract.attemptFollowUp, { params: { id: task.id }, body: { version: 1, channel: 'phone' } });
  await pass(down.id, 2);
  expect((await told(task.id)).map(([kind]) => kind)).not.toContain('follow_up.overdue');
  await pass(down.id, 11);
  expect((await told(task.id)).map(([kind]) => kind)).toContain('follow_up.overdue');
});

it('the lead and the office read figures of each member; nobody else does', async () => {
  const down = await cameDown(people, world, { allianceId });
  await pass(down.id, 49);
  const reader = new FollowUpReader();
  const duties = (institutionId: string, role: 'coordinator' | 'management_office') =>
    worker.get(Database).read({ institutionId, personId: down.id, role }, (tx) => reader.duties(tx, allianceId));
  const [row] = await duties(world.lead.id, 'coordinator');
  const { rows } = await database.owner.query(
    `select count(*) filter (where due_at >= now())::int as due, count(*) filter (where due_at < now())::int as overdue from follow_up where state = 'open'`,
  );
  expect(row).toMatchObject({ institutionId: world.county.id, ...rows[0], oldest: expect.any(Date) });
  expect(await duties(world.office.id, 'management_office')).toHaveLength(1);
  for (const { id } of [world.county, world.township, world.other]) expect(await duties(id, 'coordinator')).toEqual([]);
});

/** The hospital outside of the alliance has the patient in a bed. @returns that referral, of the person's record given */
async function inCareElsewhere(patientId: string, recordedAs: string): Promise<{ id: string; version: number }> {
  const place = { receiverId: world.other.id, receiverDepartmentId: world.other.departmentId };
  const sent = await sentUpAgain(people.doctor, world, patientId, place);
  await database.owner.query('update referral set patient_id = $2 where id = $1', [sent.id, recordedAs]);
  const there = await api.as('other.doctor');
  const accepted = await step(there, act.acceptReferral, await there.get(getReferral, { params: { id: sent.id } }), taken);
  return step(there, admitReferral, await step(there, arriveReferral, accepted));
}
const endings = async (downId: string) =>
  (await people.doctor.get(contract.followUpsOfReferral, { params: { referralId: downId } })).items.map(({ state, endedAs }) => [
    state,
    endedAs,
  ]);
/** An empty record of somebody. @returns its id */
async function anotherRecord(): Promise<string> {
  const { rows } = await database.owner.query<{ id: string }>(
    `insert into patient (id, identifier_kind) values (gen_random_uuid(), 'unknown_person') returning id`,
  );
  return rows[0]?.id ?? '';
}

it('a death that a hospital reports which knows nothing of the way home ends what is open, under every id of the person; both hospitals hear of it', async () => {
  const down = await cameDown(people, world, { allianceId });
  const neighbour = await cameDown(people, world, { allianceId });
  await hoursPass(database, down.id, 80);
  const person = down.patient?.id ?? '';
  const [kept, found] = [await anotherRecord(), await anotherRecord()];
  await database.owner.query('update patient set same_as = case id when $1 then $2::uuid else $3 end where id = any($4)', [
    ...[person, kept, found],
    [person, kept],
  ]);
  const elsewhere = await inCareElsewhere(person, found);
  const [first, week] = (await people.doctor.get(contract.followUpsOfReferral, { params: { referralId: down.id } })).items;
  const well = { ...wellRecord, version: first?.version ?? 0, at: new Date().toISOString() };
  await people.doctor.get(contract.recordFollowUp, { params: { id: first?.id ?? '' }, body: well });
  expect(await endings(down.id)).toContainEqual(['open', null]);
  await step(await api.as('other.doctor'), reportDeath, elsewhere, actionBodies().reportDeath);
  // what was done stays as it is
  expect(await endings(down.id)).toEqual([
    ['done', null],
    ['ended', 'died'],
  ]);
  expect(await endings(neighbour.id)).toEqual([
    ['open', null],
    ['open', null],
  ]);
  const about = `select kind, recipients, data from event where subject_id = $1 and kind = 'follow_up.ended'`;
  const heard = async () => (await database.owner.query(about, [week?.id])).rows;
  expect(await heard()).toEqual([]);
  await roundOf(worker);
  await roundOf(worker);
  // whoever reported it is not told of hospitals that it does not know
  expect(await heard()).toEqual([{ kind: 'follow_up.ended', recipients: [world.county.id, world.lead.id], data: { endedAs: 'died' } }]);
});

it('ends nothing for a hospital that is no side of the death, or where nobody died', async () => {
  const down = await cameDown(people, world, { allianceId });
  const asks = async (institution: string, referral: string) => {
    const client = await database.owner.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('app.institution', $1, true)`, [institution]);
      await client.query('select * from end_follow_ups_of_dead($1, now())', [referral]);
      return (await client.query<{ state: string }>('select state from follow_up where referral_id = $1', [down.id])).rows.map(
        ({ state }) => state,
      );
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  expect(await asks(world.county.id, down.id)).toEqual(['open', 'open']);
  await database.owner.query(`update referral set outcome = 'died' where id = $1`, [down.id]);
  expect(await asks(world.other.id, down.id)).toEqual(['open', 'open']);
  expect(await asks(world.county.id, down.id)).toEqual(['ended', 'ended']);
});
