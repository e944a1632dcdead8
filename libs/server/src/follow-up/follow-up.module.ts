import { Module } from '@nestjs/common';
import { FollowUpController } from './follow-up.controller.js';
import { FollowUpQueries } from './follow-up.queries.js';
import { FollowUpService } from './follow-up.service.js';
import { FollowUpWorker } from './follow-up.worker.js';

@Module({ controllers: [FollowUpController], providers: [FollowUpQueries, FollowUpService] })
export class FollowUpModule {}

/** In the worker process. */
@Module({ providers: [FollowUpWorker] })
export class FollowUpWorkerModule {}
