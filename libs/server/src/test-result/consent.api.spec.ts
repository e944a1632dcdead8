import {
  getOriginal,
  getReport,
  getResultConsent,
  listReports,
  listResults,
  recordResultConsent,
  revokeReport,
} from '@alliance/contracts/result.contract';
import type { AskOf } from '@alliance/contracts/route';
import { checkCharacterOf } from '@alliance/domain/identity/citizen-id';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Database } from '../platform/db/database.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { numberOf, sent, withNumber } from '../testing/patient.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { aReport, aResult, mapCodes, resultSlice, sender, someone } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';
import { ResultReader } from './result.reader.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let county: Person;
let lead: Person;
let files: ReturnType<typeof sender>;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await mapCodes(database, world.county, world.lead);
  api = await startApi(database, resultSlice);
  county = await api.as('county.doctor');
  lead = await api.as('lead.doctor');
  files = sender(api, world.county);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

type Said = AskOf<typeof recordResultConsent>['body'];
const says = (by: Person, id: string, more: Partial<Said> = {}) =>
  by.ask(recordResultConsent, { params: { id }, body: { given: true, giver: 'patient', ...more } });
const standing = async (by: Person, id: string) => (await by.get(getResultConsent, { params: { id } })).standing;
const shown = async (by: Person, patientId: string) => (await by.get(listResults, { query: { patientId } })).items.length;

/** Somebody with a report of the county, whom the lead registered too. */
async function shared() {
  const patient = someone({ identifier: numberOf('female') });
  const { reportId } = (await files.file(aReport({ patient }))) as { reportId: string };
  const { id } = await withNumber(lead, patient.name, patient.identifier);
  return { id, reportId };
}

describe('results of another hospital', () => {
  it('are seen with consent, and from the moment it is withdrawn no longer', async () => {
    const { id, reportId } = await shared();
    expect([await standing(lead, id), await shown(lead, id)]).toEqual(['missing', 0]);
    expect((await lead.ask(getReport, { params: { id: reportId } })).status).toBe(404);
    expect((await says(lead, id)).answer).toMatchObject({ standing: 'given', giver: 'patient' });
    expect(await shown(lead, id)).toBe(1);
    const report = await lead.get(getReport, { params: { id: reportId } });
    expect([report.institution.name, report.hasOriginal, report.actions]).toEqual(['county hospital', false, []]);
    expect((await lead.get(listReports, { query: { patientId: id } })).items.map((one) => one.id)).toEqual([reportId]);
    // seen is not owned
    const revoking = await lead.ask(revokeReport, { params: { id: reportId }, body: { version: report.version, reason: 'x' } });
    expect([revoking.status, revoking.problem.code]).toEqual([404, 'report.not_found']);
    expect((await lead.ask(getOriginal, { params: { id: reportId } })).status).toBe(404);
    expect((await says(lead, id, { given: false })).answer.standing).toBe('withdrawn');
    expect(await shown(lead, id)).toBe(0);
    expect((await lead.ask(getReport, { params: { id: reportId } })).status).toBe(404);
    expect((await lead.get(listReports, { query: { patientId: id } })).items).toEqual([]);
    expect(await shown(county, id)).toBe(1);
  });

  it('come with the patient whom a transfer brought, until the patient withdraws or the transfer ends', async () => {
    const patient = someone({ identifier: numberOf('male') });
    await files.file(aReport({ patient }));
    const { id } = await withNumber(county, patient.name, patient.identifier);
    const referral = await sent(database, world, id, world.county, world.lead);
    expect([await standing(lead, id), await shown(lead, id)]).toEqual(['transfer', 1]);
    await says(lead, id, { given: false });
    expect([await standing(lead, id), await shown(lead, id)]).toEqual(['withdrawn', 0]);
    await says(lead, id);
    await database.owner.query('update patient_relation set closed_at = now() where via_referral = $1', [referral]);
    expect((await lead.ask(listResults, { query: { patientId: id } })).status).toBe(404);
    expect((await lead.ask(getResultConsent, { params: { id } })).status).toBe(404);
    const { rows } = await database.owner.query('select 1 from diagnostic_report where patient_id = $1', [id]);
    expect(rows).toHaveLength(1);
    const reader = await rowsSeenBy(world.lead.id, id);
    expect(reader).toBe(0);
  });

  it('are nothing to a hospital that does not treat the patient', async () => {
    const { id, reportId } = await shared();
    const other = await api.as('other.doctor');
    expect((await other.ask(listResults, { query: { patientId: id } })).status).toBe(404);
    expect((await other.ask(listReports, { query: { patientId: id } })).status).toBe(404);
    expect((await other.ask(getReport, { params: { id: reportId } })).status).toBe(404);
    expect((await says(other, id)).status).toBe(404);
    expect(await rowsSeenBy(world.other.id, id)).toBe(0);
  });

  it('are nothing to a role that treats nobody', async () => {
    const { id } = await shared();
    for (const username of ['lead.admin', 'auditor', 'office']) {
      const person = await api.as(username);
      expect((await person.ask(listResults, { query: { patientId: id } })).status).toBe(403);
      expect((await says(person, id)).status).toBe(403);
    }
    expect((await says(await api.as('lead.coordinator'), id)).status).toBe(200);
  });

  it('leave a trace of who looked', async () => {
    const { id } = await shared();
    await says(lead, id);
    await shown(lead, id);
    const { rows } = await database.owner.query<{ action: string }>(
      `select action from audit_entry where $1 = any(object_ids) and institution_id = $2 order by id`,
      [id, world.lead.id],
    );
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['result_consent.given', 'result.list']));
  });
});

