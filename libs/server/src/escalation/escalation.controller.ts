import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/escalation.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { DeadlineService } from './deadline.service.js';
import { EscalationQueries } from './escalation.queries.js';
import { EscalationService } from './escalation.service.js';
import { FindingService } from './finding.service.js';

type In<R extends Route> = InputOf<R>;

@May('escalation.read')
@Controller()
export class EscalationController {
  constructor(
    private readonly escalations: EscalationService,
    private readonly queries: EscalationQueries,
    private readonly deadlines: DeadlineService,
    private readonly findings: FindingService,
  ) {}

  @Handle(contract.listEscalations)
  list(@Input() { query }: In<typeof contract.listEscalations>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Handle(contract.getEscalation)
  get(@Input() { params }: In<typeof contract.getEscalation>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @May('escalation.acknowledge')
  @Handle(contract.acknowledgeEscalation)
  acknowledge(@Input() { params, body }: In<typeof contract.acknowledgeEscalation>, @Me() actor: Actor) {
    return this.escalations.acknowledge(actor, params.id, body);
  }

  @May('alliance.read')
  @Handle(contract.getDeadlines)
  getDeadlines(@Input() { params }: In<typeof contract.getDeadlines>, @Me() actor: Actor) {
    return this.deadlines.get(actor, params.id);
  }

  @May('deadline.manage')
  @Handle(contract.setDeadlines)
  setDeadlines(@Input() { params, body }: In<typeof contract.setDeadlines>, @Me() actor: Actor) {
    return this.deadlines.set(actor, params.id, body);
  }

  @May('referral.read')
  @Handle(contract.listFindings)
  listFindings(@Input() { query }: In<typeof contract.listFindings>, @Me() actor: Actor) {
    return this.findings.list(actor, query);
  }

  @May('referral.draft')
  @Handle(contract.takeOverFinding)
  takeOver(@Input() { params }: In<typeof contract.takeOverFinding>, @Me() actor: Actor) {
    return this.findings.takeOver(actor, params.id);
  }
}
