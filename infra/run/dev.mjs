// npm run dev: the portal as `npm start` runs it, compiled again and restarted on change, and the pages from Vite as they are edited.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { build, prepare, root } from './bootstrap.mjs';

const ready = await prepare();
await build(ready);
const { startGuarded } = await import('../../apps/portal/dist/guard.js');

// The API takes changes only from the address it believes people open: here that is Vite's, which passes its calls on.
const env = { ...process.env, ...ready.env, PUBLIC_URL: process.env.PUBLIC_URL || 'http://127.0.0.1:5173' };
const ending = { signal: 'TERM', force: 'KILL', graceSeconds: 3, orphanedSeconds: 1 };
const tool = (name, ...args) =>
  startGuarded({
    program: ready.node,
    args: [join(root, 'node_modules/.bin', name), ...args],
    ending,
    options: { cwd: root, env },
    output: 'inherit',
  });

const projects = ['portal', 'api', 'worker', 'media'].map((name) => `apps/${name}/tsconfig.lib.json`);
const tools = [
  tool('tsc', '--build', '--watch', '--preserveWatchOutput', ...projects),
  tool('vite', 'apps/web', '--clearScreen', 'false', '--port', '5173', '--strictPort'),
];
const portal = spawn(ready.node, [join(root, 'apps/portal/dist/main.js')], {
  cwd: root,
  env,
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});

// A compilation writes many files: the restart waits until it has been quiet for a moment.
let quiet;
for (const folder of [
  'apps/api/dist',
  'apps/worker/dist',
  'apps/media/dist',
  ...['domain', 'contracts', 'server'].map((name) => `libs/${name}/dist`),
]) {
  watch(join(root, folder), { recursive: true }, (_, file) => {
    if (!file?.endsWith('.js')) return;
    clearTimeout(quiet);
    quiet = setTimeout(() => portal.connected && portal.send('reload'), 400);
  });
}

let stopping = false;
async function stop(code) {
  if (stopping) return;
  stopping = true;
  const over = portal.exitCode === null && new Promise((done) => portal.once('exit', done));
  portal.kill('SIGTERM');
  await Promise.all([over, ...tools.map((one) => one.stop())]);
  process.exit(code);
}
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
portal.once('exit', (code) => void stop(code ?? 1));
for (const one of tools) void one.ended.then((code) => stop(code));
