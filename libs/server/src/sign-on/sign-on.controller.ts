import { finishSignOn, listSignOnProviders, startSignOn } from '@alliance/contracts/sign-on.contract';
import type { InputOf } from '@alliance/contracts/route';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AddressLimit } from '../platform/auth/address-limit.js';
import { Public } from '../platform/auth/auth.guard.js';
import { SessionOpener } from '../platform/auth/session.opener.js';
import { Handle, Input } from '../platform/http/handle.js';
import { SignOnService } from './sign-on.service.js';

@Public()
@Controller()
export class SignOnController {
  constructor(
    private readonly signOn: SignOnService,
    private readonly opener: SessionOpener,
    private readonly limit: AddressLimit,
  ) {}

  @Handle(listSignOnProviders)
  async list() {
    return { items: await this.signOn.providers() };
  }

  @Handle(startSignOn)
  async start(
    @Input() { params }: InputOf<typeof startSignOn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.limit.ask(request.ip);
    return { url: await this.signOn.start(params.id, request, reply) };
  }

  @Handle(finishSignOn)
  async finish(
    @Input() { body }: InputOf<typeof finishSignOn>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await this.limit.ask(request.ip);
    const { accountId, institutionId } = await this.signOn.finish(body.query, request);
    return this.opener.open(accountId, 'sso', request, reply, institutionId);
  }
}
