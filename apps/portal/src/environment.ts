import { resolve } from 'node:path';
import { PlainError } from './plain-error.js';

/** The only file of the launcher that reads `process.env`. */
export const workspace = resolve(import.meta.dirname, '../../..');

export interface Environment {
  host: string;
  port: number;
  /** What a browser on this machine is given. */
  localUrl: string;
  /** The one address people open, where somebody set it; otherwise every name of this host is good. */
  publicUrl: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  /** Picture and sound are carried by a process of this launcher; false when something else is configured. */
  ownMedia: boolean;
  /** Somebody set a port for results by HL7: a process of its own listens there. */
  hl7: boolean;
  logLevel: string;
  demo: boolean;
  demoPassword: string;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'];

const value = (name: string) => process.env[name]?.trim() || undefined;

/** @throws PlainError with exit code 78 that names every bad variable at once; the API checks the rest of its own. */
export function readEnvironment(): Environment {
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string) => void (holds || problems.push(problem));
  const url = (name: string, protocols: string[]) => {
    const text = value(name);
    expect(
      !text || protocols.includes(URL.parse(text)?.protocol ?? ''),
      `${name} must be a URL that begins with ${protocols.join('// or ')}//`,
    );
    return text;
  };
  const host = value('HOST') ?? '127.0.0.1';
  const port = Number(value('PORT') ?? 3000);
  expect(Number.isInteger(port) && port > 0 && port < 65536, 'PORT must be a number from 1 to 65535');
  const demo = value('DEMO') ?? (value('NODE_ENV') === 'production' ? '0' : '1');
  expect(['0', '1'].includes(demo), 'DEMO must be 0 or 1');
  expect(demo !== '1' || value('NODE_ENV') !== 'production', 'DEMO must not be 1 when NODE_ENV is production');
  const logLevel = value('LOG_LEVEL') ?? 'info';
  expect(logLevels.includes(logLevel), `LOG_LEVEL must be one of ${logLevels.join(', ')}`);
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  const localUrl = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
  const environment: Environment = {
    host,
    port,
    localUrl,
    publicUrl: url('PUBLIC_URL', ['http:', 'https:']),
    dataDir: resolve(workspace, value('DATA_DIR') ?? '.data'),
    databaseUrl: url('DATABASE_URL', ['postgres:', 'postgresql:']),
    redisUrl: url('REDIS_URL', ['redis:', 'rediss:']),
    ownMedia: !value('MEDIA_URL') && !value('LIVEKIT_URL') && value('MEDIA_ENGINE') !== 'mesh',
    hl7: Boolean(value('MLLP_PORT') ?? value('MLLP_LOCAL_PORT')),
    logLevel,
    demo: demo === '1',
    demoPassword: value('DEMO_PASSWORD') ?? 'demo-Alliance-2026',
  };
  if (problems.length > 0) throw new PlainError(`The configuration is not usable: ${problems.join('; ')}.`, 78);
  return environment;
}

/** What every child inherits, with its own variables on top. */
export const withInherited = (own: Record<string, string>): Record<string, string> => ({
  ...(process.env as Record<string, string>),
  ...own,
});

/** For the servers we did not write: nothing that could change how they behave. */
export const bareEnvironment = (): Record<string, string> => ({ PATH: searchPath(), HOME: value('HOME') ?? '/', LC_ALL: 'C', TZ: 'UTC' });

/** For the media process: strangers reach it, so it is given nothing of the others' secrets. */
export const mediaEnvironment = (own: Record<string, string>): Record<string, string> => ({
  ...bareEnvironment(),
  LD_LIBRARY_PATH: value('LD_LIBRARY_PATH') ?? '', // where Node itself may have its libraries
  MEDIA_PORTS: value('MEDIA_PORTS') ?? '',
  MEDIA_ADDRESS: value('MEDIA_ADDRESS') ?? '',
  ...own,
});

export const searchPath = (): string => value('PATH') ?? '/usr/local/bin:/usr/bin:/bin';

/** What the launcher hands to the short-lived process that migrates and loads the demonstration. */
export interface DatabaseTask {
  ownerUrl: string;
  passwords: { app: string; system: string };
  fieldKey: string;
  demoPassword: string | undefined;
  dataDir: string;
  resultFile: string;
}

export const describeTask = (task: DatabaseTask) => ({ DATABASE_TASK: JSON.stringify(task) });
export const readTask = (): DatabaseTask => JSON.parse(process.env['DATABASE_TASK'] ?? '') as DatabaseTask;
