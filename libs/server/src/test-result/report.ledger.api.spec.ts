import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { startApi, type TestApi } from '../testing/app.js';
import { numberOf } from '../testing/patient.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { aReport, aResult, filingSlice, mapCodes, sender, someone } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: ReturnType<typeof sender>;
let lead: ReturnType<typeof sender>;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database, world.county, world.lead);
  api = await startApi(database, filingSlice);
  [county, lead] = [sender(api, world.county), sender(api, world.lead)];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const rows = async <Row extends object>(sql: string, ...values: unknown[]) => (await database.owner.query<Row>(sql, values)).rows;
const reportsOf = (number: string) =>
  rows<{ edition: number; current: boolean; state: string }>(
    'select edition, current, state from diagnostic_report where number = $1 order by edition',
    number,
  );
const message = async (id: string) => (await rows<Record<string, unknown>>('select * from inbound_message where id = $1', id))[0];

describe('filing', () => {
  it('a report becomes rows in the unit of the item, with interval, flag, method and the original', async () => {
    const report = aReport({
      results: [
        aResult({ value: 9.8, unit: 'g/dL', referenceLow: 11.5, referenceHigh: 15 }),
        aResult({ code: 'CREA', value: 1.2, unit: 'mg/dL', referenceLow: null, referenceHigh: null }),
      ],
    });
    const filed = await county.file(report, { content: 'as it came' });
    expect(filed).toMatchObject({ kind: 'filed', edition: 1 });
    const found = await rows(
      'select item_code, value_number, unit, value, flag, method, state, mark_level from test_result where report_id = $1 order by position',
      (filed as { reportId: string }).reportId,
    );
    expect(found).toEqual([
      { item_code: '718-7', value_number: 9.8, unit: 'g/dL', value: 98, flag: 'low', method: null, state: 'final', mark_level: null },
      {
        item_code: '14682-9',
        value_number: 1.2,
        unit: 'mg/dL',
        value: expect.closeTo(106.08, 1) as unknown,
        flag: null,
        method: '酶法',
        state: 'final',
        mark_level: null,
      },
    ]);
    expect(await message(filed.messageId)).toMatchObject({ state: 'filed', content: 'as it came', source: 'hl7', attempts: 1 });
  });

  it('a code that nobody mapped and a unit of another kind keep nothing out', async () => {
    const filed = await county.file(aReport({ results: [aResult({ code: 'XYZ', name: '某项' }), aResult({ unit: 'mmol/L' })] }));
    expect(filed.kind).toBe('filed');
    const found = await rows(
      'select item_code, local_name, value_number, value from test_result where report_id = $1 order by position',
      (filed as { reportId: string }).reportId,
    );
    expect(found).toEqual([
      { item_code: null, local_name: '某项', value_number: 128, value: null },
      { item_code: '718-7', local_name: '血红蛋白', value_number: 128, value: null },
    ]);
  });

  it('what cannot be filed waits, with every problem and its place', async () => {
    const filed = await county.file(aReport({ performedAt: '2026-11-20T08:00', patient: someone({ identifier: '110105194912310020' }) }));
    const problems = [
      { problem: 'time_without_zone', at: 'performedAt' },
      { problem: 'field_invalid', at: 'patient.identifier' },
    ];
    expect(filed).toMatchObject({ kind: 'quarantined', problems });
    expect(await message(filed.messageId)).toMatchObject({ state: 'quarantined', problems, settled_at: null });
    const unreadable = await county.file({ problems: [{ problem: 'unreadable', at: 'MSH' }] });
    expect(await message(unreadable.messageId)).toMatchObject({ state: 'quarantined' });
  });

  it('the same number under another name waits: one of the two is somebody else', async () => {
    const patient = someone();
    await county.file(aReport({ patient }));
    expect(await county.file(aReport({ patient: { ...patient, name: '李娜' } }))).toMatchObject({
      problems: [{ problem: 'patient_differs', at: 'patient' }],
    });
    expect((await lead.file(aReport({ patient: { ...patient, name: '李娜' } }))).kind).toBe('filed');
  });

  it('mended, it is filed; nothing that is filed is tried again', async () => {
    const waiting = await county.file(aReport({ issuedAt: '2026-11-20T09:30:00' }));
    expect(await county.refile(waiting.messageId, { problems: [{ problem: 'unreadable', at: 'MSH' }] }, 'worse')).toMatchObject({
      kind: 'quarantined',
    });
    const filed = await county.refile(waiting.messageId, aReport(), 'mended');
    expect(filed.kind).toBe('filed');
    expect(await message(waiting.messageId)).toMatchObject({ state: 'filed', mended: 'mended', attempts: 3, problems: [], version: 3 });
    await expect(county.refile(waiting.messageId, aReport())).rejects.toMatchObject({ code: 'inbound.wrong_state' });
    const theirs = await county.file(aReport({ issuedAt: '' }));
    await expect(lead.refile(theirs.messageId, aReport())).rejects.toMatchObject({ code: 'access.not_found' });
  });
});

