import * as contract from '@alliance/contracts/demonstration.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { DemonstrationQueries } from './demonstration.queries.js';

@May('account.own')
@Controller()
export class DemonstrationController {
  constructor(private readonly queries: DemonstrationQueries) {}

  @Handle(contract.getGuide)
  guide(@Input() _: InputOf<typeof contract.getGuide>, @Me() actor: Actor) {
    return this.queries.guide(actor);
  }
}
