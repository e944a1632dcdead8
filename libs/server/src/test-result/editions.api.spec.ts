import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { startApi, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { aReport, aResult, filingSlice, mapCodes, sender } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: ReturnType<typeof sender>;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database, world.county);
  api = await startApi(database, filingSlice);
  county = sender(api, world.county);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const rows = async <Row extends object>(sql: string, ...values: unknown[]) => (await database.owner.query<Row>(sql, values)).rows;
const filed = async (report: ReturnType<typeof aReport>): Promise<string> => ((await county.file(report)) as { reportId: string }).reportId;
const doctor = async () =>
  (await rows<{ person_id: string }>('select person_id from appointment where id = $1', world.appointments['lead.doctor']))[0]
    ?.person_id as string;

/** The lead's doctor took this report's result over. */
async function adopted(reportId: string): Promise<string> {
  const checkId = randomUUIDv7();
  await database.owner.query(
    `insert into recognition_check (id, institution_id, patient_id, origin, state, at) select $1, $2, patient_id, 'portal', 'stable', now() from diagnostic_report where id = $3`,
    [checkId, world.lead.id, reportId],
  );
  await database.owner.query(
    `insert into recognition_item (id, check_id, institution_id, patient_id, position, item_code, verdict, result_id, report_id, report_number, issuer_id, performed_at,
       decision, decided_by, decided_at)
     select $1, $2, $3, r.patient_id, 0, r.item_code, 'recognisable', r.id, d.id, d.number, d.institution_id, d.performed_at, 'accepted', $5, now()
     from test_result r join diagnostic_report d on d.id = r.report_id where d.id = $4`,
    [randomUUIDv7(), checkId, world.lead.id, reportId, await doctor()],
  );
  return checkId;
}
const alarms = (checkId: string) =>
  rows<object>(
    `select recipients, concerns, data->>'by' as by from event where kind = 'recognition.overturned' and subject_id = $1`,
    checkId,
  );

describe('who took a result over', () => {
  it('is told when it is corrected, and again of nothing when the correction is repeated', async () => {
    const report = aReport();
    const checkId = await adopted(await filed(report));
    const corrected = { ...report, state: 'corrected' as const, results: [aResult({ value: 90 })] };
    await filed(corrected);
    await filed(corrected);
    expect(await alarms(checkId)).toEqual([{ recipients: [world.lead.id], concerns: [await doctor()], by: 'corrected' }]);
    expect(await rows('select overturned_at is not null as overturned from recognition_item where check_id = $1', checkId)).toEqual([
      { overturned: true },
    ]);
  });

  it('is told when it is revoked', async () => {
    const report = aReport();
    const checkId = await adopted(await filed(report));
    await filed({ ...report, state: 'revoked', results: [] });
    expect(await alarms(checkId)).toEqual([{ recipients: [world.lead.id], concerns: [await doctor()], by: 'revoked' }]);
  });

  it('is left alone by what is refused', async () => {
    const report = aReport();
    const checkId = await adopted(await filed(report));
    const older = await county.file({
      ...report,
      state: 'corrected',
      performedAt: '2026-11-19T07:00:00+08:00',
      issuedAt: '2026-11-19T09:00:00+08:00',
    });
    const changed = await county.file({ ...report, results: [aResult({ value: 1 })] });
    expect([older, changed].map((one) => 'problems' in one && one.problems)).toEqual([
      [{ problem: 'report_differs', at: 'issuedAt' }],
      [{ problem: 'report_differs', at: 'state' }],
    ]);
    expect(await alarms(checkId)).toEqual([]);
  });
});

it('a correction that nobody could see before is filed as the first edition', async () => {
  expect(await county.file(aReport({ state: 'corrected' }))).toMatchObject({ kind: 'filed', edition: 1 });
});

it('corrections of one report at once stand in a row, the last one current, none lost', async () => {
  const report = aReport();
  await filed(report);
  const corrections = Array.from({ length: 12 }, (_, value) =>
    county.file({ ...report, state: 'corrected', results: [aResult({ value })] }),
  );
  expect((await Promise.all(corrections)).map(({ kind }) => kind)).toEqual(Array(12).fill('filed'));
  const found = await rows<{ edition: number; current: boolean }>(
    'select edition, current from diagnostic_report where number = $1 order by edition',
    report.number,
  );
  expect(found).toEqual(Array.from({ length: 13 }, (_, i) => ({ edition: i + 1, current: i === 12 })));
  expect(
    await rows(
      'select 1 from test_result r join diagnostic_report d on d.id = r.report_id where d.number = $1 and r.current',
      report.number,
    ),
  ).toHaveLength(1);
});

describe('HR', () => {
  const marksOf = async (performedAt: string) => {
    const issuedAt = '2026-11-21T12:00:00+08:00';
    return (
      await rows<{ mark_label: string | null }>(
        'select mark_label from test_result where report_id = $1 order by position',
        await filed(aReport({ performedAt, issuedAt, results: [aResult(), aResult({ code: 'CREA' }), aResult({ code: 'XYZ' })] })),
      )
    ).map((row) => row.mark_label);
  };

  it('is what the item had on the local day of the test, and stays when the assessment lapses', async () => {
    await marked('718-7', '[2026-11-01,2026-11-20)');
    // the last second of the 19th where the hospital is, and the first of the 20th
    expect(await marksOf('2026-11-19T15:59:59Z')).toEqual(['晋HR', null, null]);
    expect(await marksOf('2026-11-19T16:00:00Z')).toEqual([null, null, null]);
    await database.owner.query('delete from recognition_mark');
    expect(await rows(`select distinct mark_level, mark_province from test_result where mark_label is not null`)).toEqual([
      { mark_level: 'province', mark_province: '山西省' },
    ]);
    expect(await marksOf('2026-11-19T15:59:59Z')).toEqual([null, null, null]);
  });
});

async function marked(itemCode: string, valid: string): Promise<void> {
  const client = await database.owner.connect();
  try {
    // what a certificate looks like is told where certificates are tested
    await client.query(`set session_replication_role = 'replica'`);
    await client.query(
      `insert into recognition_mark (institution_id, item_code, valid, level, province, label, certificate_id) values ($1, $2, $3, 'province', '山西省', '晋HR', $4)`,
      [world.county.id, itemCode, valid, randomUUIDv7()],
    );
    await client.query(`set session_replication_role = 'origin'`);
  } finally {
    client.release();
  }
}
