import { attachFile, downloadFile } from '@alliance/contracts/attachment.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { startUpload } from '@alliance/contracts/upload.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { FileSweeper } from '../platform/files/sweeper.js';
import { newId } from '../platform/ids.js';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { dicomBytes, fileOf, jpegBytes, pdfBytes, pngBytes, testVirus } from '../testing/documents.js';
import { eventually } from '../testing/eventually.js';
import { refusalOf } from '../testing/person.story.js';
import { doctorSubmits, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { digestOf, Sending } from '../testing/upload.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let doctor: Person;
let colleague: Person;
let receiver: Person;
let outsiders: Person[];
let referralId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, referralSlice);
  worker = await startWorker(database, [], { DATA_DIR: api.config.DATA_DIR });
  doctor = await api.as('county.doctor');
  colleague = await api.as('county.coordinator');
  receiver = await api.as('lead.doctor');
  outsiders = await Promise.all(['other.doctor', 'other.coordinator', 'township.doctor', 'office'].map((name) => api.as(name)));
  ({ id: referralId } = await doctorSubmits(doctor, world));
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

const mebibyte = 1_048_576;
const examination = (megabytes = 2) => dicomBytes({ pixelBytes: megabytes * mebibyte });
const files = () => join(api.config.DATA_DIR, 'files');
const incoming = () => (existsSync(join(files(), 'incoming')) ? readdirSync(join(files(), 'incoming')) : []);
const documentsOf = async (id = referralId) => (await doctor.get(getReferral, { params: { id } })).attachments;
const download = (person: Person, id: string) => person.ask(downloadFile, { params: { id } });
const digestAt = async (person: Person, id: string) => digestOf((await download(person, id)).answer as Buffer);
const attach = (bytes: Buffer, name: string, id = referralId, person = doctor) =>
  person.get(attachFile, { params: { id }, body: { file: fileOf(bytes, name) } });
const openUploads = async () => (await database.owner.query<{ count: number }>('select count(*)::int as count from upload')).rows[0]?.count;

