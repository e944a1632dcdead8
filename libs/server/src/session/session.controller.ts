import { Controller, Inject, Req, Res } from '@nestjs/common';
import { endSession, openSession, readSession } from '@alliance/contracts/session.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { MySession, Public, SessionOnly } from '../platform/auth/auth.guard.js';
import { absoluteSeconds, cookieName, type Session } from '../platform/auth/session.reader.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Handle, Input } from '../platform/http/handle.js';
import { SessionService } from './session.service.js';

@Controller()
export class SessionController {
  constructor(
    private readonly service: SessionService,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Handle(openSession)
  async open(@Input() { body }: InputOf<typeof openSession>, @Res({ passthrough: true }) reply: FastifyReply) {
    const { token, view } = await this.service.signIn(body.username, body.password);
    void reply.setCookie(cookieName(this.config), token, this.cookie());
    return view;
  }

  @SessionOnly()
  @Handle(readSession)
  read(@Input() _: InputOf<typeof readSession>, @MySession() session: Session) {
    return this.service.view(session);
  }

  @SessionOnly()
  @Handle(endSession)
  async end(@Input() _: InputOf<typeof endSession>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.service.signOut(request.cookies[cookieName(this.config)]);
    void reply.clearCookie(cookieName(this.config), this.cookie());
  }

  private cookie() {
    return { path: '/', httpOnly: true, sameSite: 'strict', secure: this.config.secureCookies, maxAge: absoluteSeconds } as const;
  }
}
