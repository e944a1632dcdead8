import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { administratorRoles } from '@alliance/domain/administration/appointing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadDemo } from './load.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({
    ownerUrl: database.ownerUrl,
    fieldKey: Buffer.alloc(32, 7).toString('base64'),
    password: 'demo-Alliance-2026',
    history: false,
  });
}, 60_000);
afterAll(() => database.drop());

const names = async (sql: string, values: unknown[] = []) =>
  (await database.owner.query<{ name: string }>(`select name from (${sql}) found order by name`, values)).rows.map(({ name }) => name);

it('every invented hospital has an administrator, a line that is answered round the clock, and departments with registered subjects', async () => {
  const missing = (what: string) => `select i.name from institution i where i.invented and not exists (select 1 from ${what})`;
  const roles = [administratorRoles];
  expect(await names(missing('appointment t where t.institution_id = i.id and t.role = any($1::text[])'), roles)).toEqual([]);
  expect(await names(missing(`contact_line l where l.institution_id = i.id and l.kind = 'round_the_clock'`))).toEqual([]);
  expect(await names(`select d.name_zh as name from department d where cardinality(d.treatment_subjects) = 0`)).toEqual([]);
});

it('capabilities belong to departments of the same hospital, and doctors say what they may practise since when', async () => {
  const foreign = `select c.capability as name from capability c join department d on d.id = c.department_id where d.institution_id <> c.institution_id`;
  expect(await names(foreign)).toEqual([]);
  expect(await names(`select capability as name from capability where department_id is not null`)).toContain('primary_pci_24h');
  const silent = `select p.name from appointment t join person p on p.id = t.person_id where t.role in ('doctor', 'expert')
    and (t.practice_scope is null or t.independent_since is null)`;
  expect(await names(silent)).toEqual([]);
});
