import { Controller, Req, Res } from '@nestjs/common';
import {
  listOwnSessions,
  lockSession,
  renewSession,
  revokeOtherSessions,
  revokeSession,
  stepUp,
  unlockSession,
} from '@alliance/contracts/own-session.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BeforeEnrolment, May, Me, MySession, SessionOnly, WhileLocked } from '../platform/auth/auth.guard.js';
import { SessionOpener } from '../platform/auth/session.opener.js';
import type { Session } from '../platform/auth/session.reader.js';
import { Handle, Input } from '../platform/http/handle.js';
import { OwnSessions } from './own-session.service.js';
import { SessionService } from './session.service.js';

@Controller()
export class OwnSessionController {
  constructor(
    private readonly service: SessionService,
    private readonly own: OwnSessions,
    private readonly opener: SessionOpener,
  ) {}

  @BeforeEnrolment()
  @SessionOnly()
  @Handle(renewSession)
  renew(@Input() _: InputOf<typeof renewSession>, @Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.opener.rotate(request, reply, { proven: false });
  }

  @BeforeEnrolment()
  @SessionOnly()
  @Handle(stepUp)
  stepUp(
    @Input() { body }: InputOf<typeof stepUp>,
    @MySession() session: Session,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.service.proveAgain(session, body, request, reply);
  }

  @WhileLocked()
  @SessionOnly()
  @Handle(lockSession)
  lock(@Input() _: InputOf<typeof lockSession>, @Req() request: FastifyRequest) {
    return this.service.lock(request);
  }

  @WhileLocked()
  @SessionOnly()
  @Handle(unlockSession)
  unlock(
    @Input() { body }: InputOf<typeof unlockSession>,
    @MySession() session: Session,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.service.proveAgain(session, body, request, reply);
  }

  @BeforeEnrolment()
  @May('account.own')
  @Handle(listOwnSessions)
  list(@Input() _: InputOf<typeof listOwnSessions>, @Me() actor: Actor, @MySession() { sessionId }: Session) {
    return this.own.list(actor, sessionId);
  }

  @BeforeEnrolment()
  @May('account.own')
  @Handle(revokeSession)
  revoke(@Input() { params }: InputOf<typeof revokeSession>, @Me() actor: Actor) {
    return this.own.revoke(actor, params.id);
  }

  @BeforeEnrolment()
  @May('account.own')
  @Handle(revokeOtherSessions)
  revokeOthers(@Input() _: InputOf<typeof revokeOtherSessions>, @Me() actor: Actor, @MySession() { sessionId }: Session) {
    return this.own.revokeOthers(actor, sessionId);
  }
}