describe('a document in pieces', () => {
  it('is there once all of it has come, for both sides, and asking again changes nothing', async () => {
    const sending = new Sending(doctor, referralId, examination());
    expect((await sending.start()).answer).toEqual({ id: sending.id, bytes: sending.bytes.length, offset: 0, attachment: null });
    expect((await sending.piece(0)).answer).toMatchObject({ offset: 65_536, attachment: null });
    expect((await sending.start()).answer).toMatchObject({ offset: 65_536 });
    expect((await documentsOf()).map(({ id }) => id)).not.toContain(sending.id);
    const { attachment, offset } = await sending.rest();
    expect([attachment?.id, attachment?.mediaType, offset]).toEqual([sending.id, 'application/dicom', sending.bytes.length]);
    expect((await sending.start()).answer.attachment?.id).toBe(sending.id);
    expect((await sending.piece(sending.bytes.length)).answer.attachment?.id).toBe(sending.id);
    expect((await documentsOf()).filter(({ id }) => id === sending.id)).toHaveLength(1);
    expect(await digestAt(receiver, sending.id)).toBe(digestOf(sending.bytes));
    expect([incoming(), await openUploads()]).toEqual([[], 0]);
    const told = await database.owner.query(`select 1 from event where kind = 'referral.document_added' and data ->> 'attachmentId' = $1`, [
      sending.id,
    ]);
    expect(told.rowCount).toBe(1);
  });

  it('goes on where the file really ends, whatever its sender believes', async () => {
    const sending = new Sending(doctor, referralId, examination());
    await sending.start();
    await sending.piece(0);
    for (const offset of [0, 1, 65_535, 65_537, 10 * mebibyte])
      expect((await sending.piece(offset)).problem).toMatchObject({ code: 'upload.offset_differs', facts: { offset: 65_536 } });
    expect((await sending.rest()).attachment?.id).toBe(sending.id);
  });

  it('ends with the first thing that is wrong, and leaves nothing', async () => {
    const page = Buffer.from(`<html>${' '.repeat(200_000)}`);
    const sending = new Sending(doctor, referralId, page, 'x.pdf');
    await sending.start();
    // after its first piece, not after its last
    expect((await sending.piece(0)).problem.code).toBe('file.type_refused');
    const large = new Sending(doctor, referralId, Buffer.concat([pdfBytes(), Buffer.alloc(21 * mebibyte)]), 'x.pdf');
    await large.start();
    expect((await large.piece(0)).problem).toMatchObject({ code: 'file.too_large', facts: { maxMegabytes: 20 } });
    const other = new Sending(doctor, referralId, examination(1));
    await other.start();
    other.bytes[700_000] = 1;
    await expect(other.rest()).rejects.toThrow('upload.digest_differs');
    for (const { id } of [sending, large, other])
      expect(await refusalOf(doctor, startUpload, { params: { id }, body: { id, name: 'x', bytes: 1 } })).toMatch(/404/);
    expect([incoming(), await openUploads()]).toEqual([[], 0]);
  });

  it('announced as too large, as nothing, as a program, or under an id that is taken is not begun', async () => {
    const ask = (body: object) =>
      refusalOf(doctor, startUpload, { params: { id: referralId }, body: { id: newId(), name: 'x.pdf', bytes: 1, ...body } } as never);
    expect(await ask({ bytes: 5 * 1024 ** 3 })).toBe('413 file.too_large');
    expect(await ask({ bytes: 0 })).toBe('422 file.empty');
    expect(await ask({ name: 'x.exe.pdf' })).toBe('422 file.name_refused');
    const sending = new Sending(doctor, referralId, pdfBytes());
    await sending.start();
    expect(await ask({ id: sending.id, bytes: 2 })).toBe('422 request.key_reused');
    await sending.cancel();
    expect([incoming(), await openUploads()]).toEqual([[], 0]);
  });

  it('is cut when more comes than was announced, or than a piece may hold', async () => {
    const sending = new Sending(doctor, referralId, examination(6));
    await sending.start();
    const line = await sending.open(api, 0);
    const answered = new Promise<[number | undefined, string | undefined]>((done) =>
      line.on('response', (reply) => done([reply.statusCode, reply.headers.connection])).on('close', () => done([undefined, undefined])),
    );
    for (let sent = 0; sent < 5 && !line.destroyed; sent++)
      await new Promise<void>((next) => line.write(Buffer.alloc(mebibyte), () => next()));
    expect((await answered)[0] ?? 413).toBe(413);
    expect([incoming(), await openUploads()]).toEqual([[`${sending.id}.part`], 1]);
    expect(statSync(join(files(), 'incoming', `${sending.id}.part`)).size).toBe(0);
    await sending.cancel();
  });

  it('belongs to whoever sends it', async () => {
    const sending = new Sending(doctor, referralId, examination());
    await sending.start();
    for (const person of [colleague, receiver, ...outsiders.slice(0, 3)]) {
      await expect(sending.progress(person)).rejects.toThrow('access.not_found');
      expect((await sending.piece(0, 65_536, person)).status).toBe(404);
      expect((await sending.cancel(person)).status).toBe(404);
    }
    for (const person of outsiders.slice(0, 3)) expect((await new Sending(person, referralId, examination()).start()).status).toBe(404);
    expect((await sending.progress()).offset).toBe(0);
    expect((await sending.cancel()).status).toBe(204);
    await expect(sending.progress()).rejects.toThrow('access.not_found');
  });

  it('is one of at most twenty that a hospital sends at a time, of however many that begin at once', async () => {
    const many = Array.from({ length: 26 }, () => new Sending(doctor, referralId, examination()));
    const answers = await Promise.all(many.map((sending) => sending.start()));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ problem }) => problem.code))).toEqual(
      new Set(['upload.too_many_open']),
    );
    expect((await new Sending(receiver, referralId, examination()).start()).status).toBe(201);
    await database.owner.query('delete from upload');
  });

  it('finds a referral full at 200 documents, and at 2 GB', async () => {
    const { id } = await doctorSubmits(doctor, world);
    const row = `insert into attachment (id, referral_id, institution_id, person_id, name, media_type, bytes, sha256, storage_key)
      select gen_random_uuid(), $1, $2, (select id from person limit 1), 'x', 'x', $4, 'x', gen_random_uuid()::text from generate_series(1, $3::int)`;
    await database.owner.query(row, [id, world.county.id, 199, 1]);
    const last = [new Sending(doctor, id, pdfBytes()), new Sending(doctor, id, pdfBytes())] as const;
    const codes = (await Promise.all(last.map((sending) => sending.start()))).map(({ status }) => status);
    expect(codes.toSorted()).toEqual([201, 409]);
    expect(await refusalOf(doctor, attachFile, { params: { id }, body: { file: fileOf(pdfBytes(), 'x.pdf') } })).toBe(
      '409 file.referral_full',
    );
    const heavy = await doctorSubmits(doctor, world);
    await database.owner.query(row, [heavy.id, world.county.id, 1, 2 * 1024 ** 3 - 100]);
    expect((await new Sending(doctor, heavy.id, pdfBytes()).start()).problem.code).toBe('file.referral_full');
    await database.owner.query('delete from upload');
  });
});

