import { attachFile, downloadFile, removeFile } from '@alliance/contracts/attachment.contract';
import * as actions from '@alliance/contracts/referral-action.contract';
import { enterInError } from '@alliance/contracts/referral-ending.contract';
import { getReferral, referralTimeline } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { dicomBytes, fileOf, jpegBytes, pdfBytes, pngBytes } from '../testing/documents.js';
import { refusalOf } from '../testing/person.story.js';
import { doctorDrafts, doctorSubmits, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
let colleague: Person;
let receiver: Person;
let outsiders: Person[];
let referralId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, referralSlice);
  doctor = await api.as('county.doctor');
  colleague = await api.as('county.coordinator');
  receiver = await api.as('lead.doctor');
  outsiders = await Promise.all(['other.doctor', 'other.coordinator', 'township.doctor', 'office'].map((name) => api.as(name)));
  ({ id: referralId } = await doctorSubmits(doctor, world));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const documentsOf = async (id: string) => (await doctor.get(getReferral, { params: { id } })).attachments;
const download = (person: Person, id: string) => person.ask(downloadFile, { params: { id } });
const attach = (bytes: Buffer, name: string, id = referralId, person = doctor) =>
  person.get(attachFile, { params: { id }, body: { file: fileOf(bytes, name) } });
const isThere = ({ storage_key: key }: { storage_key: string }) => existsSync(join(api.config.DATA_DIR, 'files', key));

describe('a document in quarantine', () => {
  it('is shown with its reason to both sides, given to nobody, and does not count as a document', async () => {
    const draft = await doctorDrafts(doctor, world);
    const { id, quarantine } = await attach(pdfBytes('4 0 obj<</S/JavaScript>>endobj\n'), '知情同意.pdf', draft.id);
    expect(quarantine).toBe('active_content');
    expect(await refusalOf(doctor, downloadFile, { params: { id } })).toBe('403 file.quarantined');
    await doctor.get(actions.submitReferral, { params: { id: draft.id }, body: { version: draft.version } });
    const seen = (await receiver.get(getReferral, { params: { id: draft.id } })).attachments;
    expect(seen).toMatchObject([{ id, name: '知情同意.pdf', quarantine: 'active_content' }]);
    expect(await refusalOf(receiver, downloadFile, { params: { id } })).toBe('403 file.quarantined');
    const { rows } = await database.owner.query('select action from audit_entry where $1 = any(object_ids) and action = $2', [
      draft.id,
      'referral.attach_quarantined',
    ]);
    expect(rows).toHaveLength(1);
  });
});

describe('a document leaves a draft', () => {
  it('by whoever added it or writes the draft, with its file and with a trace', async () => {
    const draft = await doctorDrafts(doctor, world);
    const mine = await attach(pngBytes(), 'a.png', draft.id);
    const theirs = await attach(pngBytes(), 'b.png', draft.id, colleague);
    expect(await refusalOf(colleague, removeFile, { params: { id: mine.id } })).toBe('403 referral.not_your_action');
    for (const person of [receiver, ...outsiders.slice(0, 3)])
      expect(await refusalOf(person, removeFile, { params: { id: mine.id } })).toBe('404 access.not_found');
    const { rows } = await database.owner.query<{ storage_key: string }>('select storage_key from attachment where referral_id = $1', [
      draft.id,
    ]);
    for (const { id } of [mine, theirs]) expect((await doctor.ask(removeFile, { params: { id } })).status).toBe(204);
    expect(await documentsOf(draft.id)).toEqual([]);
    expect(rows.map(isThere)).toEqual([false, false]);
    const timeline = await doctor.get(referralTimeline, { params: { id: draft.id } });
    expect(timeline.items.filter(({ kind }) => kind === 'referral.document_removed')).toHaveLength(2);
    expect(await refusalOf(doctor, removeFile, { params: { id: mine.id } })).toBe('404 access.not_found');
  });
  it('and not once it was sent', async () => {
    const draft = await doctorDrafts(doctor, world);
    const { id } = await attach(pngBytes(), 'a.png', draft.id);
    await doctor.get(actions.submitReferral, { params: { id: draft.id }, body: { version: draft.version } });
    expect(await refusalOf(doctor, removeFile, { params: { id } })).toBe('409 referral.wrong_state');
    expect((await download(receiver, id)).status).toBe(200);
  });
});

describe('who may download (UPL-03)', () => {
  it('no unrelated hospital, no guessed id, nobody before it was sent, and the receiver no longer once it was voided', async () => {
    const draft = await doctorDrafts(doctor, world);
    const bytes = [pdfBytes(), jpegBytes(), pngBytes(), dicomBytes()];
    const all = await Promise.all(bytes.map((each, at) => attach(each, `${at}`, draft.id)));
    const answers = new Set<number>();
    for (const { id } of all) for (const person of [receiver, ...outsiders]) answers.add((await download(person, id)).status);
    for (const person of [doctor, receiver, ...outsiders])
      for (let n = 0; n < 20; n++) answers.add((await download(person, newId())).status);
    // the office has no permission at all, whatever the id
    expect(answers).toEqual(new Set([403, 404]));
    expect((await download(outsiders[3] as Person, newId())).status).toBe(403);
    const sent = await doctor.get(actions.submitReferral, { params: { id: draft.id }, body: { version: draft.version } });
    for (const { id } of all) expect((await download(receiver, id)).status).toBe(200);
    await doctor.get(enterInError, {
      params: { id: draft.id },
      body: { version: sent.version, reason: 'wrong_patient', explanation: '选错患者' },
    });
    for (const { id } of all) expect((await download(receiver, id)).status).toBe(404);
  });
});

describe('the headers of a download (UPL-04)', () => {
  it.each([
    ['application/pdf', pdfBytes(), '出院小结 (复印件).pdf'],
    ['image/jpeg', jpegBytes(), 'it\'s "quoted"; 100%.jpg'],
    ['image/png', pngBytes(), '心电图.png'],
    ['application/dicom', dicomBytes(), 'IM0001'],
  ])('%s', async (mediaType, bytes, name) => {
    const { id, name: shown } = await attach(bytes, name);
    const { headers, answer } = await download(receiver, id);
    expect(answer).toEqual(bytes);
    expect(headers).toMatchObject({
      'content-type': mediaType,
      'content-length': String(bytes.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': 'sandbox',
      'cache-control': 'no-store',
    });
    const [disposition, written] = String(headers['content-disposition']).split("; filename*=UTF-8''");
    expect([disposition, decodeURIComponent(written ?? '')]).toEqual(['attachment', shown]);
    expect(written).toMatch(/^(%[0-9A-F]{2}|[A-Za-z0-9!#$&+.^_`|~-])+$/);
  });
});
