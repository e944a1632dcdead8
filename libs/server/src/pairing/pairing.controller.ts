import { Controller } from '@nestjs/common';
import { listCoverageGaps, listPairings } from '@alliance/contracts/pairing.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { PairingQueries } from './pairing.queries.js';

@May('pairing.read')
@Controller()
export class PairingController {
  constructor(private readonly pairings: PairingQueries) {}

  @Handle(listPairings)
  list(@Input() { query }: InputOf<typeof listPairings>, @Me() actor: Actor) {
    return this.pairings.list(actor, query);
  }

  @Handle(listCoverageGaps)
  async gaps(@Input() _: InputOf<typeof listCoverageGaps>, @Me() actor: Actor) {
    return { items: await this.pairings.gaps(actor) };
  }
}
