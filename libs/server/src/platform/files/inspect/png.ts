import type { QuarantineReason } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';
import { crc32 } from 'node:zlib';
import { checkPixels } from './picture.js';

const signatureBytes = 8;
const aroundChunk = 12;

/**
 * Walks the chunks of a PNG (ISO/IEC 15948) from the header to the end, without decoding a pixel.
 * @throws Refusal file.damaged, file.too_many_pixels
 */
export function inspectPng(file: Buffer): QuarantineReason | null {
  let at = signatureBytes;
  for (let first = true, pixels = false; ; first = false) {
    if (at + aroundChunk > file.length) throw new Refusal('file.damaged');
    const length = file.readUInt32BE(at);
    const kind = file.toString('latin1', at + 4, at + 8);
    if (first !== (kind === 'IHDR') || !/^[A-Za-z]{4}$/.test(kind)) throw new Refusal('file.damaged');
    if (first && file.length >= at + 16) checkPixels(file.readUInt32BE(at + 8), file.readUInt32BE(at + 12));
    const end = at + aroundChunk + length;
    if (end > file.length || crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4)) throw new Refusal('file.damaged');
    pixels ||= kind === 'IDAT';
    at = end;
    if (kind !== 'IEND') continue;
    if (!pixels) throw new Refusal('file.damaged');
    return at === file.length ? null : 'hidden_data';
  }
}
