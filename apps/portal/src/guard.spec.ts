import { describe, expect, it } from '@jest/globals';
import { run, stillThere } from '../fixtures/run.mjs';
import { startGuarded, type Ending } from './guard.js';

const ending: Ending = { signal: 'TERM', force: 'KILL', graceSeconds: 1, orphanedSeconds: 1 };
const shell = (script: string) => startGuarded({ program: '/bin/sh', args: ['-c', script], ending, options: {}, output: 'inherit' });
const stubborn = `trap '' TERM; while :; do sleep 0.1; done`;
const untilTrapIsSet = () => new Promise((resolve) => setTimeout(resolve, 200));

describe('the guard', () => {
  it("returns the child's exit code", async () => {
    expect(await shell('exit 42').ended).toBe(42);
  });

  it('says so when the program cannot be started', async () => {
    const guarded = startGuarded({ program: '/not/there', args: [], ending, options: {}, output: 'inherit' });
    expect(await guarded.ended).toBe(127);
  });

  it('stops the child politely when asked', async () => {
    const guarded = shell(`trap 'exit 5' TERM; while :; do sleep 0.05; done`);
    const pid = await guarded.pid;
    await untilTrapIsSet();
    expect(await guarded.stop()).toBe(5);
    expect(await stillThere([pid], 0)).toEqual([]);
  });

  it('ends a child that does not want to', async () => {
    const guarded = shell(stubborn);
    await guarded.pid;
    await untilTrapIsSet();
    expect(await guarded.stop()).toBe(137);
  });

  it.each([
    ['at once, when the launcher is killed', 'exec sleep 60', 500],
    ['within its short time, when the launcher is killed and the child is stubborn', stubborn, 2500],
  ])('ends the child %s', async (_, script, withinMs) => {
    const launcher = run('guard.mjs', { env: { SCRIPT: script } });
    await launcher.until('.');
    launcher.kill('SIGKILL');
    const child = Number(/child (\d+)/.exec(launcher.output())?.[1]);
    expect(child).toBeGreaterThan(1);
    expect(await stillThere([child], withinMs)).toEqual([]);
  });
});
