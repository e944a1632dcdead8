import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Actor } from '@alliance/domain/access/actor';
import { referralStates } from '@alliance/domain/referral/referral.machine';
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

// every hospital knows patients, a few of them under two rows
const known = `
  with made as (insert into patient (id, identifier_kind) select uuidv7(), 'unknown_person' from generate_series(1, ${referrals / 2}) returning id),
    numbered as (select id, row_number() over () as i from made),
    related as (insert into patient_relation (institution_id, patient_id, name, initials)
      select $1, id, '王小' || i, 'wx' || i from numbered),
    used as (update referral r set patient_id = n.id from numbered n where r.number = 'P' || n.i)
  select 1`;
const joined = `
  update patient_relation r set same_as = k.patient_id from patient_relation k
  where r.institution_id = $1 and k.institution_id = $1 and r.name like '%777' and k.name = left(r.name, -1) || '8'`;

const judged = `
  with alliance as (insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) select uuidv7(), '胸痛联盟', 'cardiovascular', 'running', id, '2024-01-01' from institution limit 1 returning id)
  insert into referral_judgement (referral_id, alliance_id, sender_id, direction, facts, verdict, version_ids, judgement, judged_at)
  select r.id, alliance.id, r.sender_id, 'up', '[]', 'met', '{}', '{}', now() from referral r, alliance where r.number like 'P%0'`;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const { other, lead, county, township, appointments } = world;
  await database.owner.query(past, [
    other.id,
    appointments['other.doctor'],
    ...[township.id, county.id, lead.id, township.departmentId, county.departmentId, lead.departmentId],
  ]);
  await database.owner.query(judged);
  await database.owner.query(known, [lead.id]);
  await database.owner.query(joined, [lead.id]);
  await database.owner.query('vacuum (analyze) referral, referral_judgement, patient, patient_relation');
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
  await app.query('rollback');
  await app.query('begin');
  await app.query(`select set_config('app.institution', $1, true)`, [institutionId]);
  const ask = () =>
    app.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`explain (analyze, buffers, costs off, format json) ${statement}`, parameters);
  // the first one also reads what the session did not know of the tables yet
  await ask();
  const { rows } = await ask();
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

const somebody = '00000000-0000-7000-8000-000000000001';
const latePlace = ['1', '2030-01-01 00:00:00+00', somebody];
const filters: readonly (readonly [string, object, readonly string[]])[] = [
  ['a later page', {}, latePlace],
  ['one urgency', { urgency: ['urgent'] }, []],
  ['two urgencies', { urgency: ['immediate', 'routine'] }, []],
  ['an open state', { state: ['in_transit'] }, []],
  ['several open states', { state: ['submitted', 'in_transit', 'arrived'] }, []],
  ['what has ended', { state: ['closed'] }, []],
  ['what has ended, a later page', { state: ['closed'] }, ['2030-01-01 00:00:00+00', somebody]],
  ['open and ended ones', { state: ['submitted', 'closed', 'cancelled'] }, []],
  ['drafts', { side: 'outbound', state: ['draft'] }, []],
  ['a service', { service: ['inpatient', 'emergency'] }, []],
  ['a direction', { direction: ['down'] }, []],
  ['a department', { departmentId: somebody }, []],
  ['my own', { person: 'me' }, []],
  ['those of a colleague', { person: somebody }, []],
  ['those of nobody', { person: 'nobody' }, []],
  ['my turn', { waiting: 'mine' }, []],
  ['late ones', { late: true }, []],
  ['late ones of one urgency', { late: true, urgency: ['immediate'] }, []],
  ['those in time', { late: false }, []],
  ['a verdict', { verdict: ['met', 'unknown'] }, []],
  ['an alliance', { allianceId: somebody }, []],
  ['pairs', { paired: true }, []],
  ['on the way unanswered', { state: ['in_transit'], unanswered: true }, []],
  ['a name', { name: '王小' }, []],
  ['initials', { name: 'wx' }, []],
  ['a name among the ended', { name: '王小', state: ['closed'] }, []],
  ['a name whatever became of it', { name: '王小', state: [...referralStates] }, []],
  ['initials whatever became of them', { name: 'wx', state: [...referralStates] }, []],
  ['a number', { number: 'R7K2-M9QX-4' }, []],
  ['the newest', { sort: 'newest' }, []],
  ['the oldest', { sort: 'oldest' }, ['2030-01-01 00:00:00+00', somebody]],
  ['by department', { sort: 'department' }, []],
  ['by department, a later page', { sort: 'department' }, [somebody, ...latePlace]],
  ['by department, those without one', { sort: 'department' }, ['ffffffff-ffff-ffff-ffff-ffffffffffff', ...latePlace]],
  [
    'everything at once',
    { state: ['submitted', 'accepted'], urgency: ['urgent', 'routine'], late: true, person: 'me', service: ['inpatient'], name: 'wx' },
    [],
  ],
];

describe.each(['inbound', 'outbound'])('%s', (side) => {
  it.each(filters)('%s needs no scan of all referrals, and none of all judgements', async (_, filter, after) => {
    const nodes = nodesOf(await explain(world.lead.id, { side, ...filter }, after));
    const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name']);
    expect(scanned).not.toContain('referral');
    expect(scanned).not.toContain('referral_judgement');
    expect(scanned).not.toContain('patient');
  });
});

// what the filter asks for lies together in an index: the page of a busy hospital reads little beside its own rows
it.each([
  ['an open state', { state: ['accepted'] }],
  ['what has ended', { state: ['closed'] }],
  ['late ones', { late: true }],
  ['the newest', { sort: 'newest' }],
  ['the oldest', { sort: 'oldest' }],
  ['by department', { sort: 'department' }],
  ['a department', { departmentId: somebody }],
  ['my own', { person: 'me' }],
  ['a name', { name: '王小' }],
  ['initials', { name: 'p9999' }],
  ['a name of somebody who was unknown', { name: '王小778' }],
  ['initials of long ago', { name: 'p9999', state: ['closed'] }],
] as const)('%s of a busy hospital', async (_, filter) => {
  const plan = await explain(world.lead.id, filter);
  expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(400);
});
