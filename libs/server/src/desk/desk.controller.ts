import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/desk.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { z } from 'zod';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { BulkService } from './bulk.service.js';
import { ClaimService } from './claim.service.js';
import { DeskService } from './desk.service.js';
import { PresenceService } from './presence.js';

type In<R extends Route> = InputOf<R>;
const Ids = z.array(z.uuid()).min(1).max(200);

@May('referral.read')
@Controller()
export class DeskController {
  constructor(
    private readonly desk: DeskService,
    private readonly claims: ClaimService,
    private readonly presence: PresenceService,
    private readonly bulk: BulkService,
  ) {}

  @Handle(contract.readDesk)
  read(@Input() _: In<typeof contract.readDesk>, @Me() actor: Actor) {
    return this.desk.read(actor);
  }

  @Handle(contract.arrangeDesk)
  arrange(@Input() { body }: In<typeof contract.arrangeDesk>, @Me() actor: Actor) {
    return this.desk.arrange(actor, body);
  }

  @Handle(contract.claimReferral)
  claim(@Input() { params }: In<typeof contract.claimReferral>, @Me() actor: Actor) {
    return this.claims.claim(actor, params.id);
  }

  @Handle(contract.releaseReferral)
  release(@Input() { params }: In<typeof contract.releaseReferral>, @Me() actor: Actor) {
    return this.claims.release(actor, params.id);
  }

  @Handle(contract.takeReferral)
  take(@Input() { params, body }: In<typeof contract.takeReferral>, @Me() actor: Actor) {
    return this.claims.take(actor, params.id, body.from);
  }

  @Handle(contract.lookAtReferral)
  look(@Input() { params }: In<typeof contract.lookAtReferral>, @Me() actor: Actor) {
    return this.presence.look(actor, params.id);
  }

  @Handle(contract.listPresence)
  async lookers(@Input() { query }: In<typeof contract.listPresence>, @Me() actor: Actor) {
    const ids = Ids.safeParse(query.ids.split(','));
    if (!ids.data) throw new Refusal('request.invalid', { fields: ['ids'] });
    return { items: await this.presence.list(actor, ids.data) };
  }

  @Handle(contract.bulkReferrals)
  many(@Input() { body }: In<typeof contract.bulkReferrals>, @Me() actor: Actor) {
    return this.bulk.run(actor, body);
  }
}
