import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SystemDatabase } from '../db/system-database.js';
import { Log } from '../observe/log.js';
import { Metrics } from '../observe/metrics.js';

const everyMs = 60_000;

/** Keeps an inbox thirty days, forgets what sign-in no longer needs, and watches that the relay keeps up. */
@Injectable()
export class Janitor implements OnApplicationBootstrap, OnModuleDestroy {
  private clock: NodeJS.Timeout | undefined;

  constructor(
    private readonly system: SystemDatabase,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.clock = setInterval(() => void this.tidy().catch((error: unknown) => this.log.warn({ err: error }, 'tidying failed')), everyMs);
  }

  onModuleDestroy(): void {
    clearInterval(this.clock);
  }

  async tidy(): Promise<void> {
    await this.system.query(`delete from inbox where at < now() - interval '30 days'`);
    await this.system.query('select auth_sweep()');
    const { rows } = await this.system.query<{ age: number }>(
      `select coalesce(extract(epoch from now() - min(e.recorded_at)), 0)::float8 as age from outbox o join event e on e.id = o.event_id`,
    );
    this.metrics.relayLag.set(rows[0]?.age ?? 0);
  }
}
