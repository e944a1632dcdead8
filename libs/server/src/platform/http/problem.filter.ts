import { Catch, HttpException, Injectable, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { statusOf, type Problem } from '@alliance/contracts/problem';
import { Refusal, type RefusalCode } from '@alliance/domain/refusal';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sqlStateOf } from '../db/sql-state.js';
import { Log } from '../observe/log.js';

type Issue = { readonly message: string; readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined };

/** What the schema pipe throws: a refusal that names its fields. */
export class Invalid extends Refusal {
  constructor(readonly issues: readonly Issue[]) {
    super('request.invalid');
  }
  fields() {
    return this.issues.map(({ path = [], message }) => ({
      path: path.map((p) => String(typeof p === 'object' ? p.key : p)).join('.'),
      message,
    }));
  }
}

const named: Readonly<Record<number, RefusalCode>> = {
  400: 'request.invalid',
  404: 'access.not_found',
  413: 'request.too_large',
  415: 'request.unsupported_media',
};
/** SQLSTATE classes that say the database is away or overloaded, and text PostgreSQL cannot hold. */
const unavailable = /^(08...|53...|57P0.|55P03|ECONN.*)$/;

/** Everything that goes wrong leaves as application/problem+json, without a stack and without a server's sentence. */
@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const refusal = this.refusalOf(error);
    if (!refusal) this.log.error({ err: error, requestId: request.id, route: request.routeOptions.url }, 'a request failed');
    const code = refusal?.code ?? 'server.error';
    const status = refusal ? statusOf[refusal.code] : 500;
    const problem: Problem = {
      type: `urn:alliance:${code}`,
      title: code,
      status,
      code,
      detail: refusal ? `refused: ${code}` : 'something failed on our side; it was logged under this request id',
      ...(refusal instanceof Invalid ? { fields: refusal.fields() } : {}),
      ...(refusal && Object.keys(refusal.facts).length ? { facts: refusal.facts } : {}),
      requestId: request.id,
    };
    if (status === 503 || status === 429) void reply.header('retry-after', String(refusal?.facts['seconds'] ?? 2));
    // the rest of a body that is too long is not read to its end
    if (status === 413) void reply.header('connection', 'close');
    void reply.status(status).header('content-type', 'application/problem+json').send(JSON.stringify(problem));
  }

  private refusalOf(error: unknown): Refusal | undefined {
    if (error instanceof Refusal) return error;
    const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number } | null)?.statusCode;
    if (status && status < 500) return new Refusal(named[status] ?? 'request.invalid');
    const sqlState = sqlStateOf(error);
    if (unavailable.test(sqlState)) return new Refusal('server.unavailable');
    // an id that its sender made and that is taken: only primary keys, any other uniqueness is a rule that somebody forgot
    if (sqlState === '23505' && String((error as { constraint?: unknown }).constraint).endsWith('_pkey'))
      return new Refusal('request.key_reused');
    // an id in the request that is nothing here
    if (sqlState === '23503') return new Refusal('access.not_found');
    if (sqlState === '22021' || sqlState === '22P05') return new Refusal('request.invalid');
    return undefined;
  }
}
