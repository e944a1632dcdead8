import { describe, expect, it } from '@jest/globals';
import type { ArchiveBundle } from '@alliance/domain/archive/archive.types';
import { inflateSync } from 'node:zlib';
import { exampleBundle, talkative } from '../../testing/archive.example.js';
import { canonical, digest, envelope } from '../../platform/crypto/digest.js';
import { archivePdf } from './archive-pdf.js';
import { breakLines } from '../../platform/paper/break-lines.js';

const printed = (bundle: ArchiveBundle) => {
  const text = canonical(bundle);
  const sha256 = digest(text);
  return {
    sha256,
    json: envelope({ bundle: text, sha256 }),
    pdf: archivePdf({ bundle, sha256, json: envelope({ bundle: text, sha256 }) }),
  };
};
/** What stands between `stream` and `endstream`, unpacked. */
const streams = (pdf: Buffer) =>
  [...pdf.toString('latin1').matchAll(/stream\n([\s\S]*?)\nendstream/g)].flatMap(([, packed = '']) => {
    try {
      return [inflateSync(Buffer.from(packed, 'latin1'))];
    } catch {
      return [];
    }
  });

describe('the archive as PDF', () => {
  it('is the same bytes each time, at whatever hour it is made', async () => {
    const bundle = exampleBundle();
    const first = await printed(bundle).pdf;
    await new Promise((done) => setTimeout(done, 1_100));
    expect((await printed(bundle).pdf).equals(first)).toBe(true);
  });

  it('has the sealed file inside, byte for byte, and its hash on every page', async () => {
    const { sha256, json, pdf } = printed(talkative(60));
    const bytes = await pdf;
    expect(streams(bytes).some((stream) => stream.equals(json))).toBe(true);
    const pages = bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
    expect(pages).toBeGreaterThan(3);
    const hex = Buffer.from(sha256, 'latin1').toString('hex');
    expect(streams(bytes).filter((stream) => stream.includes(`<${hex}>`))).toHaveLength(pages);
  });

  it('writes a character that the font does not have by its number, and says so', async () => {
    const { Paper } = await import('../../platform/paper/paper.js');
    const paper = new Paper({ title: 't', keywords: '', at: new Date(0) });
    paper.paragraph('张\u{31350}㑇');
    await paper.finish();
    expect([...paper.missing]).toContain('\u{31350}');
    const rare = await printed(exampleBundle({ patient: { ...exampleBundle().referral.patient, name: '张\u{31350}' } })).pdf;
    expect(rare.length).toBeGreaterThan(10_000);
  });

  it('is made within the bar, a long case too', async () => {
    await printed(exampleBundle()).pdf;
    const started = performance.now();
    await printed(talkative(200)).pdf;
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('lines of a paper', () => {
  const of = (text: string, room: number) => breakLines(text, room, (codePoint) => (codePoint > 0x2000 ? 2 : 1));
  it.each([
    ['胸痛反复发作', 6, ['胸痛反', '复发作']],
    ['胸痛，发作。', 4, ['胸痛，', '发作。']],
    ['blood pressure', 8, ['blood', 'pressure']],
    ['averyverylongword', 6, ['averyv', 'erylon', 'gword']],
    ['一\n二', 10, ['一', '二']],
    ['', 10, ['']],
  ])('%s in %i', (text, room, lines) => expect(of(text, room)).toEqual(lines));
});
