import { Controller } from '@nestjs/common';
import { correctPatient, getPatient, identifyPatient, tracePatient } from '@alliance/contracts/patient-record.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { IdentificationService } from './identification.service.js';
import { PatientRecordQueries } from './patient-record.queries.js';

@Controller()
export class PatientRecordController {
  constructor(
    private readonly records: PatientRecordQueries,
    private readonly identification: IdentificationService,
  ) {}

  @May('patient.read')
  @Handle(getPatient)
  get(@Input() { params }: InputOf<typeof getPatient>, @Me() actor: Actor) {
    return this.records.get(actor, params.id);
  }

  @May('patient.read')
  @Handle(tracePatient)
  async trace(@Input() { params }: InputOf<typeof tracePatient>, @Me() actor: Actor) {
    return { items: await this.records.trace(actor, params.id) };
  }

  @May('patient.register')
  @Handle(correctPatient)
  correct(@Input() { params, body }: InputOf<typeof correctPatient>, @Me() actor: Actor) {
    return this.identification.correct(actor, params.id, body);
  }

  @May('patient.identify')
  @Handle(identifyPatient)
  identify(@Input() { params, body }: InputOf<typeof identifyPatient>, @Me() actor: Actor) {
    return this.identification.identify(actor, params.id, body);
  }
}
