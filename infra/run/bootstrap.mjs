// From a fresh clone to installed packages and built files. Runs on any Node from 20 on and imports nothing but Node's own modules.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { packagedNode, searchPath } from './packaged-node.mjs';

export const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '../..');
const stamps = join(root, 'node_modules/.cache/alliance');

/** Ends with one sentence that says what to do. */
export function refuse(sentence, code = 1) {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

const stamped = (name, value) => existsSync(join(stamps, name)) && readFileSync(join(stamps, name), 'utf8') === value;
const stamp = (name, value) => {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), value);
};

/** Runs to the end in silence and keeps the last of what it says. Stopping us stops it too. */
function quietly(command, args, env) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text = (text + chunk).slice(-8000)));
    let stopped = false;
    const pass = (signal) => (stopped = child.kill(signal));
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, pass);
    child.on('error', (error) => done({ code: 1, text: error.message }));
    child.on('close', (code, signal) => {
      for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(name, pass);
      if (stopped) process.exit(130);
      done({ code: code ?? signal, text });
    });
  });
}

async function timed(what, work) {
  process.stdout.write(`${what} …\n`);
  const started = performance.now();
  await work();
  process.stdout.write(`${what}: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);
}

const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
export const isInstalled = () => stamped('installed', lockHash());

async function install() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    refuse(`The folder ${root} cannot be written by this user: make a clone of your own, or start once as the user it belongs to.`);
  }
  // Told outright, because NODE_ENV=production or a user's own settings would leave the tools out; scripts are never needed.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--include=dev', '--include=optional'];
  const npm = process.env.npm_execpath?.endsWith('.js') ? [process.execPath, [process.env.npm_execpath, ...args]] : ['npm', args];
  const { code, text } = await quietly(...npm);
  if (code === 0) return stamp('installed', lockHash());
  process.stderr.write(text);
  if (text.includes('spawn npm ENOENT')) refuse('npm was not found: install npm 10 or newer, then start again.');
  if (/ENOSPC/.test(text)) refuse(`The disk that holds ${root} is full: free about 1.5 GB, then start again.`);
  refuse('The packages could not be installed (npm says why above): check the connection to your npm registry, then start again.');
}

/**
 * Installs what is missing.
 * @returns {Promise<{ node: string, env: Record<string, string> }>} the packaged Node and the environment to run it with
 */
export async function prepare() {
  if (Number(process.versions.node.split('.')[0]) < 20)
    refuse(`Node ${process.versions.node} is too old: install Node 20 or newer, then start again.`);
  if (process.platform === 'win32') refuse('On Windows the portal runs inside WSL: clone it there and start again.');
  if (!isInstalled()) await timed('Installing packages', install);
  const { node, env } = await packagedNode(root, refuse);
  return { node, env: { PATH: searchPath(root, node), NX_DAEMON: 'false', ...env } };
}

/** A cheap sum over names, times and sizes: an unchanged project is recognised in milliseconds, without asking Nx. */
function sourcesHash() {
  const hash = createHash('sha256');
  const add = (path) => {
    const { mtimeMs, size } = statSync(path);
    hash.update(`${path.slice(root.length)} ${mtimeMs} ${size}\n`);
  };
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (['node_modules', 'dist', 'out-tsc'].includes(entry.name) || /\.spec\.tsx?$/.test(entry.name)) continue;
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile()) add(path);
    }
  };
  for (const folder of ['apps', 'libs']) walk(join(root, folder));
  for (const file of ['package-lock.json', 'nx.json', 'tsconfig.base.json']) add(join(root, file));
  return hash.digest('hex');
}

const outputs = [...['portal', 'api', 'worker', 'media'].map((name) => `apps/${name}/dist/main.js`), 'apps/web/dist/index.html'];
const builtName = (projects) => `built-${projects.join('-') || 'all'}`;
export const isBuilt = (projects = []) =>
  stamped(builtName(projects), sourcesHash()) && outputs.every((path) => projects.length > 0 || existsSync(join(root, path)));

/** Builds all projects, or the named ones with what they need, unless nothing has changed since. */
export async function build({ node, env }, projects = []) {
  if (isBuilt(projects)) return;
  await timed('Building', async () => {
    const sources = sourcesHash(); // of before: what is edited meanwhile is built next time
    const only = projects.length > 0 ? ['-p', projects.join(',')] : [];
    const { code, text } = await quietly(
      node,
      ['node_modules/.bin/nx', 'run-many', '-t', 'build', ...only, '--outputStyle=static', '--skip-sync'],
      env,
    );
    if (code === 0) return stamp(builtName(projects), sources);
    process.stderr.write(text);
    refuse('The build failed (its last lines are above): correct what it names, then start again.');
  });
}
