import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import pg from 'pg';
import { startApi, startWorker, type TestApi } from '../testing/app.js';
import { escalationSlice, escalationWork, minutesPass, roundOf } from '../testing/escalation.story.js';
import { makeAlliance } from '../testing/protocol.story.js';
import { doctorSubmits } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let app: pg.Client;
let referralId: string;
let timerId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const allianceId = await makeAlliance(database, world);
  api = await startApi(database, escalationSlice);
  worker = await startWorker(database, escalationWork);
  ({ id: referralId } = await doctorSubmits(await api.as('county.doctor'), world, { allianceId }));
  await minutesPass(database, referralId, 155);
  await roundOf(worker);
  const { rows } = await database.owner.query<{ id: string }>(
    `select id from timer where subject_id = $1 and kind = 'referral.response_due'`,
    [referralId],
  );
  timerId = (rows[0] as { id: string }).id;
  app = new pg.Client(database.appUrl);
  await app.connect();
});
afterAll(async () => {
  await app.end();
  await worker.close();
  await api.close();
  await database.drop();
});

/** A statement of the application's own role under an identity, rolled back; without a person it is a timer that acts. */
async function as<Row extends pg.QueryResultRow>(
  institutionId: string,
  person: boolean,
  statement: string,
  values: readonly unknown[] = [],
  role = 'coordinator',
) {
  await app.query('begin');
  try {
    await app.query(
      `select set_config('app.institution', $1, true), set_config('app.person', $2, true), set_config('app.role', $3, true)`,
      [institutionId, person ? randomUUIDv7() : '', person ? role : ''],
    );
    return await app.query<Row>(statement, [...values]);
  } finally {
    await app.query('rollback');
  }
}

describe('walls of escalations', () => {
  const rung = `insert into escalation (id, timer_id, referral_id, referral_number, sender_id, urgency, service, step, due_at, rung, institution_id, waited_id, at)
    values (uuidv7(), $1, $2, 'X', $3, 'urgent', 'inpatient', 'submitted', now(), 'lead', $3, $3, now())`;

  it('only the timer that fires learns how a referral stands, for the hospital that set it', async () => {
    const asked = ['select number from due_referral($1)', [timerId]] as const;
    expect((await as(world.county.id, false, ...asked)).rowCount).toBe(1);
    expect((await as(world.county.id, true, ...asked)).rowCount).toBe(0);
    for (const { id } of [world.lead, world.other, world.office]) expect((await as(id, false, ...asked)).rowCount).toBe(0);
  });

  it('only a timer of that referral writes a rung', async () => {
    const own = [timerId, referralId, world.county.id];
    expect((await as(world.county.id, false, rung, own)).rowCount).toBe(1);
    await expect(as(world.county.id, true, rung, own)).rejects.toMatchObject({ code: '42501' });
    await expect(as(world.lead.id, false, rung, own)).rejects.toMatchObject({ code: '42501' });
    await expect(as(world.county.id, false, rung, [timerId, randomUUIDv7(), world.county.id])).rejects.toMatchObject({ code: '42501' });
  });

  it('nobody changes what was told, settles it, or acknowledges for another house', async () => {
    for (const change of ['rung = $2', 'settled_at = $2::timestamptz', 'institution_id = $2::uuid'])
      await expect(
        as(world.lead.id, true, `update escalation set ${change} where referral_id = $1`, [referralId, null]),
      ).rejects.toMatchObject({
        code: '42501',
      });
    const acknowledge = `update escalation set acknowledged_at = now(), acknowledged_by = current_person(), note = 'handling' where referral_id = $1`;
    // both rungs so far were told to the receiver, the lead hospital
    for (const { id } of [world.county, world.office]) expect((await as(id, true, acknowledge, [referralId])).rowCount).toBe(0);
    expect((await as(world.lead.id, false, acknowledge, [referralId])).rowCount).toBe(0);
    await expect(
      as(world.lead.id, true, `update escalation set acknowledged_by = $2 where referral_id = $1`, [referralId, randomUUIDv7()]),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('a third hospital reads no row; parties, lead and office read the same ones', async () => {
    const asked = ['select 1 from escalation where referral_id = $1', [referralId]] as const;
    expect((await as(world.other.id, true, ...asked)).rowCount).toBe(0);
    expect((await as(world.township.id, true, ...asked)).rowCount).toBe(0);
    for (const { id } of [world.county, world.lead]) expect((await as(id, true, ...asked)).rowCount).toBe(2);
    expect((await as(world.office.id, true, ...asked, 'management_office')).rowCount).toBe(2);
    expect((await as(world.office.id, true, ...asked, 'auditor')).rowCount).toBe(0);
  });

  it('findings are written by the night alone, and read by their own hospital alone', async () => {
    const add = `insert into open_finding (id, institution_id, referral_id, kind, found_at, seen_at) values (uuidv7(), $1, $2, 'owner_missing', now(), now())`;
    await expect(as(world.county.id, true, add, [world.county.id, referralId])).rejects.toMatchObject({ code: '42501' });
    await expect(as(world.lead.id, false, add, [world.county.id, referralId])).rejects.toMatchObject({ code: '42501' });
    expect((await as(world.county.id, false, add, [world.county.id, referralId])).rowCount).toBe(1);
    await database.owner.query(add, [world.county.id, referralId]);
    expect((await as(world.county.id, true, 'select 1 from open_finding')).rowCount).toBe(1);
    for (const { id } of [world.lead, world.other, world.office])
      expect((await as(id, true, 'select 1 from open_finding')).rowCount).toBe(0);
    await database.owner.query(`update referral set owner_id = $2 where id = $1`, [referralId, world.appointments['county.doctor']]);
    await database.owner.query(`update person set deactivated_at = now() where name = 'person county.doctor'`);
    expect((await as(world.county.id, false, 'select 1 from unnoticed_referrals()')).rowCount).toBe(1);
    expect((await as(world.county.id, true, 'select 1 from unnoticed_referrals()')).rowCount).toBe(0);
    expect((await as(world.lead.id, false, 'select 1 from unnoticed_referrals()')).rowCount).toBe(0);
  });

  it('deadlines are written by the lead’s administrator alone', async () => {
    const agree = `insert into deadline_setting (alliance_id, minutes) select id, '{}' from alliance`;
    for (const [hospital, role] of [
      [world.county, 'lead_administrator'],
      [world.lead, 'coordinator'],
      [world.office, 'management_office'],
    ] as const)
      await expect(as(hospital.id, true, agree, [], role)).rejects.toMatchObject({ code: '42501' });
    expect((await as(world.lead.id, true, agree, [], 'lead_administrator')).rowCount).toBe(1);
  });
});
