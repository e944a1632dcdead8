import { Inject, Injectable } from '@nestjs/common';
import { Refusal } from '@alliance/domain/refusal';
import { fileTypeFromBuffer } from 'file-type';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CONFIG, type Config } from '../config/config.js';

/** What may be uploaded; decided by the bytes, never by the name or the type the browser claims. */
const allowed: ReadonlyMap<string, string> = new Map([
  ['application/pdf', 'pdf'],
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
]);
export const maxFileBytes = 20 * 1_048_576;

export interface StoredFile {
  readonly key: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Uploaded bytes behind one storage library: local disk by default, an object store when one is configured. Access is the parent row's. */
@Injectable()
export class Files {
  private readonly disk: Disk;

  constructor(@Inject(CONFIG) config: Config) {
    const location = pathToFileURL(`${resolve(config.DATA_DIR, 'files')}/`);
    this.disk = new Disk(new FSDriver({ location, visibility: 'private' }));
  }

  /**
   * Stores bytes under a key of our own making.
   * @throws Refusal file.too_large, file.type_refused
   */
  async store(id: string, file: Blob): Promise<StoredFile> {
    if (file.size > maxFileBytes) throw new Refusal('file.too_large', { maxBytes: maxFileBytes });
    const bytes = new Uint8Array(await file.arrayBuffer());
    const type = await fileTypeFromBuffer(bytes);
    const extension = type && allowed.get(type.mime);
    if (!type || !extension) throw new Refusal('file.type_refused', { allowed: [...allowed.values()] });
    const key = `${id.slice(-2)}/${id}.${extension}`;
    await this.disk.put(key, bytes);
    return { key, mediaType: type.mime, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  }

  async read(key: string): Promise<NodeJS.ReadableStream> {
    return this.disk.getStream(key);
  }

  /** For an upload whose row was not committed. */
  async discard(key: string): Promise<void> {
    await this.disk.delete(key);
  }
}

/** A name to show and to download under: no path, no control characters, at most 120 characters. */
export function safeFileName(name: string): string {
  const last = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '')
    .replace(/^\.+/, '')
    .trim();
  return clean.slice(0, 120) || 'document';
}
