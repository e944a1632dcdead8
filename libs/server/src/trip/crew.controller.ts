import { Controller, Req } from '@nestjs/common';
import { lookAtTrip, reportFromTrip } from '@alliance/contracts/trip.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { FastifyRequest } from 'fastify';
import { Public } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { CrewService } from './crew.service.js';

/** The crew of one journey: no account, a link that works for it alone. */
@Public()
@Controller()
export class CrewController {
  constructor(private readonly crews: CrewService) {}

  @Handle(lookAtTrip)
  look(@Input() { body }: InputOf<typeof lookAtTrip>, @Req() request: FastifyRequest) {
    return this.crews.look(body.token, request.ip);
  }

  @Handle(reportFromTrip)
  report(@Input() { body }: InputOf<typeof reportFromTrip>, @Req() request: FastifyRequest) {
    return this.crews.report(body, request.ip);
  }
}
