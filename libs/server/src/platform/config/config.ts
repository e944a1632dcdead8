import { z } from 'zod';

const Port = z.coerce.number().int().min(0).max(65535);
const Flag = z.stringbool();

/** Every variable the API and the worker read. The launcher fills them in; a deployment sets them itself. */
const Environment = z.object({
  NODE_ENV: z
    .enum(['development', 'test', 'production'])
    .default('development')
    .describe('production turns the demonstration off and hides /metrics'),
  HOST: z.string().default('127.0.0.1').describe('address to listen on'),
  PORT: Port.default(3000).describe('port of the API and the web pages'),
  WORKER_PORT: Port.default(0).describe("port of the worker's health and metrics; 0 chooses one"),
  PUBLIC_URL: z.url().optional().describe('address people open; decides the allowed origin and whether cookies are Secure'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('login role alliance_app: owns nothing, row-level security binds it'),
  SYSTEM_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('login role alliance_system: events, timers, nothing clinical'),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(20).describe('connections per process'),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).describe('fast path for jobs and sockets; PostgreSQL is the truth'),
  DATA_DIR: z.string().min(1).default('.data').describe('folder of uploaded files'),
  FIELD_KEY: z
    .base64()
    .refine((key) => Buffer.from(key, 'base64').length === 32, '32 bytes in base64')
    .describe('key of encrypted columns; losing it loses them'),
  WEB_DIR: z.string().optional().describe('built web pages to serve'),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .describe('structured logs, never with patient data'),
  DEMO: Flag.default(false).describe('the installation shows invented people and says so'),
});

export type Config = Readonly<z.output<typeof Environment>> & { readonly origin: string; readonly secureCookies: boolean };

/** Refused settings: the process ends with code 78 (EX_CONFIG) after naming all of them at once. */
export class BadConfiguration extends Error {}

/** Reads and checks the environment. @throws BadConfiguration naming every bad variable */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const read = Environment.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new BadConfiguration(`The configuration cannot be used:\n${lines.join('\n')}`);
  }
  const config = read.data;
  if (config.NODE_ENV === 'production' && config.DEMO)
    throw new BadConfiguration('The configuration cannot be used:\n  DEMO: never on in production');
  const origin = new URL(config.PUBLIC_URL ?? `http://${config.HOST}:${config.PORT}`).origin;
  return { ...config, origin, secureCookies: origin.startsWith('https:') };
}

/** For main files: the configuration, or a plain list of what is wrong and exit code 78. */
export function configOrExit(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
}

/** Injection token of the configuration. */
export const CONFIG = Symbol('config');
