import pg from 'pg';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTestServices } from '../platform/config/test-services.js';
import { migrate } from '../platform/db/migrate.js';

/** Passwords of the login roles in test clusters. */
export const rolePasswords = { app: 'test-app', system: 'test-system' };

const migrations = resolve(import.meta.dirname, '../platform/db/migrations');

/** A pool that survives the database being dropped under it. */
export function poolOf(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max });
  pool.on('error', () => undefined);
  return pool;
}

/** A database of one's own, cloned from a template that is migrated once per set of migrations. */
export interface TestDatabase {
  /** Superuser: for arranging and looking behind the walls. */
  readonly owner: pg.Pool;
  readonly appUrl: string;
  readonly systemUrl: string;
  readonly ownerUrl: string;
  drop(): Promise<void>;
}

export async function cloneDatabase(): Promise<TestDatabase> {
  const { DATABASE_URL } = readTestServices();
  const admin = new pg.Client({ connectionString: DATABASE_URL });
  await admin.connect();
  const template = await templateOf(admin, DATABASE_URL);
  const name = `t_${randomBytes(6).toString('hex')}`;
  await admin.query(`create database ${name} template ${template}`);
  const url = (user?: string, password?: string) => {
    const at = new URL(DATABASE_URL);
    at.pathname = `/${name}`;
    if (user && password) Object.assign(at, { username: user, password });
    return at.href;
  };
  const owner = poolOf(url(), 3);
  return {
    owner,
    ownerUrl: url(),
    appUrl: url('alliance_app', rolePasswords.app),
    systemUrl: url('alliance_system', rolePasswords.system),
    drop: async () => {
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

async function templateOf(admin: pg.Client, adminUrl: string): Promise<string> {
  const content = createHash('sha256');
  for (const file of readdirSync(migrations).sort()) content.update(readFileSync(resolve(migrations, file)));
  const name = `template_${content.digest('hex').slice(0, 12)}`;
  // other test files of this run may be making it right now
  await admin.query('select pg_advisory_lock(hashtext($1))', [name]);
  try {
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) {
      const draft = `draft_${randomBytes(4).toString('hex')}`;
      await admin.query(`create database ${draft}`);
      const at = new URL(adminUrl);
      at.pathname = `/${draft}`;
      await migrate(at.href, rolePasswords);
      await admin.query(`alter database ${draft} rename to ${name}`);
    }
    return name;
  } finally {
    await admin.query('select pg_advisory_unlock(hashtext($1))', [name]);
  }
}
