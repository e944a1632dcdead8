import { maxBytesOf, type DocumentType } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { documentTypeOf, headBytes } from './document-type.js';

export interface Received {
  readonly type: DocumentType;
  readonly bytes: number;
  readonly sha256: string;
}

export const tooLarge = (bytes: number): Refusal => new Refusal('file.too_large', { maxMegabytes: Math.floor(bytes / 1_048_576) });

/**
 * Writes a document to a file of its own, piece by piece, and learns on the way what it is. Ends as soon as it is longer than its kind may be.
 * The file is on the disk, not only with the system, before it answers.
 * @throws Refusal file.empty, file.type_refused, file.too_large
 */
export async function receive(path: string, source: AsyncIterable<Uint8Array>, types: readonly DocumentType[]): Promise<Received> {
  const hash = createHash('sha256');
  const handle = await open(path, 'wx', 0o600);
  try {
    let head = Buffer.alloc(0);
    let type: DocumentType | undefined;
    let bytes = 0;
    for await (const piece of source) {
      if (head.length < headBytes) head = Buffer.concat([head, piece.subarray(0, headBytes - head.length)]);
      if (!type && head.length >= headBytes) type = await documentTypeOf(head, types);
      bytes += piece.length;
      if (type && bytes > maxBytesOf[type]) throw tooLarge(maxBytesOf[type]);
      hash.update(piece);
      await writeAll(handle, piece, bytes - piece.length);
    }
    type ??= await documentTypeOf(head, types);
    await handle.datasync();
    return { type, bytes, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}

type Handle = Awaited<ReturnType<typeof open>>;
/** All of a piece at a place: one call may write less than it was given. */
export async function writeAll(handle: Handle, piece: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < piece.length;) done += (await handle.write(piece, done, piece.length - done, at + done)).bytesWritten;
}
