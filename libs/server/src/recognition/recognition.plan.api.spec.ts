import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { earlier } from '../test-result/result.reader.js';

const items = 40;
const patientId = randomUUIDv7();
let database: TestDatabase;
let world: World;
let app: pg.Client;

/** A thousand results of one patient at the county hospital, whom the lead treats with consent; everything else is of others. */
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await database.owner.query(
    `insert into test_item (code, test_class, test_group, scale, name_zh, specimen, unit)
     select 'X-' || n, 'laboratory', 'chemistry', 'quantitative', 'x', 'blood', 'g/L' from generate_series(1, ${items}) n`,
  );
  await database.owner.query(`insert into patient (id, identifier_kind) values ($1, 'other')`, [patientId]);
  await database.owner.query(
    `insert into patient_relation (institution_id, patient_id, name, initials, results_consent) values ($1, $3, '王芳', 'wf', 'given'), ($2, $3, '王芳', 'wf', null)`,
    [world.lead.id, world.county.id, patientId],
  );
  await measure(1_000, true);
  app = new pg.Client({ connectionString: database.appUrl });
  await app.connect();
}, 60_000);
afterAll(async () => {
  await app.end();
  await database.drop();
});

async function measure(many: number, ofPatient: boolean): Promise<void> {
  const reportId = randomUUIDv7();
  const client = await database.owner.connect();
  try {
    // of the others only the results are needed
    await client.query(`set session_replication_role = 'replica'`);
    await client.query(
      `insert into diagnostic_report (id, institution_id, patient_id, number, state, test_class, title, patient_name, performed_at, issued_at, filed_at, source)
       values ($1, $2, $3, $1::uuid::text, 'final', 'laboratory', 'x', '王芳', now(), now(), now(), 'hl7')`,
      [reportId, world.county.id, patientId],
    );
    await client.query(
      `insert into test_result (id, report_id, institution_id, patient_id, item_code, local_code, local_name, position, state, performed_at, value, unit)
       select uuidv7(), $1, $2, coalesce($3::uuid, md5('p' || i / 200)::uuid), 'X-' || 1 + i % ${items}, 'x', 'x', 0, 'final', now() - interval '1 hour' * (i % 5000), 5, 'g/L'
       from generate_series(1, ${many}) i`,
      [reportId, world.county.id, ofPatient ? patientId : null],
    );
    await client.query(`set session_replication_role = 'origin'`);
    await client.query('vacuum (analyze) test_result, diagnostic_report');
  } finally {
    client.release();
  }
}

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

async function looked(institutionId: string) {
  await app.query('begin');
  await app.query(`select set_config('app.institution', $1, true)`, [institutionId]);
  const codes = Array.from({ length: items }, (_, n) => `X-${n + 1}`);
  const ask = () =>
    app.query<{ 'QUERY PLAN': [{ Plan: Node }] }>(`explain (analyze, buffers, costs off, format json) ${earlier}`, [patientId, codes, 12]);
  // the first one also reads what the session did not know of the tables yet
  await ask();
  const plan = (await ask()).rows[0]?.['QUERY PLAN'][0].Plan as Node;
  await app.query('rollback');
  const results = nodesOf(plan).filter((node) => node['Relation Name'] === 'test_result');
  return {
    rows: plan['Actual Rows'],
    buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    ways: [...new Set(results.map((node) => `${node['Node Type']} ${node['Index Name'] ?? ''}`))],
  };
}

describe('earlier results of forty items, under row-level security', () => {
  it('are found item by item along one index, and cost the same among a hundred times as many', async () => {
    const few = await looked(world.lead.id);
    expect(few.rows).toBe(items * 12);
    await measure(99_000, false);
    const many = await looked(world.lead.id);
    expect(many).toMatchObject({ rows: items * 12, ways: ['Index Scan test_result_patient_item'] });
    expect(many.buffers).toBeLessThan(2_000);
    expect(many.buffers).toBeLessThan(few.buffers * 1.5);
  }, 60_000);

  it('are none without consent, and none of a hospital that does not treat the patient', async () => {
    await database.owner.query(`update patient_relation set results_consent = 'withdrawn' where institution_id = $1`, [world.lead.id]);
    expect((await looked(world.lead.id)).rows).toBe(0);
    expect((await looked(world.other.id)).rows).toBe(0);
    expect((await looked(world.county.id)).rows).toBe(items * 12);
  });
});
