import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import type { Permission } from '@alliance/domain/access/permission';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable, SetMetadata, createParamDecorator, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { CONFIG, type Config } from '../config/config.js';
import { MachineReader } from './machine.reader.js';
import { isOwnOrigin } from './origin.js';
import { SessionReader, cookieName, isSteppedUp, type Session } from './session.reader.js';

export interface AuthenticatedRequest extends FastifyRequest {
  session?: Session;
  actor?: Actor;
}

const PUBLIC = 'alliance:public';
const PERMISSION = 'alliance:permission';
const SESSION_ONLY = 'alliance:session-only';
const STEP_UP = 'alliance:step-up';
const WHILE_LOCKED = 'alliance:while-locked';
const BEFORE_ENROLMENT = 'alliance:before-enrolment';
/** Answers without a session. */
export const Public = () => SetMetadata(PUBLIC, true);
/** Needs a session but acts as nobody yet: who am I, sign out. */
export const SessionOnly = () => SetMetadata(SESSION_ONLY, true);
/** What one's role must allow; every other route has one. */
export const May = (permission: Permission) => SetMetadata(PERMISSION, permission);
/** Needs a fresh proof of who it is: what would let somebody in, or lock somebody out. */
export const StepUp = () => SetMetadata(STEP_UP, true);
/** Answers at a desk on call that is locked: unlocking, and nothing that shows anything. */
export const WhileLocked = () => SetMetadata(WHILE_LOCKED, true);
/** Open to somebody who still has to add the second factor that the institution requires. */
export const BeforeEnrolment = () => SetMetadata(BEFORE_ENROLMENT, true);

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Closed by default: who (a cookie's session or a machine's bearer token), protection against forged requests, whether that session may do
 * anything now, as whom, whether that role may, and whether it was proven lately.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    private readonly sessions: SessionReader,
    private readonly machines: MachineReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const marked = <T>(key: string): T | undefined =>
      this.reflector.getAllAndOverride<T | undefined>(key, [context.getHandler(), context.getClass()]);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    this.refuseForeignOrigin(request);
    if (marked(PUBLIC)) return true;
    const bearer = bearerOf(request.headers.authorization);
    if (bearer === undefined) {
      const session = await this.sessionOf(request);
      if (session.locked && !marked(WHILE_LOCKED)) throw new Refusal('session.desk_locked');
      if (session.enrolmentRequired && !marked(BEFORE_ENROLMENT)) throw new Refusal('session.enrolment_required');
      request.session = session;
      if (marked(SESSION_ONLY)) return true;
      const named = request.headers['x-appointment'];
      request.actor = this.sessions.actorOf(session, typeof named === 'string' && named ? named : undefined);
    } else {
      const machine = await this.machines.fromToken(bearer, request.ip);
      if (!machine) throw new Refusal('session.missing');
      request.actor = machine;
    }
    const permission = marked<Permission>(PERMISSION);
    if (!permission || !request.actor || !may(request.actor, permission))
      throw new Refusal('access.denied', { permission: permission ?? 'none' });
    if (marked(STEP_UP)) this.requireStepUp(request.session);
    return true;
  }

  /** @throws Refusal session.missing, session.csrf */
  private async sessionOf(request: FastifyRequest): Promise<Session> {
    const attended = request.headers['x-unattended'] === undefined;
    const session = await this.sessions.fromToken(request.cookies[cookieName(this.config)], attended);
    if (!session) throw new Refusal('session.missing');
    if (!safe.has(request.method) && !sameToken(request.headers['x-csrf-token'], session.csrfToken)) throw new Refusal('session.csrf');
    return session;
  }

  /** A machine proves itself with every token and still does nothing that needs a person's proof. */
  private requireStepUp(session: Session | undefined): void {
    if (!session) throw new Refusal('access.denied');
    if (!isSteppedUp(session, new Date())) throw new Refusal('session.step_up_required');
  }

  private refuseForeignOrigin({ method, headers }: FastifyRequest): void {
    if (safe.has(method)) return;
    if (headers['sec-fetch-site'] === 'cross-site') throw new Refusal('session.csrf');
    if (headers.origin && !isOwnOrigin(this.config, headers.origin, headers.host)) throw new Refusal('session.csrf');
  }
}

/** The token of an `Authorization: Bearer` header; undefined where there is none, empty where it is another scheme. */
function bearerOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  return /^Bearer ([\w.~+/-]{20,200}=*)$/i.exec(header)?.[1] ?? '';
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
