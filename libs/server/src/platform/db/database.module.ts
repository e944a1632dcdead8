import { MikroORM, type EntitySchema } from '@mikro-orm/postgresql';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { checkDatabase } from './boot-check.js';
import pg from 'pg';
import { Database } from './database.js';
import { preparesStatements } from './prepared.js';

const timestamptz = 1184;
/** The ORM leaves instants as text for its own hydration; typed SQL wants dates. Calendar dates stay text on purpose. */
const instantsAreDates = (pool: pg.Pool): void =>
  (pool.options.types as pg.TypeOverrides).setTypeParser(timestamptz, pg.types.getTypeParser(timestamptz));

@Global()
@Module({})
export class DatabaseModule {
  /** @param entities of every feature, listed where the application is composed: the platform knows none of them */
  static with(entities: readonly unknown[]): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: MikroORM,
          inject: [CONFIG],
          useFactory: async (config: Config) => {
            const orm = await MikroORM.init({
              clientUrl: config.DATABASE_URL,
              entities: entities as EntitySchema[],
              discovery: { warnWhenNoEntities: false },
              allowGlobalContext: false,
              forceUtcTimezone: true,
              pool: { min: 1, max: config.DATABASE_POOL, idleTimeoutMillis: 30_000 },
              driverOptions: {
                onPoolCreated: (pool: pg.Pool) => {
                  instantsAreDates(pool);
                  preparesStatements(pool);
                },
              },
            });
            await checkDatabase(orm);
            return orm;
          },
        },
        Database,
      ],
      exports: [Database],
    };
  }
}
