import * as contract from '@alliance/contracts/recognition.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { CheckQueries } from './check.queries.js';
import { CheckService } from './check.service.js';
import { DecisionService } from './decision.service.js';
import { DirectionRules } from './direction-rules.js';
import { Overturned } from './overturned.js';
import { RepeatReasons } from './repeat-reasons.js';

type In<R extends Route> = InputOf<R>;

@May('recognition.check')
@Controller()
export class RecognitionController {
  constructor(
    private readonly checks: CheckService,
    private readonly decisions: DecisionService,
    private readonly queries: CheckQueries,
    private readonly overturned: Overturned,
    private readonly reasons: RepeatReasons,
    private readonly rules: DirectionRules,
  ) {}

  @Handle(contract.checkOrders)
  check(@Input() { body }: In<typeof contract.checkOrders>, @Me() actor: Actor) {
    return this.checks.ask(actor, body);
  }

  @Handle(contract.getCheck)
  get(@Input() { params }: In<typeof contract.getCheck>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @May('recognition.decide')
  @Handle(contract.decideCheck)
  decide(@Input() { body }: In<typeof contract.decideCheck>, @Me() actor: Actor) {
    return this.decisions.decide(actor, body);
  }

  @Handle(contract.listAdoptions)
  adoptions(@Input() { query }: In<typeof contract.listAdoptions>, @Me() actor: Actor) {
    return this.queries.adoptions(actor, query);
  }

  @May('recognition.decide')
  @Handle(contract.acknowledgeOverturned)
  acknowledge(@Input() { params }: In<typeof contract.acknowledgeOverturned>, @Me() actor: Actor) {
    return this.overturned.acknowledge(actor, params.id);
  }

  @May('catalogue.read')
  @Handle(contract.listRepeatReasons)
  listReasons(@Input() _: In<typeof contract.listRepeatReasons>, @Me() actor: Actor) {
    return this.reasons.list(actor);
  }

  @May('catalogue.manage')
  @Handle(contract.addRepeatReason)
  addReason(@Input() { body }: In<typeof contract.addRepeatReason>, @Me() actor: Actor) {
    return this.reasons.add(actor, body);
  }

  @May('catalogue.read')
  @Handle(contract.listDirectionRules)
  listRules(@Input() { query }: In<typeof contract.listDirectionRules>, @Me() actor: Actor) {
    return this.rules.list(actor, query);
  }

  @May('catalogue.manage')
  @Handle(contract.addDirectionRule)
  addRule(@Input() { body }: In<typeof contract.addDirectionRule>, @Me() actor: Actor) {
    return this.rules.add(actor, body);
  }

  @May('catalogue.manage')
  @Handle(contract.endDirectionRule)
  endRule(@Input() { params, body }: In<typeof contract.endDirectionRule>, @Me() actor: Actor) {
    return this.rules.end(actor, params.id, body);
  }
}
