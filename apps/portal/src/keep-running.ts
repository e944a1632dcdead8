import { setTimeout as sleep } from 'node:timers/promises';
import type { Crew } from './crew.js';
import { Stopping } from './crew.js';
import type { Guarded } from './guard.js';
import { PlainError } from './plain-error.js';

const BAD_CONFIGURATION = 78;

export interface Patience {
  /** Waits between a crash and the next start; one crash more and we give up. */
  pausesMs: number[];
  /** After so long without a crash the earlier ones are forgotten. */
  calmMs: number;
}

const usual: Patience = { pausesMs: [500, 1000, 2000, 4000], calmMs: 60_000 };

/** Starts a child again whenever it ends, until it ends too often. */
export class KeptRunning {
  /** Rejects when it was given up. */
  readonly gaveUp: Promise<never>;
  private current: Guarded | undefined;
  private isReloading = false;

  constructor(
    private readonly crew: Crew,
    private readonly name: string,
    private readonly start: () => Promise<Guarded>,
    private readonly say: (line: string) => void,
    private readonly patience: Patience = usual,
  ) {
    this.gaveUp = this.run();
    this.gaveUp.catch(() => {});
  }

  async reload(): Promise<void> {
    this.isReloading = true;
    await this.current?.stop();
  }

  private async run(): Promise<never> {
    for (let crashes = 0; ;) {
      const began = Date.now();
      this.current = await this.start();
      const code = await this.current.ended;
      if (this.crew.isStopping) throw new Stopping();
      if (this.isReloading) {
        this.isReloading = false;
        continue;
      }
      if (Date.now() - began > this.patience.calmMs) crashes = 0;
      await this.pause(code, crashes++);
    }
  }

  private async pause(code: number, crashes: number): Promise<void> {
    const pause = this.patience.pausesMs[crashes];
    const log = this.crew.logFile(this.name);
    const last = () => this.say(this.crew.lastLines(this.name, 15));
    if (code === BAD_CONFIGURATION) {
      last();
      throw new PlainError(
        `The ${this.name} refuses its configuration: correct what it names above (see ${log}), then start again.`,
        BAD_CONFIGURATION,
      );
    }
    if (pause === undefined) {
      last();
      throw new PlainError(
        `The ${this.name} ended ${crashes + 1} times in a row, the last time with exit code ${code}: its last lines are above, all of them in ${log}.`,
      );
    }
    this.say(`The ${this.name} ended with exit code ${code} (see ${log}); starting it again in ${pause / 1000} s`);
    await sleep(pause);
  }
}
