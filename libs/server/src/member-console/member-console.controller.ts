import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/member-console.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { MemberConsoleQueries } from './member-console.queries.js';
import { ReminderService } from './reminder.service.js';

@Controller()
export class MemberConsoleController {
  constructor(
    private readonly queries: MemberConsoleQueries,
    private readonly service: ReminderService,
  ) {}

  @May('console.read')
  @Handle(contract.listConsoleAlliances)
  alliances(@Input() _: InputOf<typeof contract.listConsoleAlliances>, @Me() actor: Actor) {
    return this.queries.alliances(actor);
  }

  @May('console.read')
  @Handle(contract.getMemberConsole)
  get(@Input() { params }: InputOf<typeof contract.getMemberConsole>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @May('console.read')
  @Handle(contract.listMemberDuties)
  duties(@Input() { params, query }: InputOf<typeof contract.listMemberDuties>, @Me() actor: Actor) {
    return this.queries.duties(actor, params.id, params.memberId, query.subject);
  }

  @May('console.remind')
  @Handle(contract.remindMembers)
  remind(@Input() { params, body }: InputOf<typeof contract.remindMembers>, @Me() actor: Actor) {
    return this.service.remind(actor, params.id, body);
  }

  @May('console.read')
  @Handle(contract.listMemberReminders)
  reminders(@Input() { params, query }: InputOf<typeof contract.listMemberReminders>, @Me() actor: Actor) {
    return this.queries.reminders(actor, params.id, query);
  }

  @May('reminder.answer')
  @Handle(contract.listOwnReminders)
  own(@Input() { query }: InputOf<typeof contract.listOwnReminders>, @Me() actor: Actor) {
    return this.queries.own(actor, query.open ?? false);
  }

  @May('reminder.answer')
  @Handle(contract.answerReminder)
  answer(@Input() { params, body }: InputOf<typeof contract.answerReminder>, @Me() actor: Actor) {
    return this.service.answer(actor, params.id, body);
  }
}
