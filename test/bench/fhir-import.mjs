// Four hospitals send FHIR bundles of laboratory reports at once: how many reports are filed in a second, and how fast the same rows go in by themselves.
import { doctorOf, headersOf, idOf } from './people.mjs';

const clients = [11, 12, 13, 14];
const perBundle = 250;
const resultsEach = 10;
const items = Array.from({ length: resultsEach }, (_, i) => `X-BENCH-${i}`);
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
let people = 0;

/** A number with a right check character in a district that does not exist: nobody's. */
function inventedNumber() {
  const n = people++;
  const digits = `990108${1950 + (n % 50)}${String(1 + (Math.floor(n / 50) % 12)).padStart(2, '0')}01${String(Math.floor(n / 600)).padStart(3, '0')}`;
  const sum = weights.reduce((total, weight, i) => total + weight * Number(digits[i]), 0);
  return digits + '10X98765432'[sum % 11];
}

const observation = (report, i) => ({
  fullUrl: `urn:uuid:o-${report}-${i}`,
  resource: {
    ...{
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: items[i] }], text: `Item ${i}` },
    },
    ...{ valueQuantity: { value: 100 + (report % 50) / 10, unit: 'g/L', code: 'g/L' }, method: { text: 'Invented' } },
    referenceRange: [{ low: { value: 95 }, high: { value: 104 } }],
  },
});
function reportOf(number, identifier) {
  const observations = items.map((_, i) => observation(number, i));
  const day = String(1 + (number % 20)).padStart(2, '0');
  const resource = {
    ...{ resourceType: 'DiagnosticReport', identifier: [{ value: `B${number}` }], status: 'final', code: { text: 'Panel' } },
    ...{
      subject: { reference: `urn:uuid:p-${number}` },
      effectiveDateTime: `2026-06-${day}T08:00:00+08:00`,
      issued: `2026-06-${day}T10:00:00+08:00`,
    },
    result: observations.map(({ fullUrl }) => ({ reference: fullUrl })),
  };
  const patient = {
    resourceType: 'Patient',
    identifier: [{ system: 'urn:oid:2.16.156.10011.1.3', value: identifier }],
    name: [{ text: 'Invented' }],
  };
  return [{ fullUrl: `urn:uuid:r-${number}`, resource }, { fullUrl: `urn:uuid:p-${number}`, resource: patient }, ...observations];
}
/** Every patient has two reports: one finds them new, one known. */
function bundleOf(from) {
  const numbers = Array.from({ length: perBundle }, (_, i) => from + i);
  let identifier;
  const entry = numbers.flatMap((number, i) => reportOf(number, i % 2 ? identifier : (identifier = inventedNumber())));
  return JSON.stringify({ resourceType: 'Bundle', type: 'batch', entry });
}

export async function measureFhirImport({ owner, portal, report, say, rounds }) {
  await owner.query(
    `insert into test_item (code, test_class, test_group, scale, name_zh, specimen, unit)
     select code, 'laboratory', 'chemistry', 'quantitative', code, 'blood', 'g/L' from unnest($1::text[]) code on conflict do nothing`,
    [items],
  );
  const api = await portal.api('fhir-import');
  let next = 0;
  const bundles = clients.map(() => Array.from({ length: rounds }, () => bundleOf((next += perBundle))));
  const send = async (hospital, body) => {
    const headers = { ...headersOf(doctorOf(hospital)), 'content-type': 'application/fhir+json' };
    const reply = await fetch(`${api.url}/api/results/fhir`, { method: 'POST', headers, body });
    const answer = await reply.json();
    if (!reply.ok || answer.filed !== perBundle) throw new Error(`the bundle was not filed: ${JSON.stringify(answer).slice(0, 500)}`);
  };
  const begin = performance.now();
  await Promise.all(
    clients.map(async (hospital, i) => {
      for (const body of bundles[i]) await send(hospital, body);
    }),
  );
  const seconds = (performance.now() - begin) / 1_000;
  const filed = clients.length * rounds * perBundle;
  await portal.end(api);
  const plain = await plainInserts(owner);
  say(`${filed} reports with ${resultsEach} results each from ${clients.length} hospitals`);
  report.tell('FHIR reports filed', filed / seconds, '1/s', { atLeast: 300 });
  report.tell('the same rows inserted plainly, a report per transaction', plain, '1/s');
}

/** The rows that were filed, once more into tables of the same columns and indexes, by four connections. @returns reports in a second */
async function plainInserts(owner) {
  await owner.query(
    `create table plain_report (like diagnostic_report including all); create table plain_result (like test_result including all)`,
  );
  const { rows } = await owner.query(`select id from diagnostic_report where institution_id = any($1::uuid[])`, [
    clients.map((hospital) => idOf('institution', hospital)),
  ]);
  const queue = rows.map(({ id }) => id);
  const begin = performance.now();
  await Promise.all(
    clients.map(async () => {
      const client = await owner.connect();
      for (let id = queue.pop(); id; id = queue.pop()) {
        await client.query('begin');
        await client.query('insert into plain_report select * from diagnostic_report where id = $1', [id]);
        await client.query('insert into plain_result select * from test_result where report_id = $1', [id]);
        await client.query('commit');
      }
      client.release();
    }),
  );
  const seconds = (performance.now() - begin) / 1_000;
  await owner.query('drop table plain_report, plain_result');
  return rows.length / seconds;
}
