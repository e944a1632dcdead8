import { fileCsv } from '@alliance/contracts/result.contract';
import * as catalogue from '@alliance/contracts/test-catalogue.contract';
import * as contract from '@alliance/contracts/test-code.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { numberOf } from '../testing/patient.story.js';
import { markAll } from '../testing/recognition.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { mapCodes, resultSlice } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';
import { TestCatalogueModule } from './test-catalogue.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let admin: Person;
let lead: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database, world.other);
  api = await startApi(database, {
    features: [...resultSlice.features, TestCatalogueModule],
    contracts: [...resultSlice.contracts, catalogue, contract],
  });
  [doctor, admin, lead] = await Promise.all([api.as('county.doctor'), api.as('county.admin'), api.as('lead.admin')]);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
const header = 'report_number,identifier,patient_name,performed_at,issued_at,code,loinc,item_name,value,unit';
let reports = 0;
/** A report with one result, as a laboratory sends it. */
const came = async (code: string, name: string, value: string, unit: string, loinc = '') => {
  const line = [`T${++reports}`, numberOf('male'), '赵六', at(5), at(4), code, loinc, name, value, unit].join(',');
  const { answer } = await doctor.ask(fileCsv, { body: { file: new File([`${header}\n${line}`], 'x.csv'), dryRun: 'false' } });
  expect(answer).toMatchObject({ filed: 1, quarantined: [] });
};
const filed = async (code: string) =>
  (
    await database.owner.query<{ item_code: string | null; value: number | null; method: string | null; mark_label: string | null }>(
      'select item_code, value, method, mark_label from test_result where institution_id = $1 and local_code = $2 order by value nulls last',
      [world.county.id, code],
    )
  ).rows;
const send = (rows: readonly string[], dryRun = false) =>
  admin.ask(contract.importTestCodes, { body: { file: new File([rows.join('\n')], 'x.csv'), dryRun: String(dryRun) } });

it('codes that nobody looked at come first, the most frequent on top, with suggestions and the coverage', async () => {
  for (const value of ['140', '120']) await came('HB2', '血色素', value, 'g/L');
  await came('KRE', '肌酐', '1', 'mg/dL');
  await came('', '血红蛋白', '131', 'g/L', '718-7');
  const { items } = await admin.get(contract.listTestCodes, { query: {} });
  expect(items.map(({ code, seen, state, unit }) => [code, seen, state, unit])).toEqual([
    ['HB2', 2, 'unmapped', 'g/L'],
    ['KRE', 1, 'unmapped', 'mg/dL'],
  ]);
  expect(items.map(({ suggestions }) => suggestions[0]?.itemCode)).toEqual(['718-7', '14682-9']);
  expect(await admin.get(contract.getCodeCoverage, {})).toEqual({
    items: { mapped: 1, all: 2 },
    results: { mapped: 1, all: 4 },
    codes: { unmapped: 2, mapped: 1, noItem: 0 },
  });
});

it('results that are filed follow what is said of their code: item, unit, method and the mark of their day', async () => {
  await markAll(database, world.county.id, '[2020-01-01,)');
  const said = { itemCode: '14682-9', method: '酶法' };
  const { code, followed } = await admin.get(contract.mapTestCode, { params: { code: 'KRE' }, body: said });
  expect([followed, code.state, code.version, code.suggestions]).toEqual([1, 'mapped', 1, []]);
  const [creatinine] = await filed('KRE');
  expect(creatinine).toMatchObject({ item_code: '14682-9', method: '酶法', mark_label: '全国HR' });
  expect(creatinine?.value).toBeCloseTo(88.4, 1);
  expect((await admin.ask(contract.mapTestCode, { params: { code: 'KRE' }, body: said })).problem?.code).toBe('record.stale');
  expect((await admin.ask(contract.mapTestCode, { params: { code: 'KRE' }, body: { ...said, version: 9 } })).problem?.code).toBe(
    'record.stale',
  );
  const none = await admin.get(contract.mapTestCode, { params: { code: 'KRE' }, body: { version: 1, itemCode: null } });
  expect([none.followed, none.code.state]).toEqual([1, 'no_item']);
  expect(await filed('KRE')).toMatchObject([{ item_code: null, value: null, mark_label: null }]);
});

it('a table is tried before it is imported; what is the same changes nothing, and every fault has its row', async () => {
  const rows = [
    '县医院对照表',
    '本院代码,本院名称,项目代码,方法学',
    'HB2,血色素,718-7,',
    'KRE,肌酐,无,',
    'X1,某项,1-1,',
    'HB2,血色素,718-7,',
    ',,718-7,',
  ];
  const rejected = [
    { row: 5, column: '项目代码', reason: 'unknown_item' },
    { row: 6, column: '本院代码', reason: 'twice' },
    { row: 7, column: '本院代码', reason: 'missing' },
  ];
  expect((await send(rows, true)).answer).toEqual({ mapped: 1, same: 1, followed: 0, rejected });
  expect(await filed('HB2')).toMatchObject([{ item_code: null }, { item_code: null }]);
  expect((await send(rows)).answer).toEqual({ mapped: 1, same: 1, followed: 2, rejected });
  expect((await filed('HB2')).map(({ value }) => value)).toEqual([120, 140]);
  expect((await send(rows)).answer).toEqual({ mapped: 0, same: 2, followed: 0, rejected });
  expect((await send(['a,b', '1,2'])).problem?.code).toBe('import.headers_unknown');
});

it('is the matter of the hospital alone, and of those who keep its quality', async () => {
  expect((await lead.get(contract.listTestCodes, { query: { state: 'all' } })).items).toEqual([]);
  expect((await lead.get(contract.mapTestCode, { params: { code: 'HB2' }, body: { itemCode: null } })).followed).toBe(0);
  expect((await filed('HB2')).map(({ item_code }) => item_code)).toEqual(['718-7', '718-7']);
  expect((await doctor.ask(contract.listTestCodes, { query: {} })).problem?.code).toBe('access.denied');
  expect((await doctor.ask(contract.mapTestCode, { params: { code: 'HB2' }, body: { itemCode: null } })).problem?.code).toBe(
    'access.denied',
  );
});
