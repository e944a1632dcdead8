// npm start: install, build, then hand over to the portal. This process only waits, passes signals on, and returns the portal's exit code.
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { build, isBuilt, isInstalled, prepare, refuse, root } from './bootstrap.mjs';

let portal;
const stop = (signal) => (portal ? portal.kill(signal) : process.kill(process.pid, signal));

// npm ends on SIGTERM without telling the script it runs: becoming somebody else's child is the sign.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop('SIGTERM'), 500).unref();
}

const port = Number(process.env.PORT || 3000);
const host = process.env.HOST || '127.0.0.1';
const isTaken = () =>
  new Promise((done) => {
    const socket = connect({ port, host: host === '0.0.0.0' ? '127.0.0.1' : host });
    socket.once('connect', () => done(socket.destroy() && true)).once('error', () => done(false));
  });

// The portal itself looks again and more closely; here it spares the minute of an install that would be for nothing.
if (port > 0 && port < 65536 && !(isInstalled() && isBuilt()) && (await isTaken()))
  refuse(
    `Port ${port} is taken (perhaps by this portal, already running): stop that program, or choose another with PORT=${port + 1} npm start.`,
  );

const ready = await prepare();
await build(ready);

portal = spawn(ready.node, [join(root, 'apps/portal/dist/main.js')], {
  cwd: root,
  env: { ...process.env, ...ready.env },
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'], // the portal sees this channel close when we are killed
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
portal.on('exit', (code, signal) => {
  if (signal) process.stderr.write(`The portal was ended from outside (${signal}); its data is safe, and npm start continues with it.\n`);
  process.exit(code ?? 1);
});
