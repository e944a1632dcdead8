import { afterAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crewOf, run, stillThere } from '../fixtures/run.mjs';

const parent = mkdtempSync(join(tmpdir(), 'portal-services-'));
const services = (...command: string[]) => run('../out-tsc/services.main.js', { args: ['--fast', '--dir', parent, '--', ...command] });
const folderOf = async () => {
  for (;;) {
    const folder = readdirSync(parent).find((name) => existsSync(join(parent, name, 'run.json')));
    if (folder && crewOf(join(parent, folder))['command']) return join(parent, folder);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

afterAll(() => rmSync(parent, { recursive: true, force: true }));

describe('services for a command', () => {
  it('are there for it, understand Chinese, and leave nothing; its exit code is passed on', async () => {
    const one = services(process.execPath, join(import.meta.dirname, '../fixtures/query.mjs'));
    expect(await one.ended).toBe(7);
    expect(JSON.parse(one.output())).toEqual({ chinese: true, connections: '300', redis: 'PONG' });
    expect(readdirSync(parent)).toEqual([]);
  });

  it('end with the command when stopped', async () => {
    const one = services('sleep', '60');
    const crew = crewOf(await folderOf());
    one.kill('SIGTERM');
    expect(await one.ended).toBe(130);
    expect(await stillThere(Object.values(crew), 0)).toEqual([]);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('take the command with them when they are killed; the next ones remove their folder', async () => {
    const one = services('sleep', '60');
    const folder = await folderOf();
    const crew = crewOf(folder);
    one.kill('SIGKILL');
    expect(await stillThere(Object.values(crew), 2500)).toEqual([]);
    expect(existsSync(folder)).toBe(true);
    expect(await services('true').ended).toBe(0);
    expect(readdirSync(parent)).toEqual([]);
  });

  it('need a command', async () => {
    expect(await run('../out-tsc/services.main.js').ended).toBe(64);
  });
});
