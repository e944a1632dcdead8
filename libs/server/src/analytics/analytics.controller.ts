import { Controller, Header } from '@nestjs/common';
import * as contract from '@alliance/contracts/analytics.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { AnalyticsQueries } from './analytics.queries.js';
import { CaseQueries } from './case.queries.js';
import { ChoiceQueries } from './choice.queries.js';
import { ExportService } from './export.service.js';

type In<R extends Route> = InputOf<R>;

@May('analytics.read')
@Controller()
export class AnalyticsController {
  constructor(
    private readonly queries: AnalyticsQueries,
    private readonly cases: CaseQueries,
    private readonly offered: ChoiceQueries,
    private readonly exports: ExportService,
  ) {}

  @Handle(contract.getAnalyticsChoices)
  choices(@Input() { query }: In<typeof contract.getAnalyticsChoices>, @Me() actor: Actor) {
    return this.offered.choices(actor, query.scope);
  }

  @Handle(contract.getAnalyticsFigures)
  figures(@Input() { query }: In<typeof contract.getAnalyticsFigures>, @Me() actor: Actor) {
    return this.queries.figures(actor, query);
  }

  @Handle(contract.getAnalyticsTimes)
  times(@Input() { query }: In<typeof contract.getAnalyticsTimes>, @Me() actor: Actor) {
    return this.queries.times(actor, query);
  }

  @Handle(contract.getAnalyticsDivision)
  division(@Input() { query }: In<typeof contract.getAnalyticsDivision>, @Me() actor: Actor) {
    return this.queries.division(actor, query);
  }

  @Handle(contract.getAnalyticsFlows)
  flows(@Input() { query }: In<typeof contract.getAnalyticsFlows>, @Me() actor: Actor) {
    return this.queries.flows(actor, query);
  }

  @Handle(contract.listAnalyticsCases)
  list(@Input() { query }: In<typeof contract.listAnalyticsCases>, @Me() actor: Actor) {
    return this.cases.list(actor, query);
  }

  @Handle(contract.exportAnalytics)
  @Header('content-security-policy', 'sandbox')
  @Header('x-content-type-options', 'nosniff')
  export(@Input() { query }: In<typeof contract.exportAnalytics>, @Me() actor: Actor) {
    return this.exports.file(actor, query);
  }
}