describe('who can agree', () => {
  it.each<[Partial<Said>, number]>([
    [{ giver: 'guardian' }, 400],
    [{ giver: 'relative', giverName: '王强' }, 200],
    [{ giver: 'rescue' }, 400],
    [{ giver: 'rescue', rescueReason: '昏迷，联系不上家属' }, 200],
    [{ giver: 'rescue', rescueReason: '昏迷', given: false }, 400],
    [{ rescueReason: '昏迷' }, 400],
  ])('%j: %i', async (said, status) => {
    const { id } = await withNumber(lead, '周八', numberOf('male'));
    expect((await says(lead, id, said)).status).toBe(status);
  });

  it('not a child', async () => {
    const digits = '99020920200315' + '018';
    const { id } = await withNumber(lead, '小明', digits + checkCharacterOf(digits));
    expect((await says(lead, id)).status).toBe(400);
    expect((await says(lead, id, { giver: 'guardian', giverName: '王强' })).status).toBe(200);
  });
});

describe('who is told of a report', () => {
  const recipients = async (reportId: string) =>
    (
      await database.owner.query<{ recipients: string[] }>(`select recipients from event where subject_id = $1 and kind = 'report.filed'`, [
        reportId,
      ])
    ).rows[0]?.recipients;
  it('the hospital that issued it, and those that may look', async () => {
    const patient = someone({ identifier: numberOf('female') });
    const file = async () => ((await files.file(aReport({ patient }))) as { reportId: string }).reportId;
    expect(await recipients(await file())).toEqual([world.county.id]);
    const { id } = await withNumber(lead, patient.name, patient.identifier);
    expect(await recipients(await file())).toEqual([world.county.id]);
    await says(lead, id);
    expect(await recipients(await file())).toEqual([world.county.id, world.lead.id]);
    await says(lead, id, { given: false });
    expect(await recipients(await file())).toEqual([world.county.id]);
  });

  it('which hospitals those are is said to nobody who does not treat the patient', async () => {
    const { id } = await shared();
    await says(lead, id);
    const asked = await api.app
      .get(Database, { strict: false })
      .read({ institutionId: world.other.id }, (tx) => tx.rows('select * from result_readers(array[$1::uuid])', [id]));
    expect(asked).toEqual([]);
  });
});

it('earlier results: newest first, a few of each item, with what a cautious physician asks', async () => {
  const patient = someone({ identifier: numberOf('female') });
  for (const day of ['18', '19', '20'])
    await files.file(
      aReport({
        patient,
        performedAt: `2026-11-${day}T08:00+08:00`,
        results: [aResult({ flag: day === '20' ? 'critical_low' : null }), aResult({ code: 'CREA', unit: 'umol/L' })],
      }),
    );
  const { id } = await withNumber(lead, patient.name, patient.identifier);
  const reader = api.app.get(ResultReader, { strict: false });
  const ask = () =>
    api.app
      .get(Database, { strict: false })
      .read({ institutionId: world.lead.id }, (tx) => reader.earlier(tx, { patientId: id, itemCodes: ['718-7', '2160-0'], each: 2 }));
  expect(await ask()).toEqual([]);
  await says(lead, id);
  const found = await ask();
  expect(
    found.map(({ itemCode, performedAt, critical, identityVerified }) => [
      itemCode,
      performedAt.toISOString().slice(8, 10),
      critical,
      identityVerified,
    ]),
  ).toEqual([
    ['718-7', '20', true, true],
    ['718-7', '19', false, true],
  ]);
  expect(found[0]).toMatchObject({
    issuer: { institutionId: world.county.id, level: 'secondary' },
    state: 'final',
    unit: 'g/L',
    mark: null,
  });
});

/** Behind the API: what the wall of the database itself lets through. */
async function rowsSeenBy(institutionId: string, patientId: string): Promise<number> {
  const rows = await api.app
    .get(Database, { strict: false })
    .read({ institutionId }, (tx) =>
      tx.rows('select id from test_result where patient_id = $1 union all select id from diagnostic_report where patient_id = $1', [
        patientId,
      ]),
    );
  return rows.length;
}
