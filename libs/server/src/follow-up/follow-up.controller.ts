import * as contract from '@alliance/contracts/follow-up.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { FollowUpQueries } from './follow-up.queries.js';
import { FollowUpService } from './follow-up.service.js';

type In<R extends Route> = InputOf<R>;

@May('follow_up.read')
@Controller()
export class FollowUpController {
  constructor(
    private readonly followUps: FollowUpService,
    private readonly queries: FollowUpQueries,
  ) {}

  @Handle(contract.listFollowUps)
  list(@Input() { query }: In<typeof contract.listFollowUps>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Handle(contract.countFollowUps)
  count(@Input() _: In<typeof contract.countFollowUps>, @Me() actor: Actor) {
    return this.queries.count(actor);
  }

  @Handle(contract.getFollowUp)
  get(@Input() { params }: In<typeof contract.getFollowUp>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @Handle(contract.followUpsOfReferral)
  ofReferral(@Input() { params }: In<typeof contract.followUpsOfReferral>, @Me() actor: Actor) {
    return this.queries.ofReferral(actor, params.referralId);
  }

  @May('follow_up.record')
  @Handle(contract.recordFollowUp)
  record(@Input() { params, body: { version, ...given } }: In<typeof contract.recordFollowUp>, @Me() actor: Actor) {
    return this.followUps.record(actor, params.id, version, given);
  }

  @May('follow_up.record')
  @Handle(contract.attemptFollowUp)
  attempt(@Input() { params, body: { version, ...attempt } }: In<typeof contract.attemptFollowUp>, @Me() actor: Actor) {
    return this.followUps.attempt(actor, params.id, version, attempt);
  }

  @May('follow_up.record')
  @Handle(contract.takeOverFollowUp)
  takeOver(@Input() { params, body }: In<typeof contract.takeOverFollowUp>, @Me() actor: Actor) {
    return this.followUps.takeOver(actor, params.id, body.version);
  }

  @May('follow_up.record')
  @Handle(contract.endFollowUp)
  end(@Input() { params, body }: In<typeof contract.endFollowUp>, @Me() actor: Actor) {
    return this.followUps.end(actor, params.id, body.version, body.reason);
  }
}
