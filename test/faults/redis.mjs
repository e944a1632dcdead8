// A Redis of our own that may be killed: the one beside PostgreSQL would take the whole run with it.
import { spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../bench/portal.mjs';

// by address: as an import by name it would make the tests a user of the launcher's project
const { findRedis, redisFolders } = await import(new URL('../../apps/portal/dist/redis-program.js', import.meta.url).href);

export class OwnRedis {
  static async make() {
    const folder = mkdtempSync(join(tmpdir(), 'alliance-faults-redis-'));
    const program = await findRedis(redisFolders(folder), () => undefined);
    const redis = Object.assign(new OwnRedis(), { ...program, folder, port: await freePort() });
    process.once('exit', () => redis.child?.kill('SIGKILL'));
    return redis;
  }

  get url() {
    return `redis://127.0.0.1:${this.port}`;
  }

  async start() {
    const args = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.folder, '--appendonly', 'yes', '--save', ''];
    this.child = spawn(this.program, args, { env: { PATH: process.env.PATH, ...this.env }, stdio: 'ignore' });
    for (const limit = Date.now() + 20_000; Date.now() < limit; await sleep(50)) if (await this.answers()) return;
    throw new Error('Redis did not start');
  }

  async kill() {
    const ended = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGKILL');
    await ended;
  }

  answers() {
    return new Promise((done) => {
      const socket = connect(this.port, '127.0.0.1');
      socket.once('connect', () => socket.write('PING\r\n'));
      socket.once('data', (data) => done(data.toString().startsWith('+PONG')) || socket.destroy());
      socket.once('error', () => done(false));
    });
  }
}
