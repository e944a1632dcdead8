import * as receivers from '@alliance/contracts/receivers.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { Database } from '../platform/db/database.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { ReceiversModule } from './receivers.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
const allianceId = randomUUIDv7();

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, { features: [ReceiversModule], contracts: [receivers] });
  doctor = await api.as('county.doctor');
  await database.owner.query(
    `insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) values ($1, '心血管联盟', 'cardiovascular', 'running', $2, '2024-01-01')`,
    [allianceId, world.lead.id],
  );
  for (const [hospital, role] of [
    [world.lead, 'lead'],
    [world.county, 'member'],
    [world.township, 'member'],
  ] as const)
    await database.owner.query(
      `insert into membership (id, alliance_id, institution_id, role, agreement, valid) values ($1, $2, $3, $4, 'A-1', '[2024-01-01,)')`,
      [randomUUIDv7(), allianceId, hospital.id, role],
    );
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(async () => {
  await database.owner.query(`update department set treatment_subjects = '{}', claimed_wait_days = null`);
  await database.owner.query('delete from capability; delete from waiting_time');
});

const ask = (more: Partial<Parameters<typeof doctor.ask<typeof receivers.listReceivers>>[1]['query']> = {}, who = doctor) =>
  who.ask(receivers.listReceivers, { query: { allianceId, service: 'inpatient', ...more } });
const able = (hospital: World['lead'], capability: string) =>
  database.owner.query(`insert into capability (id, institution_id, capability, valid) values ($1, $2, $3, '[2024-01-01,)')`, [
    randomUUIDv7(),
    hospital.id,
    capability,
  ]);
const licensed = (hospital: World['lead'], ...subjects: string[]) =>
  database.owner.query('update department set treatment_subjects = $2 where id = $1', [hospital.departmentId, subjects]);

describe('who may receive a patient', () => {
  it('is every other member that takes part, with its departments; a licence that nobody stated is said', async () => {
    const { answer } = await ask({ direction: 'up' });
    expect(answer.items.map(({ id, direction }) => [id, direction])).toEqual([
      [world.lead.id, 'up'],
      [world.township.id, 'down'],
    ]);
    expect(answer).toMatchObject({ total: 2, excluded: [] });
    expect(answer.items[0]?.departments).toMatchObject([{ id: world.lead.departmentId, registration: 'not_stated', wait: null }]);
    expect(answer.subjects).toContain('03.04');
  });

  it('is not a department that is licensed for something else, and it is said why (RF-08)', async () => {
    await licensed(world.lead, '05.02');
    await licensed(world.township, '02');
    const { answer } = await ask({ diagnosisCode: 'I21.0' });
    expect(answer.items.map(({ id }) => id)).toEqual([world.township.id]);
    expect(answer.excluded).toEqual([{ id: world.lead.id, name: 'lead hospital', why: 'unregistered' }]);
    const forMother = await ask({ diagnosisCode: 'O14.1' });
    expect(forMother.answer.excluded).toEqual([]);
  });

  it('begins with who has what the criteria point to', async () => {
    await able(world.township, 'ct_24h');
    await able(world.lead, 'primary_pci_24h');
    const { answer } = await ask({ needs: 'chest_pain_centre|primary_pci_24h' });
    expect(answer.items.map(({ id, target }) => [id, target])).toEqual([
      [world.lead.id, 'met'],
      [world.township.id, 'missing'],
    ]);
    expect(answer.items[1]?.missing).toEqual([['chest_pain_centre', 'primary_pci_24h']]);
    expect((await ask({ needs: 'miracles' })).status).toBe(400);
  });

  it('is found by name, pinyin or initials', async () => {
    await database.owner.query(`update institution set name = '云岭市人民医院', pinyin = 'yun ling', initials = 'ylsrmyy' where id = $1`, [
      world.lead.id,
    ]);
    for (const query of ['云岭', 'yunling', 'YLS'])
      expect((await ask({ query })).answer.items.map(({ id }) => id)).toEqual([world.lead.id]);
    expect((await ask({ query: 'nobody' })).answer).toMatchObject({ items: [], total: 0 });
  });

  it('is not who was suspended, except to rescue somebody', async () => {
    const suspend = (at: string | null) =>
      database.owner.query('update membership set suspended_at = $2 where alliance_id = $3 and institution_id = $1', [
        world.lead.id,
        at,
        allianceId,
      ]);
    await suspend('2026-01-01');
    expect((await ask({ urgency: 'routine' })).answer.excluded).toMatchObject([{ id: world.lead.id, why: 'not_taking_part' }]);
    expect((await ask({ urgency: 'immediate' })).answer.excluded).toEqual([]);
    await suspend(null);
  });

  it('is as far as the crow flies; unknown where a place is', async () => {
    const place = (id: string, latitude: number | null) =>
      database.owner.query(
        'update institution set latitude = $2, longitude = case when $2::float8 is null then null else 100 end where id = $1',
        [id, latitude],
      );
    await place(world.county.id, 25);
    await place(world.lead.id, 25.9);
    const { items } = (await ask()).answer;
    expect(items.find(({ id }) => id === world.lead.id)?.distanceKm).toBeCloseTo(100.1, 0);
    expect(items.find(({ id }) => id === world.township.id)?.distanceKm).toBeNull();
    await expect(
      database.owner.query('update institution set latitude = 25, longitude = null where id = $1', [world.lead.id]),
    ).rejects.toThrow();
  });
});

