import { fileCsv, getReport, listReports } from '@alliance/contracts/result.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { numberOf } from '../testing/patient.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { mapCodes, resultSlice } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';
import { ReportParsers } from './report-parsers.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database, world.county);
  api = await startApi(database, resultSlice);
  county = await api.as('county.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const chinese = '报告单号,身份证号,姓名,检验目的,采样时间,报告时间,项目代码,项目名称,结果,单位,参考区间,提示';
const times = '2026-11-20T08:00+08:00,2026-11-20 09:30:00+08:00';
const send = (lines: readonly string[] | Uint8Array, dryRun = false) =>
  county.ask(fileCsv, {
    body: { file: new File([lines instanceof Uint8Array ? new Uint8Array(lines) : lines.join('\r\n')], 'x.csv'), dryRun: String(dryRun) },
  });
const viewOf = async (number: string) => {
  const { items } = await county.get(listReports, { query: { number } });
  return items[0] && county.get(getReport, { params: { id: items[0].id } });
};
const kept = async () => Number((await database.owner.query<{ n: string }>('select count(*) as n from inbound_message')).rows[0]?.n);

it('lines of one number are one report, wherever they stand, under Chinese headers and a title', async () => {
  const [wang, li] = [numberOf('female'), numberOf('male')];
  const lines = [
    '检验结果导出',
    chinese,
    `C1,${wang},王芳,血常规,${times},HGB,血红蛋白,9.8,g/dL,11.5-15.0,↓`,
    `C2,${li},李强,生化,${times},CREA,肌酐,＜5,μmol/L,"57～97",`,
    `C1,${wang},王芳,血常规,${times},WBC,白细胞,6.1,10^9/L,3.5-9.5,`,
    '',
  ];
  const before = await kept();
  expect((await send(lines, true)).answer).toEqual({ filed: 2, repeated: 0, quarantined: [] });
  expect([await kept(), await viewOf('C1')]).toEqual([before, undefined]);
  expect((await send(lines)).answer).toEqual({ filed: 2, repeated: 0, quarantined: [] });
  expect(await viewOf('C1')).toMatchObject({
    ...{ title: '血常规', source: 'csv', state: 'final', issuedAt: '2026-11-20T01:30:00.000Z' },
    results: [
      { itemCode: '718-7', value: 98, flag: 'low', referenceLow: 11.5, referenceHigh: 15 },
      { itemCode: null, name: '白细胞', valueNumber: null, valueText: '6.1' },
    ],
  });
  expect((await viewOf('C2'))?.results).toMatchObject([{ value: 5, comparator: '<', flag: 'low', unit: 'umol/L', method: '酶法' }]);
  expect((await send(lines)).answer).toEqual({ filed: 0, repeated: 2, quarantined: [] });
});

it('English headers with tabs, LOINC codes, and every problem at its row; what is kept can be read again', async () => {
  const header = 'report_number\tidentifier\tpatient_name\tperformed_at\tissued_at\tloinc\tvalue\tunit\treference_low\tstate';
  const person = numberOf('male');
  const at = '2026-11-20T08:00+08:00\t2026-11-20T09:00+08:00';
  const { answer } = await send([
    header,
    `E1\t${person}\t赵六\t${at}\t718-7\t140\tg/L\t130\tfinal`,
    `E2\t${person}\t赵六\t2026-11-20T08:00\t2026-11-20T09:00+08:00\t718-7\t140\tg/L\t\t`,
    `E3\t${person}\t赵六\t${at}\t718-7\t140\tg/L\tlow\t`,
    `E4\t${person}\t赵六\t${at}\t718-7\t140\tg/L\t\tnonsense`,
    `E5\t${person}\t赵六\t${at}\t718-7\t140\tg/L\t\t`,
    `E5\t${person}\t钱七\t${at}\t718-7\t141\tg/L\t\t`,
    `"E6\t${person}\t赵六\t${at}\t718-7\t140\tg/L\t\t`,
    `\t${person}\t赵六\t${at}\t718-7\t140\tg/L\t\t`,
  ]);
  expect([
    answer.filed,
    answer.quarantined.map(({ row, problems }) => [row, problems.map(({ problem, at: place }) => `${problem} ${place}`).join()]),
  ]).toEqual([
    1,
    [
      [2, 'time_without_zone performedAt'],
      [3, 'value_invalid results[1].referenceLow'],
      [4, 'field_invalid state'],
      [5, 'patient_differs patientName'],
      [7, 'unreadable line'],
      [8, 'field_missing number'],
    ],
  ]);
  const { rows } = await database.owner.query<{ content: string }>('select content from inbound_message where id = $1', [
    answer.quarantined[0]?.messageId,
  ]);
  const parse = api.app.get(ReportParsers, { strict: false }).of('csv');
  const mended = (rows[0]?.content ?? '').replace('08:00\t', '08:00+08:00\t');
  expect(parse(mended, world.county.id, null)).toMatchObject({
    number: 'E2',
    performedAt: '2026-11-20T08:00+08:00',
    results: [{ code: '718-7', loinc: true, value: '140' }],
  });
  expect(parse('nothing', world.county.id, null)).toEqual({ problems: [{ problem: 'unreadable', at: 'lines' }] });
});

it('files that are none, and people who may not', async () => {
  expect((await send(['a,b', '1,2'])).problem.code).toBe('import.headers_unknown');
  expect((await send(Uint8Array.from([0xff, 0xfe, 0x72, 0x00]))).problem.code).toBe('import.unreadable');
  expect((await send(new Uint8Array(5 * 1_048_576 + 1).fill(97))).problem.code).toBe('request.too_large');
  const admin = await api.as('county.admin');
  expect((await admin.ask(fileCsv, { body: { file: new File([chinese], 'x.csv'), dryRun: 'true' } })).status).toBe(403);
});
