import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ArchiveBundle } from '@alliance/domain/archive/archive.types';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { exampleBundle } from '../testing/archive.example.js';
import { canonical, digest, envelope } from '../platform/crypto/digest.js';
import { archivePdf } from './pdf/archive-pdf.js';

const command = resolve(import.meta.dirname, '../../../../infra/run/verify-archive.mjs');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const sealed = (bundle: ArchiveBundle) => {
  const text = canonical(bundle);
  const sha256 = digest(text);
  return { sha256, json: envelope({ bundle: text, sha256 }) };
};
const pdfOf = (bundle: ArchiveBundle) => archivePdf({ bundle, ...sealed(bundle) });
const write = (name: string, bytes: Buffer) => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
/** As a stranger would: another process, no settings, no network. */
const verify = (...paths: string[]) => {
  const { status, stdout } = spawnSync(process.execPath, [command, ...paths], { env: {}, encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n') };
};
const changed = (bytes: Buffer, at: number, by: number) => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ by;
  return copy;
};

describe('npm run verify-archive', () => {
  it('finds the file and the PDF of one archive intact, and the same', async () => {
    const bundle = exampleBundle();
    const { status, lines } = verify(write('a.json', sealed(bundle).json), write('a.pdf', await pdfOf(bundle)));
    expect(status).toBe(0);
    for (const line of lines) expect(line).toMatch(/^✓ .*R7K2-M9QX-4 第 1 版，完整/);
    expect(new Set(lines.map((line) => line.slice(-64)))).toEqual(new Set([sealed(bundle).sha256]));
  });

  it('finds each of 200 changes of a single byte', () => {
    const { json } = sealed(exampleBundle());
    // spread over the whole file, every bit in turn
    const paths = Array.from({ length: 200 }, (_, i) =>
      write(`byte-${i}.json`, changed(json, Math.floor((i * json.length) / 200), 1 << (i % 8))),
    );
    const { status, lines } = verify(...paths);
    expect(status).toBe(1);
    expect(lines).toHaveLength(200);
    for (const line of lines) expect(line).toMatch(/^✕/);
  });

  it('finds a changed file inside a PDF, and a PDF whose printed hash is of another', async () => {
    const pdf = await pdfOf(exampleBundle());
    const start = pdf.indexOf('/EmbeddedFile');
    const stream = pdf.indexOf('stream\n', start) + 200;
    const other = exampleBundle({ outcome: 'died' });
    const mixed = await archivePdf({ bundle: other, sha256: sealed(exampleBundle()).sha256, json: sealed(other).json });
    const { status, lines } = verify(write('inside.pdf', changed(pdf, stream, 4)), write('mixed.pdf', mixed));
    expect(status).toBe(1);
    expect(lines[0]).toMatch(/^✕/);
    expect(lines[1]).toMatch(/^✕ .*页脚所印摘要与附件不符/);
  });

  it('follows the chain of versions, and says where it breaks', () => {
    const first = exampleBundle();
    const second = exampleBundle({ outcome: 'back_to_sender' }, { version: 2, cause: 'corrected', previous: sealed(first).sha256 });
    const strange = exampleBundle({ outcome: 'died' }, { version: 2, cause: 'corrected', previous: '0'.repeat(64) });
    const [one, two, three] = [
      write('1.json', sealed(first).json),
      write('2.json', sealed(second).json),
      write('3.json', sealed(strange).json),
    ];
    expect(verify(one, two).status).toBe(0);
    const broken = verify(one, three);
    expect(broken.status).toBe(1);
    expect(broken.lines.at(-1)).toMatch(/第 2 版不接续第 1 版/);
    expect(verify(two, three).lines.at(-1)).toMatch(/第 2 版有两种摘要/);
  });

  it('says what is no archive, what cannot be read, and how it is used', () => {
    expect(verify(write('x.json', Buffer.from('{"a":1}'))).lines[0]).toMatch(/不是转诊或会诊档案/);
    expect(verify(join(folder, 'nowhere.json'))).toMatchObject({ status: 1 });
    expect(verify().status).toBe(1);
  });
});
