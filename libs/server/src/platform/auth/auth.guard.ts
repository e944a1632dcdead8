import type { Actor } from '@alliance/domain/access/actor';
import { may, type Permission } from '@alliance/domain/access/may';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable, SetMetadata, createParamDecorator, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/config.js';
import { isOwnOrigin } from './origin.js';
import { SessionReader, cookieName, type Session } from './session.reader.js';

export interface AuthenticatedRequest extends FastifyRequest {
  session?: Session;
  actor?: Actor;
}

const PUBLIC = 'alliance:public';
const PERMISSION = 'alliance:permission';
const SESSION_ONLY = 'alliance:session-only';
/** Answers without a session. */
export const Public = () => SetMetadata(PUBLIC, true);
/** Needs a session but acts as nobody yet: who am I, sign out. */
export const SessionOnly = () => SetMetadata(SESSION_ONLY, true);
/** What one's role must allow; every other route has one. */
export const May = (permission: Permission) => SetMetadata(PERMISSION, permission);

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Closed by default: session, then protection against forged requests, then as whom, then whether that role may. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    private readonly sessions: SessionReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marked = <T>(key: string): T | undefined =>
      this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    this.refuseForeignOrigin(request);
    if (marked(PUBLIC)) return true;
    const session = await this.sessions.fromToken(request.cookies[cookieName(this.config)]);
    if (!session) throw new Refusal('session.missing');
    if (!safe.has(request.method) && !sameToken(request.headers['x-csrf-token'], session.csrfToken)) throw new Refusal('session.csrf');
    request.session = session;
    if (marked(SESSION_ONLY)) return true;
    const named = request.headers['x-appointment'];
    request.actor = this.sessions.actorOf(session, typeof named === 'string' && named ? named : undefined);
    const permission = marked<Permission>(PERMISSION);
    if (!permission || !may(request.actor, permission)) throw new Refusal('access.denied', { permission: permission ?? 'none' });
    return true;
  }

  private refuseForeignOrigin({ method, headers }: FastifyRequest): void {
    if (safe.has(method)) return;
    if (headers['sec-fetch-site'] === 'cross-site') throw new Refusal('session.csrf');
    if (headers.origin && !isOwnOrigin(this.config, headers.origin, headers.host)) throw new Refusal('session.csrf');
  }
}

function sameToken(sent: string | string[] | undefined, known: string): boolean {
  if (typeof sent !== 'string' || sent.length !== known.length) return false;
  return timingSafeEqual(Buffer.from(sent), Buffer.from(known));
}

/** The acting person of a route. */
export const Me = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<AuthenticatedRequest>().actor,
);
/** The session of a route that is `SessionOnly`. */
export const MySession = createParamDecorator(
  (_: unknown, context: ExecutionContext) => context.switchToHttp().getRequest<AuthenticatedRequest>().session,
);
