import * as contract from '@alliance/contracts/formulary.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { FormularyQueries } from './formulary.queries.js';
import { FormularyService } from './formulary.service.js';

@May('formulary.read')
@Controller()
export class FormularyController {
  constructor(
    private readonly queries: FormularyQueries,
    private readonly service: FormularyService,
  ) {}

  @Handle(contract.listFormulary)
  list(@Input() { params, query }: InputOf<typeof contract.listFormulary>, @Me() actor: Actor) {
    return this.queries.list(actor, params.id, query);
  }

  @Handle(contract.checkFormulary)
  check(@Input() { params, body }: InputOf<typeof contract.checkFormulary>, @Me() actor: Actor) {
    return this.queries.check(actor, params.id, body.medicines);
  }

  @May('formulary.manage')
  @Handle(contract.importFormulary)
  read(@Input() { body }: InputOf<typeof contract.importFormulary>, @Me() actor: Actor) {
    return this.service.read(actor, body);
  }

  @May('formulary.manage')
  @Handle(contract.markFormularyItem)
  mark(@Input() { params, body }: InputOf<typeof contract.markFormularyItem>, @Me() actor: Actor) {
    return this.service.mark(actor, params.id, body);
  }
}
