import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SystemDatabase } from '../platform/db/system-database.js';
import { Log } from '../platform/observe/log.js';

const everyMs = 15_000;
const partSize = 2_000;
/** 03:30 in Shanghai: nobody waits for the statements. */
const nightly = { hour: 19, minute: 30 };
const dayMs = 86_400_000;
const firstId = '00000000-0000-0000-0000-000000000000';

/** The last time at which everything was due to be counted again. */
export function lastCount(now: Date): Date {
  const due = new Date(now);
  due.setUTCHours(nightly.hour, nightly.minute, 0, 0);
  return due > now ? new Date(due.getTime() - dayMs) : due;
}

/** Keeps the measured rows up with what happens, and counts everything again every night: a difference then is a defect of the steps. */
@Injectable()
export class MeasureWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private clock: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private ending = false;

  constructor(
    private readonly system: SystemDatabase,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.look();
    this.clock = setInterval(() => this.look(), everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    this.ending = true;
    clearInterval(this.clock);
    await this.running;
  }

  private look(): void {
    this.running ??= this.keepUp(new Date())
      .catch((error: unknown) => this.log.warn({ err: error }, 'figures were not brought up to date'))
      .finally(() => (this.running = undefined));
  }

  async keepUp(now: Date): Promise<void> {
    const { rows } = await this.system.query<{ at: Date | null }>('select measure_reconciled_at() as at');
    const at = rows[0]?.at;
    if (!at || new Date(at) < lastCount(now)) {
      await this.step();
      const differences = await this.reconcile(now);
      if (at && differences) this.log.warn({ differences }, 'counting every referral again found rows that the steps had missed');
    }
    await this.step();
  }

  /** What happened since the last look. */
  async step(): Promise<void> {
    await this.system.query('select measure_changed()');
  }

  /** Everything again, in parts that hold nobody up. @returns how many rows were not as they should be */
  async reconcile(now: Date): Promise<number> {
    let differences = 0;
    for (let after: string | null = firstId; after && !this.ending;) {
      const { rows }: { rows: { last: string | null; differences: number }[] } = await this.system.query(
        'select last, differences from measure_part($1, $2)',
        [after, partSize],
      );
      after = rows[0]?.last ?? null;
      differences += rows[0]?.differences ?? 0;
    }
    if (!this.ending) await this.system.query('select measure_reconciled($1, $2)', [now, differences]);
    return differences;
  }
}
