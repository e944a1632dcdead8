import { Module } from '@nestjs/common';
import { ReturnLedger } from './return.ledger.js';
import { ReturnReviewController } from './return-review.controller.js';
import { ReturnReviewQueries } from './return-review.queries.js';
import { ReturnReviewService } from './return-review.service.js';
import { ReturnReviewWorker } from './return-review.worker.js';

@Module({ controllers: [ReturnReviewController], providers: [ReturnReviewQueries, ReturnReviewService, ReturnLedger] })
export class ReturnReviewModule {}

/** In the worker process. */
@Module({ providers: [ReturnReviewWorker] })
export class ReturnReviewWorkerModule {}
