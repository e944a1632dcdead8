import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { alike, byName, byNumber, newest } from './patient.statement.js';

const patients = 20_000;
let database: TestDatabase;
let world: World;
let app: pg.Client;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const made = `
    with made as (
      insert into patient (id, identifier_kind, identifier_cipher, identifier_index, identifier_masked)
      select uuidv7(), 'citizen_id', 'x', decode(md5('number ' || $2 || i), 'hex'), 'x' from generate_series(1, ${patients}) i returning id, identifier_index)
    insert into patient_relation (institution_id, patient_id, name, initials, birth_date, since)
    select $1, id, '王' || left(md5(id::text), 4), 'w' || left(md5(id::text), 4), '1950-01-01'::date + (row_number() over ())::int % 20000,
      now() - interval '10 minutes' * (row_number() over ()) from made`;
  await database.owner.query(made, [world.county.id, 'county']);
  await database.owner.query(made, [world.other.id, 'other']);
  await database.owner.query('vacuum (analyze) patient, patient_relation');
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
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Node[];
}
const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

const county = () => world.county.id;
const hash = (text: string) => Buffer.from(text.padEnd(16, '0'));
it.each([
  ['by name', byName, () => [county(), '王0', '王1', '王0', '王1', 10], 400],
  ['by initials', byName, () => [county(), 'w00', 'w01', 'w00', 'w01', 10], 1200],
  ['by number', byNumber, () => [county(), hash('a'), hash('b'), hash('c'), hash('d'), 10], 60],
  ['the newest', newest, () => [county(), 20], 700],
  ['who may be the same', alike, () => [county(), '王0a0b', 'w0a0b', '1970-01-01', false, new Date()], 200],
  ['who came without a name', alike, () => [county(), '', '', null, true, new Date()], 4000],
] as const)('finds %s by an index of the own hospital, under row-level security', async (_, statement, parameters, blocks) => {
  await app.query('begin');
  await app.query(`select set_config('app.institution', $1, true)`, [county()]);
  const ask = () =>
    app.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`explain (analyze, buffers, costs off, format json) ${statement}`, parameters());
  // the first one also reads what the session did not know of the tables yet
  await ask();
  const plan = (await ask()).rows[0]?.['QUERY PLAN'][0].Plan as Node;
  await app.query('rollback');
  expect(nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan' && node['Relation Name']?.startsWith('patient'))).toEqual([]);
  expect(plan['Shared Hit Blocks'] + plan['Shared Read Blocks']).toBeLessThan(blocks);
});
