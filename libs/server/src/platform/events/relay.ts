import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { ClientBase, PoolClient } from 'pg';
import { SystemDatabase } from '../db/system-database.js';
import { LivePublisher } from '../live/live.publisher.js';
import { Log } from '../observe/log.js';
import { Metrics } from '../observe/metrics.js';
import { RedisConnections } from '../redis/redis.module.js';
import { sequence, type Numbered } from './sequence.js';
import { wakeChannel } from './wake.js';

/** What else must be true when an event is told: set-based SQL in the relay's own transaction, so that it happens exactly once. */
export type Projection = (client: ClientBase, numbered: readonly Numbered[]) => Promise<void>;

const leaderLock = 7_226_115;
const batch = 500;
const idleMs = 400;

/** The one leader that numbers events after commit and then signals them. Another worker takes over when its session ends. */
@Injectable()
export class Relay implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly projections: Projection[] = [];
  private stopped = false;
  private wake: () => void = () => undefined;
  private woken = false;
  private loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly system: SystemDatabase,
    private readonly redis: RedisConnections,
    private readonly publisher: LivePublisher,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  /** Adds a projection; features do it while their module starts. */
  project(projection: Projection): void {
    this.projections.push(projection);
  }

  onApplicationBootstrap(): void {
    const ear = this.redis.open('relay', { enableOfflineQueue: true, maxRetriesPerRequest: null });
    ear.on('message', () => this.nudge());
    ear.subscribe(wakeChannel).catch(() => undefined);
    this.loop = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.nudge();
    await this.loop;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      let session: PoolClient | undefined;
      try {
        session = await this.system.session();
        await this.lead(session);
        session.release();
      } catch (error) {
        session?.release(true);
        if (!this.stopped) this.log.error({ err: error }, 'the relay starts over');
        await this.rest(1_000);
      }
    }
  }

  /** Numbers and publishes until told to stop, as long as this session holds the lock. */
  private async lead(session: PoolClient): Promise<void> {
    while (!this.stopped) {
      const { rows } = await session.query<{ leads: boolean }>('select pg_try_advisory_lock($1) as leads', [leaderLock]);
      if (rows[0]?.leads) break;
      await this.rest(1_000);
    }
    while (!this.stopped) {
      this.woken = false;
      const numbered = await this.step(session);
      if (numbered === 0) await this.rest(idleMs);
    }
    await session.query('select pg_advisory_unlock($1)', [leaderLock]);
  }

  private async step(session: PoolClient): Promise<number> {
    await session.query('begin');
    let numbered: Numbered[];
    try {
      numbered = await sequence(session, batch);
      if (numbered.length) for (const projection of this.projections) await projection(session, numbered);
      await session.query('commit');
    } catch (error) {
      await session.query('rollback');
      throw error;
    }
    if (!numbered.length) return 0;
    this.metrics.relayed.inc(numbered.length);
    for (const [recipient, lines] of Map.groupBy(numbered, (line) => line.recipient))
      this.publisher.publish(
        recipient,
        lines.map(({ seq, topic, subject_id, version, alarm }) => ({ seq, topic, id: subject_id, version, ...(alarm && { alarm }) })),
      );
    return numbered.length;
  }

  private nudge(): void {
    this.woken = true;
    this.wake();
  }

  /** Sleeps, unless a wake-up came since the last look or comes now. */
  private rest(ms: number): Promise<void> {
    if (this.woken || this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
