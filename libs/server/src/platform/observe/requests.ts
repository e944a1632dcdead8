import type { FastifyInstance } from 'fastify';
import type { Log } from './log.js';
import type { Metrics } from './metrics.js';

/** Pages and probes would drown the rest. */
const quiet = /^\/(assets|health|metrics)|^\/\*$/;

/** One line and one observation for each answered request, by route pattern: an address would carry ids. */
export function observeRequests(fastify: FastifyInstance, metrics: Metrics, log: Log): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    const { method } = request;
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    metrics.httpSeconds.observe({ method, route, status: reply.statusCode }, ms / 1000);
    if (!quiet.test(route)) log.info({ requestId: request.id, method, route, status: reply.statusCode, ms }, 'request');
    done();
  });
}
