import type { Problem } from '@alliance/contracts/problem';
import { requestOf, type AnswerOf, type AskOf, type Route } from '@alliance/contracts/route';
import { openSession } from '@alliance/contracts/session.contract';
import type { Type } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import * as audit from '@alliance/contracts/audit.contract';
import * as event from '@alliance/contracts/event.contract';
import * as ownSession from '@alliance/contracts/own-session.contract';
import * as passkey from '@alliance/contracts/passkey.contract';
import * as session from '@alliance/contracts/session.contract';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig, type Config } from '../platform/config/config.js';
import { readTestServices } from '../platform/config/test-services.js';
import { Clock } from '../platform/clock.js';
import { DatabaseModule } from '../platform/db/database.module.js';
import { HttpModule } from '../platform/http/http.module.js';
import { adapterOf, prepare } from '../platform/http/server.js';
import { ObserveModule } from '../platform/observe/observe.module.js';
import { WorkerPlatformModule } from '../platform/worker.module.js';
import { SessionModule } from '../session/session.module.js';
import { entities } from '../entities.js';
import type { TestDatabase } from './services.js';
import { TestClock } from './test-clock.js';

export const demoPassword = 'right-Horse-2026';

/** Settings of a process under test; `redisUrl` may point at a Redis that is not there. */
export function testConfig(database: TestDatabase, more: Record<string, string> = {}): Config {
  const services = readTestServices();
  return readConfig({
    NODE_ENV: 'test',
    DATABASE_URL: database.appUrl,
    SYSTEM_DATABASE_URL: database.systemUrl,
    REDIS_URL: services.REDIS_URL,
    DATABASE_POOL: '8',
    FIELD_KEY: Buffer.alloc(32, 7).toString('base64'),
    DATA_DIR: mkdtempSync(join(tmpdir(), 'alliance-files-')),
    LOG_LEVEL: services.LOG_LEVEL,
    PORT: '0',
    ...more,
  });
}

export interface Serving {
  readonly features: readonly Type[];
  readonly contracts: readonly object[];
  readonly config?: Record<string, string>;
}

/** One API process, in this process: real PostgreSQL, real Redis, a clock the test sets. */
export async function startApi(database: TestDatabase, { features, contracts, config = {} }: Serving): Promise<TestApi> {
  const settings = testConfig(database, config);
  const clock = new TestClock();
  const module = await Test.createTestingModule({
    imports: [
      ObserveModule.with(settings),
      DatabaseModule.with(entities),
      HttpModule.serving(session, ownSession, passkey, audit, event, ...contracts),
      SessionModule,
      ...features,
    ],
  })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(adapterOf(settings), { logger: ['error'] });
  await prepare(app, settings);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return new TestApi(app, clock, settings);
}

/** The worker's relay, timers and jobs, in this process. */
export async function startWorker(
  database: TestDatabase,
  features: readonly Type[],
  config: Record<string, string> = {},
): Promise<INestApplicationContext> {
  const settings = testConfig(database, config);
  const module = await Test.createTestingModule({
    imports: [ObserveModule.with(settings), DatabaseModule.with(entities), WorkerPlatformModule, ...features],
  }).compile();
  return module.init();
}

export class TestApi {
  private address: Promise<string> | undefined;

  constructor(
    readonly app: NestFastifyApplication,
    readonly clock: TestClock,
    readonly config: Config,
  ) {}

  /** Signs in and acts as that person from then on. */
  async as(username: string, password = demoPassword, code?: string): Promise<Person> {
    const payload = { username, password, ...(code !== undefined && { code }) };
    const reply = await this.app.inject({ method: 'POST', url: '/api/session', payload });
    if (reply.statusCode !== 201) throw new Error(`${username} cannot sign in: ${reply.body}`);
    const { csrfToken } = reply.json<AnswerOf<typeof openSession>>();
    const cookie = reply.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    return new Person(this.app, { cookie, 'x-csrf-token': csrfToken });
  }

  /** Opens a real port, for sockets. */
  listen(): Promise<string> {
    return (this.address ??= this.app.listen(0, '127.0.0.1').then(() => this.app.getUrl()));
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

export class Person {
  private sent: Readonly<Record<string, string>>;

  constructor(
    private readonly app: NestFastifyApplication,
    headers: Readonly<Record<string, string>>,
  ) {
    this.sent = headers;
  }

  /** What goes with each request. Like a browser, a person follows a session to its new id; unlike one, they keep a cookie that was cleared. */
  get headers(): Readonly<Record<string, string>> {
    return this.sent;
  }

  with(headers: Record<string, string>): Person {
    return new Person(this.app, { ...this.headers, ...headers });
  }

  /** The route object is the client here too. */
  async ask<R extends Route>(
    route: R,
    input: AskOf<R>,
  ): Promise<{ status: number; answer: AnswerOf<R>; problem: Problem; headers: Record<string, unknown> }> {
    const { method, path, body } = requestOf(route, input);
    const form = body instanceof FormData || body instanceof Blob ? new Response(body) : undefined;
    const type = body instanceof Blob ? (route.media ?? 'application/octet-stream') : form?.headers.get('content-type');
    const reply = await this.app.inject({
      method,
      url: `/api${path}`,
      headers: { ...this.headers, ...(type && { 'content-type': type }) },
      ...(form ? { payload: Buffer.from(await form.arrayBuffer()) } : body === undefined ? {} : { payload: body as object }),
    });
    const renewed = reply.cookies.filter(({ value }) => value).map(({ name, value }) => `${name}=${value}`);
    if (renewed.length) this.sent = { ...this.sent, cookie: renewed.join('; ') };
    const json = String(reply.headers['content-type']).includes('json') && reply.body ? (reply.json() as unknown) : reply.rawPayload;
    return { status: reply.statusCode, answer: json as AnswerOf<R>, problem: json as Problem, headers: reply.headers };
  }

  /** The answer of a route that must not refuse. */
  async get<R extends Route>(route: R, input: AskOf<R>): Promise<AnswerOf<R>> {
    const { status, answer } = await this.ask(route, input);
    if (status >= 300) throw new Error(`${route.method} ${route.path}: ${status} ${JSON.stringify(answer)}`);
    return answer;
  }
}
