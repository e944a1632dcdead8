import { Module } from '@nestjs/common';
import { DeadlineReader } from '../escalation/deadlines.reader.js';
import { EscalationLedger } from '../escalation/escalation.ledger.js';
import { AttachmentController } from './attachment.controller.js';
import { AttachmentService } from './attachment.service.js';
import { AttachmentStore } from './attachment.store.js';
import { QueueController } from './queue.controller.js';
import { QueueQueries } from './queue.queries.js';
import { AppealQueries } from './appeal.queries.js';
import { DraftService } from './draft.service.js';
import { ReferralEndingController } from './referral-ending.controller.js';
import { ReferralJourneyController } from './referral-journey.controller.js';
import { ReferralLateController } from './referral-late.controller.js';
import { ReferralActionController } from './referral-action.controller.js';
import { ReferralController } from './referral.controller.js';
import { referralWriting } from './referral.ledger.js';
import { UploadController } from './upload.controller.js';
import { ReferralWorker } from './referral.worker.js';

@Module({
  controllers: [
    QueueController,
    ReferralController,
    ReferralActionController,
    ReferralJourneyController,
    ReferralEndingController,
    ReferralLateController,
    AttachmentController,
    UploadController,
  ],
  providers: [...referralWriting, DraftService, AppealQueries, QueueQueries, AttachmentService, AttachmentStore],
})
export class ReferralModule {}

/** In the worker process. */
@Module({ providers: [ReferralWorker, EscalationLedger, DeadlineReader] })
export class ReferralWorkerModule {}
