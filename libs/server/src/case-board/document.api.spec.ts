import { attachFile } from '@alliance/contracts/attachment.contract';
import * as board from '@alliance/contracts/case-board.contract';
import * as act from '@alliance/contracts/consultation-action.contract';
import * as consultation from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import * as contract from '@alliance/contracts/consultation-document.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { caseBoardSlice, documentsOf, sendDocument } from '../testing/case-board.story.js';
import { consulting, does, requested, type Consulting } from '../testing/consultation.story.js';
import { fileOf, jpegBytes, pdfBytes, pngBytes, testVirus } from '../testing/documents.js';
import { doctorSubmits } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: Consulting;
let stranger: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, caseBoardSlice);
  people = await consulting(database, api, world);
  stranger = await api.as('other.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** The signed form is left out of what these tests count. */
const withoutForm = (id: string) =>
  database.owner.query(`delete from consultation_document where consultation_id = $1 and storage_key like 'consent/%'`, [id]);
const invited = async (more: object = {}): Promise<ConsultationView> => {
  const sent = await does(people.doctor, act.invite, await requested(people.doctor, world, more));
  await withoutForm(sent.id);
  return sent;
};
const content = (who: Person, id: string, documentId: string) =>
  who.ask(contract.consultationDocumentContent, { params: { id, documentId } });
const describeIt = (who: Person, id: string, documentId: string, body: object) =>
  who.ask(contract.describeDocument, { params: { id, documentId }, body });
const remove = (who: Person, id: string, documentId: string) => who.ask(contract.removeDocument, { params: { id, documentId } });
const watch = (id: string, agreed = false) =>
  database.owner.query('update consultation set observing_ids = array[$2::uuid], teaching_agreed = $3 where id = $1', [
    id,
    world.other.id,
    agreed,
  ]);

describe('documents of a consultation', () => {
  it('come in pieces, are described, and are read by both hospitals', async () => {
    const { id } = await invited();
    const documentId = await sendDocument(people.doctor, id, pngBytes(), '心电图 张三丰.png');
    const described = await describeIt(people.doctor, id, documentId, { kind: 'ecg', title: '入院心电图' });
    expect(described.answer).toMatchObject({
      kind: 'ecg',
      title: '入院心电图',
      deidentified: false,
      mayChange: true,
      by: expect.any(String),
    });
    const { items, preparation, mayAdd } = await people.expert.get(contract.listConsultationDocuments, { params: { id } });
    expect(items).toEqual([expect.objectContaining({ id: documentId, kind: 'ecg', name: '心电图 张三丰.png', mayChange: false })]);
    expect(mayAdd).toBe(true);
    expect(preparation).toEqual([
      { material: 'images', there: false },
      { material: 'ecg', there: true },
      { material: 'labs', there: false },
      { material: 'reports', there: false },
      { material: 'consent', there: false },
    ]);
    const read = await content(people.expert, id, documentId);
    expect([read.status, read.headers['x-content-type-options'], read.headers['content-security-policy']]).toEqual([
      200,
      'nosniff',
      'sandbox',
    ]);
    expect(String(read.headers['content-disposition'])).toMatch(/^attachment; /);
    const { rows } = await database.owner.query<{ key: string }>(
      'select known_files(array[storage_key]) as key from consultation_document where id = $1',
      [documentId],
    );
    expect(rows[0]?.key).toMatch(/^consultation\//);
  });

  it('are nobody else’s: a third hospital, a role without the right, a hospital that declined, a void case', async () => {
    const sent = await invited();
    const { id } = sent;
    const documentId = await sendDocument(people.doctor, id, pdfBytes(), '病历.pdf');
    const list = async (who: Person) => (await who.ask(contract.listConsultationDocuments, { params: { id } })).status;
    const upload = (who: Person) =>
      who.ask(contract.startConsultationUpload, { params: { id }, body: { id: newId(), name: 'x.pdf', bytes: 10 } });
    expect([await list(stranger), (await content(stranger, id, documentId)).status, (await upload(stranger)).status]).toEqual([
      404, 404, 404,
    ]);
    expect(await list(await api.as('county.admin'))).toBe(403);
    expect(await list(people.expert)).toBe(200);
    await does(people.expert, act.declineConsultation, sent, { reason: 'no_time' });
    expect([await list(people.expert), (await content(people.expert, id, documentId)).status]).toEqual([404, 404]);

    const other = await invited();
    const second = await sendDocument(people.doctor, other.id, pdfBytes(), '病历.pdf');
    const now = await people.doctor.get(consultation.getConsultation, { params: { id: other.id } });
    await does(people.doctor, act.voidConsultation, now, { reason: 'wrong_patient', explanation: '患者选错' });
    expect((await content(people.expert, other.id, second)).status).toBe(404);
    expect((await remove(people.doctor, other.id, second)).problem.code).toBe('consultation.wrong_state');
  });

  it('who only watches sees what nobody can be recognised by, without the names of files; a consent never (TM-15)', async () => {
    const { id } = await invited();
    const [shown, hidden, consent] = [
      await sendDocument(people.doctor, id, pngBytes(), '张三丰 CT.png'),
      await sendDocument(people.doctor, id, jpegBytes(), '面部.jpg'),
      await sendDocument(people.doctor, id, pdfBytes(), '同意书.pdf'),
    ];
    await describeIt(people.doctor, id, shown, { deidentified: true });
    const paper = await describeIt(people.doctor, id, consent, { kind: 'consent', deidentified: true });
    expect(paper.answer.deidentified).toBe(false);
    await watch(id);
    const seen = await stranger.get(contract.listConsultationDocuments, { params: { id } });
    expect(seen).toMatchObject({ items: [{ id: shown, name: 'image.png', mayChange: false }], preparation: [], mayAdd: false });
    expect(JSON.stringify(seen)).not.toContain('张三丰');
    expect(String((await content(stranger, id, shown)).headers['content-disposition'])).toContain('image.png');
    expect((await content(stranger, id, hidden)).status).toBe(404);
    const refused = await stranger.ask(contract.startConsultationUpload, {
      params: { id },
      body: { id: newId(), name: 'x.pdf', bytes: 10 },
    });
    expect(refused.problem.code).toBe('consultation.not_your_action');
    await watch(id, true);
    expect((await documentsOf(stranger, id)).map((each) => each.id)).toEqual([shown, hidden]);
    expect((await content(stranger, id, consent)).status).toBe(404);
  });

  it('of the other hospital stay as they are, and the consent of what was sent stays', async () => {
    const draft = await requested(people.doctor, world);
    await withoutForm(draft.id);
    const consent = await sendDocument(people.doctor, draft.id, pdfBytes(), '同意书.pdf');
    await describeIt(people.doctor, draft.id, consent, { kind: 'consent' });
    const saved = await does(people.doctor, consultation.saveConsultation, draft, { consentDocumentId: consent });
    const sent = await does(people.doctor, act.invite, saved);
    const theirs = await sendDocument(people.expert, sent.id, pdfBytes(), '文献.pdf');
    expect((await remove(people.doctor, sent.id, theirs)).problem.code).toBe('consultation.not_your_action');
    expect((await describeIt(people.doctor, sent.id, theirs, { kind: 'lab' })).problem.code).toBe('consultation.not_your_action');
    expect((await remove(people.doctor, sent.id, consent)).problem.code).toBe('consultation.consent_missing');
    expect((await remove(people.expert, sent.id, theirs)).status).toBe(204);
    expect((await documentsOf(people.expert, sent.id)).map(({ id }) => id)).toEqual([consent]);
  });

  it('what is taken out leaves the board; what is in quarantine nobody opens or lays down', async () => {
    const { id } = await invited();
    const picture = await sendDocument(people.doctor, id, pngBytes(), 'CT.png');
    const put = (documentId: string) =>
      people.expert.ask(board.putOnBoard, { params: { id }, body: { id: newId(), kind: 'image', documentId } });
    expect((await put(picture)).status).toBe(201);
    await remove(people.doctor, id, picture);
    expect((await people.expert.get(board.getCaseBoard, { params: { id } })).items).toEqual([]);
    const virus = await sendDocument(people.doctor, id, pdfBytes(testVirus), '附件.pdf');
    expect(await documentsOf(people.expert, id)).toEqual([expect.objectContaining({ quarantine: 'malware' })]);
    expect((await content(people.expert, id, virus)).problem.code).toBe('file.quarantined');
    expect((await put(virus)).problem.code).toBe('file.quarantined');
    expect((await put(picture)).problem.code).toBe('access.not_found');
  });

  it('end at two hundred', async () => {
    const { id } = await invited();
    await database.owner.query(
      `insert into consultation_document (id, consultation_id, institution_id, person_id, kind, name, media_type, bytes, sha256, storage_key, at)
       select uuidv7(), $1, $2, (select person_id from appointment limit 1), 'lab', 'x.pdf', 'application/pdf', 1, 'x', 'consultation/x', now() from generate_series(1, 200)`,
      [id, world.county.id],
    );
    const one = { id: newId(), name: 'x.pdf', bytes: 10 };
    expect((await people.doctor.ask(contract.startConsultationUpload, { params: { id }, body: one })).problem.code).toBe(
      'file.consultation_full',
    );
  });
});

describe('documents of the referral', () => {
  it('are taken over without being sent again, once; the copy stays when nobody of the other side sees the referral', async () => {
    const referral = await doctorSubmits(people.doctor, world);
    for (const name of ['病历.pdf', 'CT.png']) {
      const file = fileOf(name.endsWith('pdf') ? pdfBytes() : pngBytes(), name);
      await people.doctor.get(attachFile, { params: { id: referral.id }, body: { file } });
    }
    const draft = await requested(people.doctor, world, { referralId: referral.id });
    const offered = await people.doctor.get(contract.offeredDocuments, { params: { id: draft.id } });
    expect(offered.items.map(({ name, from }) => [name, from])).toEqual([
      ['病历.pdf', 'referral'],
      ['CT.png', 'referral'],
    ]);
    const sourceIds = offered.items.map(({ id }) => id);
    const takeOver = () => people.doctor.ask(contract.takeOverDocuments, { params: { id: draft.id }, body: { sourceIds } });
    const twice = await Promise.all([takeOver(), takeOver()]);
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    const documents = await documentsOf(people.doctor, draft.id);
    const taken = documents.filter(({ kind }) => kind !== 'consent');
    expect(taken.map(({ kind, sourceId }) => [kind, sourceId]).sort()).toEqual([
      ['image', sourceIds[1]],
      ['report', sourceIds[0]],
    ]);
    expect((await people.doctor.get(contract.offeredDocuments, { params: { id: draft.id } })).items).toEqual([]);
    await does(people.doctor, act.invite, draft);
    for (const { id } of taken) expect((await content(people.expert, draft.id, id)).status).toBe(200);
    const foreign = await people.doctor.ask(contract.takeOverDocuments, { params: { id: draft.id }, body: { sourceIds: [newId()] } });
    expect(foreign.problem.code).toBe('access.not_found');
    expect((await stranger.ask(contract.offeredDocuments, { params: { id: draft.id } })).status).toBe(404);
  });
});
