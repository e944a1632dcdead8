import { join } from 'node:path';
import type { Crew } from './crew.js';
import { PlainError } from './plain-error.js';
import { startPostgres, type Server } from './postgres.js';
import type { Progress } from './progress.js';
import { startRedis } from './redis.js';

export interface ServicesOptions {
  databaseUrl?: string | undefined;
  redisUrl?: string | undefined;
  maxConnections: number;
  fast?: boolean;
}

export interface Services {
  databaseUrl: string;
  redisUrl: string;
  /** Rejects when one of them ends by itself: nothing can go on without it. */
  failed: Promise<never>;
}

type Running = Pick<Server, 'url'> & Partial<Server>;

/** Starts PostgreSQL and Redis side by side, each unless the person named one of their own. */
export async function startServices(crew: Crew, dataDir: string, options: ServicesOptions, progress: Progress): Promise<Services> {
  const { databaseUrl, redisUrl, maxConnections, fast = false } = options;
  const where = ({ port }: Running) => `port ${port ?? ''}`;
  const ownPostgres = (): Promise<Running> =>
    progress.step('PostgreSQL', (say) => startPostgres(crew, join(dataDir, 'postgres'), { maxConnections, fast }, say), where);
  const ownRedis = (): Promise<Running> => progress.step('Redis', (say) => startRedis(crew, join(dataDir, 'redis'), { fast }, say), where);
  const [postgres, redis] = await Promise.all([
    databaseUrl ? { url: databaseUrl } : ownPostgres(),
    redisUrl ? { url: redisUrl } : ownRedis(),
  ]);
  const failed = Promise.race([failureOf(crew, 'PostgreSQL', 'postgres', postgres), failureOf(crew, 'Redis', 'redis', redis)]);
  failed.catch(() => {}); // may come before anybody waits for it
  return { databaseUrl: postgres.url, redisUrl: redis.url, failed };
}

function failureOf(crew: Crew, title: string, name: string, { guarded }: Running): Promise<never> {
  return new Promise((_, reject) => {
    void guarded?.ended.then((code) => {
      if (!crew.isStopping)
        reject(new PlainError(`${title} ended by itself (exit code ${code}): see ${crew.logFile(name)}, then start again.`));
    });
  });
}
