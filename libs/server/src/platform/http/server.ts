import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { DynamicModule, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { SwaggerModule } from '@nestjs/swagger';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { statusOf, type Problem } from '@alliance/contracts/problem';
import { fhirMedia } from '@alliance/contracts/route';
import { Refusal, type RefusalCode } from '@alliance/domain/refusal';
import type { Config } from '../config/config.js';
import { Log } from '../observe/log.js';
import { Metrics } from '../observe/metrics.js';
import { observeRequests } from '../observe/requests.js';
import { Drain } from './drain.js';
import { openApi } from './openapi.js';
import { withRequest } from './request-context.js';

const maxBodyBytes = 1_048_576;
/** The largest file of any route; a route may take less. */
const maxFileBytes = 20 * 1_048_576;

/** The HTTP server of the portal, ready to listen: Fastify with what every route needs before Nest sees a request. */
export async function createServer(module: Type | DynamicModule, config: Config): Promise<NestFastifyApplication> {
  const app = await NestFactory.create<NestFastifyApplication>(module, adapterOf(config), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  await prepare(app, config);
  return app;
}

/** Fastify with our limits and request ids. */
export const adapterOf = (config: Config): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: maxBodyBytes,
    genReqId: requestId,
    requestIdHeader: false,
    trustProxy: config.NODE_ENV === 'production',
    forceCloseConnections: 'idle',
    // addresses that the router itself refuses: broken escapes, endless parameters
    frameworkErrors: (_error: Error, request: FastifyRequest, reply: FastifyReply) =>
      void refuseUnrouted(request, reply, 'request.invalid'),
  });

/** Everything `createServer` does after Nest exists; API tests use it on a testing module. */
export async function prepare(app: NestFastifyApplication, config: Config): Promise<void> {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'", config.origin.replace(/^http/, 'ws'), ...liveKitOf(config)],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: config.secureCookies,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(multipart, {
    attachFieldsToBody: 'keyValues',
    limits: { fileSize: maxFileBytes, files: 1, fields: 20, fieldSize: 10_000, parts: 21 },
    onFile: keepFile,
  });
  // read by its handler piece by piece, once it is known who sends it
  fastify.addContentTypeParser(['application/octet-stream', fhirMedia], (_request, payload, done) => done(null, payload));
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/')) void reply.header('cache-control', 'no-store');
    // the parser of forms fails on it with an error that looks like one of ours
    const type = request.headers['content-type'] ?? '';
    if (/^multipart\//i.test(type) && !/boundary=/i.test(type)) done(new Refusal('request.invalid', { fields: ['content-type'] }));
    else withRequest({ requestId: request.id }, done);
  });
  fastify.addHook('preHandler', (request, _reply, done) => withRequest(contextOf(request), done));
  observeRequests(fastify, app.get(Metrics), app.get(Log));
  // a connection kept alive would keep the process alive with it
  const drain = app.get(Drain);
  fastify.addHook('onSend', (_request, reply, _payload, done) => {
    if (drain.started) void reply.header('connection', 'close');
    done();
  });
  app.useWebSocketAdapter(new IoAdapter(app)).setGlobalPrefix('api', {
    exclude: [
      ...['health/live', 'health/ready', 'metrics', 'oauth/token', '.well-known/oauth-authorization-server'],
      ...['cds-services', 'cds-services/:id', 'cds-services/:id/feedback'],
    ],
  });
  app.enableShutdownHooks();
  SwaggerModule.setup('api/docs', app, () => openApi(app), {
    jsonDocumentUrl: 'api/openapi.json',
    customSiteTitle: 'Specialty alliance portal API',
  });
  if (config.WEB_DIR && existsSync(config.WEB_DIR)) await serveWeb(fastify, resolve(config.WEB_DIR));
}

/** Browsers speak to a LiveKit server themselves: over its socket, and over HTTP to learn why that failed. */
function liveKitOf({ LIVEKIT_URL }: Config): string[] {
  if (!LIVEKIT_URL) return [];
  const { protocol, host } = new URL(LIVEKIT_URL);
  return [`${protocol}//${host}`, `${protocol.replace('ws', 'http')}//${host}`];
}

/** The caller's own id if it is a harmless one, so that logs of both sides meet. */
function requestId(request: { headers: Record<string, string | string[] | undefined> }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
}

function contextOf(request: FastifyRequest) {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || typeof key !== 'string' || !/^[\w-]{8,100}$/.test(key)) return { requestId: request.id };
  return {
    requestId: request.id,
    idempotencyKey: key,
    // the length stands for the bytes of a file, which JSON leaves out
    fingerprint: `${request.method} ${request.url} ${request.headers['content-length'] ?? ''} ${JSON.stringify(request.body ?? null)}`,
  };
}

/** A file becomes a `File` in the field it was sent in: the same type that the contract names and the browser sends. */
async function keepFile(
  this: FastifyRequest,
  part: { value?: unknown; filename: string; mimetype: string; toBuffer: () => Promise<Buffer> },
): Promise<void> {
  part.value = new File([new Uint8Array(await part.toBuffer())], part.filename, { type: part.mimetype });
}

/** The single page application: hashed assets for ever, everything else that is a page gets the shell. */
async function serveWeb(fastify: FastifyInstance, root: string): Promise<void> {
  await fastify.register(fastifyStatic, {
    root,
    wildcard: false,
    index: ['index.html'],
    setHeaders: (reply, path) =>
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  });
  // any address that is no route of the API is a page of the application
  fastify.get('/*', (request, reply) => {
    const page =
      !/^\/(api|oauth|cds-services|\.well-known|socket\.io|fhir|health|metrics)(\/|$|\?)/.test(request.url) &&
      request.headers.accept?.includes('text/html');
    if (page) return reply.sendFile('index.html');
    return refuseUnrouted(request, reply, 'access.not_found');
  });
}

/** What no controller answers has the form of every other refusal. */
function refuseUnrouted(request: FastifyRequest, reply: FastifyReply, code: RefusalCode): FastifyReply {
  const status = statusOf[code];
  const problem: Problem = { type: `urn:alliance:${code}`, title: code, status, code, detail: `refused: ${code}`, requestId: request.id };
  return reply.status(status).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
}
