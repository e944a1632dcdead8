import { deflateRawSync, deflateSync } from 'node:zlib';
import {
  dicomBytes,
  jpegBytes,
  jpegSegment,
  pdfBytes,
  pdfPacked,
  pdfStream,
  pngBytes,
  pngChunk,
  pngSignature,
  testVirus,
} from './documents.js';

export interface Hostile {
  readonly what: string;
  readonly name: string;
  readonly bytes: Buffer;
  /** The refusal, or the reason of the quarantine. */
  readonly ends: string;
}
const hostile = (what: string, name: string, ends: string, ...bytes: readonly (Buffer | string)[]): Hostile => ({
  what,
  name,
  ends,
  bytes: Buffer.concat(bytes.map((part) => Buffer.from(part))),
});

/** One entry, stored or deflated; a link is a file whose mode says so. */
function zip(name: string, data: Buffer, { link = false, packed = false } = {}): Buffer {
  const body = packed ? deflateRawSync(data, { level: 9 }) : data;
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(packed ? 8 : 0, 4);
  common.writeUInt32LE(body.length, 14);
  common.writeUInt32LE(data.length, 18);
  common.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), body]);
  const attributes = Buffer.alloc(14);
  attributes.writeUInt32LE(link ? 0xa1ff0000 : 0, 6);
  const central = Buffer.concat([Buffer.from('PK\x01\x02\x14\x03'), common, attributes, Buffer.from(name)]);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(1, 4);
  end.writeUInt16LE(1, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(local.length, 12);
  return Buffer.concat([local, central, Buffer.from('PK\x05\x06'), end]);
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>';
const page = '<!doctype html><html><script>location="//evil.example"</script></html>';
const archive = zip('a.txt', Buffer.from('hidden'));
const header = (width: number, height: number) => {
  const size = Buffer.alloc(13);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  size.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([pngSignature, pngChunk('IHDR', size)]);
};
const script = '4 0 obj<</S/JavaScript/JS(app.alert(1))>>endobj\n';
const spoilt = (bytes: Buffer, at: number) => {
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return bytes;
};
const objects = (text: string) => `1 0 ${text}`;
const mebibyte = 1_048_576;

/** UPL-01: files that no honest program writes, made here so that none of them lies in the repository. */
export const hostileDocuments: readonly Hostile[] = [
  // another thing under our name
  hostile('a page called a PDF', 'x.pdf', 'file.type_refused', page),
  hostile('a drawing with a script', 'x.png', 'file.type_refused', svg),
  hostile('a program', 'x.pdf', 'file.type_refused', 'MZ\x90\0', Buffer.alloc(200)),
  hostile('an ELF program', 'x', 'file.type_refused', '\x7fELF\x02\x01\x01', Buffer.alloc(200)),
  hostile('a shell script', 'x.jpg', 'file.type_refused', '#!/bin/sh\nrm -rf /\n'),
  hostile('a GIF', 'x.png', 'file.type_refused', 'GIF89a\x01\0\x01\0', Buffer.alloc(40)),
  hostile('an archive', 'x.pdf', 'file.type_refused', archive),
  hostile('an archive bomb', 'x.pdf', 'file.type_refused', zip('big', Buffer.alloc(30 * mebibyte), { packed: true })),
  hostile('an archive with a link out of it', 'x.pdf', 'file.type_refused', zip('link', Buffer.from('/etc/passwd'), { link: true })),
  hostile('nothing', 'x.pdf', 'file.empty', ''),
  hostile('the test virus alone', 'eicar.pdf', 'file.type_refused', testVirus),
  hostile('a PDF that begins later', 'x.pdf', 'file.type_refused', 'GET / HTTP/1.0\n\n', pdfBytes()),
  // names
  hostile('a program before the extension', '发票.exe.pdf', 'file.name_refused', pdfBytes()),
  hostile('a page behind a real PNG', 'x.html', 'file.name_refused', pngBytes()),
  hostile('a name that reads backwards', '检查\u202efdp.scr', 'file.name_refused', pdfBytes()),
  // pictures
  hostile('a PNG of 100 megapixels', 'x.png', 'file.too_many_pixels', header(10_000, 10_000)),
  hostile('a PNG as large as one can say', 'x.png', 'file.too_many_pixels', header(0x7fffffff, 0x7fffffff)),
  hostile('a JPEG of 4 gigapixels', 'x.jpg', 'file.too_many_pixels', jpegBytes(65_535, 65_535)),
  hostile('a DICOM image of 4 gigapixels', 'x.dcm', 'file.too_many_pixels', dicomBytes({ rows: 65_535, columns: 65_535 })),
  hostile('a PNG without pixels', 'x.png', 'file.damaged', header(1, 1), pngChunk('IEND', Buffer.alloc(0))),
  hostile('a PNG with a wrong sum', 'x.png', 'file.damaged', spoilt(pngBytes(), 43)),
  hostile('a PNG with an archive behind it', 'x.png', 'hidden_data', pngBytes(), archive),
  hostile('a PNG with an archive inside', 'x.png', 'hidden_data', pngBytes(1, 1, [pngChunk('zzZz', archive)])),
  hostile('a PNG with PHP behind it', 'x.png', 'hidden_data', pngBytes(), '<?php system($_GET[0]);'),
  hostile('a JPEG with an archive behind it', 'x.jpg', 'hidden_data', jpegBytes(), archive),
  hostile('a JPEG with a page in its comment', 'x.jpg', 'hidden_data', jpegBytes(8, 8, [jpegSegment(0xfe, Buffer.from(page))])),
  hostile('a JPEG that does not end', 'x.jpg', 'file.damaged', jpegBytes().subarray(0, -2)),
  hostile('a JPEG of nothing but a start', 'x.jpg', 'file.damaged', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff])),
  hostile('a JPEG with the test virus', 'x.jpg', 'malware', jpegBytes(8, 8, [jpegSegment(0xfe, Buffer.from(testVirus))])),
  // papers
  hostile('a PDF with a script', 'x.pdf', 'active_content', pdfBytes(script)),
  hostile('a PDF with a script under a written-out name', 'x.pdf', 'active_content', pdfBytes('4 0 obj<</S/J#61vaScr#69pt>>endobj\n')),
  hostile('a PDF with a packed script', 'x.pdf', 'active_content', pdfBytes(pdfPacked('/Type/ObjStm/N 1', objects(script)))),
  hostile('a PDF that starts a program', 'x.pdf', 'active_content', pdfBytes('4 0 obj<</OpenAction<</S/Launch/F(cmd.exe)>>>>endobj\n')),
  hostile('a PDF with a file inside', 'x.pdf', 'embedded_file', pdfBytes(pdfStream('/Type/EmbeddedFile', Buffer.from('MZ')))),
  hostile(
    'a PDF with objects nobody can unpack',
    'x.pdf',
    'uninspectable',
    pdfBytes(pdfStream('/Type/ObjStm/Filter/FlateDecode', Buffer.from('no'))),
  ),
  hostile('a PDF with objects packed twice', 'x.pdf', 'uninspectable', pdfBytes(pdfPacked('/Type/ObjStm/Filter[/ASCIIHexDecode]', script))),
  hostile(
    'a PDF that unpacks to 40 MB of spaces',
    'x.pdf',
    'uninspectable',
    pdfBytes(pdfPacked('/Resources', Buffer.alloc(40 * mebibyte, 32))),
  ),
  hostile('a PDF with the test virus', 'x.pdf', 'malware', pdfBytes(pdfStream('', Buffer.from(testVirus)))),
  hostile('a PDF with the packed test virus', 'x.pdf', 'malware', pdfBytes(pdfPacked('', testVirus))),
  hostile('a PDF with an archive behind it', 'x.pdf', 'hidden_data', pdfBytes(), archive),
  hostile('a PDF with a page at its beginning', 'x.pdf', 'hidden_data', pdfBytes(`%${page}\n`)),
  hostile('a PDF that is cut', 'x.pdf', 'file.damaged', pdfBytes().subarray(0, -8)),
  hostile('a PDF of 2,001 pages', 'x.pdf', 'file.too_many_pages', pdfBytes('4 0 obj<</Type /Page>>endobj\n'.repeat(2_001))),
  // examinations
  hostile('DICOM with a program in its preamble', 'x.dcm', 'hidden_data', dicomBytes({ preamble: Buffer.from(`MZ${'\0'.repeat(126)}`) })),
  hostile('DICOM with a PDF inside', 'x.dcm', 'embedded_file', dicomBytes({ sopClass: '1.2.840.10008.5.1.4.1.1.104.1' })),
  hostile('DICOM with an archive behind it', 'x.dcm', 'hidden_data', dicomBytes(), archive),
  hostile('DICOM without a meta header', 'x.dcm', 'file.damaged', Buffer.alloc(128), 'DICM', deflateSync(Buffer.alloc(64))),
  hostile('DICOM with the test virus', 'x.dcm', 'malware', dicomBytes(), testVirus),
  // too much
  hostile('a PDF of 21 MB', 'x.pdf', 'file.too_large', pdfBytes(pdfStream('', Buffer.alloc(21 * mebibyte, 1)))),
];
