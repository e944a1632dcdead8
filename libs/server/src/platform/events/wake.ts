import { Injectable } from '@nestjs/common';
import type { Work } from '../command/work.js';
import { JobQueue } from '../jobs/job-queue.js';
import { RedisConnections } from '../redis/redis.module.js';
import { fireTimer } from '../timers/timer.js';

export const wakeChannel = 'alliance:relay';

/** Hints after a commit; losing one costs at most the relay's next look and the reconciler's next round. */
@Injectable()
export class Wake {
  constructor(
    private readonly redis: RedisConnections,
    private readonly jobs: JobQueue,
  ) {}

  after({ events, timers, now }: Pick<Work, 'events' | 'timers' | 'now'>): void {
    if (events.length) this.redis.main.publish(wakeChannel, '').catch(() => undefined);
    // a little late rather than early: before its time the database refuses to fire it
    for (const { id, dueAt } of timers)
      void this.jobs.add(fireTimer, { timerId: id }, { id, delayMs: dueAt.getTime() - now.getTime() + 50 });
  }
}
