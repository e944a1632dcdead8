import type { QuarantineReason } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';
import { checkPixels } from './picture.js';

const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const standsAlone = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
const endOfImage = 0xd9;
const startOfScan = 0xda;

/**
 * Walks the segments of a JPEG (ITU-T T.81 annex B) to its end, without decoding a pixel.
 * @throws Refusal file.damaged, file.too_many_pixels
 */
export function inspectJpeg(file: Buffer): QuarantineReason | null {
  let framed = false;
  let scanned = false;
  for (let at = 2; ;) {
    while (file[at] === 0xff && file[at + 1] === 0xff) at++;
    const marker = file[at + 1];
    if (file[at] !== 0xff || !marker) throw new Refusal('file.damaged');
    at += 2;
    if (marker === endOfImage) {
      if (!framed || !scanned) throw new Refusal('file.damaged');
      // some cameras fill the last block with zeros
      return file.subarray(at).some((byte) => byte !== 0) ? 'hidden_data' : null;
    }
    if (standsAlone(marker)) continue;
    if (at + 2 > file.length) throw new Refusal('file.damaged');
    const length = file.readUInt16BE(at);
    if (length < 2 || at + length > file.length) throw new Refusal('file.damaged');
    if (isFrame(marker)) {
      if (length < 8) throw new Refusal('file.damaged');
      checkPixels(file.readUInt16BE(at + 5), file.readUInt16BE(at + 3));
      framed = true;
    }
    at += length;
    if (marker !== startOfScan) continue;
    scanned = true;
    at = endOfScan(file, at);
  }
}

/** Where the next marker stands behind coded pixels: `FF00` is a stuffed byte, `FFD0`–`FFD7` are restarts within the scan. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at >= 0; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1];
    if (next === undefined) break;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new Refusal('file.damaged');
}
