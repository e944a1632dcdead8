import { issuePass, listPasses, openPass, revokePass, takeOverPass } from '@alliance/contracts/result-pass.contract';
import * as resultPass from '@alliance/contracts/result-pass.contract';
import { fileReport, getReport, getResultConsent, listResults, revokeReport } from '@alliance/contracts/result.contract';
import type { AskOf } from '@alliance/contracts/route';
import { mostMismatches } from '@alliance/domain/result-pass/result-pass';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPublicKey, verify } from 'node:crypto';
import { canonical } from '../platform/crypto/digest.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { numberOf, withNumber } from '../testing/patient.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { aReport, aResult, mapCodes, resultSlice, sender, someone, typed } from '../testing/test-result.story.js';
import { makeWorld, type World } from '../testing/world.js';
import { ResultPassModule } from './result-pass.module.js';

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
  api = await startApi(database, {
    features: [...resultSlice.features, ResultPassModule],
    contracts: [...resultSlice.contracts, resultPass],
  });
  county = await api.as('county.doctor');
  lead = await api.as('lead.doctor');
  files = sender(api, world.county);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** Somebody whom the county knows, with a report on a pass. */
async function carrier() {
  const patient = someone({ identifier: numberOf('female') });
  const report = aReport({ patient });
  const { reportId } = (await files.file(report)) as { reportId: string };
  const { id } = await withNumber(county, patient.name, patient.identifier);
  const { token, pass } = await county.get(issuePass, { params: { id }, body: { reportIds: [reportId] } });
  return { id, patient, report, reportId, token, pass };
}
const open = (token: string, by: Person = lead) => by.ask(openPass, { body: { token } });
const take = (token: string, identifier: string, more: Partial<AskOf<typeof takeOverPass>['body']> = {}, by = lead) =>
  by.ask(takeOverPass, { body: { token, identifier, ...more } });
const shown = async (token: string) => (await open(token)).answer.reports[0];
const change = (id: string, set: string) => database.owner.query(`update result_pass set ${set} where id = $1`, [id]);
const audited = async (passId: string) =>
  (
    await database.owner.query<{ action: string; person_id: string | null }>(
      'select action, person_id from audit_entry where $1 = any(object_ids) order by id',
      [passId],
    )
  ).rows.map(({ action, person_id }) => [action, person_id !== null]);

