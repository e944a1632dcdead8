import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crewOf, freePort, run, stillThere, type Run } from '../fixtures/run.mjs';

// One data folder through its life: each test starts where the one before has left it.
const parent = mkdtempSync(join(tmpdir(), 'portal-'));
const dataDir = join(parent, 'data');
const runs: Run[] = [];
let port: number;

function launcher(env: Record<string, string> = {}): Run {
  const one = run('launcher.mjs', { env: { DATA_DIR: dataDir, PORT: String(port), ...env } });
  runs.push(one);
  return one;
}
async function started(env?: Record<string, string>) {
  const portal = launcher(env);
  await portal.until('Ready: ');
  return { portal, crew: crewOf(dataDir) };
}
const health = () => fetch(`http://127.0.0.1:${port}/health/ready`).then(({ status }) => status);

beforeAll(async () => {
  port = await freePort();
});
afterEach(async () => {
  for (const one of runs) one.kill('SIGTERM');
  await Promise.all(runs.splice(0).map(({ ended }) => ended));
});
afterAll(() => {
  rmSync(parent, { recursive: true, force: true });
});

describe('the launcher', () => {
  it('serves after the first start, and after an orderly stop nothing runs', async () => {
    const { portal, crew } = await started();
    expect(await health()).toBe(200);
    expect(portal.output()).toMatch(/with the password demo-Alliance-2026\n +office +start 1\n/);
    expect(Object.keys(crew).sort()).toEqual(['api', 'database', 'initdb', 'media', 'postgres', 'redis', 'worker']);
    portal.kill('SIGTERM');
    expect(await portal.ended).toBe(0);
    expect(await stillThere(Object.values(crew), 0)).toEqual([]);
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
  });

  it('continues with the same data, and refuses a second one beside it', async () => {
    const { portal } = await started();
    expect(portal.output()).toContain('office  start 2');
    const second = launcher({ PORT: String(await freePort()) });
    expect(await second.ended).toBe(1);
    expect(second.output()).toMatch(
      new RegExp(`^The data folder ${dataDir} is in use by a portal that runs as process ${portal.pid}: .*DATA_DIR.\n$`),
    );
    expect(await health()).toBe(200);
    portal.kill('SIGINT');
    expect(await portal.ended).toBe(0);
  });

  it('leaves nothing when it is killed, and starts again', async () => {
    const { portal, crew } = await started();
    portal.kill('SIGKILL');
    expect(await stillThere(Object.values(crew), 2500)).toEqual([]);
    const { portal: next } = await started();
    expect(next.output()).toContain('office  start 4');
  });

  it('ends what has lost both its launcher and its guard', async () => {
    const { portal, crew } = await started();
    const orphans = [crew['postgres'], crew['redis'], crew['api'], crew['worker'], crew['media']].filter((pid) => pid !== undefined);
    // the guard and its watcher are what stands in the same session as the child
    const sessionOf = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[3];
    const guards = orphans.map((pid) => Number(sessionOf(pid)));
    const watchers = guards.flatMap((pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').map(Number));
    const guarding = [...guards, ...watchers.filter((pid) => !orphans.includes(pid))];
    // held still first: a guard that outlives the launcher by a moment ends its child, as it should
    for (const pid of guarding) process.kill(pid, 'SIGSTOP');
    for (const pid of [portal.pid, ...guarding]) process.kill(pid, 'SIGKILL');
    await portal.ended;
    expect(await stillThere(orphans, 300)).toEqual(orphans);
    const { portal: next } = await started();
    expect(next.output()).toContain('postgres of an earlier start still runs');
    expect(await stillThere(orphans, 0)).toEqual([]);
  });

  it('starts a crashed API again', async () => {
    const { portal, crew } = await started();
    process.kill(crew['api'] ?? 0, 'SIGKILL');
    await portal.until('The api ended with exit code 137');
    while ((await health().catch(() => 0)) !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(crewOf(dataDir)['api']).not.toBe(crew['api']);
    portal.kill('SIGTERM');
    expect(await portal.ended).toBe(0);
  });

  it('leaves the media process alone when the API crashes, and starts it again when it crashes itself', async () => {
    const { portal, crew } = await started();
    process.kill(crew['api'] ?? 0, 'SIGKILL');
    await portal.until('The api ended with exit code 137');
    expect(await stillThere([crew['media'] ?? 0], 300)).toEqual([crew['media']]);
    process.kill(crew['media'] ?? 0, 'SIGKILL');
    await portal.until('The media ended with exit code 137');
    while (crewOf(dataDir)['media'] === crew['media']) await new Promise((resolve) => setTimeout(resolve, 50));
    portal.kill('SIGTERM');
    expect(await portal.ended).toBe(0);
  });

  it('goes on without picture and sound when the media process cannot be kept running, and says what is wrong with its settings', async () => {
    const { portal } = await started({ MEDIA_ADDRESS: 'crash' });
    await portal.until('The portal goes on without picture and sound.');
    expect(await health()).toBe(200);
    portal.kill('SIGTERM');
    expect(await portal.ended).toBe(0);
    const refused = launcher({ MEDIA_ADDRESS: 'refuse' });
    expect(await refused.ended).toBe(78);
    expect(refused.output()).toContain('The media refuses its configuration');
  });

  it('starts no media process where something else carries picture and sound', async () => {
    const { portal, crew } = await started({ MEDIA_ENGINE: 'mesh' });
    expect(crew['media']).toBeUndefined();
    portal.kill('SIGTERM');
    expect(await portal.ended).toBe(0);
  });

  it.each(['postgres', 'redis'])('ends everything when %s crashes', async (name) => {
    const { portal, crew } = await started();
    process.kill(crew[name] ?? 0, 'SIGKILL');
    expect(await portal.ended).toBe(1);
    expect(portal.output()).toMatch(/ended by itself \(exit code 137\): see .*\.log, then start again\.\n$/);
    expect(await stillThere(Object.values(crew), 0)).toEqual([]);
  });

  it("passes on that the API refuses its configuration, with the API's own words", async () => {
    const portal = launcher({ CHILD_EXITS: '78' });
    expect(await portal.ended).toBe(78);
    expect(portal.output()).toContain('The configuration cannot be used: PORT\n');
  });

  it('may be stopped while it starts', async () => {
    const portal = launcher();
    await portal.until('Starting');
    portal.kill('SIGTERM');
    expect(await portal.ended).toBe(0);
    expect(existsSync(join(dataDir, 'run.json'))).toBe(false);
  });

  it('refuses a taken port before it makes anything', async () => {
    const server = createServer().listen(port, '127.0.0.1');
    const other = join(parent, 'other');
    const portal = launcher({ DATA_DIR: other });
    expect(await portal.ended).toBe(1);
    expect(portal.output()).toBe(
      `Port ${port} on 127.0.0.1 is taken: stop the program that uses it, or choose another with PORT=${port + 1} npm start.\n`,
    );
    expect(existsSync(join(other, 'postgres'))).toBe(false);
    server.close();
  });

  it('refuses a data folder it cannot make, and settings it cannot use', async () => {
    const folder = launcher({ DATA_DIR: '/dev/null/data' });
    expect(await folder.ended).toBe(1);
    expect(folder.output()).toMatch(/^The data folder \/dev\/null\/data cannot be used \(ENOTDIR at .*DATA_DIR to another folder\.\n$/);
    const settings = launcher({ PORT: 'high', REDIS_URL: 'localhost' });
    expect(await settings.ended).toBe(78);
    expect(settings.output()).toMatch(/^The configuration is not usable: PORT must be .*; REDIS_URL must be .*\.\n$/);
  });

  it('refuses a database whose secrets are lost', async () => {
    rmSync(join(dataDir, 'secrets.json'));
    const portal = launcher();
    expect(await portal.ended).toBe(1);
    expect(portal.output()).toMatch(/secrets\.json is missing.*: put it back from a backup, then start again\.\n$/);
  });

  it('says what to do where there is no Redis to be had', async () => {
    const search = run('find-redis.mjs', { env: { PATH: '/not/there', FOLDER: join(parent, 'redis') } });
    await search.ended;
    expect(search.output()).toMatch(/^No Redis or Valkey server .* \(apt-get was not found\): install one \(.*\), or set REDIS_URL\.\n$/);
  });
});
