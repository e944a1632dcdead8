import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { createServer, type Server } from 'node:http';
import { CONFIG, type Config } from './config/config.js';
import { SystemDatabase } from './db/system-database.js';
import { Metrics } from './observe/metrics.js';

/** Health and metrics of a process that serves nobody else. */
@Injectable()
export class WorkerHealth implements OnApplicationBootstrap, OnModuleDestroy {
  private server: Server | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly system: SystemDatabase,
    private readonly metrics: Metrics,
  ) {}

  onApplicationBootstrap(): void {
    this.server = createServer((request, response) => {
      void this.answer(request.url ?? '').then(([status, body]) => response.writeHead(status).end(body));
    }).listen(this.config.WORKER_PORT, this.config.HOST);
  }

  onModuleDestroy(): void {
    this.server?.close();
  }

  private async answer(path: string): Promise<[number, string]> {
    if (path === '/health/live') return [200, 'ok'];
    if (path === '/metrics' && this.config.NODE_ENV !== 'production') return [200, await this.metrics.registry.metrics()];
    if (path !== '/health/ready') return [404, ''];
    const reached = await this.system.query('select 1').then(
      () => true,
      () => false,
    );
    return reached ? [200, 'ok'] : [503, 'database down'];
  }
}
