import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { addAbortSignal, Readable } from 'node:stream';
import { CONFIG, type Config } from '../config/config.js';
import { incomingFolder, makeFolder } from './folders.js';
import { tooLarge, writeAll } from './receive.js';

interface Receiving {
  readonly stop: AbortController;
  readonly ended: Promise<unknown>;
}

/** Documents that arrive in pieces. The file is the only truth of how much has come, and it is on the disk before anybody is told. */
@Injectable()
export class Incoming {
  private readonly folder: string;
  private readonly receiving = new Map<string, Receiving>();

  constructor(@Inject(CONFIG) { DATA_DIR }: Config) {
    this.folder = incomingFolder(DATA_DIR);
  }

  /** Bytes that are safely there; 0 before the first piece. */
  async received(id: string): Promise<number> {
    const handle = await open(this.pathOf(id), 'r+').catch(noFile);
    if (!handle) return 0;
    try {
      await handle.datasync();
      return (await handle.stat()).size;
    } finally {
      await handle.close();
    }
  }

  /**
   * Appends a piece. Of a piece whose line breaks, what came stays. A sender who comes back ends the piece that still waits on a dead line.
   * @param room how many bytes may come at most
   * @returns bytes that are safely there now
   * @throws Refusal upload.offset_differs where the file ends elsewhere, file.too_large where more comes than there is room for
   */
  async append(id: string, offset: number, pieces: AsyncIterable<Uint8Array>, room: number): Promise<number> {
    for (let earlier = this.receiving.get(id); earlier; earlier = this.receiving.get(id)) {
      earlier.stop.abort();
      await earlier.ended;
    }
    const stop = new AbortController();
    const written = this.write(id, offset, addAbortSignal(stop.signal, readable(pieces)), room);
    const ended = written.catch(() => undefined).finally(() => this.receiving.delete(id));
    this.receiving.set(id, { stop, ended });
    try {
      return await written;
    } finally {
      await ended;
    }
  }

  /** @param bytes of the beginning */
  async head(id: string, bytes: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for await (const piece of createReadStream(this.pathOf(id), { end: bytes - 1 })) pieces.push(piece as Buffer);
    return Buffer.concat(pieces);
  }

  stream(id: string): AsyncIterable<Uint8Array> {
    return createReadStream(this.pathOf(id), { highWaterMark: 1_048_576 });
  }

  async drop(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  private async write(id: string, offset: number, pieces: Readable, room: number): Promise<number> {
    await makeFolder(this.folder);
    const path = this.pathOf(id);
    const handle = (await open(path, 'r+').catch(noFile)) ?? (await open(path, 'wx+', 0o600));
    try {
      const { size } = await handle.stat();
      if (size !== offset) throw new Refusal('upload.offset_differs', { offset: size });
      let end = offset;
      // a line that is cut here could not be told why
      for await (const piece of pieces.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        if (end + piece.length > offset + room) {
          await handle.truncate(offset);
          throw tooLarge(room);
        }
        await writeAll(handle, piece, end);
        end += piece.length;
      }
      await handle.datasync();
      return end;
    } catch (error) {
      // the line broke: there is nobody to tell, and nothing of ours to repair
      if (pieces.errored) throw new Refusal('server.unavailable');
      throw error;
    } finally {
      await handle.close();
    }
  }

  private pathOf(id: string): string {
    return join(this.folder, `${id}.part`);
  }
}

const readable = (pieces: AsyncIterable<Uint8Array>): Readable => (pieces instanceof Readable ? pieces : Readable.from(pieces));
function noFile(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
