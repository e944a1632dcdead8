import { Controller, Inject, Req, Res } from '@nestjs/common';
import { endSession, openSession, readSession } from '@alliance/contracts/session.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BeforeEnrolment, MySession, Public, SessionOnly, WhileLocked } from '../platform/auth/auth.guard.js';
import { SessionOpener } from '../platform/auth/session.opener.js';
import { cookieName, type Session } from '../platform/auth/session.reader.js';
import { CONFIG, type Config } from '../platform/config/config.js';
import { Handle, Input } from '../platform/http/handle.js';
import { SessionService } from './session.service.js';

@Controller()
export class SessionController {
  constructor(
    private readonly service: SessionService,
    private readonly opener: SessionOpener,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Public()
  @Handle(openSession)
  async open(
    @Input() { body }: InputOf<typeof openSession>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.opener.open(await this.service.check(body.username, body.password), 'password', request, reply);
  }

  @WhileLocked()
  @BeforeEnrolment()
  @SessionOnly()
  @Handle(readSession)
  read(@Input() _: InputOf<typeof readSession>, @MySession() session: Session) {
    return this.opener.view(session);
  }

  @WhileLocked()
  @BeforeEnrolment()
  @SessionOnly()
  @Handle(endSession)
  async end(@Input() _: InputOf<typeof endSession>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    await this.service.signOut(request.cookies[cookieName(this.config)]);
    this.opener.forget(reply);
  }
}
