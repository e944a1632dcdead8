import { crc32, deflateSync } from 'node:zlib';

/** Documents as honest programs write them, small enough to read. */
export const pngBytes = (width = 1, height = 1, extra: readonly Buffer[] = []): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const pixels = deflateSync(Buffer.alloc(Math.min(5, width * 4 + 1)));
  return Buffer.concat([pngSignature, pngChunk('IHDR', header), ...extra, pngChunk('IDAT', pixels), pngChunk('IEND', Buffer.alloc(0))]);
};
export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
export function pngChunk(kind: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** Start, one frame, one scan of a few bytes, end; `between` stands before the frame. */
export function jpegBytes(width = 8, height = 8, between: readonly Buffer[] = []): Buffer {
  const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const scan = Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xff, 0, 0x34, 0xff, 0xd0, 0x56]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), ...between, frame, scan, Buffer.from([0xff, 0xd9])]);
}
export function jpegSegment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}

export const pdfBytes = (...objects: readonly (string | Buffer)[]): Buffer =>
  Buffer.concat([
    Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n'),
    Buffer.from('3 0 obj<</Type/Page/Parent 2 0 R>>endobj\n'),
    ...objects.map((object) => Buffer.from(object)),
    Buffer.from('\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  ]);
export const pdfStream = (dictionary: string, data: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`9 0 obj<<${dictionary}/Length ${data.length}>>\nstream\n`), data, Buffer.from('\nendstream endobj\n')]);
export const pdfPacked = (dictionary: string, plain: string | Buffer): Buffer =>
  pdfStream(`${dictionary}/Filter/FlateDecode`, deflateSync(plain));

const ultrasound = '1.2.840.10008.5.1.4.1.1.6.1';
/** A preamble, the meta header with its length, and a data set with rows and columns and `pixelBytes` behind them. */
export function dicomBytes({
  sopClass = ultrasound,
  preamble = Buffer.alloc(128),
  rows = 480,
  columns = 640,
  pixelBytes = 256,
} = {}): Buffer {
  const meta = Buffer.concat([
    element(0x0002, 0x0002, 'UI', Buffer.from(sopClass)),
    element(0x0002, 0x0003, 'UI', Buffer.from('1.2.826.0.1.3680043.2.1.1')),
    element(0x0002, 0x0010, 'UI', Buffer.from('1.2.840.10008.1.2.1')),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(meta.length);
  const size = (value: number) => Buffer.from([value & 0xff, value >> 8]);
  const set = [element(0x0028, 0x0010, 'US', size(rows)), element(0x0028, 0x0011, 'US', size(columns)), Buffer.alloc(pixelBytes, 7)];
  return Buffer.concat([preamble, Buffer.from('DICM'), element(0x0002, 0, 'UL', length), meta, ...set]);
}
function element(group: number, number: number, kind: string, data: Buffer): Buffer {
  const value = data.length % 2 ? Buffer.concat([data, Buffer.alloc(1)]) : data;
  const head = Buffer.alloc(8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(number, 2);
  head.write(kind, 4, 'latin1');
  head.writeUInt16LE(value.length, 6);
  return Buffer.concat([head, value]);
}

export const fileOf = (bytes: Buffer, name: string): File => new File([new Uint8Array(bytes)], name);
/** In two halves, so that no scanner takes this file for it. */
export const testVirus = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('-');
