import {
  addBeds,
  addSlots,
  changeBed,
  confirmCapacity,
  extendHold,
  getCapacityBoard,
  getFreeCapacity,
  holdCapacity,
  markBed,
  markSlots,
  releaseHold,
} from '@alliance/contracts/capacity.contract';
import { listShortages, openShortage, recordContact, resolveShortage } from '@alliance/contracts/shortage.contract';
import { permissionsOf } from '@alliance/domain/access/may';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type pg from 'pg';
import { capacitySlice, inMinutes, publishBeds, sentReferral, someLabel } from '../testing/capacity.story.js';
import { Commands } from '../platform/command/commands.js';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { allied } from '../testing/on-call.story.js';
import { cloneDatabase, poolOf, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { HoldLedger } from './hold.ledger.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let app: pg.Pool;
let coordinator: Person;
let bedId: string;
let holdId: string;
let referralId: string;
let shortageId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await allied(database, world);
  api = await startApi(database, capacitySlice);
  app = poolOf(database.appUrl, 2);
  coordinator = await api.as('lead.coordinator');
  const beds = await publishBeds(coordinator, world, [someLabel(), someLabel(), someLabel()], { kind: 'ccu' });
  bedId = beds[0]?.id as string;
  referralId = await sentReferral(database, world);
  holdId = (await coordinator.get(holdCapacity, { body: { referralId, bedId, slotId: null, until: inMinutes(30) } })).id;
  const waiting = await sentReferral(database, world, { state: 'submitted' });
  shortageId = (
    await coordinator.get(openShortage, {
      body: { referralId: waiting, departmentId: world.lead.departmentId, bedKind: 'icu', promisedOn: tomorrow() },
    })
  ).id;
});
afterAll(async () => {
  await app.end();
  await api.close();
  await database.drop();
});
const tomorrow = () => inMinutes(24 * 60).slice(0, 10);

