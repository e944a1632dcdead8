import * as contract from '@alliance/contracts/expert.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ExpertQueries } from './expert.queries.js';
import { ExpertService } from './expert.service.js';

type In<R extends Route> = InputOf<R>;

@May('expert.read')
@Controller()
export class ExpertController {
  constructor(
    private readonly experts: ExpertService,
    private readonly queries: ExpertQueries,
  ) {}

  @Handle(contract.listExperts)
  list(@Input() { query }: In<typeof contract.listExperts>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Handle(contract.getExpert)
  get(@Input() { params }: In<typeof contract.getExpert>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @Handle(contract.saveOwnExpertProfile)
  saveOwn(@Input() { params, body: { version, ...own } }: In<typeof contract.saveOwnExpertProfile>, @Me() actor: Actor) {
    return this.experts.saveOwn(actor, params.id, version, own);
  }

  @May('expert.manage')
  @Handle(contract.addExpert)
  add(@Input() { body }: In<typeof contract.addExpert>, @Me() actor: Actor) {
    return this.experts.add(actor, body);
  }

  @May('expert.manage')
  @Handle(contract.saveExpert)
  save(@Input() { params, body: { version, ...entry } }: In<typeof contract.saveExpert>, @Me() actor: Actor) {
    return this.experts.save(actor, params.id, version, entry);
  }

  @May('expert.manage')
  @Handle(contract.endExpert)
  end(@Input() { params, body }: In<typeof contract.endExpert>, @Me() actor: Actor) {
    return this.experts.end(actor, params.id, body.version);
  }
}