describe('nothing twice', () => {
  it('a hundred times the same message at once are one report', async () => {
    const report = aReport();
    const controlId = randomUUIDv7();
    const answers = await Promise.all(Array.from({ length: 100 }, () => county.file(report, { controlId })));
    expect(answers.filter(({ kind }) => kind === 'filed')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'repeated')).toHaveLength(99);
    expect(new Set(answers.map((one) => 'reportId' in one && one.reportId)).size).toBe(1);
    expect(await reportsOf(report.number)).toHaveLength(1);
    expect(await rows('select 1 from inbound_message where control_id = $1', controlId)).toHaveLength(1);
  });

  it('a hundred messages of one report at once, each with its own control id, are one report', async () => {
    const report = aReport();
    const answers = await Promise.all(Array.from({ length: 100 }, () => county.file(report)));
    expect(answers.filter(({ kind }) => kind === 'filed')).toHaveLength(1);
    expect(await reportsOf(report.number)).toEqual([{ edition: 1, current: true, state: 'final' }]);
  });

  it('a control id of another content is a problem, and what it stood for stays', async () => {
    const report = aReport();
    const first = await county.file(report, { controlId: 'reused' });
    const second = await county.file(aReport(), { controlId: 'reused' });
    expect(second).toEqual({
      messageId: first.messageId,
      kind: 'quarantined',
      problems: [{ problem: 'control_id_reused', at: 'controlId' }],
    });
    expect(await message(first.messageId)).toMatchObject({ state: 'filed', content: JSON.stringify(report) });
    expect((await county.file(aReport(), { controlId: 'reused', origin: 'another sender' })).kind).toBe('filed');
  });

  it('repetitions inside one call are found too, and editions come in order', async () => {
    const preliminary = aReport({ state: 'preliminary' });
    const final = { ...preliminary, state: 'final' as const };
    const answers = await county.fileMany([
      { report: preliminary },
      { report: final },
      { report: final },
      { report: aReport() },
      { report: { problems: [{ problem: 'unreadable', at: '' }] } },
    ]);
    expect(answers.map((one) => [one.kind, 'edition' in one && one.edition])).toEqual([
      ['filed', 1],
      ['filed', 2],
      ['repeated', false],
      ['filed', 1],
      ['quarantined', false],
    ]);
    expect(await reportsOf(final.number)).toEqual([
      { edition: 1, current: false, state: 'preliminary' },
      { edition: 2, current: true, state: 'final' },
    ]);
  });

  it('two hospitals have each their own number', async () => {
    const report = aReport();
    expect((await county.file(report)).kind).toBe('filed');
    expect((await lead.file(report)).kind).toBe('filed');
    expect(await reportsOf(report.number)).toHaveLength(2);
  });

  it('a patient whom two hospitals and ten messages at once bring is registered once', async () => {
    const patient = someone({ identifier: numberOf('male') });
    const answers = await Promise.all(
      [county, lead].flatMap((hospital) => Array.from({ length: 5 }, () => hospital.file(aReport({ patient })))),
    );
    expect(answers.map(({ kind }) => kind)).toEqual(Array(10).fill('filed'));
    const found = await rows(
      'select distinct patient_id from diagnostic_report where id = any($1)',
      answers.map((one) => 'reportId' in one && one.reportId),
    );
    expect(found).toHaveLength(1);
  });
});
