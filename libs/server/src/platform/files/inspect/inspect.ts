import type { DocumentType, QuarantineReason } from '@alliance/domain/document/document';
import { open, readFile } from 'node:fs/promises';
import { inspectDicom } from './dicom.js';
import { edgeBytes, hidesAtEdges } from './edges.js';
import { inspectJpeg } from './jpeg.js';
import { inspectPdf } from './pdf.js';
import { inspectPng } from './png.js';

const dicomHeadBytes = 1_048_576;
type Whole = Exclude<DocumentType, 'application/dicom'>;
const inspectors: Readonly<Record<Whole, (file: Buffer) => QuarantineReason | null | Promise<QuarantineReason | null>>> = {
  'application/pdf': inspectPdf,
  'image/jpeg': inspectJpeg,
  'image/png': inspectPng,
};

/**
 * Whether a file is nothing but what it begins as. Papers and photographs are read whole, examinations by head and tail.
 * @returns why it must not be opened, or null
 * @throws Refusal file.damaged, file.too_many_pixels, file.too_many_pages
 */
export async function inspect(path: string, type: DocumentType): Promise<QuarantineReason | null> {
  if (type === 'application/dicom') {
    const [head, tail] = await edgesOf(path);
    return inspectDicom(head) ?? (hidesAtEdges(head.subarray(128), tail) ? 'hidden_data' : null);
  }
  const file = await readFile(path);
  return (await inspectors[type](file)) ?? (hidesAtEdges(file, file.subarray(-edgeBytes)) ? 'hidden_data' : null);
}

async function edgesOf(path: string): Promise<[head: Buffer, tail: Buffer]> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    const read = async (from: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(length, size)), 0, Math.min(length, size), from);
      return buffer.subarray(0, bytesRead);
    };
    return [await read(0, dicomHeadBytes), await read(Math.max(0, size - edgeBytes), edgeBytes)];
  } finally {
    await handle.close();
  }
}
