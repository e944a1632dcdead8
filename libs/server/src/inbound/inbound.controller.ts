import {
  discardInbound,
  getInbound,
  getInboundFigures,
  listInbound,
  mendInbound,
  replayInbound,
  replayManyInbound,
} from '@alliance/contracts/inbound.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { InboundQueries } from './inbound.queries.js';
import { InboundService } from './inbound.service.js';

@May('inbound.manage')
@Controller()
export class InboundController {
  constructor(
    private readonly inbound: InboundService,
    private readonly queries: InboundQueries,
  ) {}

  @Handle(listInbound)
  list(@Input() { query }: InputOf<typeof listInbound>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Handle(getInboundFigures)
  figures(@Input() _: InputOf<typeof getInboundFigures>, @Me() actor: Actor) {
    return this.queries.figures(actor);
  }

  @Handle(getInbound)
  show(@Input() { params }: InputOf<typeof getInbound>, @Me() actor: Actor) {
    return this.queries.show(actor, params.id);
  }

  @Handle(mendInbound)
  mend(@Input() { params, body }: InputOf<typeof mendInbound>, @Me() actor: Actor) {
    return this.inbound.mend(actor, params.id, body);
  }

  @Handle(replayInbound)
  replay(@Input() { params, body }: InputOf<typeof replayInbound>, @Me() actor: Actor) {
    return this.inbound.replay(actor, params.id, body.version);
  }

  @Handle(replayManyInbound)
  replayMany(@Input() { body }: InputOf<typeof replayManyInbound>, @Me() actor: Actor) {
    return this.inbound.replayMany(actor, body);
  }

  @Handle(discardInbound)
  discard(@Input() { params, body }: InputOf<typeof discardInbound>, @Me() actor: Actor) {
    return this.inbound.discard(actor, params.id, body);
  }
}
