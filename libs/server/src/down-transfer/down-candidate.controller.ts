import * as contract from '@alliance/contracts/down-candidate.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { CandidateQueries } from './candidate.queries.js';
import { CareFactsService } from './care-facts.service.js';
import { SetAsideService } from './set-aside.service.js';

type In<R extends Route> = InputOf<R>;

@May('referral.draft')
@Controller()
export class DownCandidateController {
  constructor(
    private readonly facts: CareFactsService,
    private readonly candidates: CandidateQueries,
    private readonly asides: SetAsideService,
  ) {}

  @May('referral.read')
  @Handle(contract.getCareFacts)
  get(@Input() { params }: In<typeof contract.getCareFacts>, @Me() actor: Actor) {
    return this.facts.get(actor, params.id);
  }

  @Handle(contract.recordCareFacts)
  record(@Input() { params, body }: In<typeof contract.recordCareFacts>, @Me() actor: Actor) {
    return this.facts.record(actor, params.id, body);
  }

  @May('referral.read')
  @Handle(contract.listDownCandidates)
  list(@Input() { query }: In<typeof contract.listDownCandidates>, @Me() actor: Actor) {
    return this.candidates.list(actor, query);
  }

  @May('referral.read')
  @Handle(contract.countDownCandidates)
  counts(@Input() { query }: In<typeof contract.countDownCandidates>, @Me() actor: Actor) {
    return this.candidates.counts(actor, query.departmentId);
  }

  @Handle(contract.setCandidateAside)
  setAside(@Input() { params, body }: In<typeof contract.setCandidateAside>, @Me() actor: Actor) {
    return this.asides.setAside(actor, params.id, body);
  }

  @Handle(contract.resumeCandidate)
  resume(@Input() { params, body }: In<typeof contract.resumeCandidate>, @Me() actor: Actor) {
    return this.asides.resume(actor, params.id, body);
  }
}
