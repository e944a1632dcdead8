import { Refusal, type RefusalCode } from '@alliance/domain/refusal';
import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { catchError, from, switchMap, throwError, type Observable } from 'rxjs';
import type { AuthenticatedRequest } from '../auth/auth.guard.js';
import { AuditLog } from '../audit/audit-log.js';
import { Metrics } from '../observe/metrics.js';

/** Refusals that say: this person reached for something that is not theirs. */
const denials: ReadonlySet<RefusalCode> = new Set([
  'access.denied',
  'access.not_found',
  'referral.not_found',
  'referral.not_your_action',
  'report.not_found',
]);

/** Denials leave a trace too, in a transaction of their own: the refused one was rolled back. */
@Injectable()
export class DenialAudit implements NestInterceptor {
  constructor(
    private readonly audit: AuditLog,
    private readonly metrics: Metrics,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(
      catchError((error: unknown) => {
        if (!(error instanceof Refusal) || !denials.has(error.code)) return throwError(() => error);
        this.metrics.denied.inc({ code: error.code });
        const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
        const { actor } = request;
        if (!actor) return throwError(() => error);
        const { id } = request.params as { id?: string };
        const route = `${request.method} ${request.routeOptions.url ?? ''}`;
        const written = this.audit.denied(
          actor,
          { action: error.code, objectKind: route, objectIds: id && /^[0-9a-f-]{36}$/i.test(id) ? [id] : [] },
          request.id,
        );
        return from(written).pipe(switchMap(() => throwError(() => error)));
      }),
    );
  }
}
