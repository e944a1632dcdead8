import { Controller, Req } from '@nestjs/common';
import * as contract from '@alliance/contracts/result-pass.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { FastifyRequest } from 'fastify';
import { May, Me, Public } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { OpenedPassService } from './opened-pass.service.js';
import { PassService } from './pass.service.js';

/** Whoever registers patients gives passes out, takes them back, and takes over who carries one. */
@May('patient.register')
@Controller()
export class ResultPassController {
  constructor(
    private readonly passes: PassService,
    private readonly opened: OpenedPassService,
  ) {}

  @May('result.read')
  @Handle(contract.listPasses)
  list(@Input() { params }: InputOf<typeof contract.listPasses>, @Me() actor: Actor) {
    return this.passes.list(actor, params.id);
  }

  @Handle(contract.issuePass)
  issue(@Input() { params, body }: InputOf<typeof contract.issuePass>, @Me() actor: Actor) {
    return this.passes.issue(actor, params.id, body);
  }

  @Handle(contract.revokePass)
  revoke(@Input() { params }: InputOf<typeof contract.revokePass>, @Me() actor: Actor) {
    return this.passes.revoke(actor, params.id);
  }

  @Handle(contract.takeOverPass)
  takeOver(@Input() { body }: InputOf<typeof contract.takeOverPass>, @Me() actor: Actor, @Req() request: FastifyRequest) {
    return this.opened.takeOver(actor, body, request.ip);
  }
}

/** Whoever holds the pass: no account. */
@Public()
@Controller()
export class OpenedPassController {
  constructor(private readonly opened: OpenedPassService) {}

  @Handle(contract.openPass)
  open(@Input() { body }: InputOf<typeof contract.openPass>, @Req() request: FastifyRequest) {
    return this.opened.open(body.token, request.ip);
  }
}
