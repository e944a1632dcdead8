import type { InputOf, Route } from '@alliance/contracts/route';
import * as contract from '@alliance/contracts/shortage.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ShortageQueries } from './shortage.queries.js';
import { ShortageService } from './shortage.service.js';

type In<R extends Route> = InputOf<R>;

@May('capacity.mark')
@Controller()
export class ShortageController {
  constructor(
    private readonly shortages: ShortageService,
    private readonly queries: ShortageQueries,
  ) {}

  @May('capacity.read')
  @Handle(contract.listShortages)
  list(@Input() { query }: In<typeof contract.listShortages>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @May('capacity.read')
  @Handle(contract.listUnplaced)
  unplaced(@Input() _: In<typeof contract.listUnplaced>, @Me() actor: Actor) {
    return this.queries.unplaced(actor);
  }

  @Handle(contract.openShortage)
  open(@Input() { body }: In<typeof contract.openShortage>, @Me() actor: Actor) {
    return this.shortages.open(actor, body);
  }

  @Handle(contract.recordContact)
  contact(@Input() { params, body: { version, ...contact } }: In<typeof contract.recordContact>, @Me() actor: Actor) {
    return this.shortages.contact(actor, params.id, version, contact);
  }

  @Handle(contract.resolveShortage)
  resolve(@Input() { params, body }: In<typeof contract.resolveShortage>, @Me() actor: Actor) {
    return this.shortages.resolve(actor, params.id, body.version, body.resolution);
  }
}
