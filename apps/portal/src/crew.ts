import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from './data-folder.js';
import { startGuarded, type Command, type Guarded } from './guard.js';

/** Thrown to whoever wants to start something while all is being stopped. */
export class Stopping extends Error {}

const LOG_LIMIT = 10 * 1024 * 1024;

/** All that the launcher has started: noted for the next start, and stopped in order. */
export class Crew {
  private readonly members = new Map<Guarded, boolean>();
  private stopping: Promise<void> | undefined;

  constructor(
    private readonly dataDir: string,
    private readonly claim: Claim,
  ) {}

  get isStopping(): boolean {
    return this.stopping !== undefined;
  }

  logFile = (name: string): string => join(this.dataDir, 'logs', `${name}.log`);

  /** @param isServer the others may still need it: stopped last */
  async start(name: string, command: Omit<Command, 'output'>, isServer = false): Promise<Guarded> {
    const log = this.openLog(name);
    try {
      return await this.add(name, { ...command, output: log }, isServer);
    } finally {
      closeSync(log);
    }
  }

  /** The same without a log: it speaks to the terminal. */
  startAloud = (name: string, command: Omit<Command, 'output'>): Promise<Guarded> =>
    this.add(name, { ...command, output: 'inherit' }, false);

  private async add(name: string, command: Command, isServer: boolean): Promise<Guarded> {
    if (this.isStopping) throw new Stopping();
    const guarded = startGuarded(command);
    this.members.set(guarded, isServer);
    void guarded.ended.then(() => this.members.delete(guarded));
    this.claim.note(name, await guarded.pid);
    return guarded;
  }

  lastLines(name: string, count: number): string {
    return readFileSync(this.logFile(name), 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  }

  stop(): Promise<void> {
    this.stopping ??= this.stopInOrder();
    return this.stopping;
  }

  private async stopInOrder(): Promise<void> {
    for (const servers of [false, true]) {
      const these = [...this.members].filter(([, isServer]) => isServer === servers);
      await Promise.all(these.map(([guarded]) => guarded.stop()));
    }
  }

  private openLog(name: string): number {
    const path = this.logFile(name);
    if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT) renameSync(path, `${path}.1`);
    return openSync(path, 'a', 0o600);
  }
}
