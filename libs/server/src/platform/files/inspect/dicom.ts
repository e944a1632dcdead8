import type { QuarantineReason } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';
import { checkPixels } from './picture.js';

const preambleBytes = 128;
const firstElement = preambleBytes + 4;
const longLength = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const tags = { sopClass: 0x0002_0002, transferSyntax: 0x0002_0010 };
/** Papers, models and pages in a DICOM coat: what is inside is another file that nobody has looked at. */
const encapsulated = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.104\./;
const uid = /^[0-9]+(\.[0-9]+)+$/;

/**
 * Checks the head of a DICOM file (PS3.10 §7.1): a preamble without a second nature, and a meta header whose elements add up.
 * @param head the first megabyte; the pixels behind it are not decoded
 * @throws Refusal file.damaged, file.too_many_pixels
 */
export function inspectDicom(head: Buffer): QuarantineReason | null {
  const preamble = head.subarray(0, preambleBytes);
  // a viewer ignores the preamble, so a program can hide in it (CVE-2019-11687); a TIFF header is the one use the standard names
  const asTiff = ['II*\0', 'MM\0*'].includes(preamble.toString('latin1', 0, 4));
  if (!asTiff && preamble.some((byte) => byte !== 0)) return 'hidden_data';
  const meta = metaOf(head);
  const [sopClass, transferSyntax] = [meta.get(tags.sopClass), meta.get(tags.transferSyntax)];
  if (!sopClass || !transferSyntax || !uid.test(sopClass) || !uid.test(transferSyntax)) throw new Refusal('file.damaged');
  const [rows, columns] = [sizeOf(head, 0x10), sizeOf(head, 0x11)];
  if (rows !== undefined && columns !== undefined) checkPixels(columns, rows);
  return encapsulated.test(sopClass) ? 'embedded_file' : null;
}

/** The texts of group 0002, which is always explicit little endian and says its own length. */
function metaOf(head: Buffer): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  const lengthFirst = head.length >= firstElement + 12 && head.readUInt32LE(firstElement) === 0x0000_0002;
  if (!lengthFirst || head.toString('latin1', firstElement + 4, firstElement + 8) !== 'UL\x04\0') throw new Refusal('file.damaged');
  let at = firstElement + 12;
  const end = at + head.readUInt32LE(firstElement + 8);
  while (at < end) {
    if (end > head.length || at + 12 > head.length || head.readUInt16LE(at) !== 0x0002) throw new Refusal('file.damaged');
    const tag = 0x0002_0000 + head.readUInt16LE(at + 2);
    const long = longLength.has(head.toString('latin1', at + 4, at + 6));
    const length = long ? head.readUInt32LE(at + 8) : head.readUInt16LE(at + 6);
    const value = at + (long ? 12 : 8);
    found.set(tag, head.toString('latin1', value, value + Math.min(length, 64)).replace(/[\0 ]+$/, ''));
    at = value + length;
  }
  if (at !== end) throw new Refusal('file.damaged');
  return found;
}

/** Rows or columns (0028,0010 or 0011), in an explicit or an implicit data set; undefined where the head has none. */
function sizeOf(head: Buffer, element: number): number | undefined {
  const tag = [0x28, 0x00, element, 0x00];
  const explicit = head.indexOf(Buffer.from([...tag, 0x55, 0x53, 0x02, 0x00]));
  const implicit = head.indexOf(Buffer.from([...tag, 0x02, 0x00, 0x00, 0x00]));
  const at = explicit >= 0 ? explicit : implicit;
  return at >= 0 && at + 10 <= head.length ? head.readUInt16LE(at + 8) : undefined;
}
