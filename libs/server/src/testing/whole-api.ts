import { routesOf, type Route } from '@alliance/contracts/route';
import type { Permission } from '@alliance/domain/access/permission';
import { Refusal } from '@alliance/domain/refusal';
import type { CallHandler, DynamicModule, ExecutionContext, NestInterceptor } from '@nestjs/common';
import { APP_INTERCEPTOR, DiscoveryService, MetadataScanner } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Agent, request } from 'node:http';
import { throwError, type Observable } from 'rxjs';
import { May, Public, SessionOnly, StepUp } from '../platform/auth/auth.guard.js';
import type { Config } from '../platform/config/config.js';
import { ROUTE } from '../platform/http/handle.js';
import { adapterOf, prepare } from '../platform/http/server.js';
import { TestApi, testConfig } from './app.js';
import type { TestDatabase } from './services.js';
import { TestClock } from './test-clock.js';

/** Stands before every handler, notes who would have run and lets nobody run: a walk over all routes changes nothing. */
export class Doorkeeper implements NestInterceptor {
  readonly reached: string[] = [];
  /** Routes that may run, as `METHOD /path`: signing in. */
  readonly open = new Set<string>();

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const route = Reflect.getMetadata(ROUTE, context.getHandler()) as Route | undefined;
    const name = route ? nameOf(route) : context.getHandler().name;
    if (this.open.has(name)) return next.handle();
    this.reached.push(name);
    return throwError(() => new Refusal('server.unavailable'));
  }

  /** What was reached since the last time. */
  take(): string[] {
    return this.reached.splice(0);
  }
}

/** A route with what its handler is guarded by. */
export interface GuardedRoute {
  readonly name: string;
  readonly route: Route;
  /** Address with an id for each parameter. */
  readonly path: string;
  readonly isPublic: boolean;
  readonly sessionOnly: boolean;
  readonly stepUp: boolean;
  readonly permission: Permission | undefined;
}

export interface WholeApi {
  readonly api: TestApi;
  readonly door: Doorkeeper;
  readonly routes: readonly GuardedRoute[];
  ask(method: string, path: string, headers?: Readonly<Record<string, string>>, body?: string): Promise<RawReply>;
}
export interface RawReply {
  readonly status: number;
  readonly body: string;
  readonly setCookies: readonly string[];
}

export const someId = '01a00000-0000-7000-8000-000000000000';
const nameOf = ({ method, path }: Route): string => `${method} ${path}`;
/** The key a guard's decorator writes under, learnt from the decorator itself. */
function keyOf(decorator: ClassDecorator): string {
  class Probe {}
  decorator(Probe);
  return String(Reflect.getMetadataKeys(Probe)[0]);
}

/** The API as it is deployed, on a real port, with a doorkeeper before its handlers. */
export async function startWholeApi(
  database: TestDatabase,
  compose: (config: Config) => DynamicModule,
  contracts: readonly object[],
  more: Record<string, string> = {},
): Promise<WholeApi> {
  const config = testConfig(database, more);
  const door = new Doorkeeper();
  const module = await Test.createTestingModule({
    imports: [compose(config)],
    providers: [{ provide: APP_INTERCEPTOR, useValue: door }],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(adapterOf(config), { logger: ['error'] });
  await prepare(app, config);
  await app.init();
  const api = new TestApi(app, new TestClock(), config);
  const agent = new Agent({ keepAlive: true, maxSockets: 8 });
  const address = new URL(await api.listen());
  return {
    api,
    door,
    routes: guardedRoutes(app.get(DiscoveryService, { strict: false }), contracts.flatMap(routesOf)),
    ask: (method, path, headers = {}, body = '') =>
      new Promise((answered, failed) => {
        const length = body || method === 'POST' ? { 'content-length': String(Buffer.byteLength(body)) } : {};
        const asked = request(
          { agent, host: address.hostname, port: address.port, method, path, headers: { ...length, ...headers } },
          (reply) => {
            let text = '';
            reply.on('data', (part: Buffer) => (text += part.toString()));
            reply.on('end', () => answered({ status: reply.statusCode ?? 0, body: text, setCookies: reply.headers['set-cookie'] ?? [] }));
          },
        );
        asked.on('error', failed).end(body);
      }),
  };
}

function guardedRoutes(found: DiscoveryService, routes: readonly Route[]): GuardedRoute[] {
  const keys = {
    isPublic: keyOf(Public()),
    sessionOnly: keyOf(SessionOnly()),
    stepUp: keyOf(StepUp()),
    permission: keyOf(May('audit.read')),
  };
  const scanner = new MetadataScanner();
  const handlers = found.getControllers().flatMap(({ metatype, instance }) => {
    const prototype = Object.getPrototypeOf(instance) as Record<string, object>;
    return scanner.getAllMethodNames(prototype).map((name) => ({ type: metatype as object, method: prototype[name] as object }));
  });
  return routes.map((route) => {
    const handler = handlers.find(({ method }) => Reflect.getMetadata(ROUTE, method) === route);
    if (!handler) throw new Error(`${nameOf(route)} has no handler`);
    const read = (key: string): unknown => Reflect.getMetadata(key, handler.method) ?? Reflect.getMetadata(key, handler.type);
    return {
      name: nameOf(route),
      route,
      path: `/api${route.path.replace(/:\w+/g, someId)}`,
      isPublic: read(keys.isPublic) === true,
      sessionOnly: read(keys.sessionOnly) === true,
      stepUp: read(keys.stepUp) === true,
      permission: read(keys.permission) as Permission | undefined,
    };
  });
}
