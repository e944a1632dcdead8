// Starts a measurement on the packaged Node beside a PostgreSQL and a Redis of its own. Imported by `infra/run`, before any package is loaded.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, prepare, root } from '../../infra/run/bootstrap.mjs';

/** Ends this process with the program's exit code. Nothing of the shell's own servers is used: the run fills them with rows. */
export async function measure(program) {
  const ready = await prepare();
  await build(ready);
  const { DATABASE_URL: _database, REDIS_URL: _redis, PUBLIC_URL: _url, ...env } = { ...process.env, ...ready.env };
  const services = [join(root, 'apps/portal/dist/services.main.js'), '--', ready.node, join(root, program), ...process.argv.slice(2)];
  const child = spawn(ready.node, services, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}
