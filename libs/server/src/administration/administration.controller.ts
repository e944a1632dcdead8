import { Controller } from '@nestjs/common';
import {
  addDepartment,
  addInstitution,
  changeDepartment,
  changeInstitution,
  setCapabilities,
  setContactLines,
} from '@alliance/contracts/administration.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { DepartmentService } from './department.service.js';
import { OfferService } from './offer.service.js';
import { RegistryService } from './registry.service.js';

@May('department.manage')
@Controller()
export class AdministrationController {
  constructor(
    private readonly registry: RegistryService,
    private readonly departments: DepartmentService,
    private readonly offer: OfferService,
  ) {}

  @May('institution.manage')
  @Handle(addInstitution)
  addInstitution(@Input() { body }: InputOf<typeof addInstitution>, @Me() actor: Actor) {
    return this.registry.add(actor, body);
  }

  @May('institution.manage')
  @Handle(changeInstitution)
  changeInstitution(@Input() { params, body }: InputOf<typeof changeInstitution>, @Me() actor: Actor) {
    return this.registry.change(actor, params.id, body);
  }

  @Handle(addDepartment)
  addDepartment(@Input() { params, body }: InputOf<typeof addDepartment>, @Me() actor: Actor) {
    return this.departments.add(actor, params.id, body);
  }

  @Handle(changeDepartment)
  changeDepartment(@Input() { params, body }: InputOf<typeof changeDepartment>, @Me() actor: Actor) {
    return this.departments.change(actor, params.id, body);
  }

  @Handle(setCapabilities)
  setCapabilities(@Input() { params, body }: InputOf<typeof setCapabilities>, @Me() actor: Actor) {
    return this.offer.setCapabilities(actor, params.id, body);
  }

  @Handle(setContactLines)
  setContactLines(@Input() { params, body }: InputOf<typeof setContactLines>, @Me() actor: Actor) {
    return this.offer.setContactLines(actor, params.id, body);
  }
}
