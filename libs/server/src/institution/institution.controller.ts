import { Controller } from '@nestjs/common';
import { getInstitution, listInstitutions } from '@alliance/contracts/institution.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { InstitutionQueries } from './institution.queries.js';

@May('institution.read')
@Controller()
export class InstitutionController {
  constructor(private readonly institutions: InstitutionQueries) {}

  @Handle(listInstitutions)
  list(@Input() { query }: InputOf<typeof listInstitutions>, @Me() actor: Actor) {
    return this.institutions.list(actor, query);
  }

  @Handle(getInstitution)
  get(@Input() { params }: InputOf<typeof getInstitution>, @Me() actor: Actor) {
    return this.institutions.get(actor, params.id);
  }
}
