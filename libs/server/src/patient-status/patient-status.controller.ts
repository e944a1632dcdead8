import { Controller, Req } from '@nestjs/common';
import * as contract from '@alliance/contracts/patient-status.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { FastifyRequest } from 'fastify';
import { May, Me, Public } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { PatientLinkService } from './patient-link.service.js';
import { PatientStatusService } from './patient-status.service.js';

/** Who may give a link out is `patient-link`. */
@May('referral.read')
@Controller()
export class PatientLinkController {
  constructor(private readonly links: PatientLinkService) {}

  @Handle(contract.getPatientLink)
  get(@Input() { params }: InputOf<typeof contract.getPatientLink>, @Me() actor: Actor) {
    return this.links.get(actor, params.id);
  }

  @Handle(contract.issuePatientLink)
  issue(@Input() { params, body }: InputOf<typeof contract.issuePatientLink>, @Me() actor: Actor) {
    return this.links.issue(actor, params.id, body);
  }

  @Handle(contract.revokePatientLink)
  revoke(@Input() { params }: InputOf<typeof contract.revokePatientLink>, @Me() actor: Actor) {
    return this.links.revoke(actor, params.id);
  }
}

/** The patient: no account, a link that works for one referral. */
@Public()
@Controller()
export class PatientStatusController {
  constructor(private readonly status: PatientStatusService) {}

  @Handle(contract.lookAtPatientStatus)
  look(@Input() { body }: InputOf<typeof contract.lookAtPatientStatus>, @Req() request: FastifyRequest) {
    return this.status.look(body.token, request.ip);
  }

  @Handle(contract.stopPatientMessages)
  stop(@Input() { body }: InputOf<typeof contract.stopPatientMessages>, @Req() request: FastifyRequest) {
    return this.status.stop(body.token, request.ip);
  }
}
