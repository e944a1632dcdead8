import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/replay.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ReplayQueries } from './replay.queries.js';
import { ReplayService } from './replay.service.js';

type In<R extends Route> = InputOf<R>;

@May('protocol.author')
@Controller()
export class ReplayController {
  constructor(
    private readonly replays: ReplayService,
    private readonly queries: ReplayQueries,
  ) {}

  @Handle(contract.startReplay)
  start(@Input() { params, body }: In<typeof contract.startReplay>, @Me() actor: Actor) {
    return this.replays.start(actor, params.id, params.n, body.days);
  }

  @Handle(contract.listReplays)
  list(@Input() { params }: In<typeof contract.listReplays>, @Me() actor: Actor) {
    return this.queries.list(actor, params.id, params.n);
  }

  @Handle(contract.getReplay)
  get(@Input() { params }: In<typeof contract.getReplay>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @Handle(contract.listReplayCases)
  cases(@Input() { params, query }: In<typeof contract.listReplayCases>, @Me() actor: Actor) {
    return this.queries.cases(actor, params.id, query);
  }

  @Handle(contract.cancelReplay)
  cancel(@Input() { params }: In<typeof contract.cancelReplay>, @Me() actor: Actor) {
    return this.replays.cancel(actor, params.id);
  }
}
