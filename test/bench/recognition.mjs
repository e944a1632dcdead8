// A check of forty items for a patient with 10,000 results, in the database, among 500,000 results and among ten times as many.
import pg from 'pg';
import { earlier } from '../../libs/server/dist/test-result/result.reader.js';
import { percentile } from './bars.mjs';
import { idOf } from './people.mjs';

const items = 40;
const ofPatient = 10_000;
const each = 12;
const asked = 200;
const [here, there] = [idOf('institution', 1), idOf('institution', 2)];
const patient = idOf('patient', 7_777_777);
const code = (n) => `X-BENCH-${n}`;

export async function measureRecognition({ owner, portal, report, say, rows = 5_000_000 }) {
  await prepare(owner);
  const sizes = [rows / 10, rows];
  const plans = [];
  let filed = 0;
  for (const size of sizes) {
    await grow(owner, filed, size);
    filed = size;
    say(`${size} results`);
    const { times, shape, buffers, found } = await ask(portal.appUrl);
    plans.push(shape);
    report.tell(`check of ${items} items among ${size} results: rows`, found, '', { atLeast: items * each });
    report.tell(`check of ${items} items among ${size} results: buffers`, buffers);
    report.tell(`check of ${items} items among ${size} results: p95 in the database`, percentile(times, 95), 'ms', { atMost: 25 });
  }
  report.tell(`check: ways to results and reports at ${sizes.join(' and ')}`, new Set(plans).size, '', { atMost: 1 });
  report.tell('check: scans of results or reports', plans.filter((plan) => plan.includes('Seq Scan')).length, '', { atMost: 0 });
}

/** Forty items, the patient of both hospitals, and the 10,000 results: a report has forty. */
async function prepare(owner) {
  await owner.query(
    `insert into test_item (code, test_class, test_group, scale, name_zh, specimen, unit)
     select 'X-BENCH-' || n, 'laboratory', 'chemistry', 'quantitative', 'x', 'blood', 'g/L' from generate_series(1, ${items}) n on conflict do nothing`,
  );
  await owner.query(`insert into patient (id, identifier_kind) values ($1, 'other') on conflict do nothing`, [patient]);
  await owner.query(
    `insert into patient_relation (institution_id, patient_id, name, initials, results_consent) values ($1, $3, '王芳', 'wf', 'given'), ($2, $3, '王芳', 'wf', null)
     on conflict do nothing`,
    [here, there, patient],
  );
  await file(owner, { first: 0, last: ofPatient, patients: `'${patient}'::uuid` });
}

const grow = (owner, from, to) =>
  file(owner, { first: Math.max(from, ofPatient), last: to, patients: `md5('bench patient ' || i / 200)::uuid` });

/** Results `first` to `last` as they stand after years: by report and time, of many patients. Foreign keys are left unchecked: they only cost time. */
async function file(owner, { first, last, patients }) {
  const client = await owner.connect();
  try {
    await client.query(`set session_replication_role = 'replica'`);
    for (let at = first; at < last; at += 500_000) {
      const to = Math.min(at + 500_000, last);
      const series = `generate_series(${at + 1}, ${to}) i`;
      await client.query(
        `insert into diagnostic_report (id, institution_id, patient_id, number, state, test_class, title, patient_name, performed_at, issued_at, filed_at, source)
         select md5('bench report ' || i / ${items})::uuid, $1, (array_agg(${patients}))[1], 'BENCH-' || i / ${items}, 'final', 'laboratory', 'x', '王芳', now(), now(), now(), 'hl7'
         from ${series} group by i / ${items} on conflict do nothing`,
        [there],
      );
      await client.query(
        `insert into test_result (id, report_id, institution_id, patient_id, item_code, local_code, local_name, position, state, performed_at, value, unit, mark_level, mark_label)
         select uuidv7(), md5('bench report ' || i / ${items})::uuid, $1, ${patients}, 'X-BENCH-' || 1 + i % ${items}, 'x', 'x', 0, 'final',
           now() - interval '1 hour' * (i / ${items} % 50000), 5, 'g/L', 'national', '全国HR' from ${series}`,
        [there],
      );
    }
    await client.query(`set session_replication_role = 'origin'`);
  } finally {
    client.release();
  }
  await owner.query('vacuum (analyze) test_result');
  await owner.query('vacuum (analyze) diagnostic_report');
}

const nodesOf = (node) => [node, ...(node.Plans ?? []).flatMap(nodesOf)];

/** As the application: its role, the hospital that treats the patient, row-level security in force. */
async function ask(appUrl) {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  const values = [patient, Array.from({ length: items }, (_, n) => code(n + 1)), each];
  try {
    await client.query('begin');
    await client.query(`select set_config('app.institution', $1, true)`, [here]);
    const times = [];
    let plan;
    for (let n = 0; n < asked; n++) {
      const { rows } = await client.query(`explain (analyze, buffers, format json) ${earlier}`, values);
      const [answer] = rows[0]['QUERY PLAN'];
      plan = answer.Plan;
      times.push(answer['Planning Time'] + answer['Execution Time']);
    }
    await client.query('rollback');
    // small tables may be joined either way: what must not change is how the results and their reports are reached
    const large = nodesOf(plan).filter((node) => ['test_result', 'diagnostic_report'].includes(node['Relation Name']));
    const shape = large.map((node) => `${node['Node Type']} ${node['Index Name'] ?? node['Relation Name']}`).join(' > ');
    return { times, shape, buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'], found: plan['Actual Rows'] };
  } finally {
    await client.end();
  }
}
