import { Module } from '@nestjs/common';
import { JudgementReader } from '../judgement/judgement.reader.js';
import { StandingReader } from '../judgement/standing.reader.js';
import { AttachmentController } from './attachment.controller.js';
import { AttachmentService } from './attachment.service.js';
import { CriteriaPolicy } from './criteria.policy.js';
import { DraftStore } from './draft.store.js';
import { PartiesPolicy } from './parties.policy.js';
import { QueueController } from './queue.controller.js';
import { QueueQueries } from './queue.queries.js';
import { ReferralActionController } from './referral-action.controller.js';
import { ReferralController } from './referral.controller.js';
import { ReferralQueries } from './referral.queries.js';
import { ReferralService } from './referral.service.js';
import { ReferralStore } from './referral.store.js';
import { ReferralWorker } from './referral.worker.js';

@Module({
  controllers: [QueueController, ReferralController, ReferralActionController, AttachmentController],
  providers: [
    ReferralService,
    ReferralQueries,
    QueueQueries,
    ReferralStore,
    DraftStore,
    PartiesPolicy,
    CriteriaPolicy,
    JudgementReader,
    StandingReader,
    AttachmentService,
  ],
})
export class ReferralModule {}

/** In the worker process. */
@Module({ providers: [ReferralWorker] })
export class ReferralWorkerModule {}
