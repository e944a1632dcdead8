// services.main.js [--dir <folder>] [--fast] -- <command> [arguments]
// Runs the command with a PostgreSQL and a Redis of its own, passes its exit code on, and leaves nothing behind.
import { chmodSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { controlByProcess } from './control.js';
import { Crew, Stopping } from './crew.js';
import { Claim, isAbandoned, openDataFolder } from './data-folder.js';
import { withInherited } from './environment.js';
import { plain } from './plain-error.js';
import { Progress } from './progress.js';
import { startServices } from './services.js';

const { values, positionals } = parseArgs({
  options: { dir: { type: 'string' }, fast: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [program, ...args] = positionals;
if (!program) {
  console.error('Say what to run: services.main.js [--dir <folder>] [--fast] -- <command> [arguments]');
  process.exit(64);
}

const ending = { signal: 'TERM', force: 'KILL', graceSeconds: 10, orphanedSeconds: 2 } as const;

async function runBeside(crew: Crew, folder: string, command: string): Promise<number> {
  const { databaseUrl, redisUrl, failed } = await startServices(
    crew,
    folder,
    { maxConnections: 300, fast: values.fast },
    new Progress(() => {}),
  );
  const env = withInherited({ DATABASE_URL: databaseUrl, REDIS_URL: redisUrl });
  const { ended } = await crew.startAloud('command', { program: command, args, ending, options: { env } });
  return Promise.race([ended, failed]);
}

const parent = resolve(values.dir ?? tmpdir());
const prefix = 'alliance-services-';
// A killed one could not remove its folder. Another user's stays.
for (const name of readdirSync(parent).filter((one) => one.startsWith(prefix))) {
  try {
    if (isAbandoned(join(parent, name))) rmSync(join(parent, name), { recursive: true, force: true });
  } catch {
    continue;
  }
}
// A folder of our own inside the given one: what is removed at the end was made here.
const folder = realpathSync(mkdtempSync(join(parent, prefix)));
let code = 1;
try {
  chmodSync(folder, 0o711);
  openDataFolder(folder);
  const crew = new Crew(folder, await Claim.take(folder, () => {}));
  try {
    code = await Promise.race([runBeside(crew, folder, program), controlByProcess().stopped.then(() => 130)]);
  } finally {
    await crew.stop();
  }
} catch (error) {
  if (!(error instanceof Stopping)) console.error(plain(error, folder).message);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(code);
