import {
  correctReport,
  fileReport,
  getOriginal,
  getReport,
  listReports,
  listResults,
  revokeReport,
} from '@alliance/contracts/result.contract';
import type { ReportView } from '@alliance/contracts/result.schema';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { numberOf, unknownPerson, withNumber } from '../testing/patient.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { aResult, mapCodes, resultSlice, typed } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: Person;
let lead: Person;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database, world.county);
  api = await startApi(database, resultSlice);
  county = await api.as('county.doctor');
  lead = await api.as('lead.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const file = (by: Person, more: Parameters<typeof typed>[0] = {}) => by.get(fileReport, { body: typed(more) });
const correction = (report: ReportView, value: number) => {
  const { number: _, id: __, patient: ___, patientId: ____, ...rest } = typed({ results: [aResult({ value })] });
  return { params: { id: report.id }, body: { version: report.version, reason: '样本复测', report: rest } };
};
const events = async (subjectId: string) =>
  (await database.owner.query<{ kind: string }>('select kind from event where subject_id = $1 order by id', [subjectId])).rows.map(
    ({ kind }) => kind,
  );

describe('filing by hand', () => {
  it('a report of a patient who is registered, a newborn or unknown one too', async () => {
    const patient = await unknownPerson(county);
    const report = await file(county, { patient: undefined, patientId: patient.id });
    expect(report).toMatchObject({ patientId: patient.id, patientName: patient.name, state: 'final', edition: 1, hasOriginal: true });
    expect(report.actions).toEqual(['correct', 'revoke']);
    expect(report.results).toMatchObject([
      { itemCode: '718-7', name: '血红蛋白', value: 128, itemUnit: 'g/L', flag: 'normal', mark: null },
    ]);
    expect(await events(report.id)).toEqual(['report.filed']);
  });

  it('names every problem and keeps nothing', async () => {
    const body = typed({ performedAt: '2099-01-01T00:00:00Z', results: [aResult({ referenceLow: 5, referenceHigh: 1 })] });
    const { status, problem } = await county.ask(fileReport, { body });
    expect([status, problem.code, problem.facts]).toEqual([
      422,
      'report.problems',
      { problems: ['time_in_future performedAt', 'value_invalid results[1].referenceLow'] },
    ]);
    expect((await county.ask(fileReport, { body: typed({ performedAt: '2026-11-20T08:00:00' }) })).status).toBe(400);
    const { rows } = await database.owner.query(`select 1 from inbound_message where state = 'quarantined'`);
    expect(rows).toEqual([]);
  });

  it('a number that is known is refused unless it corrects; the same report again is the one that stands', async () => {
    const body = typed();
    const report = await county.get(fileReport, { body });
    expect((await county.get(fileReport, { body })).id).toBe(report.id);
    const other = await county.ask(fileReport, { body: { ...body, results: [aResult({ value: 90 })] } });
    expect([other.status, other.problem.facts]).toEqual([422, { problems: ['report_differs state'] }]);
    const list = await county.get(listReports, { query: { number: body.number } });
    expect(list.items.map(({ id, results }) => [id, results])).toEqual([[report.id, 1]]);
  });

  it('asks for one patient, of this hospital', async () => {
    const theirs = await withNumber(lead, '赵六', numberOf('male'));
    expect((await county.ask(fileReport, { body: typed({ patient: undefined }) })).problem.code).toBe('request.invalid');
    expect((await county.ask(fileReport, { body: typed({ patient: undefined, patientId: theirs.id }) })).status).toBe(404);
  });

  it('by those who may', async () => {
    for (const username of ['county.admin', 'auditor', 'office'])
      expect((await (await api.as(username)).ask(fileReport, { body: typed() })).status).toBe(403);
  });
});

describe('what was wrong', () => {
  it('a correction stands in its place, with its reason, and the earlier one stays to be read', async () => {
    const report = await file(county);
    const corrected = await county.get(correctReport, correction(report, 99));
    expect(corrected).toMatchObject({ number: report.number, edition: 2, state: 'corrected', correctionReason: '样本复测' });
    expect(corrected.results.map(({ value, flag }) => [value, flag])).toEqual([[99, 'low']]);
    expect(corrected.editions.map(({ edition, reason }) => [edition, reason])).toEqual([
      [2, '样本复测'],
      [1, null],
    ]);
    const earlier = await county.get(getReport, { params: { id: report.id } });
    expect([earlier.current, earlier.actions, earlier.results[0]?.value]).toEqual([false, [], 128]);
    const { items } = await county.get(listResults, { query: { patientId: report.patientId } });
    expect(items.map(({ reportId }) => reportId)).toEqual([corrected.id]);
    expect((await county.ask(correctReport, correction(report, 98))).problem.code).toBe('report.stale');
    expect((await county.ask(correctReport, correction(earlier, 98))).problem.code).toBe('report.wrong_state');
    expect(await events(corrected.id)).toEqual(['report.corrected']);
  });

  it('a revoked report was never true: its results are gone from the list', async () => {
    const report = await file(county);
    const ask = { params: { id: report.id }, body: { version: report.version, reason: '标本张冠李戴' } };
    const revoked = await county.get(revokeReport, ask);
    expect(revoked).toMatchObject({ state: 'revoked', correctionReason: '标本张冠李戴', actions: [], version: 2 });
    expect((await county.get(listResults, { query: { patientId: report.patientId } })).items).toEqual([]);
    expect((await county.get(listReports, { query: { patientId: report.patientId } })).items.map(({ state }) => state)).toEqual([
      'revoked',
    ]);
    expect((await county.ask(revokeReport, ask)).problem.code).toBe('report.stale');
    expect((await county.ask(correctReport, correction(revoked, 1))).problem.code).toBe('report.wrong_state');
    expect(await events(report.id)).toEqual(['report.filed', 'report.revoked']);
  });

  it('only at the hospital that issued it', async () => {
    const report = await file(county);
    for (const [route, input] of [
      [correctReport, correction(report, 1)],
      [revokeReport, { params: { id: report.id }, body: { version: 1, reason: 'x' } }],
      [getReport, { params: { id: report.id } }],
      [getOriginal, { params: { id: report.id } }],
    ] as const) {
      const { status, problem } = await lead.ask(route as never, input as never);
      expect([status, problem.code]).toEqual([404, 'report.not_found']);
    }
  });
});

it('the original is kept as it was typed', async () => {
  const body = typed();
  const report = await county.get(fileReport, { body });
  const reply = await api.app.inject({ url: `/api/reports/${report.id}/original`, headers: county.headers });
  expect([reply.statusCode, reply.headers['content-type'], reply.json()]).toMatchObject([200, 'application/json', { number: body.number }]);
});

it('pages end where the next begins', async () => {
  const patient = await withNumber(county, '孙七', numberOf('male'));
  for (let day = 1; day <= 5; day++)
    await file(county, { ...{ patient: undefined, patientId: patient.id }, performedAt: `2026-10-0${day}T08:00:00+08:00` });
  const query = { patientId: patient.id, limit: 2 };
  const seen = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await county.get(listResults, { query: { ...query, ...(cursor && { cursor }) } });
    seen.push(...page.items.map(({ performedAt }) => performedAt.slice(8, 10)));
    cursor = page.nextCursor ?? undefined;
  }
  expect(seen).toEqual(['05', '04', '03', '02', '01']);
  const some = await county.get(listResults, {
    query: { patientId: patient.id, from: '2026-10-02', to: '2026-10-03', itemCode: '718-7', testClass: 'laboratory' },
  });
  expect(some.items).toHaveLength(2);
  expect((await county.get(listResults, { query: { patientId: patient.id, testClass: 'examination' } })).items).toEqual([]);
});
