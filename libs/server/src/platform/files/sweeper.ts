import { uploadIdleSeconds } from '@alliance/domain/document/document';
import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CONFIG, type Config } from '../config/config.js';
import { SystemDatabase } from '../db/system-database.js';
import { Log } from '../observe/log.js';
import { filesRoot, incomingFolder, quarantineFolder, shelves } from './folders.js';

const everyMs = 10 * 60_000;
/** Between the file on its shelf and the commit of its row lie seconds; nothing younger is litter. */
const settledMs = 10 * 60_000;
const batch = 500;

/** Collects what nobody will ask for: uploads that nobody went on with, and files whose row was never written or is gone. */
@Injectable()
export class FileSweeper implements OnApplicationBootstrap, OnModuleDestroy {
  private clock: NodeJS.Timeout | undefined;
  private readonly root: string;
  private readonly incoming: string;

  constructor(
    @Inject(CONFIG) { DATA_DIR }: Config,
    private readonly system: SystemDatabase,
    private readonly log: Log,
  ) {
    this.root = filesRoot(DATA_DIR);
    this.incoming = incomingFolder(DATA_DIR);
  }

  onApplicationBootstrap(): void {
    this.begin();
    this.clock = setInterval(() => this.begin(), everyMs);
  }

  onModuleDestroy(): void {
    clearInterval(this.clock);
  }

  private begin(): void {
    this.sweep().catch((error: unknown) => this.log.warn({ err: error }, 'sweeping files failed'));
  }

  /** @returns how many files went */
  async sweep(): Promise<number> {
    let gone = await this.sweepIncoming();
    for (const shelf of [...shelves, quarantineFolder])
      for (const folder of await namesIn(join(this.root, shelf))) gone += await this.sweepFolder(`${shelf}/${folder}`);
    if (gone) this.log.info({ files: gone }, 'files without a document were removed');
    return gone;
  }

  private async sweepIncoming(): Promise<number> {
    const idleMs = uploadIdleSeconds * 1_000;
    const names = await namesIn(this.incoming);
    const old = await olderThan(
      names.map((name) => join(this.incoming, name)),
      idleMs,
    );
    for (const path of old) await rm(path, { force: true });
    const fresh = (await namesIn(this.incoming)).filter((name) => name.endsWith('.part')).map((name) => name.slice(0, -'.part'.length));
    await this.system.query('delete from upload where started_at <= $1 and id <> all($2::uuid[])', [new Date(Date.now() - idleMs), fresh]);
    return old.length;
  }

  private async sweepFolder(folder: string): Promise<number> {
    const names = await namesIn(join(this.root, folder));
    let gone = 0;
    for (let from = 0; from < names.length; from += batch) {
      const keys = names.slice(from, from + batch).map((name) => `${folder}/${name}`);
      const { rows } = await this.system.query<{ key: string }>('select known_files($1) as key', [keys]);
      const known = new Set(rows.map(({ key }) => key));
      const unknown = keys.filter((key) => !known.has(key)).map((key) => join(this.root, key));
      const litter = await olderThan(unknown, settledMs);
      for (const path of litter) await rm(path, { force: true });
      gone += litter.length;
    }
    return gone;
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
}

/** Those that were last written so long ago; one that has just gone is none. */
async function olderThan(paths: readonly string[], ms: number): Promise<string[]> {
  const old: string[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isFile() && found.mtimeMs <= Date.now() - ms) old.push(path);
  }
  return old;
}
