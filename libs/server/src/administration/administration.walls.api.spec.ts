import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { newId } from '../platform/ids.js';
import { idOf } from '../testing/person.story.js';
import { cloneDatabase, poolOf, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let app: pg.Pool;
let doctorId: string;
let allianceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  app = poolOf(database.appUrl, 2);
  doctorId = await idOf(database, 'county.doctor');
  allianceId = newId();
  await database.owner.query('insert into person_contact (person_id, phone) values ($1, $2)', [doctorId, '13900000000']);
  await database.owner.query(
    `insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) values ($1, '联盟', 'stroke', 'running', $2, '2026-01-01')`,
    [allianceId, world.lead.id],
  );
});
afterAll(async () => {
  await app.end();
  await database.drop();
});

interface Who {
  readonly at: 'lead' | 'county' | 'office';
  readonly role: string;
  readonly personId?: string;
}
/** Rows that a statement of the application's role reads or writes as somebody; undone afterwards. */
async function rows({ at, role, personId = newId() }: Who, statement: string, values: unknown[]): Promise<number | string> {
  const client = await app.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('app.institution', $1, true), set_config('app.role', $2, true), set_config('app.person', $3, true)`,
      [world[at].id, role, personId],
    );
    return (await client.query(statement, values)).rowCount ?? 0;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const ownAdmin: Who = { at: 'county', role: 'member_administrator' };
const ownDoctor: Who = { at: 'county', role: 'doctor' };
const foreignAdmin: Who = { at: 'lead', role: 'lead_administrator' };
const office: Who = { at: 'office', role: 'management_office' };
const denied = '42501';

describe('below the API, the database keeps', () => {
  it('private addresses to the person, the own administrators and the office', async () => {
    const look = (who: Who) => rows(who, 'select phone from person_contact where person_id = $1', [doctorId]);
    expect(await look({ ...ownDoctor, personId: doctorId })).toBe(1);
    expect(await look(ownAdmin)).toBe(1);
    expect(await look(office)).toBe(1);
    expect(await look(ownDoctor)).toBe(0);
    expect(await look(foreignAdmin)).toBe(0);
  });

  it('addresses of whom another hospital employs as well to the office and to themselves', async () => {
    const bothId = await idOf(database, 'county.coordinator');
    await database.owner.query('insert into person_contact (person_id, phone) values ($1, $2)', [bothId, '13900000009']);
    const add = `insert into person_contact (person_id, phone) values ($1, '1') on conflict (person_id) do update set phone = excluded.phone`;
    const writes = async (who: Who) => [
      await rows(who, `update person_contact set phone = '1' where person_id = $1`, [bothId]),
      await rows(who, add, [bothId]),
      await rows(who, 'select phone from person_contact where person_id = $1', [bothId]),
    ];
    expect(await writes(ownAdmin)).toEqual([1, 1, 1]);
    await database.owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'expert', '[2020-01-01,)')`,
      [newId(), bothId, world.lead.id],
    );
    for (const who of [ownAdmin, foreignAdmin]) expect(await writes(who)).toEqual([0, denied, 1]);
    expect(await writes(office)).toEqual([1, 1, 1]);
    expect(await writes({ ...ownDoctor, personId: bothId })).toEqual([1, 1, 1]);
  });

  it('nobody’s own appointments to themselves', async () => {
    const mine = (who: Who) =>
      rows(who, `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'expert', '[2026-01-01,)')`, [
        newId(),
        who.personId,
        world[who.at].id,
      ]);
    const change = (who: Who) => rows(who, `update appointment set title = 'x' where person_id = $1`, [who.personId]);
    const own = { ...ownAdmin, personId: await idOf(database, 'county.admin') };
    const ownOffice = { ...office, personId: await idOf(database, 'office') };
    for (const who of [own, ownOffice]) expect([await mine(who), await change(who)]).toEqual([denied, 0]);
    expect(await rows(own, `update appointment set title = 'x' where person_id = $1`, [doctorId])).toBe(1);
  });

  it('people and appointments to the own administrators', async () => {
    const rename = (who: Who) => rows(who, `update person set name = 'x' where id = $1`, [doctorId]);
    expect([await rename(ownAdmin), await rename(ownDoctor), await rename(foreignAdmin)]).toEqual([1, 0, 0]);
    const appoint = (who: Who) =>
      rows(who, `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'doctor', '[2026-01-01,)')`, [
        newId(),
        doctorId,
        world.county.id,
      ]);
    expect([await appoint(ownAdmin), await appoint(office)]).toEqual([1, 1]);
    expect([await appoint(ownDoctor), await appoint(foreignAdmin)]).toEqual([denied, denied]);
    const move = (who: Who) => rows(who, 'update appointment set person_id = person_id where person_id = $1', [doctorId]);
    expect(await move(ownAdmin)).toBe(denied);
    const end = (who: Who) => rows(who, `update appointment set ended_reason = 'x' where person_id = $1`, [doctorId]);
    expect([await end(ownAdmin), await end(ownDoctor), await end(foreignAdmin)]).toEqual([1, 0, 0]);
  });

  it('departments, capabilities and lines to the own administrators, not to the office', async () => {
    const rename = (who: Who) => rows(who, `update department set name_zh = 'x' where id = $1`, [world.county.departmentId]);
    expect([await rename(ownAdmin), await rename(ownDoctor), await rename(foreignAdmin), await rename(office)]).toEqual([1, 0, 0, 0]);
    const inserts = [
      `insert into department (id, institution_id, name_zh, specialties) values ($1, $2, 'x', '{other}')`,
      `insert into capability (id, institution_id, capability, valid) values ($1, $2, 'mri', '[2026-01-01,)')`,
      `insert into contact_line (id, institution_id, kind, phone) values ($1, $2, 'switchboard', '1')`,
    ];
    for (const statement of inserts) {
      const add = (who: Who) => rows(who, statement, [newId(), world.county.id]);
      expect(await add(ownAdmin)).toBe(1);
      for (const who of [ownDoctor, foreignAdmin, office]) expect([statement, await add(who)]).toEqual([statement, denied]);
    }
  });

  it('the own version of an institution to its administrators, the rest of it to the office', async () => {
    const step = (who: Who) => rows(who, 'select institution_next_version(null)', []);
    expect([await step(ownAdmin), await step(ownDoctor)]).toEqual([1, denied]);
    const rename = (who: Who) => rows(who, `update institution set name = 'x' where id = $1`, [world.county.id]);
    expect([await rename(ownAdmin), await rename(office)]).toEqual([0, 1]);
  });

  it('members to the administrator of the lead and to the office', async () => {
    const add = (who: Who) =>
      rows(who, `insert into membership (id, alliance_id, institution_id, role, valid) values ($1, $2, $3, 'member', '[2026-01-01,)')`, [
        newId(),
        allianceId,
        world.township.id,
      ]);
    expect([await add(foreignAdmin), await add(office)]).toEqual([1, 1]);
    for (const who of [ownAdmin, { ...ownAdmin, role: 'lead_administrator' }, { ...foreignAdmin, role: 'doctor' }])
      expect(await add(who)).toBe(denied);
    const take = (who: Who) => rows(who, 'update alliance set lead_id = $2 where id = $1', [allianceId, world.county.id]);
    expect([await take(foreignAdmin), await take({ ...ownAdmin, role: 'lead_administrator' })]).toEqual([denied, 0]);
  });
});
