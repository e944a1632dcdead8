import { permissionsOf } from '@alliance/domain/access/may';
import type { SessionView } from '@alliance/contracts/session.contract';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { randomBytes } from 'node:crypto';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../db/database.js';
import { deviceOf } from './device.js';
import { SessionReader, cookieName, tokenHash, type Session, type SignInMethod } from './session.reader.js';

/** No session outlives a day; how long each lives is decided by the server, whatever the browser keeps. */
const cookieSeconds = 24 * 60 * 60;

/** Opens sessions for somebody who was proven, gives them new ids, and puts them into cookies. */
@Injectable()
export class SessionOpener {
  constructor(
    private readonly database: Database,
    private readonly sessions: SessionReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param vouchedBy the institution whose own service proved who it is: the session acts for that one only
   * @throws Refusal session.missing where the account was disabled meanwhile
   */
  async open(
    accountId: string,
    method: SignInMethod,
    request: FastifyRequest,
    reply: FastifyReply,
    vouchedBy?: string,
  ): Promise<SessionView> {
    const token = newToken();
    await this.database.anonymous('select auth_open_session($1, $2, $3, $4, $5, $6, $7)', [
      accountId,
      tokenHash(token),
      newCsrf(),
      method,
      deviceOf(request.headers['user-agent']),
      request.ip,
      vouchedBy ?? null,
    ]);
    return this.give(token, reply);
  }

  /**
   * A new id for the session of a request; the old one is over. Its protection against forged requests stays: other tabs go on writing.
   * @param proven whether the person just proved who they are: unlocks a desk and counts as step-up
   */
  async rotate(request: FastifyRequest, reply: FastifyReply, { proven }: { proven: boolean }): Promise<SessionView> {
    const token = newToken();
    await this.database.anonymous('select auth_rotate($1, $2, $3)', [
      tokenHash(request.cookies[cookieName(this.config)] ?? ''),
      tokenHash(token),
      proven,
    ]);
    return this.give(token, reply);
  }

  forget(reply: FastifyReply): void {
    void reply.clearCookie(cookieName(this.config), this.cookie());
  }

  view({ personId: id, username, name, appointments, ...session }: Session): SessionView {
    return {
      user: { id, username, name },
      csrfToken: session.csrfToken,
      demonstration: this.config.DEMO,
      method: session.method,
      locked: session.locked,
      idleSeconds: session.idleSeconds,
      absoluteEnd: session.absoluteEnd.toISOString(),
      onCallUntil: session.onCallUntil?.toISOString() ?? null,
      steppedUpUntil: session.steppedUpUntil.toISOString(),
      enrolmentRequired: session.enrolmentRequired,
      appointments: appointments.map((appointment) => ({ ...appointment, permissions: [...permissionsOf[appointment.role]] })),
    };
  }

  private async give(token: string, reply: FastifyReply): Promise<SessionView> {
    const session = await this.sessions.fromToken(token);
    if (!session) throw new Refusal('session.missing');
    void reply.setCookie(cookieName(this.config), token, { ...this.cookie(), maxAge: cookieSeconds });
    return this.view(session);
  }

  private cookie() {
    return { path: '/', httpOnly: true, sameSite: 'strict', secure: this.config.secureCookies } as const;
  }
}

/** 256 bits; only its hash is kept. */
export const newToken = (): string => randomBytes(32).toString('base64url');
const newCsrf = (): string => randomBytes(24).toString('base64url');
