import { Controller } from '@nestjs/common';
import { registerNewborn, registerPatient, searchPatients, similarPatients } from '@alliance/contracts/patient.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { PatientQueries } from './patient.queries.js';
import { PatientService } from './patient.service.js';

@Controller()
export class PatientController {
  constructor(
    private readonly patients: PatientService,
    private readonly queries: PatientQueries,
  ) {}

  @May('patient.register')
  @Handle(registerPatient)
  register(@Input() { body }: InputOf<typeof registerPatient>, @Me() actor: Actor) {
    return this.patients.register(actor, body);
  }

  @May('patient.register')
  @Handle(registerNewborn)
  newborn(@Input() { params, body }: InputOf<typeof registerNewborn>, @Me() actor: Actor) {
    return this.patients.newborn(actor, params.id, body);
  }

  @May('patient.read')
  @Handle(searchPatients)
  async search(@Input() { query }: InputOf<typeof searchPatients>, @Me() actor: Actor) {
    return { items: await this.queries.search(actor, query.query, query.limit) };
  }

  @May('patient.register')
  @Handle(similarPatients)
  async similar(@Input() { query }: InputOf<typeof similarPatients>, @Me() actor: Actor) {
    return { items: await this.queries.similar(actor, query) };
  }
}
