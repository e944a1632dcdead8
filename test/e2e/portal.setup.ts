// Starts the built portal on a free port with a data folder of its own, and ends it after the journeys.
import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMessageGateway } from './message-gateway.js';

const root = resolve(import.meta.dirname, '../..');
const READY_SECONDS = 120;
const STOP_SECONDS = 20;

const freePort = () =>
  new Promise<number>((answer, refuse) => {
    const server = createServer().once('error', refuse);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        answer(typeof address === 'object' && address ? address.port : 0);
      });
    });
  });

const lastLines = async (file: string) => {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text && `--- ${file}\n${text.trimEnd().split('\n').slice(-30).join('\n')}\n`;
};
const isReady = (url: string) =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) }).then(
    (reply) => reply.ok,
    () => false,
  );

export default async function startPortal(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['PORTAL_URL']) return undefined; // a portal that runs already, for a developer
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const data = await mkdtemp(join(tmpdir(), 'alliance-journeys-'));
  await chmod(data, 0o755); // PostgreSQL runs as nobody when we are root
  const logs = resolve(root, 'test/results/portal');
  await rm(logs, { recursive: true, force: true });
  await mkdir(logs, { recursive: true });
  const log = await open(join(logs, 'portal.log'), 'w');

  const { DATABASE_URL: _database, REDIS_URL: _redis, PUBLIC_URL: _url, ...inherited } = process.env;
  const gateway = await startMessageGateway();
  const channels = { SMS_GATEWAY_URL: `${gateway.url}/sms`, VOICE_GATEWAY_URL: `${gateway.url}/voice` };
  const env = { ...inherited, ...channels, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: data, DEMO: '1' };
  const portal = spawn(process.execPath, [resolve(root, 'apps/portal/dist/main.js')], {
    cwd: root,
    env,
    detached: true, // a group of its own, so that ending it ends everything it started
    stdio: ['ignore', log.fd, log.fd],
  });
  await log.close();
  let over = false;
  const ended = new Promise<void>((done) => {
    const end = () => {
      over = true;
      done();
    };
    portal.once('exit', end).once('error', end);
  });
  const signal = (name: NodeJS.Signals) => {
    if (!over && portal.pid) process.kill(-portal.pid, name);
  };
  const lastResort = () => {
    signal('SIGKILL');
  };
  process.once('exit', lastResort);

  const stop = async () => {
    signal('SIGTERM');
    await Promise.race([ended, sleep(STOP_SECONDS * 1000, undefined, { ref: false })]);
    signal('SIGKILL');
    process.off('exit', lastResort);
    gateway.stop();
    await cp(join(data, 'logs'), logs, { recursive: true }).catch(() => undefined); // there are none if it ended early
    await rm(data, { recursive: true, force: true, maxRetries: 5 });
  };

  const deadline = Date.now() + READY_SECONDS * 1000;
  while (!(await isReady(url))) {
    if (over || Date.now() > deadline) {
      await stop();
      const tails = await Promise.all(['portal', 'database', 'api', 'worker'].map((name) => lastLines(join(logs, `${name}.log`))));
      throw new Error(`The portal did not get ready (${over ? 'it ended' : `${READY_SECONDS} s`}).\n${tails.join('')}`);
    }
    await sleep(200);
  }
  process.env['PORTAL_URL'] = url;
  process.env['MESSAGE_GATEWAY'] = gateway.url;
  return stop;
}
