import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refusal } from '@alliance/domain/refusal';
import fc from 'fast-check';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { dicomBytes, jpegBytes, jpegSegment, pdfBytes, pdfPacked, pdfStream, pngBytes, testVirus } from '../../testing/documents.js';
import { hostileDocuments } from '../../testing/hostile-documents.js';
import type { Config } from '../config/config.js';
import { Files, type Announced } from './files.js';
import { scannersOf } from './scanners.js';

const folder = mkdtempSync(join(tmpdir(), 'alliance-files-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const filesWith = (CLAMD_URL?: string) => new Files({ DATA_DIR: folder } as Config, scannersOf({ CLAMD_URL }));
const files = filesWith();
const pieces = (bytes: Buffer, size = 65_536) =>
  Readable.from(
    (function* () {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    })(),
  );
const take = (bytes: Buffer, announced: Announced, by = files) => by.store('attachment', pieces(bytes), announced);
const everything = () => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
const inFolder = (name: string) => everything().filter(({ parentPath }) => parentPath.includes(`${sep}${name}`)).length;
/** What became of it: the code of the refusal, the reason of the quarantine, or null. */
const endOf = (bytes: Buffer, announced: Announced, by = files) =>
  take(bytes, announced, by).then(
    ({ quarantine }) => quarantine,
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );

describe('an honest document is taken', () => {
  it.each([
    ['a PDF', pdfBytes(), 'application/pdf'],
    [
      'a PDF with a picture and packed text',
      pdfBytes(pdfStream('/Subtype/Image/Filter/DCTDecode', jpegBytes()), pdfPacked('', 'BT /F1 12 Tf ET')),
      'application/pdf',
    ],
    ['a PDF with packed objects', pdfBytes(pdfPacked('/Type/ObjStm/N 1', '5 0 <</Type/Font/BaseFont/SimSun>>')), 'application/pdf'],
    ['a PNG', pngBytes(4000, 3000), 'image/png'],
    ['a JPEG', jpegBytes(8064, 6048), 'image/jpeg'],
    ['a JPEG with EXIF', jpegBytes(8, 8, [jpegSegment(0xe1, Buffer.from('Exif\0\0MM\0*<x:xmpmeta/>'))]), 'image/jpeg'],
    ['a JPEG whose last block is filled with zeros', Buffer.concat([jpegBytes(), Buffer.alloc(512)]), 'image/jpeg'],
    ['DICOM', dicomBytes(), 'application/dicom'],
    ['DICOM of 40 MB', dicomBytes({ pixelBytes: 40 * 1_048_576 }), 'application/dicom'],
    ['DICOM that is a TIFF too', dicomBytes({ preamble: Buffer.from(`II*\0${'\0'.repeat(124)}`) }), 'application/dicom'],
  ])('%s', async (_, bytes, mediaType) => {
    expect(await take(bytes, { name: 'x' })).toMatchObject({
      mediaType,
      bytes: bytes.length,
      quarantine: null,
      key: expect.stringMatching(/^attachment\//),
    });
  });
});

describe('a hostile document (UPL-01)', () => {
  it('comes in at least forty kinds', () => expect(hostileDocuments.length).toBeGreaterThanOrEqual(40));
  it.each(hostileDocuments.map((each) => [each.what, each] as const))('%s', async (_, { name, bytes, ends }) => {
    const [before, kept] = [everything().length, inFolder('quarantine')];
    expect(await endOf(bytes, { name })).toBe(ends);
    const quarantined = !ends.includes('.');
    // in quarantine, or nowhere at all
    expect([everything().length - before, inFolder('quarantine') - kept]).toEqual(quarantined ? [1, 1] : [0, 0]);
  });

  it('of five gigabytes is cut at the limit of its kind, in little memory and no disk', async () => {
    const block = Buffer.alloc(65_536);
    let given = 0;
    const endless = async function* () {
      yield dicomBytes({ pixelBytes: 0 });
      for (; given < 5 * 1024 ** 3; given += block.length) yield block;
    };
    const before = [process.memoryUsage.rss(), everything().length] as const;
    await expect(files.store('attachment', endless(), { name: 'x.dcm' })).rejects.toMatchObject({ code: 'file.too_large' });
    expect(given).toBeLessThanOrEqual(200 * 1_048_576);
    expect(everything().length).toBe(before[1]);
    expect(process.memoryUsage.rss() - before[0]).toBeLessThan(100 * 1_048_576);
  });

  it('cannot be downloaded from quarantine', async () => {
    const stored = await take(pdfBytes(testVirus), { name: 'x.pdf' });
    expect(stored.key).toMatch(/^quarantine\//);
    await expect(files.download(stored.key, stored)).rejects.toMatchObject({ code: 'file.quarantined' });
  });

  it('is found wherever the pieces of its mark are cut', async () => {
    const bytes = pdfBytes(pdfStream('', Buffer.concat([Buffer.alloc(1_048_576 - 300, 32), Buffer.from(testVirus.repeat(8))])));
    expect(await endOf(bytes, { name: 'x.pdf' })).toBe('malware');
  });
});

it('a document that differs from what was announced is not kept', async () => {
  const bytes = pngBytes();
  expect(await endOf(bytes, { name: 'x.png', bytes: bytes.length + 1 })).toBe('upload.digest_differs');
  expect(await endOf(bytes, { name: 'x.png', sha256: '0'.repeat(64) })).toBe('upload.digest_differs');
});

it('5,000 hostile names put no file outside the root and come back as a header may say them (UPL-02)', async () => {
  const parts = fc.constantFrom(
    '../',
    '..\\',
    '/',
    '\\',
    '\0',
    'CON',
    'nul.',
    '∕',
    '／',
    '%2e%2e%2f',
    '\u202e',
    '\r\n',
    '"',
    "'",
    '*',
    'x'.repeat(1_000),
    '𠮷',
    '\ud800',
    '~',
    ';',
    '.',
    ' ',
    'C:',
    '报告',
  );
  const names = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(parts, { minLength: 1, maxLength: 8 }).map((some) => some.join('')),
  );
  const bytes = pngBytes();
  const root = resolve(folder, 'files', 'attachment');
  let stored = 0;
  const isHarmless = async (name: string) => {
    const kept = await take(bytes, { name }).catch((error: unknown) => error);
    if (kept instanceof Refusal) return expect(kept.code).toBe('file.name_refused');
    const { key, name: shown, mediaType, bytes: length } = kept as Awaited<ReturnType<typeof take>>;
    stored++;
    expect(resolve(folder, 'files', key).startsWith(root + sep)).toBe(true);
    const answer = await files.download(key, { name: shown, mediaType, bytes: length });
    expect(await buffer(answer.getStream())).toEqual(bytes);
    const { disposition } = answer.getHeaders();
    expect(disposition).toMatch(/^attachment; filename\*=UTF-8''(%[0-9A-F]{2}|[A-Za-z0-9!#$&+.^_`|~-])+$/);
    expect(decodeURIComponent(String(disposition).split("''")[1] ?? '')).toBe(shown);
    return files.discard(key);
  };
  const many = fc.array(names, { minLength: 50, maxLength: 50 });
  await fc.assert(
    fc.asyncProperty(many, (some) => Promise.all(some.map(isHarmless)).then(() => undefined)),
    { numRuns: 100 },
  );
  expect(stored).toBeGreaterThan(4_000);
  expect(everything().filter(({ parentPath }) => !parentPath.startsWith(resolve(folder, 'files')))).toEqual([]);
}, 120_000);

describe('with ClamAV’s protocol', () => {
  let daemon: Server;
  let url: string;
  const seen: Buffer[] = [];
  beforeAll(async () => {
    daemon = createServer((socket) => {
      let all = Buffer.alloc(0);
      socket
        .on('error', () => undefined)
        .on('data', (piece: Buffer) => {
          all = Buffer.concat([all, piece]);
          if (!all.subarray(-4).equals(Buffer.alloc(4))) return;
          seen.push(all);
          socket.end(
            all.includes('Worm')
              ? 'stream: Win.Worm FOUND\0'
              : all.includes('Huge')
                ? 'INSTREAM size limit exceeded. ERROR\0'
                : 'stream: OK\0',
          );
        });
    });
    await new Promise<void>((up) => daemon.listen(0, '127.0.0.1', up));
    url = `tcp://127.0.0.1:${(daemon.address() as AddressInfo).port}`;
  });
  afterAll(() => void daemon.close());
  const note = (text: string) => pdfBytes(`%${text}\n`);

  it('what it finds goes to quarantine, what it passes is taken, what it will not look at is not taken', async () => {
    const by = filesWith(url);
    expect(await endOf(note('Worm'), { name: 'x.pdf' }, by)).toBe('malware');
    expect(await endOf(note('fine'), { name: 'x.pdf' }, by)).toBeNull();
    expect(await endOf(note('Huge'), { name: 'x.pdf' }, by)).toBe('server.unavailable');
    const sent = seen[1] as Buffer;
    expect([sent.subarray(0, 10).toString(), sent.readUInt32BE(10)]).toEqual(['zINSTREAM\0', note('fine').length]);
  });
  it('nothing is taken while it does not answer', async () => {
    const before = everything().length;
    expect(await endOf(note('fine'), { name: 'x.pdf' }, filesWith('tcp://127.0.0.1:1'))).toBe('server.unavailable');
    expect(everything().length).toBe(before);
  });
});
