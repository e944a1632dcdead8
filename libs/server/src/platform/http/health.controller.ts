import { Controller, Get, Header, Inject, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Refusal } from '@alliance/domain/refusal';
import type { FastifyReply } from 'fastify';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Public } from '../auth/auth.guard.js';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../db/database.js';
import { Metrics } from '../observe/metrics.js';
import { RedisConnections } from '../redis/redis.module.js';
import { Drain } from './drain.js';

const lag = monitorEventLoopDelay({ resolution: 20 });
lag.enable();

/** For load balancers and launchers. Redis only degrades: its absence is told, not refused. */
@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly redis: RedisConnections,
    private readonly metrics: Metrics,
    private readonly drain: Drain,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('health/live')
  live(@Res({ passthrough: true }) reply: FastifyReply) {
    const lagMs = lag.percentile(99) / 1e6;
    lag.reset();
    void reply.status(lagMs < 1_000 ? 200 : 503);
    return { status: lagMs < 1_000 ? 'ok' : 'lagging', eventLoopLagMs: Math.round(lagMs) };
  }

  @Get('health/ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply) {
    const database = await this.database.anonymous('select 1', []).then(
      () => 'ok' as const,
      () => 'down' as const,
    );
    const parts = { database, redis: this.redis.main.status === 'ready' ? 'ok' : 'degraded', draining: this.drain.started };
    const ready = database === 'ok' && !this.drain.started;
    void reply.status(ready ? 200 : 503);
    return { status: ready ? 'ok' : 'unavailable', parts };
  }

  /** Not public in production: scraped from inside only. */
  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4')
  text(): Promise<string> {
    if (this.config.NODE_ENV === 'production') throw new Refusal('access.not_found');
    return this.metrics.registry.metrics();
  }
}
