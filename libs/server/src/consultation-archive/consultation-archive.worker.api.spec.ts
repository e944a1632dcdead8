import * as act from '@alliance/contracts/consultation-action.contract';
import * as archive from '@alliance/contracts/consultation-archive.contract';
import { getConsultation } from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import {
  consulting,
  consultationSlice,
  consultationWork,
  does,
  opinion,
  requested,
  type Consulting,
} from '../testing/consultation.story.js';
import { roundOf } from '../testing/escalation.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let people: Consulting;
const folder = mkdtempSync(join(tmpdir(), 'archive-'));

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, consultationSlice);
  worker = await startWorker(database, consultationWork);
  people = await consulting(database, api, world);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await worker.close();
  await api.close();
  await database.drop();
});

async function decided(): Promise<ConsultationView> {
  const sent = await does(people.doctor, act.invite, await requested(people.doctor, world));
  const accepted = await does(people.expert, act.acceptConsultation, sent);
  const signed = await does(people.expert, act.signOpinion, accepted, opinion);
  const done = await does(people.doctor, act.decideConsultation, signed, { decision: 'follow', text: '照办' });
  await roundOf(worker);
  return done;
}
const versions = async (who: Person, id: string) => (await who.get(archive.listConsultationArchive, { params: { id } })).items;
const file = async (who: Person, id: string, format: 'json' | 'pdf', version = 1): Promise<Buffer> =>
  (await api.app.inject({ url: `/api/consultations/${id}/archive?format=${format}&version=${version}`, headers: who.headers })).rawPayload;
function verified(...files: [name: string, bytes: Buffer][]): string {
  const paths = files.map(([name, bytes]) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  });
  return execFileSync(process.execPath, [resolve(import.meta.dirname, '../../../../infra/run/verify-archive.mjs'), ...paths], {
    encoding: 'utf8',
  });
}

it('both hospitals hold the same bytes with the same hash once it is decided, and again once it is closed', async () => {
  const first = await decided();
  const [sealed] = await versions(people.doctor, first.id);
  expect(sealed).toMatchObject({ version: 1, cause: 'decided', previous: null });
  expect(sealed?.copies.map(({ institution, sha256 }) => [institution.id, sha256]).sort()).toEqual(
    [world.lead.id, world.county.id].sort().map((id) => [id, sealed?.sha256]),
  );
  const [ours, theirs] = [await file(people.doctor, first.id, 'json'), await file(people.expert, first.id, 'json')];
  expect(ours.equals(theirs)).toBe(true);
  const bundle = (
    JSON.parse(ours.toString()) as {
      bundle: { consultation: { opinions: { text: string }[]; decision: unknown; patient: { name: string } } };
    }
  ).bundle;
  expect(bundle.consultation).toMatchObject({
    patient: { name: '张三丰' },
    opinions: [{ text: '建议冠脉造影。' }],
    decision: { text: '照办' },
  });
  const now = await people.doctor.get(getConsultation, { params: { id: first.id } });
  await does(people.doctor, act.giveFeedback, now, { course: 'improved', helpful: 4 });
  await roundOf(worker);
  const [closed] = await versions(people.expert, first.id);
  expect(closed).toMatchObject({ version: 2, cause: 'closed', previous: sealed?.sha256 });
  const pdf = await file(people.expert, first.id, 'pdf', 2);
  expect(pdf.equals(await file(people.doctor, first.id, 'pdf', 2))).toBe(true);
  expect(verified(['a.json', ours], ['b.pdf', pdf]).match(/✓/g)).toHaveLength(2);
});

it('a changed byte is found', async () => {
  const json = await file(people.doctor, (await decided()).id, 'json');
  const changed = Buffer.from(json.toString().replace('建议冠脉造影', '建议药物治疗'));
  expect(() => verified(['c.json', changed])).toThrow();
});

it('nobody else reads it, nobody writes it again; the wrong patient leaves the invited side with its copy’s hash alone', async () => {
  const one = await decided();
  for (const name of ['other.doctor', 'township.doctor'])
    expect((await (await api.as(name)).ask(archive.listConsultationArchive, { params: { id: one.id } })).status).toBe(404);
  const now = await people.doctor.get(getConsultation, { params: { id: one.id } });
  await does(people.doctor, act.voidConsultation, now, { reason: 'wrong_patient', explanation: '选错患者' });
  await roundOf(worker);
  expect((await versions(people.doctor, one.id)).map(({ cause, copies }) => [cause, copies.length])).toEqual([
    ['voided', 1],
    ['decided', 2],
  ]);
  expect((await people.expert.ask(archive.listConsultationArchive, { params: { id: one.id } })).status).toBe(404);
});
