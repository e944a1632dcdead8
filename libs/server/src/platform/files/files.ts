import { documentName, nameIsHarmful } from '@alliance/domain/document/document-name';
import { documentTypes, type DocumentType, type QuarantineReason } from '@alliance/domain/document/document';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable, StreamableFile } from '@nestjs/common';
import { Disk } from 'flydrive';
import { FSDriver } from 'flydrive/drivers/fs';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { CONFIG, type Config } from '../config/config.js';
import { newId } from '../ids.js';
import { filesRoot, incomingFolder, makeFolder, quarantineFolder, syncFolder, type Shelf } from './folders.js';
import { inspect } from './inspect/inspect.js';
import { Limit } from './limit.js';
import { receive } from './receive.js';
import { SCANNERS, type Scanner } from './scanner.js';

const typesOf: Readonly<Record<Shelf, readonly DocumentType[]>> = {
  attachment: documentTypes,
  protocol: ['application/pdf', 'image/jpeg', 'image/png'],
  consultation: documentTypes,
  certificate: ['application/pdf', 'image/jpeg', 'image/png'],
};
/** Papers and photographs are looked at in memory. */
const lookedAtATime = 3;

export interface StoredFile {
  readonly key: string;
  readonly name: string;
  readonly mediaType: DocumentType;
  readonly bytes: number;
  readonly sha256: string;
  readonly quarantine: QuarantineReason | null;
}
/** What a sender said about a document before it came. */
export interface Announced {
  readonly name: string;
  readonly bytes?: number;
  readonly sha256?: string | undefined;
}

/** Documents on disk, behind keys of our own making. Access is the parent row's; what is in quarantine nobody reads. */
@Injectable()
export class Files {
  private readonly disk: Disk;
  private readonly root: string;
  private readonly incoming: string;
  private readonly limit = new Limit(lookedAtATime);

  constructor(
    @Inject(CONFIG) { DATA_DIR }: Pick<Config, 'DATA_DIR'>,
    @Inject(SCANNERS) private readonly scanners: readonly Scanner[],
  ) {
    this.root = filesRoot(DATA_DIR);
    this.incoming = incomingFolder(DATA_DIR);
    this.disk = new Disk(new FSDriver({ location: pathToFileURL(`${this.root}/`), visibility: 'private' }));
  }

  /**
   * Takes a document in: a copy of its own, looked at from one end to the other, then put on its shelf or in quarantine.
   * @throws Refusal file.* for what is not taken at all, upload.digest_differs, server.unavailable where a scanner does not answer
   */
  async store(shelf: Shelf, source: AsyncIterable<Uint8Array>, announced: Announced): Promise<StoredFile> {
    if (nameIsHarmful(announced.name)) throw new Refusal('file.name_refused');
    return this.limit.run(() => this.takeIn(shelf, source, announced));
  }

  /** The bytes as an answer that no browser renders. @throws Refusal file.quarantined */
  async download(key: string, { name, mediaType, bytes }: { name: string; mediaType: string; bytes: number }): Promise<StreamableFile> {
    if (key.startsWith(`${quarantineFolder}/`)) throw new Refusal('file.quarantined');
    const disposition = `attachment; filename*=UTF-8''${extended(name)}`;
    return new StreamableFile(Readable.from(await this.disk.getStream(key)), { type: mediaType, disposition, length: bytes });
  }

  /** A copy of its own on a shelf, so that neither goes when the other does. @returns its key. @throws Refusal file.quarantined */
  async copy(key: string, shelf: Shelf): Promise<string> {
    if (key.startsWith(`${quarantineFolder}/`)) throw new Refusal('file.quarantined');
    const id = newId();
    const copied = `${shelf}/${id.slice(-2)}/${id}`;
    await this.disk.copy(key, copied);
    await syncFolder(dirname(join(this.root, copied)));
    return copied;
  }

  /** For a document whose row was not committed, or is gone. */
  async discard(key: string): Promise<void> {
    await this.disk.delete(key);
  }

  private async takeIn(shelf: Shelf, source: AsyncIterable<Uint8Array>, announced: Announced): Promise<StoredFile> {
    await makeFolder(this.incoming);
    const id = newId();
    const path = join(this.incoming, `${id}.whole`);
    try {
      const { type, bytes, sha256 } = await receive(path, source, typesOf[shelf]);
      const differs = (announced.bytes ?? bytes) !== bytes || (announced.sha256 ?? sha256) !== sha256;
      if (differs) throw new Refusal('upload.digest_differs');
      const quarantine = await this.look(path, type);
      const key = `${quarantine ? quarantineFolder : shelf}/${id.slice(-2)}/${id}`;
      await this.place(path, key);
      return { key, name: documentName(announced.name, type), mediaType: type, bytes, sha256, quarantine };
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  private async look(path: string, type: DocumentType): Promise<QuarantineReason | null> {
    for (const scanner of this.scanners) {
      const reason = await scanner.scan(path);
      if (reason) return reason;
    }
    return inspect(path, type);
  }

  /** Within one disk a file is renamed, so that it is on its shelf as a whole or not at all. */
  private async place(path: string, key: string): Promise<void> {
    const target = join(this.root, key);
    await makeFolder(dirname(target));
    await rename(path, target);
    await syncFolder(dirname(target));
  }
}

/** RFC 8187: `encodeURIComponent` leaves four characters as they are that a header may not hold. */
const extended = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
