// One round of load against an address, or of pgbench against the database; answers how many a second.
import autocannon from 'autocannon';
import { execFile } from 'node:child_process';
import { existsSync, globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';

export const connections = 32;

/** @param next makes the next request: `{ method, path, headers, body }` */
export async function overHttp(url, seconds, next) {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    timeout: 20,
    requests: [{ setupRequest: (request) => Object.assign(request, next()) }],
  });
  const failed = result.errors + result.timeouts + result.non2xx;
  if (failed) throw new Error(`${url}: ${failed} of ${result.requests.total} requests failed (${JSON.stringify(result.statusCodeStats)})`);
  const elapsed = (new Date(result.finish) - new Date(result.start)) / 1000;
  return { perSecond: result['2xx'] / elapsed, p50: result.latency.p50, p99: result.latency.p99 };
}

const found = [
  ...(process.env.PATH ?? '').split(':').map((folder) => join(folder, 'pgbench')),
  ...globSync('/usr/lib/postgresql/*/bin/pgbench'),
];
export const pgbench = found.find((path) => existsSync(path));

let run = 0;
/** @param each transactions of each connection */
export async function overPgbench(databaseUrl, folder, script, each) {
  const url = new URL(databaseUrl);
  const file = join(folder, `pgbench-${++run}.sql`);
  writeFileSync(file, script);
  const args = [
    '-n',
    '-M',
    'prepared',
    '-c',
    String(connections),
    '-j',
    '2',
    '-t',
    String(each),
    '-D',
    'k=-1',
    '-D',
    `run=${run}`,
    '-f',
    file,
  ];
  const at = ['-h', url.hostname, '-p', url.port, '-U', url.username, url.pathname.slice(1)];
  const options = { env: { PATH: process.env.PATH, PGPASSWORD: decodeURIComponent(url.password) }, maxBuffer: 1e7 };
  const { stdout, stderr } = await promisify(execFile)(pgbench, [...args, ...at], options);
  const rate = /^tps = ([\d.]+)/m.exec(stdout)?.[1];
  if (!rate || /aborted/.test(stderr)) throw new Error(`pgbench: ${stderr.slice(0, 2000) || stdout}`);
  return { perSecond: Number(rate) };
}

/** The fixed reference: three plain rows in one transaction, the same for every version of the portal. */
export const referenceSchema = `
  create schema if not exists bench;
  create table if not exists bench.referral (id uuid primary key default uuidv7(), sender int not null, receiver int not null, payload text not null);
  create table if not exists bench.event (id uuid primary key default uuidv7(), referral uuid not null, kind text not null, body text not null);
  create table if not exists bench.delivery (id bigint generated always as identity primary key, hospital int not null, referral uuid not null, body text);
  grant usage on schema bench to alliance_app; grant insert, select on all tables in schema bench to alliance_app;`;
export const referenceScript = `
\\set s random(1, 200)
\\set r random(1, 200)
begin;
insert into bench.referral (sender, receiver, payload) values (:s, :r, repeat('x', 600)) returning id \\gset
insert into bench.event (referral, kind, body) values (:id, 'submitted', repeat('y', 200));
insert into bench.delivery (hospital, referral, body) values (:r, :id, repeat('z', 100));
commit;
`;

/** The same three rows by one program with `pg`: what a process like the portal's reaches at most. */
export async function referenceByPg(databaseUrl, seconds) {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: connections });
  const until = performance.now() + seconds * 1000;
  let done = 0;
  const one = async () => {
    const client = await pool.connect();
    while (performance.now() < until) {
      await client.query('begin');
      const { rows } = await client.query({
        name: 'a',
        text: `insert into bench.referral (sender, receiver, payload) values ($1, $2, repeat('x', 600)) returning id`,
        values: [1, 2],
      });
      await client.query({
        name: 'b',
        text: `insert into bench.event (referral, kind, body) values ($1, 'submitted', repeat('y', 200))`,
        values: [rows[0].id],
      });
      await client.query({
        name: 'c',
        text: `insert into bench.delivery (hospital, referral, body) values ($1, $2, repeat('z', 100))`,
        values: [2, rows[0].id],
      });
      await client.query('commit');
      done++;
    }
    client.release();
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: connections }, one));
  await pool.end();
  return { perSecond: (done * 1000) / (performance.now() - began) };
}