async function as(institutionId: string, statement: string, parameters: unknown[] = [], role = 'coordinator'): Promise<pg.QueryResult> {
  const client = await app.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('app.institution', $1, true), set_config('app.role', $2, true)`, [institutionId, role]);
    return await client.query(statement, parameters);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const tables = ['bed', 'slot', 'capacity_hold', 'capacity_confirmation', 'shortage', 'shortage_contact'];

describe('another hospital', () => {
  it.each(tables)('sees nothing of %s', async (table) => {
    expect((await as(world.other.id, `select * from ${table}`)).rows).toEqual([]);
    expect((await as(world.township.id, `select * from ${table}`)).rows).toEqual([]);
  });
  it('finds no bed, no hold and nobody who waits', async () => {
    const outsider = await api.as('other.coordinator');
    expect((await outsider.get(getCapacityBoard, { query: {} })).departments.flatMap(({ beds }) => beds)).toEqual([]);
    expect((await outsider.get(listShortages, { query: {} })).items).toEqual([]);
    const refused = [
      await outsider.ask(markBed, { params: { id: bedId }, body: { version: 1, state: 'occupied' } }),
      await outsider.ask(extendHold, { params: { id: holdId }, body: { version: 1, until: inMinutes(60) } }),
      await outsider.ask(releaseHold, { params: { id: holdId }, body: { version: 1 } }),
      await outsider.ask(holdCapacity, { body: { referralId, bedId, slotId: null, until: inMinutes(60) } }),
      await outsider.ask(recordContact, {
        params: { id: shortageId },
        body: { version: 1, outcome: 'reached', note: null, promisedOn: tomorrow() },
      }),
      await outsider.ask(resolveShortage, { params: { id: shortageId }, body: { version: 1, resolution: 'placed' } }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404]);
    const admin = await api.as('county.admin');
    const body = { version: 1, label: 'x', kind: 'icu', sex: 'any', note: null } as const;
    expect((await admin.ask(changeBed, { params: { id: bedId }, body })).status).toBe(404);
    expect((await admin.ask(markSlots, { body: { slots: [{ id: newId(), version: 1 }], state: 'given' } })).status).toBe(404);
  });
  it('publishes nothing in a department that is not its own', async () => {
    const admin = await api.as('county.admin');
    const { departmentId } = world.lead;
    const asked = [
      await admin.ask(addBeds, { body: { departmentId, labels: ['1'], kind: 'icu', sex: 'any' } }),
      await admin.ask(confirmCapacity, { body: { departmentId } }),
    ];
    expect(asked.map(({ problem }) => problem.code)).toEqual(['department.foreign', 'department.foreign']);
  });
  it.each([
    [
      'a bed',
      `insert into bed (id, institution_id, department_id, label, kind, sex) values (gen_random_uuid(), $1, $2, 'x', 'icu', 'any')`,
    ],
    [
      'a bed of its own in a foreign department',
      `insert into bed (id, institution_id, department_id, label, kind, sex) values (gen_random_uuid(), current_institution(), $2, coalesce($1, 'x'), 'icu', 'any')`,
    ],
    ['a confirmation', `insert into capacity_confirmation (department_id, institution_id, confirmed_at) values ($2, $1, now())`],
  ])('cannot write %s past the API', async (_, statement) => {
    await expect(as(world.other.id, statement, [world.lead.id, world.lead.departmentId])).rejects.toMatchObject({ code: '42501' });
  });
  it('cannot hold a foreign bed for a referral of its own, nor its own bed for a referral sent elsewhere', async () => {
    const insert = `insert into capacity_hold (id, institution_id, referral_id, bed_id, department_id, label, kind, during, held_until)
      values (gen_random_uuid(), current_institution(), $1, $2, $3, 'x', 'icu', tstzrange(now(), now() + interval '1 hour'), now())`;
    await expect(as(world.county.id, insert, [referralId, bedId, world.county.departmentId])).rejects.toMatchObject({ code: '42501' });
  });
  it('releases and extends nothing through the functions of the parties', async () => {
    for (const house of [world.other.id, world.township.id]) {
      expect((await as(house, `select * from release_hold($1, 'cancelled', now())`, [referralId])).rows).toEqual([]);
      expect((await as(house, `select * from extend_hold($1, now() + interval '1 hour', now())`, [referralId])).rows).toEqual([]);
    }
  });
});

describe('the sender of a referral', () => {
  it('sees what is held for its patient and that it waits, but no bed and no calls', async () => {
    const { rows } = await as(world.county.id, 'select id, label from capacity_hold');
    expect(rows).toEqual([{ id: holdId, label: expect.any(String) }]);
    expect((await as(world.county.id, 'select id from bed')).rows).toEqual([]);
    const waiting = (await as(world.county.id, 'select id, referral_id from shortage')).rows as { referral_id: string }[];
    const { items } = await (
      await api.as('county.doctor')
    ).get(listShortages, { query: { referralId: waiting[0]?.referral_id as string } });
    expect(items).toMatchObject([{ id: shortageId, promisedOn: tomorrow(), contacts: [] }]);
    expect((await (await api.as('county.doctor')).get(listShortages, { query: {} })).items).toEqual([]);
  });
  it('gives it back while nobody is in it, and not afterwards; extends it by a day at most', async () => {
    const sent = await sentReferral(database, world);
    const [bed] = await publishBeds(coordinator, world, [someLabel()]);
    await coordinator.get(holdCapacity, { body: { referralId: sent, bedId: bed?.id as string, slotId: null, until: inMinutes(30) } });
    const far = `select * from extend_hold($1, now() + interval '25 hours', now())`;
    expect((await as(world.county.id, far, [sent], 'doctor')).rows).toEqual([]);
    const sender = { institutionId: world.county.id, role: 'doctor' as const };
    const [commands, ledger] = [api.app.get(Commands), api.app.get(HoldLedger)];
    await commands.run(sender, (work) => ledger.extend(work, sent, new Date(inMinutes(120))));
    await commands.run({ institutionId: world.lead.id, role: 'doctor' }, (work) => ledger.occupy(work, sent));
    await commands.run(sender, (work) => ledger.release(work, sent, 'cancelled'));
    const of = async () => (await database.owner.query('select state, ended_as from capacity_hold where referral_id = $1', [sent])).rows;
    expect(await of()).toEqual([{ state: 'occupied', ended_as: null }]);
    await database.owner.query(`update capacity_hold set state = 'held', held_until = now() + interval '1 hour' where referral_id = $1`, [
      sent,
    ]);
    await commands.run(sender, (work) => ledger.release(work, sent, 'cancelled'));
    expect(await of()).toEqual([{ state: 'released', ended_as: 'cancelled' }]);
  });
});

describe('partners of an alliance', () => {
  const free = async (who: string) => (await (await api.as(who)).get(getFreeCapacity, { query: { institutionId: world.lead.id } })).items;
  it('see figures: free beds by kind, old or not', async () => {
    const before = await free('county.doctor');
    expect(before).toMatchObject([{ department: { id: world.lead.departmentId }, old: false }]);
    expect(before[0]?.beds).toContainEqual({ kind: 'ccu', free: 2, open: 3 });
    await database.owner.query(
      `update bed set state = 'occupied' where id = (select id from bed where kind = 'ccu' and id <> $1 order by id limit 1)`,
      [bedId],
    );
    expect((await free('county.doctor'))[0]?.beds).toContainEqual({ kind: 'ccu', free: 1, open: 3 });
  });
  it('who are none see nothing; a suspended one neither', async () => {
    expect(await free('other.doctor')).toEqual([]);
    await database.owner.query('update membership set suspended_at = now() where institution_id = $1', [world.county.id]);
    expect(await free('county.doctor')).toEqual([]);
    await database.owner.query('update membership set suspended_at = null');
  });
});

describe('roles', () => {
  it('that publish are coordinators and administrators; wards mark; the office and auditors have nothing to do with beds', () => {
    const holders = (permission: 'capacity.read' | 'capacity.mark' | 'capacity.manage') =>
      Object.entries(permissionsOf).flatMap(([role, all]) => (all.includes(permission) ? [role] : []));
    expect(holders('capacity.manage')).toEqual(['coordinator', 'lead_administrator', 'member_administrator']);
    expect(holders('capacity.mark')).toEqual(['doctor', 'coordinator', 'lead_administrator', 'member_administrator']);
    expect(holders('capacity.read')).toEqual(['doctor', 'coordinator', 'expert', 'lead_administrator', 'member_administrator']);
  });
  it('without the permission are refused', async () => {
    const [office, doctor] = [await api.as('office'), await api.as('lead.doctor')];
    const beds = { departmentId: world.lead.departmentId, labels: ['1'], kind: 'icu' as const, sex: 'any' as const };
    const plan = {
      service: 'outpatient' as const,
      room: 'x',
      firstDay: '2027-01-01',
      lastDay: '2027-01-02',
      weekdays: [1],
      pauses: [],
      minutes: 15,
    };
    const refused = [
      await office.ask(getCapacityBoard, { query: {} }),
      await office.ask(listShortages, { query: {} }),
      await doctor.ask(addBeds, { body: beds }),
      await doctor.ask(addSlots, { body: { departmentId: world.lead.departmentId, ...plan, opens: '08:00', closes: '09:00' } }),
      await doctor.ask(changeBed, { params: { id: bedId }, body: { version: 1, label: 'x', kind: 'icu', sex: 'any', note: null } }),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
  });
  it('the database keeps a doctor from publishing and everybody from removing', async () => {
    const insert = `insert into bed (id, institution_id, department_id, label, kind, sex) values (gen_random_uuid(), $1, $2, 'x', 'icu', 'any')`;
    await expect(as(world.lead.id, insert, [world.lead.id, world.lead.departmentId], 'doctor')).rejects.toMatchObject({ code: '42501' });
    for (const table of tables) await expect(as(world.lead.id, `delete from ${table}`)).rejects.toMatchObject({ code: '42501' });
    expect((await as(world.lead.id, `update bed set state = 'closed'`, [], 'auditor')).rowCount).toBe(0);
  });
});
