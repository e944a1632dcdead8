import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { PlainError } from './plain-error.js';
import { isGone, isRunning, markOf, type ProcessMark } from './process-mark.js';

/** Who works in a data folder, kept in its `run.json` from the claim to an orderly end. */
interface RunRecord {
  launcher: ProcessMark;
  crew: Record<string, ProcessMark>;
}

const MB = 1024 * 1024;

export function openDataFolder(path: string): void {
  const isNew = !existsSync(path);
  mkdirSync(join(path, 'logs'), { recursive: true });
  // As root, PostgreSQL runs as somebody else and must be able to pass through; what is secret below has modes of its own.
  if (isNew) chmodSync(path, 0o711);
  accessSync(path, constants.W_OK | constants.X_OK);
  const owner = statSync(path).uid;
  const me = process.getuid?.() ?? owner;
  if (me !== 0 && owner !== me)
    throw new PlainError(
      `The data folder ${path} belongs to another user (uid ${owner}): start as that user, or set DATA_DIR to a folder of your own.`,
    );
  const { bavail, bsize } = statfsSync(path);
  const freeMB = Math.floor((bavail * bsize) / MB);
  const neededMB = existsSync(join(path, 'postgres')) ? 50 : 300;
  if (freeMB < neededMB)
    throw new PlainError(
      `The disk that holds ${path} has ${freeMB} MB free and ${neededMB} MB are needed: free some space, or set DATA_DIR to a folder on another disk.`,
    );
}

/** One launcher at a time; what a killed one left running is ended first. */
export class Claim {
  private readonly record: RunRecord = { launcher: markOf(process.pid), crew: {} };

  private constructor(private readonly file: string) {}

  static async take(dataDir: string, say: (line: string) => void): Promise<Claim> {
    const claim = new Claim(join(dataDir, 'run.json'));
    const draft = claim.writeDraft();
    try {
      while (!claim.link(draft)) await claim.succeed(dataDir, say);
    } finally {
      rmSync(draft, { force: true });
    }
    return claim;
  }

  note(name: string, pid: number): void {
    this.record.crew[name] = markOf(pid);
    renameSync(this.writeDraft(), this.file);
  }

  release(): void {
    rmSync(this.file, { force: true });
  }

  private writeDraft(): string {
    const draft = `${this.file}.${process.pid}`;
    writeFileSync(draft, JSON.stringify(this.record), { mode: 0o600 });
    return draft;
  }

  // Linking fails when the name exists and never shows a half-written file.
  private link(draft: string): boolean {
    try {
      linkSync(draft, this.file);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  private async succeed(dataDir: string, say: (line: string) => void): Promise<void> {
    const before = readRecord(this.file);
    if (before && isRunning(before.launcher))
      throw new PlainError(
        `The data folder ${dataDir} is in use by a portal that runs as process ${before.launcher.pid}: stop that one first, or give this one a folder of its own with DATA_DIR.`,
      );
    await Promise.all(Object.entries(before?.crew ?? {}).map(([name, mark]) => endOrphan(name, mark, say)));
    rmSync(this.file, { force: true });
  }
}

/** Whether a launcher once worked there and is dead. */
export function isAbandoned(dataDir: string): boolean {
  const record = readRecord(join(dataDir, 'run.json'));
  return record !== undefined && !isRunning(record.launcher);
}

function readRecord(file: string): RunRecord | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunRecord;
  } catch {
    return undefined;
  }
}

/** Ends what has lost its launcher and its guard. A guard that is at work needs a second or two of patience. */
export async function endOrphan(name: string, mark: ProcessMark, say: (line: string) => void): Promise<void> {
  if (await isGone(mark, 1500)) return;
  say(`${name} of an earlier start still runs (process ${mark.pid}): ending it`);
  const signals: NodeJS.Signals[] = name === 'postgres' ? ['SIGINT', 'SIGQUIT', 'SIGKILL'] : ['SIGTERM', 'SIGKILL'];
  for (const signal of signals) {
    process.kill(mark.pid, signal);
    if (await isGone(mark, 5000)) return;
  }
  throw new PlainError(`${name} of an earlier start (process ${mark.pid}) cannot be ended: end it yourself, then start again.`);
}
