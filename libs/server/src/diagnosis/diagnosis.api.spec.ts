import * as diagnosis from '@alliance/contracts/diagnosis.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld } from '../testing/world.js';
import { DiagnosisModule } from './diagnosis.module.js';

let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  database = await cloneDatabase();
  await makeWorld(database);
  api = await startApi(database, { features: [DiagnosisModule], contracts: [diagnosis] });
  for (const [code, name, initials] of [
    ['I10', '原发性高血压', 'yfxgxy'],
    ['I11.0', '高血压性心脏病伴心力衰竭', 'gxyxxzbbxlsj'],
    ['E11.9', '2型糖尿病', '2xtnb'],
  ])
    await database.owner.query(`insert into diagnosis_code (code, edition, name, initials) values ($1, '2.0', $2, $3)`, [
      code,
      name,
      initials,
    ]);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

it.each([
  ['gxy', ['I10', 'I11.0']],
  ['GXY', ['I10', 'I11.0']],
  ['yfx', ['I10']],
  ['高血压', ['I11.0', 'I10']],
  ['i1', ['I10', 'I11.0']],
  ['tnb', ['E11.9']],
  ['q', []],
])('“%s” finds %j', async (query, codes) => {
  const doctor = await api.as('county.doctor');
  const { items } = await doctor.get(diagnosis.searchDiagnoses, { query: { query } });
  expect(items.map(({ code }) => code)).toEqual(codes);
});

it('is not asked by somebody who sends nobody', async () => {
  const { problem } = await (await api.as('auditor')).ask(diagnosis.searchDiagnoses, { query: { query: 'gxy' } });
  expect(problem.code).toBe('access.denied');
});
