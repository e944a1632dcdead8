import { Controller, Req, Res } from '@nestjs/common';
import { challengePasskey, openSessionByPasskey } from '@alliance/contracts/passkey.contract';
import type { InputOf } from '@alliance/contracts/route';
import { endSession, openSession, readSession } from '@alliance/contracts/session.contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BeforeEnrolment, MySession, Public, SessionOnly, WhileLocked } from '../platform/auth/auth.guard.js';
import { SessionOpener } from '../platform/auth/session.opener.js';
import type { Session } from '../platform/auth/session.reader.js';
import { Handle, Input } from '../platform/http/handle.js';
import { SessionService } from './session.service.js';

@Controller()
export class SessionController {
  constructor(
    private readonly service: SessionService,
    private readonly opener: SessionOpener,
  ) {}

  @Public()
  @Handle(openSession)
  open(@Input() { body }: InputOf<typeof openSession>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.service.open(body, request, reply);
  }

  @Public()
  @Handle(challengePasskey)
  challenge(@Input() _: InputOf<typeof challengePasskey>, @Req() request: FastifyRequest) {
    return this.service.challenge(request);
  }

  @Public()
  @Handle(openSessionByPasskey)
  openByPasskey(
    @Input() { body }: InputOf<typeof openSessionByPasskey>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.service.openByPasskey(body, request, reply);
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
  end(@Input() _: InputOf<typeof endSession>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.service.signOut(request, reply);
  }
}
