import { Controller, Req } from '@nestjs/common';
import {
  addPerson,
  appoint,
  changeAppointment,
  changePerson,
  deactivatePerson,
  getOpenWork,
  getPerson,
  invitePerson,
  issuePasswordReset,
  listPeople,
  resetSecondFactors,
  unlockAccount,
} from '@alliance/contracts/person.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { FastifyRequest } from 'fastify';
import { May, Me, MySession, StepUp } from '../platform/auth/auth.guard.js';
import type { Session } from '../platform/auth/session.reader.js';
import { Handle, Input } from '../platform/http/handle.js';
import { DeactivationService } from './deactivation.service.js';
import { PersonAccountService } from './person-account.service.js';
import { PersonQueries } from './person.queries.js';
import { PersonService } from './person.service.js';

@May('person.manage')
@Controller()
export class PersonController {
  constructor(
    private readonly queries: PersonQueries,
    private readonly people: PersonService,
    private readonly accounts: PersonAccountService,
    private readonly deactivation: DeactivationService,
  ) {}

  @May('person.read')
  @Handle(listPeople)
  list(@Input() { query }: InputOf<typeof listPeople>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Handle(getPerson)
  get(@Input() { params }: InputOf<typeof getPerson>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @StepUp()
  @Handle(addPerson)
  add(@Input() { body }: InputOf<typeof addPerson>, @Me() actor: Actor) {
    return this.people.add(actor, body);
  }

  @Handle(changePerson)
  change(@Input() { params, body }: InputOf<typeof changePerson>, @Me() actor: Actor, @MySession() session: Session) {
    return this.people.change(actor, session, params.id, body);
  }

  @StepUp()
  @Handle(appoint)
  appoint(@Input() { params, body }: InputOf<typeof appoint>, @Me() actor: Actor) {
    return this.people.appoint(actor, params.id, body);
  }

  @StepUp()
  @Handle(changeAppointment)
  changeAppointment(@Input() { params, body }: InputOf<typeof changeAppointment>, @Me() actor: Actor) {
    return this.people.changeAppointment(actor, params, body);
  }

  @StepUp()
  @Handle(invitePerson)
  invite(@Input() { params }: InputOf<typeof invitePerson>, @Me() actor: Actor, @Req() { headers }: FastifyRequest) {
    return this.accounts.link(actor, params.id, 'invitation', headers.host);
  }

  @StepUp()
  @Handle(issuePasswordReset)
  issuePasswordReset(@Input() { params }: InputOf<typeof issuePasswordReset>, @Me() actor: Actor, @Req() { headers }: FastifyRequest) {
    return this.accounts.link(actor, params.id, 'password_reset', headers.host);
  }

  @StepUp()
  @Handle(unlockAccount)
  unlock(@Input() { params }: InputOf<typeof unlockAccount>, @Me() actor: Actor) {
    return this.accounts.unlock(actor, params.id);
  }

  @StepUp()
  @Handle(resetSecondFactors)
  resetSecondFactors(@Input() { params }: InputOf<typeof resetSecondFactors>, @Me() actor: Actor) {
    return this.accounts.resetFactors(actor, params.id);
  }

  @Handle(getOpenWork)
  openWork(@Input() { params }: InputOf<typeof getOpenWork>, @Me() actor: Actor) {
    return this.deactivation.leavesBehind(actor, params.id);
  }

  @StepUp()
  @Handle(deactivatePerson)
  deactivate(@Input() { params, body }: InputOf<typeof deactivatePerson>, @Me() actor: Actor) {
    return this.deactivation.deactivate(actor, params.id, body);
  }
}
