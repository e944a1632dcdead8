import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Log } from '../observe/log.js';
import { RedisConnections } from '../redis/redis.module.js';
import type { Job, PayloadOf } from './job.js';

export const queueName = 'alliance';

/** The fast path. Adding may fail: whatever matters stands in a table that the reconciler reads. */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  private readonly queue: Queue;

  constructor(
    redis: RedisConnections,
    private readonly log: Log,
  ) {
    this.queue = new Queue(queueName, { connection: redis.open('jobs') });
    this.queue.on('error', () => undefined); // the connection reports it
  }

  /** @param id dedupes while the job is kept; make it new for each attempt that must run */
  async add<J extends Job>(job: J, payload: PayloadOf<J>, { id, delayMs = 0 }: { id: string; delayMs?: number }): Promise<void> {
    try {
      await this.queue.add(job.name, job.payload.parse(payload), {
        jobId: id,
        delay: Math.max(delayMs, 0),
        attempts: job.attempts,
        backoff: { type: 'exponential', delay: 500 },
        removeOnComplete: true,
        removeOnFail: { age: 86_400 },
      });
    } catch (error) {
      this.log.warn({ job: job.name, err: error }, 'a job was not queued; the reconciler will do it');
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close().catch(() => undefined);
  }
}
