import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/judgement.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { JudgementQueries } from './judgement.queries.js';
import { ResponseTimeService } from './response-time.service.js';

type In<R extends Route> = InputOf<R>;

@May('criteria.judge')
@Controller()
export class JudgementController {
  constructor(
    private readonly queries: JudgementQueries,
    private readonly times: ResponseTimeService,
  ) {}

  @Handle(contract.judgeFacts)
  judge(@Input() { body }: In<typeof contract.judgeFacts>, @Me() actor: Actor) {
    return this.queries.judge(actor, body);
  }

  @Handle(contract.getCriteriaInForce)
  inForce(@Input() { query }: In<typeof contract.getCriteriaInForce>, @Me() actor: Actor) {
    return this.queries.inForce(actor, query.allianceId);
  }

  @Handle(contract.listFacts)
  facts() {
    return this.queries.facts();
  }

  @May('protocol.read')
  @Handle(contract.getResponseTimes)
  responseTimes(@Input() { params }: In<typeof contract.getResponseTimes>, @Me() actor: Actor) {
    return this.times.get(actor, params.id);
  }

  @May('protocol.author')
  @Handle(contract.setResponseTimes)
  setResponseTimes(@Input() { params, body }: In<typeof contract.setResponseTimes>, @Me() actor: Actor) {
    return this.times.set(actor, params.id, body);
  }
}