describe('a broken line or a killed process (UPL-05, short)', () => {
  it.each([1, 2, 3, 4, 5])('%i: goes on from what is on the disk, and is the same at the end', async (round) => {
    const sending = new Sending(doctor, referralId, examination(1));
    await sending.start();
    await sending.cutAfter(api, 0, round * 150_000);
    await eventually(async () => expect((await sending.progress()).offset).toBeGreaterThan(0));
    expect((await documentsOf()).map(({ id }) => id)).not.toContain(sending.id);
    // another process on the same disk takes over
    const next = await startApi(database, { ...referralSlice, config: { DATA_DIR: api.config.DATA_DIR } });
    await sending.rest(await next.as('county.doctor'));
    await next.close();
    expect(await digestAt(receiver, sending.id)).toBe(digestOf(sending.bytes));
  });

  it('a sender who comes back ends the piece that still waits on a dead line', async () => {
    const sending = new Sending(doctor, referralId, examination(1));
    await sending.start();
    const dead = await sending.open(api, 0, sending.bytes.length);
    await new Promise<void>((done) => dead.write(sending.bytes.subarray(0, 100_000), () => done()));
    await eventually(async () => expect((await sending.progress()).offset).toBe(100_000));
    expect((await sending.rest()).attachment?.id).toBe(sending.id);
    dead.destroy();
  });

  it('between the file and its row there is no document, and asked again the server ends what it began', async () => {
    const sending = new Sending(doctor, referralId, pngBytes(), 'x.png');
    await sending.start();
    await database.owner.query(`alter table attachment add constraint broken check (name <> 'x.png') not valid`);
    expect((await sending.piece(0)).status).toBe(500);
    await database.owner.query('alter table attachment drop constraint broken');
    // the server tries again when it is asked, with what it has
    expect((await sending.piece(sending.bytes.length)).answer.attachment?.id).toBe(sending.id);
  });
});

describe('what nobody asks for any more', () => {
  const age = (path: string, minutes: number) => utimesSync(path, Date.now() / 1000 - minutes * 60, Date.now() / 1000 - minutes * 60);
  it('is collected within the hour: half uploads, files without a row; what is in use stays', async () => {
    const sweeper = worker.get(FileSweeper);
    const kept = await attach(jpegBytes(), '心电图.jpg');
    const locked = await attach(pdfBytes(testVirus), 'x.pdf');
    const [lost, going] = [new Sending(doctor, referralId, examination()), new Sending(doctor, referralId, examination())];
    for (const sending of [lost, going]) {
      await sending.start();
      await sending.piece(0);
    }
    await database.owner.query(`update upload set started_at = now() - interval '2 hours'`);
    age(join(files(), 'incoming', `${lost.id}.part`), 61);
    const gone = await attach(pngBytes(), '旧.png');
    const { rows } = await database.owner.query<{ id: string; storage_key: string }>('select id, storage_key from attachment');
    for (const { storage_key: key } of rows) if (existsSync(join(files(), key))) age(join(files(), key), 11);
    await database.owner.query('delete from attachment where id = $1', [gone.id]);
    expect(await sweeper.sweep()).toBe(2);
    expect(incoming()).toEqual([`${going.id}.part`]);
    await expect(lost.progress()).rejects.toThrow('access.not_found');
    expect((await going.rest()).attachment?.id).toBe(going.id);
    expect((await download(receiver, kept.id)).status).toBe(200);
    expect(locked.quarantine).toBe('malware');
    expect(existsSync(join(files(), rows.find(({ id }) => id === locked.id)?.storage_key ?? ''))).toBe(true);
    expect(existsSync(join(files(), rows.find(({ id }) => id === gone.id)?.storage_key ?? ''))).toBe(false);
  });
});
