import { Controller } from '@nestjs/common';
import { getAlliance, listAlliances, openAlliance } from '@alliance/contracts/alliance.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { AllianceQueries } from './alliance.queries.js';
import { AllianceService } from './alliance.service.js';

@May('alliance.read')
@Controller()
export class AllianceController {
  constructor(
    private readonly alliances: AllianceService,
    private readonly queries: AllianceQueries,
  ) {}

  @Handle(listAlliances)
  list(@Input() { query }: InputOf<typeof listAlliances>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Handle(getAlliance)
  get(@Input() { params }: InputOf<typeof getAlliance>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @May('alliance.open')
  @Handle(openAlliance)
  open(@Input() { body }: InputOf<typeof openAlliance>, @Me() actor: Actor) {
    return this.alliances.open(actor, body);
  }
}
