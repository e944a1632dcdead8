import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crew } from './crew.js';
import { endOrphan } from './data-folder.js';
import { bareEnvironment } from './environment.js';
import { freePort } from './free-port.js';
import type { Ending, Guarded } from './guard.js';
import { PlainError } from './plain-error.js';
import { chooseIdentity, postgresPrograms, type Identity } from './postgres-program.js';
import { exists, markOf, worksIn } from './process-mark.js';

const VERSION = '18';
// INT is PostgreSQL's fast shutdown, QUIT its immediate one: the log is replayed at the next start.
const ending: Ending = { signal: 'INT', force: 'QUIT', graceSeconds: 15, orphanedSeconds: 10 };
const soon: Ending = { signal: 'TERM', force: 'KILL', graceSeconds: 2, orphanedSeconds: 1 };

export interface PostgresOptions {
  maxConnections: number;
  /** For tests: nothing survives a power cut, and it is faster. */
  fast?: boolean;
}

export interface Server {
  url: string;
  port: number;
  guarded: Guarded;
}

/** Starts PostgreSQL on a free port with its files in `folder`, made on first use, with the empty database `alliance`. */
export async function startPostgres(crew: Crew, folder: string, options: PostgresOptions, say: (line: string) => void): Promise<Server> {
  const programs = postgresPrograms();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const me = process.getuid?.();
  const { uid } = statSync(folder);
  if (me !== 0 && me !== uid)
    throw new PlainError(`${folder} belongs to another user (uid ${uid}): start as that user, or set DATA_DIR to a folder of your own.`);
  const identity = chooseIdentity(programs, folder);
  identity.own(folder);
  const cluster = new Cluster(crew, realpathSync(folder), programs, identity);
  await cluster.create(options.fast ?? false);
  await cluster.endLeftOver(say);
  return cluster.serve(options);
}

class Cluster {
  private readonly data: string;
  private readonly passwordFile: string;
  private readonly unfinished: string;

  constructor(
    private readonly crew: Crew,
    private readonly folder: string,
    private readonly programs: string,
    private readonly identity: Identity,
  ) {
    this.data = join(folder, 'data');
    this.passwordFile = join(folder, 'password');
    this.unfinished = join(folder, 'unfinished');
  }

  async create(fast: boolean): Promise<void> {
    const versionFile = join(this.data, 'PG_VERSION');
    if (existsSync(versionFile) && !existsSync(this.unfinished)) {
      const version = readFileSync(versionFile, 'utf8').trim();
      if (version === VERSION) return;
      throw new PlainError(
        `${this.data} was made by PostgreSQL ${version} and this is ${VERSION}: move its data with a dump, or set DATA_DIR to a new folder.`,
      );
    }
    rmSync(this.data, { recursive: true, force: true });
    writeFileSync(this.unfinished, '');
    writeFileSync(this.passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
    this.identity.own(this.passwordFile);
    const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8';
    // Without this locale pg_trgm finds nothing in Chinese text.
    const locale = ['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', `--lc-ctype=${ctype}`];
    const access = ['-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${this.passwordFile}`];
    await this.finish('initdb', ['-D', this.data, ...access, ...locale, ...(fast ? ['--no-sync'] : [])]);
    // No client program comes with the packages: the single-user mode makes the database.
    const single = [
      '-c',
      'echo "create database alliance" | "$0" --single -c exit_on_error=on -D "$1" postgres',
      join(this.programs, 'postgres'),
      this.data,
    ];
    await this.finish('initdb', single, '/bin/sh');
    rmSync(this.unfinished);
  }

  /** A server that neither its guard nor the record of the last start has ended. */
  async endLeftOver(say: (line: string) => void): Promise<void> {
    const pid = this.status()?.pid;
    if (!pid || !exists(pid)) return; // a stale file PostgreSQL replaces by itself
    if (worksIn(pid, this.data, 'postgres')) await endOrphan('postgres', markOf(pid), say);
    else rmSync(join(this.data, 'postmaster.pid')); // the id is now another program's, as after the restart of a container
  }

  async serve({ maxConnections, fast }: PostgresOptions): Promise<Server> {
    const port = await freePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      max_connections: maxConnections,
      log_checkpoints: 'off',
      ...(fast && { fsync: 'off', full_page_writes: 'off', max_wal_size: '4GB' }),
    };
    const args = ['-D', this.data, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
    const guarded = await this.start('postgres', join(this.programs, 'postgres'), args, ending);
    let code: number | undefined;
    void guarded.ended.then((value) => (code = value));
    for (const limit = Date.now() + 120_000; !this.isReady(port); await sleep(10)) {
      if (code !== undefined || Date.now() > limit)
        throw new PlainError(
          `PostgreSQL did not start (${lastLine(this.crew.lastLines('postgres', 1))}): see ${this.crew.logFile('postgres')}.`,
        );
    }
    const password = readFileSync(this.passwordFile, 'utf8');
    return { url: `postgres://postgres:${password}@127.0.0.1:${port}/alliance`, port, guarded };
  }

  private async finish(name: string, args: string[], program = join(this.programs, name)): Promise<void> {
    const code = await (await this.start(name, program, args, soon)).ended;
    if (code !== 0 && !this.crew.isStopping)
      throw new PlainError(
        `PostgreSQL could not make its files (${lastLine(this.crew.lastLines(name, 5))}): see ${this.crew.logFile(name)}.`,
      );
  }

  private start(name: string, program: string, args: string[], how: Ending): Promise<Guarded> {
    const options = { ...this.identity.ids, cwd: this.folder, env: bareEnvironment() };
    return this.crew.start(name, { program, args, ending: how, prefix: this.identity.prefix, options }, true);
  }

  private isReady(port: number): boolean {
    const status = this.status();
    return status?.port === port && status.state === 'ready';
  }

  private status(): { pid: number; port: number; state: string } | undefined {
    try {
      const lines = readFileSync(join(this.data, 'postmaster.pid'), 'utf8').split('\n');
      return { pid: Number(lines[0]), port: Number(lines[3]), state: lines[7]?.trim() ?? '' };
    } catch {
      return undefined;
    }
  }
}

const lastLine = (text: string) =>
  text
    .split('\n')
    .findLast((line) => /FATAL|error|could not|PANIC/i.test(line))
    ?.replace(/^.*?(FATAL|PANIC|ERROR|error): +/, '')
    .trim() ?? text.trim().split('\n').at(-1);
