import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { CONFIG, type Config } from '../config/config.js';
import { preparesStatements } from './prepared.js';

/** Connections of `alliance_system`: the relay, the reconciler and the janitor. Row-level security shows them pointers and clocks, nothing clinical. */
@Injectable()
export class SystemDatabase implements OnApplicationShutdown {
  private readonly pool: pg.Pool;

  constructor(@Inject(CONFIG) config: Config) {
    this.pool = new pg.Pool({ connectionString: config.SYSTEM_DATABASE_URL, max: 4, idleTimeoutMillis: 30_000 });
    preparesStatements(this.pool);
    this.pool.on('error', () => undefined); // an idle connection died; the next query opens another
  }

  query<Row extends pg.QueryResultRow>(statement: string, parameters: unknown[] = []): Promise<pg.QueryResult<Row>> {
    return this.pool.query<Row>(statement, parameters);
  }

  /** A session of one's own, for advisory locks and transactions. The caller releases it; pass true where it is broken. */
  session(): Promise<pg.PoolClient> {
    return this.pool.connect();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
