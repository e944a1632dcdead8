import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Commands } from '../command/commands.js';
import type { Work } from '../command/work.js';
import { HandlesJob } from '../jobs/job.js';
import { Log } from '../observe/log.js';
import { Metrics } from '../observe/metrics.js';
import { markedMethods, type Providers } from '../discover.js';
import { SystemDatabase } from '../db/system-database.js';
import { HANDLES_TIMER, fireTimer, type DueTimer } from './timer.js';

type Handler = (work: Work, timer: DueTimer) => Promise<void>;
const reconcileEveryMs = 5_000;
const batch = 200;

const lease = `
  update timer t set lease_until = now() + interval '30 seconds', attempts = attempts + 1
  from (select id from timer where fired_at is null and due_at <= now() and (lease_until is null or lease_until < now())
        order by due_at limit $1 for update skip locked) due
  where t.id = due.id returning t.id, t.acting_institution`;

/**
 * Fires timers, each exactly once: the effect and the mark commit together, as the institution that the timer acts for.
 * BullMQ calls it on time; every five seconds the reconciler does what the queue has not.
 */
@Injectable()
export class TimerRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private handlers: ReadonlyMap<string, Handler> = new Map();
  private clock: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    @Inject(DiscoveryService) private readonly found: DiscoveryService,
    private readonly commands: Commands,
    private readonly system: SystemDatabase,
    private readonly metrics: Metrics,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.handlers = timerHandlersOf(this.found);
    this.clock = setInterval(
      () => (this.running = this.reconcile().catch((error: unknown) => this.log.error({ err: error }, 'timers were not reconciled'))),
      reconcileEveryMs,
    );
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.clock);
    await this.running;
  }

  @HandlesJob(fireTimer)
  async fireOnTime({ timerId }: { timerId: string }): Promise<void> {
    const { rows } = await this.system.query<{ acting_institution: string }>(
      'select acting_institution from timer where id = $1 and fired_at is null',
      [timerId],
    );
    if (rows[0]) await this.fire(timerId, rows[0].acting_institution, 'queue');
  }

  /** Does the work itself while anything is due, so a dead queue costs seconds only. */
  async reconcile(): Promise<void> {
    for (;;) {
      const { rows } = await this.system.query<{ id: string; acting_institution: string }>(lease, [batch]);
      await Promise.all(rows.map(({ id, acting_institution }) => this.fireOrNote(id, acting_institution)));
      if (rows.length < batch) break;
    }
    const { rows } = await this.system.query<{ overdue: number }>(
      `select count(*)::int as overdue from timer where fired_at is null and due_at < now() - interval '10 seconds'`,
    );
    this.metrics.timersOverdue.set(rows[0]?.overdue ?? 0);
  }

  private async fireOrNote(id: string, institutionId: string): Promise<void> {
    try {
      await this.fire(id, institutionId, 'reconciler');
    } catch (error) {
      this.log.error({ timer: id, err: error }, 'a timer failed; it is tried again when its lease ends');
      await this.system.query('update timer set last_error = $2 where id = $1', [id, (error as Error).name]);
    }
  }

  private async fire(id: string, institutionId: string, by: 'queue' | 'reconciler'): Promise<void> {
    const kind = await this.commands.run({ institutionId }, async (work) => {
      const [timer] = await work.rows<{ kind: string; subject_id: string; due_at: Date }>(
        'update timer set fired_at = now() where id = $1 and fired_at is null and due_at <= now() returning kind, subject_id, due_at',
        [id],
      );
      if (!timer) return undefined;
      const handler = this.handlers.get(timer.kind);
      if (!handler) throw new Error(`no handler for timers of kind ${timer.kind}`);
      await handler(work, { id, kind: timer.kind, subjectId: timer.subject_id, dueAt: new Date(timer.due_at) });
      return timer.kind;
    });
    if (kind) this.metrics.timersFired.inc({ kind, by });
  }
}

/** @throws Error where one kind of timer has two handlers */
export function timerHandlersOf(found: Pick<Providers, 'getProviders'>): Map<string, Handler> {
  const handlers = new Map<string, Handler>();
  for (const { mark, where, call } of markedMethods<string>(found.getProviders(), HANDLES_TIMER)) {
    if (handlers.has(mark)) throw new Error(`timers of kind ${mark} have a second handler: ${where}`);
    handlers.set(mark, call as unknown as Handler);
  }
  return handlers;
}
