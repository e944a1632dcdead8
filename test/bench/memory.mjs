// What an idle portal holds: the proportional set size of every process that `apps/portal` starts, itself included.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, root } from './portal.mjs';

const read = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return ''; // it has ended
  }
};

export async function measureMemory({ report }) {
  if (process.platform !== 'linux') return;
  const data = mkdtempSync(join(tmpdir(), 'alliance-memory-'));
  chmodSync(data, 0o755);
  const port = await freePort();
  const { DATABASE_URL: _, REDIS_URL: __, ...inherited } = process.env;
  const portal = spawn(process.execPath, [resolve(root, 'apps/portal/dist/main.js')], {
    cwd: root,
    env: { ...inherited, PORT: String(port), DATA_DIR: data, DEMO: '1' },
    stdio: 'ignore',
  });
  const ended = new Promise((done) => portal.once('exit', done));
  try {
    for (const limit = Date.now() + 90_000; ; await sleep(200)) {
      if ((await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined))?.ok) break;
      if (Date.now() > limit || portal.exitCode !== null) throw new Error('the portal did not get ready');
    }
    await sleep(15_000);
    const found = new Map();
    for (const [name, kilobytes] of portionsOf(portal.pid)) {
      const { count = 0, sum = 0 } = found.get(name) ?? {};
      found.set(name, { count: count + 1, sum: sum + kilobytes });
    }
    for (const [name, { count, sum }] of [...found].sort(([, a], [, b]) => b.sum - a.sum))
      report.tell(`idle memory: ${name}${count > 1 ? ` (${count} processes)` : ''}`, sum / 1024, 'MB');
    report.tell('idle memory of all processes', [...found.values()].reduce((all, { sum }) => all + sum, 0) / 1024, 'MB', { atMost: 800 });
  } finally {
    portal.kill('SIGTERM');
    const slow = setTimeout(() => portal.kill('SIGKILL'), 40_000);
    await ended;
    clearTimeout(slow);
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Name and kilobytes of a process and all its children. */
function portionsOf(pid) {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => [
        Number(name),
        Number(
          read(`/proc/${name}/stat`)
            .replace(/^.*\) /, '')
            .split(' ')[1],
        ),
      ]),
  );
  const family = [pid];
  for (const one of family) for (const [child, parent] of parents) if (parent === one) family.push(child);
  return family.map((one) => {
    const args = read(`/proc/${one}/cmdline`).split('\0').filter(Boolean);
    const name =
      basename(args[0] ?? '') === 'node' || args[0]?.includes('node')
        ? `node ${args
            .find((arg) => /\.m?js$/.test(arg))
            ?.split('/')
            .slice(-3)
            .join('/')}`
        : basename(args[0] ?? '?').replace(/:.*$/, '');
    return [name, Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${one}/smaps_rollup`))?.[1] ?? 0)];
  });
}
