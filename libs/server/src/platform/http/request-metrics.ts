import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { Metrics } from '../observe/metrics.js';

/** Durations by route pattern: never by path, which carries ids. */
@Injectable()
export class RequestMetrics implements NestInterceptor {
  constructor(private readonly metrics: Metrics) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const started = performance.now();
    const observe = (status: number) =>
      this.metrics.httpSeconds.observe(
        { method: request.method, route: request.routeOptions.url ?? '', status },
        (performance.now() - started) / 1000,
      );
    return next.handle().pipe(tap({ complete: () => observe(reply.statusCode), error: () => observe(500) }));
  }
}
