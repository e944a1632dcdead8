import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SystemDatabase } from '../platform/db/system-database.js';
import { Log } from '../platform/observe/log.js';

const everyMs = 3_600_000;
/** 03:00 in Shanghai: nobody waits for the statement. */
const nightlyAtUtcHour = 19;
const dayMs = 86_400_000;

/** The last time at which the nightly run was due. */
export function lastNight(now: Date): Date {
  const due = new Date(now);
  due.setUTCHours(nightlyAtUtcHour, 0, 0, 0);
  return due > now ? new Date(due.getTime() - dayMs) : due;
}

/** Computes every night, and when a worker starts without figures, how long departments let wait. Several workers do it once. */
@Injectable()
export class WaitingTimeWorker implements OnApplicationBootstrap, OnModuleDestroy {
  private clock: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly system: SystemDatabase,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.look();
    this.clock = setInterval(() => this.look(), everyMs);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.clock);
    await this.running;
  }

  private look(): void {
    this.running = this.compute(new Date()).catch((error: unknown) => this.log.warn({ err: error }, 'waiting times were not computed'));
  }

  /** Ninety days of all hospitals take longer than a request may. */
  async compute(now: Date): Promise<void> {
    const session = await this.system.session();
    try {
      await session.query(`begin; set local statement_timeout = '5min'`);
      await session.query('select compute_waiting_times($1, $2)', [now, lastNight(now)]);
      await session.query('commit');
      session.release();
    } catch (error) {
      session.release(true);
      throw error;
    }
  }
}
