import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/referral-late.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { AppealQueries } from './appeal.queries.js';
import { DraftService } from './draft.service.js';

type In<R extends Route> = InputOf<R>;

/** What is recorded beside the steps of a referral. */
@May('referral.read')
@Controller()
export class ReferralLateController {
  constructor(
    private readonly drafts: DraftService,
    private readonly appeals: AppealQueries,
  ) {}

  @May('referral.draft')
  @Handle(contract.completeLate)
  completeLate(@Input() { params, body }: In<typeof contract.completeLate>, @Me() actor: Actor) {
    return this.drafts.completeLate(actor, params.id, body);
  }

  @May('referral.draft')
  @Handle(contract.recordConsent)
  recordConsent(@Input() { params, body }: In<typeof contract.recordConsent>, @Me() actor: Actor) {
    return this.drafts.recordConsent(actor, params.id, body);
  }

  @May('referral.draft')
  @Handle(contract.recordInsurance)
  recordInsurance(@Input() { params, body }: In<typeof contract.recordInsurance>, @Me() actor: Actor) {
    return this.drafts.recordInsurance(actor, params.id, body);
  }

  @Handle(contract.listReviewers)
  reviewers(@Input() { params }: In<typeof contract.listReviewers>, @Me() actor: Actor) {
    return this.appeals.reviewers(actor, params.id);
  }

  @Handle(contract.myReviews)
  reviews(@Input() _: In<typeof contract.myReviews>, @Me() actor: Actor) {
    return this.appeals.mine(actor);
  }
}
