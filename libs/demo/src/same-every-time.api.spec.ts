import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, expect, it } from '@jest/globals';
import { loadDemo } from './load.js';

const databases: TestDatabase[] = [];
afterAll(() => Promise.all(databases.map((database) => database.drop())));

/** Salts, initialisation vectors, and when a row was written. */
const byChance = ['password_hash', 'identifier_cipher', 'created_at', 'updated_at'];

/** A checksum of every table that has rows. */
async function load(now: Date): Promise<Readonly<Record<string, string>>> {
  const database = await cloneDatabase();
  databases.push(database);
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password: 'demo-Alliance-2026', now });
  const { rows: tables } = await database.owner.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
  );
  const sums: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await database.owner.query<{ n: string; sum: string }>(
      `select count(*) n, md5(string_agg(row::text, '|' order by row::text)) sum from (select to_jsonb(t) - $1::text[] as row from ${name} t) all_rows`,
      [byChance],
    );
    if (rows[0] && Number(rows[0].n)) sums[name] = `${rows[0].n} ${rows[0].sum}`;
  }
  return sums;
}

it('the demonstration is the same every time: two loads of one moment have the same rows in every table', async () => {
  const now = new Date();
  const [first, second] = [await load(now), await load(now)];
  expect(Object.keys(first).length).toBeGreaterThan(40);
  expect(second).toEqual(first);
}, 120_000);
