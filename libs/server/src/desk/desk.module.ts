import { Module } from '@nestjs/common';
import { ClaimLedger } from '../referral/claim.ledger.js';
import { QueueReader } from '../referral/queue.reader.js';
import { BulkService } from './bulk.service.js';
import { ClaimService } from './claim.service.js';
import { ClaimWorker } from './claim.worker.js';
import { DeskController } from './desk.controller.js';
import { DeskService } from './desk.service.js';
import { PresenceService } from './presence.js';

@Module({
  controllers: [DeskController],
  providers: [DeskService, ClaimService, PresenceService, BulkService, ClaimLedger, QueueReader],
})
export class DeskModule {}

/** In the worker process. */
@Module({ providers: [ClaimWorker, ClaimLedger] })
export class DeskWorkerModule {}
