import { randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Crew, Stopping } from './crew.js';
import { Claim, openDataFolder } from './data-folder.js';
import { migrateAndLoad, type DatabaseResult } from './database.js';
import { mediaEnvironment, withInherited, workspace, type Environment } from './environment.js';
import { expectFree, freePort } from './free-port.js';
import { KeptRunning } from './keep-running.js';
import { plain, PlainError } from './plain-error.js';
import type { Progress } from './progress.js';
import { keepSecrets, type Secrets } from './secrets.js';
import { startServices, type Services } from './services.js';

/** The programs started as children. */
export interface Programs {
  database: string;
  api: string;
  worker: string;
  media: string;
  hl7: string;
  /** Plays the first referrals of the demonstration through the API; answers how many. */
  firstCases?: (localUrl: string, password: string) => Promise<number>;
}

/** What the terminal, npm or a colleague may ask of a running portal. */
export interface Control {
  stopped: Promise<void>;
  onReload(reload: () => void): void;
}

const READY_WITHIN_MS = 90_000;
// A little more than the drain the API and the worker allow themselves. With the launcher dead the database is gone too: nothing is left to drain.
const ending = { signal: 'TERM', force: 'KILL', graceSeconds: 28, orphanedSeconds: 1 } as const;

/** Runs the portal until it is stopped or cannot go on; everything it started has ended when this returns. */
export async function launch(environment: Environment, programs: Programs, control: Control, progress: Progress): Promise<void> {
  const { dataDir } = environment;
  try {
    openDataFolder(dataDir);
    const claim = await Claim.take(dataDir, progress.say);
    const crew = new Crew(dataDir, claim);
    const portal = new Portal(environment, programs, crew, progress);
    try {
      await Promise.race([portal.run(control), control.stopped]);
    } finally {
      await crew.stop();
      claim.release();
    }
  } catch (error) {
    if (!(error instanceof Stopping)) throw plain(error, dataDir);
  }
}

class Portal {
  constructor(
    private readonly environment: Environment,
    private readonly programs: Programs,
    private readonly crew: Crew,
    private readonly progress: Progress,
  ) {}

  async run(control: Control): Promise<never> {
    const { environment, crew, progress } = this;
    const { host, port, dataDir, localUrl } = environment;
    await expectFree(host, port);
    progress.say(`Starting the portal (its data: ${dataDir})`);
    const secrets = keepSecrets(dataDir);
    const services = await startServices(crew, dataDir, { ...environment, maxConnections: 200 }, progress);
    const result = await Promise.race([
      migrateAndLoad(crew, this.programs.database, environment, services, secrets, progress),
      services.failed,
    ]);
    const { children, gaveUp } = await this.startChildren(services, secrets);
    const failed = Promise.race([services.failed, ...gaveUp]);
    await Promise.race([progress.step('API', () => this.becomesReady()), failed]);
    const { firstCases } = this.programs;
    if (result.loaded && firstCases) {
      const played = progress.step(
        'First cases',
        () => firstCases(localUrl, environment.demoPassword),
        (n) => `${n} referrals of invented patients`,
      );
      await Promise.race([played, failed]);
    }
    control.onReload(() => void Promise.all(children.map((child) => child.reload())));
    progress.say(`\nReady: ${localUrl}\n${accountList(result, environment.demoPassword)}`);
    return failed;
  }

  private async startChildren(services: Services, secrets: Secrets): Promise<{ children: KeptRunning[]; gaveUp: Promise<never>[] }> {
    const { host, port, dataDir, publicUrl, logLevel, demo } = this.environment;
    const media = await this.mediaPlace();
    const env = withInherited({
      ...(media && { MEDIA_URL: `http://127.0.0.1:${media.port}`, MEDIA_KEY: media.key }),
      HOST: host,
      PORT: String(port),
      WORKER_PORT: String(await freePort()),
      DATABASE_URL: asRole(services.databaseUrl, 'alliance_app', secrets.app),
      SYSTEM_DATABASE_URL: asRole(services.databaseUrl, 'alliance_system', secrets.system),
      REDIS_URL: services.redisUrl,
      DATA_DIR: dataDir,
      FIELD_KEY: secrets.fieldKey,
      PUBLIC_URL: publicUrl ?? '',
      LOG_LEVEL: logLevel,
      DEMO: demo ? '1' : '0',
      WEB_DIR: join(workspace, 'apps/web/dist'),
    });
    const children = [this.keep('api', env), this.keep('worker', env)];
    const gaveUp = children.map((child) => child.gaveUp);
    const sparing = [
      ...(this.environment.hl7 ? [[this.keep('hl7', env), 'results by HL7'] as const] : []),
      ...(media ? [[this.keepMedia(media), 'picture and sound'] as const] : []),
    ];
    return {
      children: [...children, ...sparing.map(([child]) => child)],
      gaveUp: [...gaveUp, ...sparing.map(([child, what]) => this.spared(child, what))],
    };
  }

  private keepMedia({ port, key }: { port: number; key: string }): KeptRunning {
    return this.keep('media', mediaEnvironment({ HOST: this.environment.host, MEDIA_PORT: String(port), MEDIA_KEY: key }));
  }

  /** A portal without this is still worth running, unless somebody configured it wrongly. */
  private spared(child: KeptRunning, what: string): Promise<never> {
    return child.gaveUp.catch((error: unknown) => {
      if (!(error instanceof PlainError) || error.exitCode !== 1) throw error;
      this.progress.say(`${error.message} The portal goes on without ${what}.`);
      return new Promise<never>(() => {});
    });
  }

  private keep(name: 'api' | 'worker' | 'media' | 'hl7', env: Record<string, string>): KeptRunning {
    const command = { program: process.execPath, args: [this.programs[name]], ending, options: { cwd: workspace, env } };
    return new KeptRunning(this.crew, name, () => this.crew.start(name, command), this.progress.say);
  }

  /** Where our media process will answer, and the secret it shares with the portal until the next start. */
  private async mediaPlace(): Promise<{ port: number; key: string } | undefined> {
    return this.environment.ownMedia ? { port: await freePort(), key: randomBytes(32).toString('base64url') } : undefined;
  }

  private async becomesReady(): Promise<void> {
    for (const limit = Date.now() + READY_WITHIN_MS; Date.now() < limit; await sleep(100)) {
      if ((await statusOf(`${this.environment.localUrl}/health/ready`)) === 200) return;
    }
    this.progress.say(this.crew.lastLines('api', 15));
    throw new PlainError(
      `The API was not ready within ${READY_WITHIN_MS / 1000} s: its last lines are above, all of them in ${this.crew.logFile('api')}.`,
    );
  }
}

function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: 5000 }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(0));
  });
}

function asRole(ownerUrl: string, role: string, password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.href;
}

function accountList({ accounts }: DatabaseResult, password: string): string {
  if (accounts.length === 0) return '';
  const width = Math.max(...accounts.map(({ username }) => username.length)) + 2;
  const lines = accounts.map(({ username, who }) => `  ${username.padEnd(width)}${who}`);
  return [`Demonstration accounts, all with the password ${password}`, ...lines, 'Ctrl-C ends it; the data stays for the next start.'].join(
    '\n',
  );
}