describe('a pass', () => {
  it('shows what was issued, by whom and when, without a number of the person, and anybody can check the signature', async () => {
    const { token, patient, report } = await carrier();
    const { answer } = await open(token);
    expect(answer).toMatchObject({ name: '王×', institution: { name: 'county hospital' } });
    expect(answer.reports[0]).toMatchObject({
      ...{ number: report.number, edition: 1, institution: 'county hospital', standing: 'unchanged', currentEdition: 1 },
      ...{ performedAt: '2026-11-20T00:00:00.000Z', issuedAt: '2026-11-20T01:30:00.000Z' },
    });
    expect(answer.reports[0]?.statement?.results).toMatchObject([{ name: '血红蛋白', valueNumber: 128, unit: 'g/L', mark: null }]);
    expect(JSON.stringify(answer)).not.toMatch(new RegExp(`${patient.identifier}|${patient.name}`));
    const { statement, signature } = answer.reports[0] as (typeof answer.reports)[number];
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: answer.key.x }, format: 'jwk' });
    const holds = (content: object) => verify(null, Buffer.from(canonical(content)), key, Buffer.from(signature, 'base64url'));
    expect([holds(statement as object), holds({ ...statement, number: 'X' })]).toEqual([true, false]);
  });

  it('works thirty days unless asked otherwise, and is kept only as a hash', async () => {
    const { token, pass, id, reportId } = await carrier();
    expect(Date.parse(pass.expiresAt) - Date.parse(pass.issuedAt)).toBe(30 * 86_400_000);
    const { pass: short } = await county.get(issuePass, { params: { id }, body: { reportIds: [reportId], days: 2 } });
    expect(Date.parse(short.expiresAt) - Date.parse(short.issuedAt)).toBe(2 * 86_400_000);
    const { rows } = await database.owner.query('select p::text from result_pass p where id = $1', [pass.id]);
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('says that a report was corrected since, with the values that were signed', async () => {
    const { token, report } = await carrier();
    await files.file({ ...report, state: 'corrected', issuedAt: '2026-11-20T11:30:00+08:00', results: [aResult({ value: 98 })] });
    const line = await shown(token);
    expect([line?.standing, line?.edition, line?.currentEdition]).toEqual(['corrected', 1, 2]);
    expect(line?.statement?.results[0]?.valueNumber).toBe(128);
  });

  it('says that a report was revoked since, and shows its values no longer', async () => {
    const filed = await county.get(fileReport, { body: typed({ patient: { ...someone({ identifier: numberOf('male') }) } as never }) });
    const { token } = await county.get(issuePass, { params: { id: filed.patientId }, body: { reportIds: [filed.id] } });
    const { version } = await county.get(getReport, { params: { id: filed.id } });
    await (await api.as('county.doctor')).ask(revokeReport, { params: { id: filed.id }, body: { version, reason: '患者错了' } });
    const { rows } = await database.owner.query('select state from diagnostic_report where id = $1', [filed.id]);
    expect(rows).toEqual([{ state: 'revoked' }]);
    expect(await shown(token)).toMatchObject({ standing: 'revoked', statement: null });
  });

  it('shows nothing of a report that is not what was signed', async () => {
    const [one, two] = [await carrier(), await carrier()];
    await database.owner.query(`update result_pass_report set statement = replace(statement, '128', '182') where pass_id = $1`, [
      one.pass.id,
    ]);
    expect(await shown(one.token)).toMatchObject({ standing: 'broken', statement: null });
    // signed, but for another pass
    await database.owner.query(
      `update result_pass_report t set statement = s.statement, sha256 = s.sha256, signature = s.signature from result_pass_report s
       where t.pass_id = $1 and s.pass_id = $2`,
      [two.pass.id, (await carrier()).pass.id],
    );
    expect(await shown(two.token)).toMatchObject({ standing: 'broken', statement: null });
  });

  it('that nobody gave out, that expired or was revoked is refused alike, and can no longer be used to take over', async () => {
    const [old, ended] = [await carrier(), await carrier()];
    await change(old.pass.id, `issued_at = now() - interval '31 days', expires_at = now() - interval '1 second'`);
    expect((await county.get(revokePass, { params: { id: ended.pass.id } })).state).toBe('revoked');
    for (const token of ['x'.repeat(43), old.token, ended.token]) {
      const { status, problem } = await open(token);
      expect([status, problem.code, problem.facts]).toEqual([404, 'link.invalid', undefined]);
    }
    for (const { token, patient } of [old, ended]) expect((await take(token, patient.identifier)).problem.code).toBe('link.invalid');
    const { items } = await county.get(listPasses, { params: { id: old.id } });
    expect(items.map(({ state }) => state)).toEqual(['expired']);
  });

  it('is counted and leaves a trace each time it is opened', async () => {
    const { token, pass, id } = await carrier();
    await open(token);
    await open(token);
    const { items } = await county.get(listPasses, { params: { id } });
    expect(items).toMatchObject([{ looks: 2, state: 'open', reports: [{ title: '血常规', institution: 'county hospital' }] }]);
    expect(await audited(pass.id)).toEqual([
      ['result_pass.issued', true],
      ['result_pass.look', false],
      ['result_pass.look', false],
    ]);
  });
});

