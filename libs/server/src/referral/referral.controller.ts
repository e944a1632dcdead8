import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/referral.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ReferralQueries } from './referral.queries.js';
import { DraftService } from './draft.service.js';

type In<R extends Route> = InputOf<R>;

@May('referral.read')
@Controller()
export class ReferralController {
  constructor(
    private readonly drafts: DraftService,
    private readonly queries: ReferralQueries,
  ) {}

  @Handle(contract.getReferral)
  get(@Input() { params }: In<typeof contract.getReferral>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @Handle(contract.referralTimeline)
  timeline(@Input() { params }: In<typeof contract.referralTimeline>, @Me() actor: Actor) {
    return this.queries.timeline(actor, params.id);
  }

  @May('referral.draft')
  @Handle(contract.draftReferral)
  draft(@Input() { body: { id, ...fields } }: In<typeof contract.draftReferral>, @Me() actor: Actor) {
    return this.drafts.draft(actor, id, fields);
  }

  @May('referral.draft')
  @Handle(contract.saveReferral)
  save(@Input() { params, body: { version, ...fields } }: In<typeof contract.saveReferral>, @Me() actor: Actor) {
    return this.drafts.save(actor, params.id, version, fields);
  }
}
