import * as contract from '@alliance/contracts/return-review.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ReturnReviewQueries } from './return-review.queries.js';
import { ReturnReviewService } from './return-review.service.js';

type In<R extends Route> = InputOf<R>;

@May('return_review.read')
@Controller()
export class ReturnReviewController {
  constructor(
    private readonly reviews: ReturnReviewService,
    private readonly queries: ReturnReviewQueries,
  ) {}

  @Handle(contract.listReturnReviews)
  list(@Input() { query }: In<typeof contract.listReturnReviews>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Handle(contract.getReturnReview)
  get(@Input() { params }: In<typeof contract.getReturnReview>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @Handle(contract.returnOfReferral)
  ofReferral(@Input() { params }: In<typeof contract.returnOfReferral>, @Me() actor: Actor) {
    return this.queries.ofReferral(actor, params.referralId);
  }

  @May('follow_up.read')
  @Handle(contract.recordReturn)
  record(@Input() { params, body }: In<typeof contract.recordReturn>, @Me() actor: Actor) {
    return this.reviews.record(actor, params.id, new Date(body.returnedAt));
  }

  @May('return_review.account')
  @Handle(contract.giveAccount)
  account(@Input() { params, body: { version, ...account } }: In<typeof contract.giveAccount>, @Me() actor: Actor) {
    return this.reviews.account(actor, params.id, version, account);
  }

  @May('return_review.conclude')
  @Handle(contract.concludeReview)
  conclude(@Input() { params, body: { version, ...conclusion } }: In<typeof contract.concludeReview>, @Me() actor: Actor) {
    return this.reviews.conclude(actor, params.id, version, conclusion);
  }

  @May('return_review.account')
  @Handle(contract.objectToReview)
  object(@Input() { params, body: { version, ...objection } }: In<typeof contract.objectToReview>, @Me() actor: Actor) {
    return this.reviews.object(actor, params.id, version, objection);
  }

  @May('return_review.conclude')
  @Handle(contract.decideReview)
  decide(@Input() { params, body: { version, ...decision } }: In<typeof contract.decideReview>, @Me() actor: Actor) {
    return this.reviews.decide(actor, params.id, version, decision);
  }
}
