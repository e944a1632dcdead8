import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Crew } from './crew.js';
import { bareEnvironment } from './environment.js';
import { freePort } from './free-port.js';
import { PlainError } from './plain-error.js';
import type { Server } from './postgres.js';
import { findRedis, redisFolders } from './redis-program.js';

const ending = { signal: 'TERM', force: 'KILL', graceSeconds: 10, orphanedSeconds: 2 } as const;

/** Starts Redis on a free port with its files in `folder` and a password nobody else on this machine knows. */
export async function startRedis(crew: Crew, folder: string, { fast = false }, say: (line: string) => void): Promise<Server> {
  const { program, env } = await findRedis(redisFolders(join(folder, '..')), say);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const port = await freePort();
  const password = randomBytes(18).toString('base64url');
  const settings = {
    bind: '127.0.0.1',
    port,
    requirepass: password,
    dir: `"${folder}"`,
    appendonly: fast ? 'no' : 'yes',
    appendfsync: 'everysec',
    save: '""',
    'maxmemory-policy': 'noeviction', // BullMQ loses jobs under any other
    daemonize: 'no',
  };
  const file = join(folder, 'redis.conf'); // a file, because arguments are seen by every user of the machine
  writeFileSync(
    file,
    Object.entries(settings)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(''),
    { mode: 0o600 },
  );
  const options = { cwd: folder, env: { ...bareEnvironment(), ...env } };
  const guarded = await crew.start('redis', { program, args: [file], ending, options }, true);
  let code: number | undefined;
  void guarded.ended.then((value) => (code = value));
  for (const limit = Date.now() + 60_000; !(await answers(port, password)); await sleep(10)) {
    if (code !== undefined || Date.now() > limit)
      throw new PlainError(`Redis did not start (${crew.lastLines('redis', 1).replace(/^.*[#*] /, '')}): see ${crew.logFile('redis')}.`);
  }
  return { url: `redis://:${password}@127.0.0.1:${port}`, port, guarded };
}

/** While it reads its files Redis takes connections and answers LOADING. */
function answers(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port });
    socket.setTimeout(2000, () => socket.destroy());
    socket.once('connect', () => socket.write(`AUTH ${password}\r\nPING\r\nQUIT\r\n`));
    let text = '';
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.once('error', () => {});
    socket.once('close', () => resolve(text.includes('+PONG')));
  });
}
