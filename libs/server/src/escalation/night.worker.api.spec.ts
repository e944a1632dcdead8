import { listFindings, takeOverFinding } from '@alliance/contracts/escalation.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { escalationSlice, escalationWork, minutesPass, roundOf } from '../testing/escalation.story.js';
import { eventually } from '../testing/eventually.js';
import { redisLine, type RedisLine } from '../testing/redis-line.js';
import { doctorSubmits } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let line: RedisLine;
let connections: number;
let api: TestApi;
let worker: INestApplicationContext;
let doctor: Person;
let coordinator: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  line = await redisLine();
  const config = { REDIS_URL: line.url };
  api = await startApi(database, { ...escalationSlice, config });
  worker = await startWorker(database, escalationWork, config);
  [doctor, coordinator] = [await api.as('county.doctor'), await api.as('county.coordinator')];
});
afterAll(async () => {
  line.mend();
  await eventually(() => expect(line.inUse).toBe(connections), 15_000);
  await worker.close();
  await api.close();
  await eventually(() => expect(line.inUse).toBe(0));
  line.close();
  await database.drop();
});

const armed = async () =>
  (
    await database.owner.query<{ subject_id: string; due: string }>(
      `select subject_id, to_char(due_at at time zone 'Asia/Shanghai', 'HH24:MI') as due from timer where kind = 'referral.nightly_check' and fired_at is null`,
    )
  ).rows;
/** The night of the county hospital. */
const night = async () => {
  await database.owner.query(
    `update timer set due_at = now(), lease_until = null where kind = 'referral.nightly_check' and fired_at is null and subject_id = $1`,
    [world.county.id],
  );
  await roundOf(worker);
};
const found = async (who = coordinator) => (await who.get(listFindings, { query: {} })).items;
const leaves = (username: string) =>
  database.owner.query(
    `update appointment set valid = daterange('2020-01-01', '2020-02-01') where person_id = (select person_id from account where username = $1)`,
    [username],
  );

describe('the nightly check', () => {
  it('is armed once for every hospital that has people, at two in the morning', async () => {
    await eventually(async () => {
      const timers = await armed();
      expect(new Set(timers.map(({ subject_id }) => subject_id)).size).toBe(5);
      expect(timers.map(({ due }) => due)).toEqual(timers.map(() => '02:00'));
    });
    const second = await startWorker(database, escalationWork);
    await second.close();
    expect(await armed()).toHaveLength(5);
  });

  it('finds nothing where everybody is at work, and comes back the next night', async () => {
    await doctorSubmits(doctor, world);
    await night();
    expect(await found()).toEqual([]);
    expect(await armed()).toHaveLength(5);
  });

  it('lists what nobody owns any more and what would not ring, tells the coordinators once, and rings again', async () => {
    const orphan = await doctorSubmits(doctor, world);
    const silent = await doctorSubmits(coordinator, world);
    await database.owner.query('delete from timer where subject_id = $1', [silent.id]);
    await leaves('county.doctor');
    await night();
    const items = await found();
    expect(items.filter(({ referral }) => referral.id === orphan.id)).toMatchObject([
      { kind: 'owner_missing', owner: 'person county.doctor' },
    ]);
    expect(items.filter(({ referral }) => referral.id === silent.id)).toMatchObject([
      { kind: 'timer_missing', owner: 'person county.coordinator' },
    ]);
    const { rows } = await database.owner.query(`select 1 from timer where subject_id = $1 and kind = 'referral.response_due'`, [
      silent.id,
    ]);
    expect(rows).toHaveLength(1);
    const told = async () =>
      (await coordinator.get(listNotifications, { query: {} })).items.filter(({ kind }) => kind === 'escalation.findings_listed').length;
    await eventually(async () => expect(await told()).toBe(1));
    await night();
    // what rings again is settled; what nobody owns stays the same finding, and is not told twice
    const again = await found();
    expect(again.some(({ referral }) => referral.id === silent.id)).toBe(false);
    expect(again.find(({ referral }) => referral.id === orphan.id)?.id).toBe(items.find(({ referral }) => referral.id === orphan.id)?.id);
    expect(await told()).toBe(1);
  });

  it('is not deceived by what rings for something else: a claim that lapses, a deadline of before', async () => {
    const silent = await doctorSubmits(coordinator, world);
    await database.owner.query(`update timer set kind = 'referral.claim_lapses' where subject_id = $1`, [silent.id]);
    const moved = await doctorSubmits(coordinator, world);
    await database.owner.query(`update timer set due_at = due_at - interval '1 hour' where subject_id = $1`, [moved.id]);
    await night();
    for (const { id } of [silent, moved])
      expect((await found()).filter(({ referral }) => referral.id === id)).toMatchObject([{ kind: 'timer_missing' }]);
  });

  it('lists what is expected in more than 400 days: a year that was mistyped', async () => {
    const ids: string[] = [];
    for (const days of [399, 401]) {
      const { id } = await doctorSubmits(coordinator, world);
      await database.owner.query(`update referral set next_action_at = next_action_at + $2::interval where id = $1`, [id, `${days} days`]);
      await database.owner.query(`update timer set due_at = due_at + $2::interval where subject_id = $1`, [id, `${days} days`]);
      ids.push(id);
    }
    await night();
    const kinds = (await found()).filter(({ referral }) => ids.includes(referral.id)).map(({ kind, referral }) => [kind, referral.id]);
    expect(kinds).toEqual([['next_action_far', ids[1]]]);
  });

  it('somebody takes it over: theirs from now on, and found no more', async () => {
    const finding = (await found()).find(({ kind }) => kind === 'owner_missing');
    if (!finding) throw new Error('nothing was found');
    const taken = await coordinator.get(takeOverFinding, { params: { id: finding.id }, body: {} });
    expect(taken).toMatchObject({ owner: 'person county.coordinator' });
    expect(taken.settledAt).not.toBeNull();
    expect(await coordinator.get(getReferral, { params: { id: finding.referral.id } })).toMatchObject({
      owner: 'person county.coordinator',
    });
    await night();
    expect((await found()).some(({ referral }) => referral.id === finding.referral.id)).toBe(false);
  });

  it('is nobody else’s: another hospital sees and takes nothing, an administrator may not', async () => {
    const [finding] = await found();
    if (!finding) throw new Error('nothing was found');
    const other = await api.as('other.coordinator');
    expect(await found(other)).toEqual([]);
    const asked = { params: { id: finding.id }, body: {} };
    expect((await other.ask(takeOverFinding, asked)).status).toBe(404);
    expect((await (await api.as('lead.coordinator')).ask(takeOverFinding, asked)).status).toBe(404);
    for (const username of ['county.admin', 'office', 'auditor'])
      expect((await (await api.as(username)).ask(takeOverFinding, asked)).status).toBe(403);
  });
});

describe('without Redis', () => {
  it('deadlines fire and climb all the same, and the night comes', async () => {
    connections = line.inUse;
    line.cut();
    const late = await doctorSubmits(coordinator, world, { urgency: 'urgent' });
    await minutesPass(database, late.id, 155);
    // nobody nudges it: the reconciler looks every five seconds
    await eventually(async () => {
      const { rows } = await database.owner.query<{ rung: string }>('select rung from escalation where referral_id = $1 order by rung', [
        late.id,
      ]);
      expect(rows.map(({ rung }) => rung)).toEqual(['department', 'duty_office']);
    }, 15_000);
    await night();
    expect(await armed()).toHaveLength(5);
  }, 30_000);
});
