import * as contract from '@alliance/contracts/service-agreement.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ServiceAgreementQueries } from './service-agreement.queries.js';
import { ServiceAgreementService } from './service-agreement.service.js';

type In<R extends Route> = InputOf<R>;

@May('service_agreement.read')
@Controller()
export class ServiceAgreementController {
  constructor(
    private readonly agreements: ServiceAgreementService,
    private readonly queries: ServiceAgreementQueries,
  ) {}

  @Handle(contract.listServiceAgreements)
  list(@Input() { query }: In<typeof contract.listServiceAgreements>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Handle(contract.getServiceAgreement)
  get(@Input() { params }: In<typeof contract.getServiceAgreement>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @May('service_agreement.manage')
  @Handle(contract.draftServiceAgreement)
  draft(@Input() { body }: In<typeof contract.draftServiceAgreement>, @Me() actor: Actor) {
    return this.agreements.draft(actor, body);
  }

  @May('service_agreement.manage')
  @Handle(contract.saveServiceAgreement)
  save(@Input() { params, body: { version, ...written } }: In<typeof contract.saveServiceAgreement>, @Me() actor: Actor) {
    return this.agreements.save(actor, params.id, version, written);
  }

  @May('service_agreement.manage')
  @Handle(contract.offerServiceAgreement)
  offer(@Input() { params, body }: In<typeof contract.offerServiceAgreement>, @Me() actor: Actor) {
    return this.agreements.offer(actor, params.id, body.version);
  }

  @May('service_agreement.manage')
  @Handle(contract.signServiceAgreement)
  sign(@Input() { params, body }: In<typeof contract.signServiceAgreement>, @Me() actor: Actor) {
    return this.agreements.countersign(actor, params.id, body.version);
  }

  @May('service_agreement.manage')
  @Handle(contract.sendBackServiceAgreement)
  sendBack(@Input() { params, body }: In<typeof contract.sendBackServiceAgreement>, @Me() actor: Actor) {
    return this.agreements.sendBack(actor, params.id, body.version, body.reason);
  }

  @May('service_agreement.manage')
  @Handle(contract.endServiceAgreement)
  end(@Input() { params, body }: In<typeof contract.endServiceAgreement>, @Me() actor: Actor) {
    return this.agreements.end(actor, params.id, body.version, body.lastDay, body.reason);
  }
}