describe('who gives it out', () => {
  it('nobody of a hospital that does not treat the patient, and nobody takes back what another gave', async () => {
    const { id, reportId, pass } = await carrier();
    const body = { reportIds: [reportId] };
    expect((await lead.ask(issuePass, { params: { id }, body })).status).toBe(404);
    expect((await lead.ask(listPasses, { params: { id } })).status).toBe(404);
    expect((await lead.ask(revokePass, { params: { id: pass.id } })).status).toBe(404);
  });
  it('over no report that the hospital may not see, of another patient, replaced or preliminary', async () => {
    const [one, two] = [await carrier(), await carrier()];
    const { id: known } = await withNumber(lead, one.patient.name, one.patient.identifier);
    const refused = async (by: Person, id: string, reportId: string) =>
      (await by.ask(issuePass, { params: { id }, body: { reportIds: [reportId] } })).problem.code;
    expect(await refused(lead, known, one.reportId)).toBe('report.not_found');
    expect(await refused(county, one.id, two.reportId)).toBe('report.not_found');
    await files.file({ ...one.report, state: 'corrected', issuedAt: '2026-11-20T11:30:00+08:00' });
    expect(await refused(county, one.id, one.reportId)).toBe('report.not_found');
    const early = (await files.file(aReport({ patient: two.patient, state: 'preliminary' }))) as { reportId: string };
    expect(await refused(county, two.id, early.reportId)).toBe('report.not_found');
  });
  it('not the office, administrators or auditors', async () => {
    const { id, reportId, token, patient } = await carrier();
    for (const username of ['office', 'county.admin', 'auditor']) {
      const person = await api.as(username);
      expect((await person.ask(issuePass, { params: { id }, body: { reportIds: [reportId] } })).status).toBe(403);
      expect((await take(token, patient.identifier, {}, person)).status).toBe(403);
    }
  });
});

describe('taking the patient over', () => {
  it('by the number of the paper: the patient is known here, agreed, and results are seen', async () => {
    const { token, patient, pass } = await carrier();
    const { patientId } = (await take(token, ` ${patient.identifier.toLowerCase()} `)).answer;
    expect(await lead.get(getResultConsent, { params: { id: patientId } })).toMatchObject({ standing: 'given', giver: 'patient' });
    expect((await lead.get(listResults, { query: { patientId } })).items).toHaveLength(1);
    expect(await audited(pass.id)).toContainEqual(['result_pass.taken_over', true]);
    expect((await take(token, patient.identifier)).answer).toEqual({ patientId });
  });
  it('not by the number of somebody else, nor by the pass of somebody else', async () => {
    const [one, two] = [await carrier(), await carrier()];
    expect((await take(one.token, two.patient.identifier)).problem.code).toBe('link.invalid');
    expect((await take(two.token, one.patient.identifier)).problem.code).toBe('link.invalid');
    expect((await take(one.token, '12345')).problem.code).toBe('patient.identifier_invalid');
    const { rows } = await database.owner.query('select 1 from patient_relation where institution_id = $1 and patient_id = any($2)', [
      world.lead.id,
      [one.id, two.id],
    ]);
    expect(rows).toEqual([]);
  });
  it(`after ${mostMismatches} wrong numbers not even by the right one`, async () => {
    const { token, patient } = await carrier();
    for (let n = 0; n < mostMismatches; n++) expect((await take(token, numberOf('male'))).problem.code).toBe('link.invalid');
    expect((await take(token, patient.identifier)).problem.code).toBe('link.invalid');
    expect((await open(token)).status).toBe(200);
  });
  it('of a relative by name only', async () => {
    const { token, patient } = await carrier();
    expect((await take(token, patient.identifier, { giver: 'relative' })).problem.code).toBe('request.invalid');
    expect((await take(token, patient.identifier, { giver: 'relative', giverName: '王强' })).status).toBe(200);
  });
});

it('whoever guesses is soon asked to wait', async () => {
  const { token } = await carrier();
  let status = 404;
  for (let n = 0; n < 110 && status !== 429; n++) status = (await open(String(n).padStart(43, 'a'))).status;
  expect(status).toBe(429);
  expect((await open(token)).status).toBe(429);
});
