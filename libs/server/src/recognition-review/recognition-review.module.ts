import { Module } from '@nestjs/common';
import { RecognitionReviewController } from './recognition-review.controller.js';
import { RecognitionReviewQueries } from './recognition-review.queries.js';
import { RecognitionReviewService } from './recognition-review.service.js';
import { RecognitionReviewWorker } from './recognition-review.worker.js';
import { SampleService } from './sample.service.js';

@Module({ controllers: [RecognitionReviewController], providers: [RecognitionReviewQueries, RecognitionReviewService, SampleService] })
export class RecognitionReviewModule {}

/** In the worker process. */
@Module({ providers: [RecognitionReviewWorker] })
export class RecognitionReviewWorkerModule {}
