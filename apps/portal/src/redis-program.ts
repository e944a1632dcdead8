import { accessSync, constants } from 'node:fs';
import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { libraryPath, unpackDebian } from '../../../infra/run/debian.mjs';
import { searchPath, workspace } from './environment.js';
import { PlainError } from './plain-error.js';

const names = ['valkey-server', 'redis-server'];

export interface RedisProgram {
  program: string;
  env: Record<string, string>;
}

/** Where an unpacked server is kept: beside the packages, or with the data when this user may not write there. */
export const redisFolders = (dataDir: string): string[] => [
  join(workspace, 'node_modules/.cache/alliance/redis'),
  join(dataDir, 'programs/redis'),
];

/** On the search path, else unpacked earlier, else unpacked now from the system's package archive. */
export async function findRedis(folders: string[], say: (line: string) => void): Promise<RedisProgram> {
  const program = onPath();
  if (program) return { program, env: {} };
  for (const folder of folders) {
    const found = await unpackedIn(folder);
    if (found) return found;
  }
  let reason = 'this system has none';
  for (const into of process.platform === 'linux' ? folders : []) {
    try {
      await unpackDebian({ into, oneOf: names, companions, program: (name) => `usr/bin/${name}`, say });
      const found = await unpackedIn(into);
      if (found) return found;
      reason = 'what it has does not start here';
    } catch (error) {
      reason = (error as Error).message;
      if (!unwritable.includes((error as NodeJS.ErrnoException).code ?? '')) break;
    }
  }
  throw new PlainError(
    `No Redis or Valkey server is on the search path and none could be taken from a Debian package archive (${reason}): install one (${installation()}), or set REDIS_URL.`,
  );
}

const companions = (name: string) => [name.replace('-server', '-tools')]; // Debian's program is in there
const unwritable = ['EACCES', 'EROFS', 'EPERM'];
const installation = () => (process.platform === 'darwin' ? 'brew install valkey' : 'for example: sudo apt-get install redis-server');

function onPath(): string | undefined {
  return searchPath()
    .split(delimiter)
    .filter(Boolean)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

async function unpackedIn(folder: string): Promise<RedisProgram | undefined> {
  const env = { LD_LIBRARY_PATH: libraryPath(folder) };
  for (const name of names) {
    const program = join(folder, 'usr/bin', name);
    const version = await promisify(execFile)(program, ['--version'], { env }).catch(() => undefined);
    if (version) return { program, env };
  }
  return undefined;
}
