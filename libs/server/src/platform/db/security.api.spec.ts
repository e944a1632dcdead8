import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import type pg from 'pg';
import { Test } from '@nestjs/testing';
import { startApi, testConfig, type TestApi } from '../../testing/app.js';
import { doctorDrafts, doctorSubmits, referralSlice } from '../../testing/referral.story.js';
import { cloneDatabase, poolOf, type TestDatabase } from '../../testing/services.js';
import { ObserveModule } from '../observe/observe.module.js';
import { DatabaseModule } from './database.module.js';
import { makeWorld, type World } from '../../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let app: pg.Pool;
let referralId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, referralSlice);
  referralId = (await doctorSubmits(await api.as('county.doctor'), world)).id;
  app = poolOf(database.appUrl, 2);
});
afterAll(async () => {
  await app.end();
  await api.close();
  await database.drop();
});

/** Runs statements as the application role, as somebody. */
async function as(institutionId: string | null, statement: string, parameters: unknown[] = [], role = 'doctor'): Promise<pg.QueryResult> {
  const client = await app.connect();
  try {
    await client.query('begin');
    if (institutionId)
      await client.query(`select set_config('app.institution', $1, true), set_config('app.role', $2, true)`, [institutionId, role]);
    return await client.query(statement, parameters);
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const clinical = [
  'referral',
  'referral_note',
  'patient',
  'patient_relation',
  'attachment',
  'upload',
  'event',
  'inbox',
  'audit_entry',
  'notification',
  'timer',
];

describe('row-level security', () => {
  it('is enabled and forced on every table, each with a policy', async () => {
    const { rows } = await database.owner.query(
      `select c.relname from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'schema_migration'
       and not (c.relrowsecurity and c.relforcerowsecurity and exists (select 1 from pg_policy p where p.polrelid = c.oid))`,
    );
    expect(rows).toEqual([]);
  });

  it.each(clinical)('shows nothing of %s without an identity', async (table) => {
    expect((await as(null, `select 1 from ${table}`)).rows).toEqual([]);
  });
  it.each(clinical)('shows nothing of %s to an outsider', async (table) => {
    expect((await as(world.other.id, `select 1 from ${table}`)).rows).toEqual([]);
  });
  it('keeps accounts and sessions from the application altogether', async () => {
    await expect(as(world.lead.id, 'select * from account')).rejects.toMatchObject({ code: '42501' });
    await expect(as(world.lead.id, 'select * from session')).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    ['read by id', 'select 1 from referral where id = $1'],
    ['update', `update referral set summary = 'x' where id = $1`],
    [
      'add a note',
      `insert into referral_note (id, referral_id, event_id, kind, text, at, person_id, institution_id) select gen_random_uuid(), $1, $1, 'advice', 'x', now(), p.id, current_institution() from person p limit 1`,
    ],
    [
      'add a document',
      `insert into attachment (id, referral_id, institution_id, person_id, name, media_type, bytes, sha256, storage_key) select gen_random_uuid(), $1, current_institution(), p.id, 'x', 'x', 1, 'x', 'x' from person p limit 1`,
    ],
  ])('an outsider cannot %s', async (_, statement) => {
    const result = await as(world.other.id, statement, [referralId]).catch((error: { code: string }) => error.code);
    expect(result === '42501' || (result as pg.QueryResult).rowCount === 0).toBe(true);
  });

  it.each([
    [
      'a referral in another hospital’s name',
      `insert into referral (id, number, state, sender_id, custodian_id, created_by, owner_id) values ($1, 'x', 'draft', $2, $2, $3, $3)`,
    ],
    [
      'an event',
      `insert into event (id, kind, topic, subject_id, version, happened_at, institution_id, recipients) values ($1, 'x', 'referral', $1, 1, now(), $2, array[$3::uuid])`,
    ],
    [
      'an audit entry',
      `insert into audit_entry (id, institution_id, person_id, action, object_kind, outcome) values ($1, $2, $3, 'x', 'x', 'allowed')`,
    ],
  ])('nobody writes %s', async (_, statement) => {
    await expect(
      as(world.other.id, statement, [randomUUIDv7(), world.county.id, world.appointments['county.doctor']]),
    ).rejects.toMatchObject({ code: '42501' });
  });
  it('audit entries are never changed or removed, not even by those they are about', async () => {
    await expect(as(world.county.id, 'delete from audit_entry')).rejects.toMatchObject({ code: '42501' });
    await expect(as(world.county.id, `update audit_entry set action = 'x'`)).rejects.toMatchObject({ code: '42501' });
  });
  it('only the management office writes the registries', async () => {
    const rename = `update institution set name = name || '!' where id = $1`;
    expect((await as(world.county.id, rename, [world.county.id])).rowCount).toBe(0);
    expect((await as(world.office.id, rename, [world.county.id], 'management_office')).rowCount).toBe(1);
  });
  it('the receiver sees what was sent and no draft', async () => {
    const draft = await doctorDrafts(await api.as('county.doctor'), world);
    const seen = await as(world.lead.id, 'select id from referral where id = any($1)', [[draft.id, referralId]]);
    expect(seen.rows).toEqual([{ id: referralId }]);
  });
  it('a grant to a third hospital opens one referral, for its time', async () => {
    const grant = `insert into access_grant (object_kind, object_id, institution_id, reason, valid) values ('referral', $1, $2, 'consulted', $3)`;
    await database.owner.query(grant, [
      referralId,
      world.township.id,
      `[${new Date(Date.now() - 60_000).toISOString()},${new Date(Date.now() + 60_000).toISOString()})`,
    ]);
    expect((await as(world.township.id, 'select id from referral')).rows).toEqual([{ id: referralId }]);
    await database.owner.query(`update access_grant set valid = '[2020-01-01,2020-01-02)' where institution_id = $1`, [world.township.id]);
    expect((await as(world.township.id, 'select id from referral')).rows).toEqual([]);
  });
  it('an identity ends with its transaction', async () => {
    await as(world.county.id, 'select 1');
    const [first, second] = [
      await app.query('select current_institution() as me'),
      await app.query('select count(*)::int as n from referral'),
    ];
    expect([first.rows[0].me, second.rows[0].n]).toEqual([null, 0]);
  });
});

describe('the boot', () => {
  const boots = async (config: Record<string, string> = {}) => {
    const module = await Test.createTestingModule({ imports: [ObserveModule.with(testConfig(database, config)), DatabaseModule.with([])] })
      .compile()
      .catch((error: Error) => error.message);
    if (typeof module === 'string') return module;
    await module.close();
    return 'started';
  };
  it('accepts the migrated database as the application role', async () => {
    expect(await boots()).toBe('started');
  });
  it('refuses a table without security', async () => {
    await database.owner.query('create table forgotten (id int)');
    expect(await boots()).toContain('tables without forced row-level security: forgotten');
    await database.owner.query('drop table forgotten');
  });
  it('refuses a view that looks past the policies, and a definer function without a fixed path', async () => {
    await database.owner.query('create view leak as select * from referral');
    await database.owner.query('create function loose() returns int language sql security definer return 1');
    const refusal = await boots();
    expect(refusal).toContain("views that ignore the reader's policies: leak");
    expect(refusal).toContain('definer functions without a fixed search_path: loose');
    await database.owner.query('drop view leak');
    await database.owner.query('drop function loose()');
  });
  it('refuses a role above the policies', async () => {
    expect(await boots({ DATABASE_URL: database.ownerUrl })).toContain('stands above row-level security');
  });
  it('refuses a database that may forget a commit', async () => {
    await database.owner.query(
      'alter role alliance_app in database ' + new URL(database.ownerUrl).pathname.slice(1) + ' set synchronous_commit = off',
    );
    expect(await boots()).toContain('synchronous_commit is off');
  });
});
