import { Controller, Req, Res } from '@nestjs/common';
import { acceptInvitation, lookAtInvitation, redeemPasswordReset, requestPasswordReset } from '@alliance/contracts/invitation.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../platform/auth/auth.guard.js';
import { SessionOpener } from '../platform/auth/session.opener.js';
import { Handle, Input } from '../platform/http/handle.js';
import { LinkService } from './link.service.js';
import { PasswordReset } from './password-reset.service.js';

/** Links that are used once, by people who are not signed in. */
@Public()
@Controller()
export class LinkController {
  constructor(
    private readonly links: LinkService,
    private readonly resets: PasswordReset,
    private readonly opener: SessionOpener,
  ) {}

  @Handle(lookAtInvitation)
  look(@Input() { body }: InputOf<typeof lookAtInvitation>, @Req() request: FastifyRequest) {
    return this.links.look(body.token, request.ip);
  }

  @Handle(acceptInvitation)
  async accept(
    @Input() { body }: InputOf<typeof acceptInvitation>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return this.opener.open(await this.links.accept(body, request.ip), 'password', request, reply);
  }

  @Handle(requestPasswordReset)
  requestReset(@Input() { body }: InputOf<typeof requestPasswordReset>, @Req() request: FastifyRequest) {
    return this.resets.request(body.username, request.ip);
  }

  @Handle(redeemPasswordReset)
  redeemReset(@Input() { body }: InputOf<typeof redeemPasswordReset>, @Req() request: FastifyRequest) {
    return this.links.redeemReset(body, request.ip);
  }
}
