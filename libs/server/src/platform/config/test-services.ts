/** PostgreSQL (as superuser) and Redis that the tests run on; `npm test` starts both. */
export function readTestServices(env: NodeJS.ProcessEnv = process.env): { DATABASE_URL: string; REDIS_URL: string; LOG_LEVEL: string } {
  const { DATABASE_URL, REDIS_URL } = env;
  if (!DATABASE_URL || !REDIS_URL) throw new Error('API tests need DATABASE_URL (superuser) and REDIS_URL: run them through npm test');
  return { DATABASE_URL, REDIS_URL, LOG_LEVEL: env['LOG_LEVEL'] ?? 'silent' };
}