describe('who asks', () => {
  it('is a member: for another hospital there is no such alliance', async () => {
    expect((await ask({}, await api.as('other.doctor'))).status).toBe(404);
    expect((await ask({ allianceId: randomUUIDv7() })).status).toBe(404);
  });

  it('is somebody who sends patients', async () => {
    for (const username of ['county.admin', 'auditor', 'office'])
      expect((await ask({}, await api.as(username))).problem.code).toBe('access.denied');
  });
});

describe('waits', () => {
  const waited = (hospital: World['lead'], cases: number, medianMinutes: number | null) =>
    database.owner.query(
      `insert into waiting_time (department_id, service, institution_id, cases, median_minutes, computed_at) values ($1, 'inpatient', $2, $3, $4, now())`,
      [hospital.departmentId, hospital.id, cases, medianMinutes],
    );
  const waitAt = async (hospital: World['lead'], who = doctor) =>
    (await ask({}, who)).answer.items.find(({ id }) => id === hospital.id)?.departments[0]?.wait;

  it('are shown beside what the department claims; of five cases only their number', async () => {
    await waited(world.lead, 6, 600);
    await waited(world.township, 5, null);
    await database.owner.query('update department set claimed_wait_days = 2 where id = $1', [world.lead.departmentId]);
    expect(await waitAt(world.lead)).toEqual({ cases: 6, medianMinutes: 600 });
    expect(await waitAt(world.township)).toEqual({ cases: 5, medianMinutes: null });
    expect((await ask()).answer.items.find(({ id }) => id === world.lead.id)?.departments[0]?.claimedWaitDays).toBe(2);
    await expect(waited(world.other, 5, 600)).rejects.toThrow();
  });

  it('of hospitals that share no alliance with mine are not there at all', async () => {
    await waited(world.lead, 6, 600);
    await waited(world.other, 6, 900);
    const seenBy = async (hospital: World['lead']) => {
      const rows = await api.app
        .get(Database)
        .read({ institutionId: hospital.id }, (tx) => tx.rows<{ institution_id: string }>('select institution_id from waiting_time'));
      return rows.map((row) => row.institution_id);
    };
    expect(await seenBy(world.county)).toEqual([world.lead.id]);
    expect(await seenBy(world.other)).toEqual([world.other.id]);
  });
});
