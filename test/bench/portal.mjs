// Starts the built API and worker as processes of their own, as the launcher does, on any PostgreSQL and Redis.
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export const root = resolve(import.meta.dirname, '../..');
const passwords = { app: 'bench-app', system: 'bench-system' };
const fieldKey = Buffer.alloc(32, 7).toString('base64');

export const freePort = () =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

const asRole = (ownerUrl, role, password) => Object.assign(new URL(ownerUrl), { username: role, password }).href;
const roleUrls = (ownerUrl) => ({
  DATABASE_URL: asRole(ownerUrl, 'alliance_app', passwords.app),
  SYSTEM_DATABASE_URL: asRole(ownerUrl, 'alliance_system', passwords.system),
});

/** Everything this run started; ended with it, by its own ids. */
const started = new Set();
process.once('exit', () => started.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

export class Portal {
  constructor(ownerUrl, redisUrl) {
    Object.assign(this, { ownerUrl, redisUrl, folder: mkdtempSync(join(tmpdir(), 'alliance-bench-')) });
  }

  get appUrl() {
    return roleUrls(this.ownerUrl).DATABASE_URL;
  }

  /** The launcher's own short-lived program: migrations, no demonstration. */
  async migrate() {
    const resultFile = join(this.folder, 'database.json');
    const task = { ownerUrl: this.ownerUrl, passwords, fieldKey, resultFile };
    const child = this.spawn('database', 'apps/portal/dist/database.main.js', { DATABASE_TASK: JSON.stringify(task) });
    const code = await child.ended;
    if (code !== 0) throw new Error(`the database was not migrated:\n${this.lastWords('database')}`);
  }

  environment(more = {}) {
    const urls = roleUrls(this.ownerUrl);
    return {
      ...urls,
      REDIS_URL: this.redisUrl,
      DATA_DIR: this.folder,
      FIELD_KEY: fieldKey,
      LOG_LEVEL: 'error',
      DATABASE_POOL: '20',
      ...more,
    };
  }

  async api(name, { port, wait = true, ...more } = {}) {
    const at = port ?? (await freePort());
    const api = this.spawn(name, 'apps/api/dist/main.js', this.environment({ PORT: String(at), ...more }));
    const url = `http://127.0.0.1:${at}`;
    if (wait) await this.answers(`${url}/health/ready`, api, name);
    return Object.assign(api, { port: at, url });
  }

  async worker(name, { wait = true } = {}) {
    const port = await freePort();
    const worker = this.spawn(name, 'apps/worker/dist/main.js', this.environment({ WORKER_PORT: String(port) }));
    if (wait) await this.answers(`http://127.0.0.1:${port}/health/ready`, worker, name);
    return worker;
  }

  spawn(name, program, env, args = []) {
    const log = openSync(join(this.folder, `${name}.log`), 'a');
    const options = { cwd: root, env: { PATH: process.env.PATH, ...env }, stdio: ['ignore', log, log, 'ipc'] };
    const child = spawn(process.execPath, [resolve(root, program), ...args], options);
    started.add(child);
    const ended = new Promise((done) => {
      child.once('exit', (code, signal) => {
        started.delete(child);
        done(code ?? signal);
      });
    });
    return Object.assign(child, { ended });
  }

  /** Ends one process, hard or in order, and waits for it. */
  async end(child, signal = 'SIGTERM') {
    if (!started.has(child)) return;
    child.kill(signal);
    const slow = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await child.ended;
    clearTimeout(slow);
  }

  lastWords(name) {
    return readFileSync(join(this.folder, `${name}.log`), 'utf8')
      .trim()
      .split('\n')
      .slice(-12)
      .join('\n');
  }

  async answers(url, child, name) {
    for (const limit = Date.now() + 60_000; Date.now() < limit && started.has(child); await sleep(50)) {
      const reply = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
      if (reply?.ok) return;
    }
    throw new Error(`${name} is not ready:\n${this.lastWords(name)}`);
  }
}
