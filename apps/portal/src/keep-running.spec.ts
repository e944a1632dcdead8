import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Crew } from './crew.js';
import { Claim, openDataFolder } from './data-folder.js';
import { KeptRunning } from './keep-running.js';
import { PlainError } from './plain-error.js';

const ending = { signal: 'TERM', force: 'KILL', graceSeconds: 1, orphanedSeconds: 1 } as const;
let dataDir: string;
let crew: Crew;
let starts = 0;
const said: string[] = [];

function keep(script: string) {
  const start = () => {
    starts++;
    return crew.start('api', { program: '/bin/sh', args: ['-c', script], ending, options: {} });
  };
  return new KeptRunning(crew, 'api', start, (line) => said.push(line), { pausesMs: [10, 10], calmMs: 1000 });
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'portal-keep-'));
  openDataFolder(dataDir);
  crew = new Crew(dataDir, await Claim.take(dataDir, () => {}));
  starts = 0;
  said.length = 0;
});
afterEach(async () => {
  await crew.stop();
  rmSync(dataDir, { recursive: true });
});

describe('a child kept running', () => {
  it('is started again after a crash, and given up when it crashes again and again', async () => {
    const { gaveUp } = keep('echo no luck; exit 3');
    await expect(gaveUp).rejects.toThrow(/^The api ended 3 times in a row, the last time with exit code 3: .*api\.log\.$/);
    await expect(gaveUp).rejects.toMatchObject({ exitCode: 1 });
    expect(starts).toBe(3);
    expect(said.at(-1)).toContain('no luck');
  });

  it('is not tried again with a configuration it refuses', async () => {
    const { gaveUp } = keep('echo PORT: bad; exit 78');
    await expect(gaveUp).rejects.toEqual(expect.any(PlainError));
    await expect(gaveUp).rejects.toMatchObject({ exitCode: 78 });
    expect([starts, said]).toEqual([1, ['PORT: bad']]);
  });

  it('starts anew when asked, without counting a crash', async () => {
    const kept = keep('exec sleep 30');
    for (let round = 1; round <= 4; round++) {
      while (starts < round) await new Promise((resolve) => setTimeout(resolve, 5));
      await new Promise((resolve) => setTimeout(resolve, 50));
      await kept.reload();
    }
    expect(said).toEqual([]);
  });
});
