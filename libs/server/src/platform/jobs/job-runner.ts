import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Worker, type Job as QueuedJob } from 'bullmq';
import { markedMethods, type Providers } from '../discover.js';
import { Log } from '../observe/log.js';
import { RedisConnections } from '../redis/redis.module.js';
import { HANDLES_JOB, definedJobs, type Job } from './job.js';
import { queueName } from './job-queue.js';

type Handler = (payload: unknown) => Promise<void>;

/** Takes jobs from the queue in the worker process. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, OnModuleDestroy {
  private worker: Worker | undefined;

  constructor(
    private readonly found: DiscoveryService,
    private readonly redis: RedisConnections,
    private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    const handlers = handlersOf(this.found);
    this.worker = new Worker(queueName, (job: QueuedJob) => this.run(handlers, job), {
      connection: this.redis.open('worker', { maxRetriesPerRequest: null }),
      concurrency: 20,
      // a killed worker must not use up the job: its effect is guarded in PostgreSQL
      maxStalledCount: 20,
    });
    this.worker.on('error', () => undefined); // the connection reports it
    this.worker.on('failed', (job, error) => this.log.warn({ job: job?.name, attempts: job?.attemptsMade, err: error }, 'a job failed'));
  }

  async onModuleDestroy(): Promise<void> {
    // what a job does is guarded in PostgreSQL: without Redis nothing is waited for, and a line that breaks on the way out is no failure
    await this.worker
      ?.close(this.redis.main.status !== 'ready')
      .catch((error: unknown) => this.log.warn({ err: error }, 'the queue was left without a word'));
  }

  private async run(handlers: ReadonlyMap<string, { job: Job; handle: Handler }>, { name, data }: QueuedJob): Promise<void> {
    const known = handlers.get(name);
    if (!known) throw new Error(`no handler for ${name}`);
    await known.handle(known.job.payload.parse(data));
  }
}

/** One handler for each defined job. @throws Error naming the jobs that have none or two */
export function handlersOf(
  found: Pick<Providers, 'getProviders'>,
  jobs: readonly Job[] = definedJobs,
): Map<string, { job: Job; handle: Handler }> {
  const handlers = Map.groupBy(markedMethods<Job>(found.getProviders(), HANDLES_JOB), ({ mark }) => mark.name);
  const wrong = jobs
    .filter(({ name }) => handlers.get(name)?.length !== 1)
    .map(({ name }) => `${name} has ${handlers.get(name)?.length ?? 0} handlers`);
  if (wrong.length) throw new Error(wrong.join('; '));
  return new Map(
    [...handlers].flatMap(([name, [only]]) => (only ? [[name, { job: only.mark, handle: only.call as unknown as Handler }]] : [])),
  );
}
