// `npm test`: all that CI runs, one line per step. Runs on Node 20 in a fresh clone; the steps run on the packaged Node.
//   npm test -- --only lint|rules|api|journeys [arguments for Jest or Playwright]
import { setTimeout as sleep } from 'node:timers/promises';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { relative, resolve } from 'node:path';
import { prepare } from './bootstrap.mjs';
import { resolveChromium } from './chromium.mjs';

const root = resolve(import.meta.dirname, '../..');
const results = resolve(root, 'test/results');
const parts = ['lint', 'rules', 'api', 'journeys'];
const [only, more] = process.argv[2] === '--only' ? [process.argv[3], process.argv.slice(4)] : [undefined, []];
if (only !== undefined && !parts.includes(only)) {
  console.error(`--only takes one of: ${parts.join(' ')}`);
  process.exit(2);
}
const wants = (...names) => only === undefined || names.includes(only);

let running; // the step's process; it leads a group of its own, so that nothing it started outlives it
const end = (child, signal) => {
  try {
    if (child?.pid) process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // it has ended
  }
};
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
]) {
  process.once(signal, () => {
    console.log(`Stopped by ${signal}.`);
    if (!running) process.exit(code);
    running.once('close', () => process.exit(code));
    end(running, 'SIGTERM');
    setTimeout(() => end(running, 'SIGKILL'), 15_000).unref();
  });
}

/** Runs a command, prints `name  seconds`, and only if it failed what `told` makes of its output. */
async function step(name, [command, ...args], env, told = (output) => output.trimEnd()) {
  const began = performance.now();
  let output = '';
  const code = await new Promise((done) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' });
    running = child;
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
    child.once('error', (error) => done((output += error.message))).once('close', (exit) => done(exit ?? 1));
    child.once('exit', () => {
      end(child, 'SIGTERM'); // whatever the step left behind would keep its pipes open
      setTimeout(() => end(child, 'SIGKILL'), 3000).unref();
    });
  });
  running = undefined;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(10)} ${seconds.padStart(6)} s`);
  if (code !== 0) console.log(told(output));
  return code === 0;
}

const total = { passed: 0, failed: 0, skipped: 0 };
/** Adds a suite's figures; a suite that ended badly without naming a test counts as one failure. */
function count(ok, file, read) {
  let figures = { passed: 0, failed: 0, skipped: 0 };
  try {
    figures = read(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (ok) console.log(`No figures in ${file}: ${error.message}`);
    ok = false;
  }
  if (!ok) figures.failed ||= 1;
  for (const key of Object.keys(total)) total[key] += figures[key];
}
/** What failed and how, out of thousands of lines about what passed; all of them where Jest itself broke down. */
const failuresOf = (file) => (output) => {
  try {
    const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
    return testResults
      .filter(({ status }) => status === 'failed')
      .map(({ name, message }) => `FAILED ${relative(root, name)}\n${message.trimEnd()}`)
      .join('\n');
  } catch {
    return output.trimEnd();
  }
};
const ofJest = (r) => ({
  passed: r.numPassedTests,
  failed: r.numFailedTests + r.numRuntimeErrorTestSuites,
  skipped: r.numPendingTests + r.numTodoTests,
});
const ofPlaywright = ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped });

// the last second that a guard of the launcher sleeps may outlive what it guarded: nothing of ours is left behind
const lastSecondMs = 1_200;

async function close() {
  await sleep(lastSecondMs);
  const { passed, failed, skipped } = total;
  console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
  process.exit(failed ? 1 : 0);
}

const { node, env: prepared } = await prepare();
// servers of its own, never those of the shell
const {
  DATABASE_URL: _database,
  REDIS_URL: _redis,
  PUBLIC_URL: _url,
  ...env
} = { ...process.env, ...prepared, NX_DAEMON: 'false', NX_TUI: 'false', FORCE_COLOR: process.stdout.isTTY ? '1' : '0' };
const modules = (path) => resolve(root, 'node_modules', path);
const nx = (...args) => [node, modules('nx/dist/bin/nx.js'), ...args];
const all = (target) => nx('run-many', '-t', target, '--outputStyle=static', `--parallel=${availableParallelism()}`);

const checks = [
  [wants('lint'), 'format', [node, modules('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']],
  [wants('lint'), 'projects', nx('sync:check')],
  [wants('lint'), 'lint', all('lint')],
  [wants('lint', 'api', 'journeys'), 'build', all('build')],
  [wants('lint'), 'types', all('typecheck')],
];
for (const [wanted, name, command] of checks) {
  if (wanted && !(await step(name, command, env))) {
    total.failed = 1;
    await close();
  }
}

mkdirSync(results, { recursive: true });
if (wants('rules', 'api')) {
  const file = resolve(results, 'jest.json');
  rmSync(file, { force: true });
  const jest = [node, modules('jest/bin/jest.js'), '-c', 'infra/jest/all.config.mjs', '--ci', '--json', `--outputFile=${file}`];
  jest.push(`--maxWorkers=${Math.max(2, availableParallelism() - 1)}`, ...more);
  if (only === 'rules') jest.push('--selectProjects', 'domain', 'contracts');
  const services = only === 'rules' ? [] : [node, resolve(root, 'apps/portal/dist/services.main.js'), '--fast', '--'];
  const options = `${env.NODE_OPTIONS ?? ''} --experimental-vm-modules --disable-warning=ExperimentalWarning`.trim();
  count(await step(only ?? 'tests', [...services, ...jest], { ...env, NODE_OPTIONS: options }, failuresOf(file)), file, ofJest);
}
if (wants('journeys')) {
  const file = resolve(results, 'journeys.json');
  rmSync(file, { force: true });
  try {
    resolveChromium({ log: console.log });
    count(
      await step('journeys', [node, modules('@playwright/test/cli.js'), 'test', '-c', 'test/playwright.config.ts', ...more], env),
      file,
      ofPlaywright,
    );
  } catch (error) {
    console.log(`FAILED journeys\n${error.message}`);
    total.failed++;
  }
}
await close();
