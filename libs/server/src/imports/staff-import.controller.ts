import { importPeople, importRota } from '@alliance/contracts/staff-import.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me, MySession } from '../platform/auth/auth.guard.js';
import type { Session } from '../platform/auth/session.reader.js';
import { Handle, Input } from '../platform/http/handle.js';
import { PeopleImportService } from './people-import.service.js';
import { RotaImportService } from './rota-import.service.js';

@Controller()
export class StaffImportController {
  constructor(
    private readonly people: PeopleImportService,
    private readonly rota: RotaImportService,
  ) {}

  @May('person.manage')
  @Handle(importPeople)
  importPeople(@Input() { body }: InputOf<typeof importPeople>, @Me() actor: Actor, @MySession() session: Session) {
    return this.people.import(actor, session, body);
  }

  @May('duty.manage')
  @Handle(importRota)
  importRota(@Input() { body }: InputOf<typeof importRota>, @Me() actor: Actor) {
    return this.rota.import(actor, body);
  }
}
