import { Module } from '@nestjs/common';
import { HoldLedger } from '../capacity/hold.ledger.js';
import { DeadlineReader } from '../escalation/deadlines.reader.js';
import { EscalationLedger } from '../escalation/escalation.ledger.js';
import { JudgementReader } from '../judgement/judgement.reader.js';
import { StandingReader } from '../judgement/standing.reader.js';
import { ReceiversReader } from '../receivers/receivers.reader.js';
import { AttachmentController } from './attachment.controller.js';
import { AttachmentService } from './attachment.service.js';
import { CriteriaPolicy } from './criteria.policy.js';
import { DraftStore } from './draft.store.js';
import { PartiesPolicy } from './parties.policy.js';
import { QueueController } from './queue.controller.js';
import { QueueQueries } from './queue.queries.js';
import { AfterwardsStore } from './afterwards.store.js';
import { AppealQueries } from './appeal.queries.js';
import { DraftService } from './draft.service.js';
import { OfferStore } from './offer.store.js';
import { PairPolicy } from './pair.policy.js';
import { Places } from './places.js';
import { ReferralEndingController } from './referral-ending.controller.js';
import { ReferralJourneyController } from './referral-journey.controller.js';
import { ReferralLateController } from './referral-late.controller.js';
import { Reservations } from './reservations.js';
import { ReferralActionController } from './referral-action.controller.js';
import { ReferralController } from './referral.controller.js';
import { ReferralQueries } from './referral.queries.js';
import { ReferralService } from './referral.service.js';
import { ReferralStore } from './referral.store.js';
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
  ],
  providers: [
    ReferralService,
    DraftService,
    OfferStore,
    AfterwardsStore,
    AppealQueries,
    Places,
    ReceiversReader,
    PairPolicy,
    Reservations,
    HoldLedger,
    DeadlineReader,
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
@Module({ providers: [ReferralWorker, EscalationLedger, DeadlineReader] })
export class ReferralWorkerModule {}
