import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Actor } from '@alliance/domain/access/actor';
import pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { queueStatement } from './queue.statement.js';

const referrals = 20_000;

let database: TestDatabase;
let world: World;
let app: pg.Client;

// the lead is busy, the county ordinary, the township has a past and nothing open
const past = `
  insert into referral (id, number, state, version, sender_id, receiver_id, receiver_department_id, custodian_id, direction, service, urgency, patient_name, patient_initials,
    patient_sex, reason, diagnosis_text, next_action_at, next_action_by, created_by, owner_id, submitted_at)
  select uuidv7(), 'P' || i, case when i % 11 = 0 and i % 50 <> 3 then 'submitted' else 'closed' end, 2, $1, to_id, dept, $1, 'up', 'outpatient',
    (array['immediate', 'urgent', 'routine'])[1 + i % 3], 'Patient ' || i, 'p' || i, 'female', 'reason', 'diagnosis', now() + interval '1 minute' * i, 'receiver', $2, $2, now()
  from generate_series(1, ${referrals}) i, lateral (select
    case when i % 50 = 3 then $3::uuid when i % 10 = 7 then $4::uuid else $5::uuid end as to_id,
    case when i % 50 = 3 then $6::uuid when i % 10 = 7 then $7::uuid else $8::uuid end as dept) receiver`;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const { other, lead, county, township, appointments } = world;
  await database.owner.query(past, [
    other.id,
    appointments['other.doctor'],
    ...[township.id, county.id, lead.id, township.departmentId, county.departmentId, lead.departmentId],
  ]);
  await database.owner.query('vacuum (analyze) referral');
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
}, 60_000);
afterAll(async () => {
  await app.end();
  await database.drop();
});

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Node[];
}
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** The page as the application's own role asks for it, under row-level security. */
async function explain(institutionId: string, filter: object = {}, after: readonly string[] = []): Promise<Node> {
  const personId = Object.values(world.appointments)[0] as string;
  const actor: Actor = { institutionId, personId, appointmentId: personId, role: 'coordinator' };
  const { statement, parameters } = queueStatement(actor, { side: 'inbound', limit: 20, ...filter }, after);
  await app.query('begin');
  await app.query(`select set_config('app.institution', $1, true)`, [institutionId]);
  const { rows } = await app.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(
    `explain (analyze, buffers, costs off, format json) ${statement}`,
    parameters,
  );
  await app.query('rollback');
  return (rows[0] as { 'QUERY PLAN': [{ Plan: Node }] })['QUERY PLAN'][0].Plan;
}

const hospitals = [
  ['busy', 'lead', 21],
  ['ordinary', 'county', 21],
  ['quiet', 'township', 0],
] as const;

it.each(hospitals)('the queue of a %s hospital follows its index and touches no more than it shows', async (_, name, shown) => {
  const plan = await explain(world[name].id);
  const nodes = nodesOf(plan);
  expect(plan['Actual Rows']).toBe(shown);
  expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'])).not.toContain('referral');
  expect(nodes.map((node) => node['Index Name'])).toContain('referral_inbound');
  expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(250);
});

it.each([
  ['a later page', {}, ['1', '2030-01-01 00:00:00+00', '00000000-0000-7000-8000-000000000000']],
  ['one urgency', { urgency: 'urgent' }, []],
  ['one state', { state: 'closed' }, []],
  ['sent ones', { side: 'outbound' }, []],
  ['a number', { number: 'R7K2-M9QX-4' }, []],
] as const)('%s needs no scan of all referrals either', async (_, filter, after) => {
  const nodes = nodesOf(await explain(world.lead.id, filter, after));
  expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'])).not.toContain('referral');
});
