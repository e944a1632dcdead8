import * as contract from '@alliance/contracts/recognition-review.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { RecognitionReviewQueries } from './recognition-review.queries.js';
import { RecognitionReviewService } from './recognition-review.service.js';
import { SampleService } from './sample.service.js';

type In<R extends Route> = InputOf<R>;

@May('recognition.appeal')
@Controller()
export class RecognitionReviewController {
  constructor(
    private readonly reviews: RecognitionReviewService,
    private readonly queries: RecognitionReviewQueries,
    private readonly samples: SampleService,
  ) {}

  @Handle(contract.listRecognitionReviews)
  list(@Input() { query }: In<typeof contract.listRecognitionReviews>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Handle(contract.getRecognitionReview)
  get(@Input() { params }: In<typeof contract.getRecognitionReview>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @May('recognition.review')
  @Handle(contract.sampleRepeats)
  sample(@Input() { body }: In<typeof contract.sampleRepeats>, @Me() actor: Actor) {
    return this.samples.sample(actor, body);
  }

  @May('recognition.review')
  @Handle(contract.judgeRepeat)
  judge(@Input() { params, body: { version, ...judgement } }: In<typeof contract.judgeRepeat>, @Me() actor: Actor) {
    return this.reviews.judge(actor, params.id, version, judgement);
  }

  @Handle(contract.appealVerdict)
  appeal(@Input() { params, body }: In<typeof contract.appealVerdict>, @Me() actor: Actor) {
    return this.reviews.appeal(actor, params.id, body.version, body.text);
  }

  @May('recognition.review')
  @Handle(contract.assignReviewer)
  assign(@Input() { params, body }: In<typeof contract.assignReviewer>, @Me() actor: Actor) {
    return this.reviews.assign(actor, params.id, body.version, body.institutionId);
  }

  @May('recognition.review')
  @Handle(contract.decideAppeal)
  decide(@Input() { params, body: { version, ...decision } }: In<typeof contract.decideAppeal>, @Me() actor: Actor) {
    return this.reviews.decide(actor, params.id, version, decision);
  }
}
