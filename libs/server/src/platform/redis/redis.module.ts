import { Global, Inject, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Redis } from 'ioredis';
import { CONFIG, type Config } from '../config/config.js';
import { Log } from '../observe/log.js';

/** Reconnects within two seconds of Redis' return, whatever the length of the outage; commands fail at once meanwhile. */
const defaults = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 1,
  retryStrategy: (attempt: number) => Math.min(200 * attempt, 2000),
};

/** Whether commands wait for a Redis that is away: they must on connections that block or subscribe. */
interface Patience {
  readonly enableOfflineQueue?: boolean;
  readonly maxRetriesPerRequest?: null;
}

/** Connections to Redis. Nothing lives only there, so that every use may fail without a refusal. */
@Injectable()
export class RedisConnections implements OnApplicationShutdown {
  /** For commands and publishing. */
  readonly main: Redis;
  private readonly opened: Redis[] = [];

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly log: Log,
  ) {
    this.main = this.open('main');
  }

  /** A connection of one's own, for blocking reads and subscriptions. */
  open(name: string, options: Patience = {}): Redis {
    const redis = new Redis(this.config.REDIS_URL, { ...defaults, ...options, connectionName: `alliance-${name}` });
    let failing = false;
    redis.on('error', (error: Error) => {
      if (!failing) this.log.warn({ connection: name, err: error.message }, 'redis is unreachable; PostgreSQL carries on alone');
      failing = true;
    });
    redis.on('ready', () => {
      if (failing) this.log.info({ connection: name }, 'redis is back');
      failing = false;
    });
    this.opened.push(redis);
    return redis;
  }

  onApplicationShutdown(): void {
    for (const redis of this.opened) redis.disconnect();
  }
}

@Global()
@Module({ providers: [RedisConnections], exports: [RedisConnections] })
export class RedisModule {}
