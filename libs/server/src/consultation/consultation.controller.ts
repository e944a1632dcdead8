import * as contract from '@alliance/contracts/consultation.contract';
import * as act from '@alliance/contracts/consultation-action.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { AttendanceService } from './attendance.service.js';
import { ConsultationList } from './consultation.list.js';
import { ConsultationQueries } from './consultation.queries.js';
import { RequestService } from './request.service.js';
import { WaitingQueries } from './waiting.queries.js';

type In<R extends Route> = InputOf<R>;

/** Asking: the list, a request and what is read of it. */
@May('consultation.read')
@Controller()
export class ConsultationController {
  constructor(
    private readonly requests: RequestService,
    private readonly queries: ConsultationQueries,
    private readonly consultations: ConsultationList,
    private readonly waiting: WaitingQueries,
    private readonly attendance: AttendanceService,
  ) {}

  @Handle(contract.listConsultations)
  list(@Input() { query }: In<typeof contract.listConsultations>, @Me() actor: Actor) {
    return this.consultations.list(actor, query);
  }

  @Handle(contract.waitingConsultations)
  waits(@Input() { query }: In<typeof contract.waitingConsultations>, @Me() actor: Actor) {
    return this.waiting.list(actor, query);
  }

  @May('consultation.attend')
  @Handle(contract.getConsultation)
  get(@Input() { params }: In<typeof contract.getConsultation>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @Handle(contract.consultationTimeline)
  timeline(@Input() { params }: In<typeof contract.consultationTimeline>, @Me() actor: Actor) {
    return this.queries.timeline(actor, params.id);
  }

  @Handle(contract.hubsOfConsultation)
  hubs(@Input() { params }: In<typeof contract.hubsOfConsultation>, @Me() actor: Actor) {
    return this.queries.hubs(actor, params.id);
  }

  @May('consultation.request')
  @Handle(contract.draftConsultation)
  draft(@Input() { body }: In<typeof contract.draftConsultation>, @Me() actor: Actor) {
    return this.requests.draft(actor, body);
  }

  @May('consultation.request')
  @Handle(contract.saveConsultation)
  save(@Input() { params, body }: In<typeof contract.saveConsultation>, @Me() actor: Actor) {
    return this.requests.save(actor, params.id, body);
  }

  @May('consultation.request')
  @Handle(act.invite)
  invite(@Input() { params, body }: In<typeof act.invite>, @Me() actor: Actor) {
    return this.requests.invite(actor, params.id, body.version);
  }

  @May('consultation.arrange')
  @Handle(act.addParty)
  addParty(@Input() { params, body: { version, ...party } }: In<typeof act.addParty>, @Me() actor: Actor) {
    return this.requests.addParty(actor, params.id, version, party);
  }

  @Handle(act.cancelConsultation)
  cancel(@Input() { params, body: { version, ...reason } }: In<typeof act.cancelConsultation>, @Me() actor: Actor) {
    return this.requests.cancel(actor, params.id, version, reason);
  }

  @Handle(act.voidConsultation)
  enterInError(@Input() { params, body: { version, ...reason } }: In<typeof act.voidConsultation>, @Me() actor: Actor) {
    return this.requests.enterInError(actor, params.id, version, reason);
  }

  @May('consultation.attend')
  @Handle(act.attendConsultation)
  attend(@Input() { params, body }: In<typeof act.attendConsultation>, @Me() actor: Actor) {
    return this.attendance.attend(actor, params.id, body.attending);
  }
}
