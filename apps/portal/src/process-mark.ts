import { execFileSync } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';

/** A process id alone may by now belong to another program; with the time of its start it cannot. */
export interface ProcessMark {
  pid: number;
  started: string;
}

/** @returns undefined when there is no such process, or only its remains */
function startOf(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    if (process.platform !== 'linux')
      return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='], { encoding: 'utf8' }).trim() || undefined;
    const [state, ...fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return state === 'Z' || state === 'X' ? undefined : fields[18];
  } catch {
    return undefined;
  }
}

export const markOf = (pid: number): ProcessMark => ({ pid, started: startOf(pid) ?? '' });
export const isRunning = ({ pid, started }: ProcessMark): boolean => startOf(pid) === started;
export const exists = (pid: number): boolean => startOf(pid) !== undefined;

/** Whether it works in that folder; where this cannot be seen, whether it is that program. */
export function worksIn(pid: number, folder: string, program: string): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === folder;
    return execFileSync('ps', ['-p', String(pid), '-o', 'comm='], { encoding: 'utf8' }).includes(program);
  } catch {
    return false;
  }
}

export async function isGone(mark: ProcessMark, withinMs: number): Promise<boolean> {
  for (const limit = Date.now() + withinMs; isRunning(mark);) {
    if (Date.now() > limit) return false;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return true;
}
