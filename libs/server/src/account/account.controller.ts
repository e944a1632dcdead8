import { Controller, Req, Res } from '@nestjs/common';
import {
  addPasskey,
  changePassword,
  confirmTotp,
  enrolTotp,
  getAccountSecurity,
  offerPasskey,
  removeAuthenticator,
  renewRecoveryCodes,
} from '@alliance/contracts/account.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BeforeEnrolment, May, Me, MySession, StepUp } from '../platform/auth/auth.guard.js';
import { SessionOpener } from '../platform/auth/session.opener.js';
import type { Session } from '../platform/auth/session.reader.js';
import { Handle, Input } from '../platform/http/handle.js';
import { AccountQueries } from './account.queries.js';
import { AuthenticatorService } from './authenticator.service.js';
import { PasswordService } from './password.service.js';

/** One's own password and second factors; open to whoever still has to add one. */
@BeforeEnrolment()
@May('account.own')
@Controller()
export class AccountController {
  constructor(
    private readonly queries: AccountQueries,
    private readonly passwords: PasswordService,
    private readonly authenticators: AuthenticatorService,
    private readonly opener: SessionOpener,
  ) {}

  @Handle(getAccountSecurity)
  security(@Input() _: InputOf<typeof getAccountSecurity>, @Me() actor: Actor) {
    return this.queries.security(actor);
  }

  @Handle(changePassword)
  async changePassword(
    @Input() { body }: InputOf<typeof changePassword>,
    @Me() actor: Actor,
    @MySession() session: Session,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.passwords.change(actor, session, body);
    return this.opener.rotate(request, reply, { proven: false });
  }

  @StepUp()
  @Handle(enrolTotp)
  enrolTotp(@Input() { body }: InputOf<typeof enrolTotp>, @Me() actor: Actor, @MySession() session: Session) {
    return this.authenticators.enrolTotp(actor, session, body.name);
  }

  @StepUp()
  @Handle(confirmTotp)
  async confirmTotp(
    @Input() { params, body }: InputOf<typeof confirmTotp>,
    @Me() actor: Actor,
    @MySession() session: Session,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const confirmed = await this.authenticators.confirmTotp(actor, session, params.id, body.code);
    await this.opener.rotate(request, reply, { proven: false });
    return confirmed;
  }

  @StepUp()
  @Handle(offerPasskey)
  offerPasskey(
    @Input() _: InputOf<typeof offerPasskey>,
    @Me() actor: Actor,
    @MySession() session: Session,
    @Req() request: FastifyRequest,
  ) {
    return this.authenticators.offerPasskey(actor, session, request);
  }

  @StepUp()
  @Handle(addPasskey)
  async addPasskey(
    @Input() { body }: InputOf<typeof addPasskey>,
    @Me() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const added = await this.authenticators.addPasskey(actor, body, request);
    await this.opener.rotate(request, reply, { proven: false });
    return added;
  }

  @StepUp()
  @Handle(removeAuthenticator)
  remove(@Input() { params }: InputOf<typeof removeAuthenticator>, @Me() actor: Actor) {
    return this.authenticators.remove(actor, params.id);
  }

  @StepUp()
  @Handle(renewRecoveryCodes)
  renewRecoveryCodes(@Input() _: InputOf<typeof renewRecoveryCodes>, @Me() actor: Actor) {
    return this.authenticators.renewRecoveryCodes(actor);
  }
}
