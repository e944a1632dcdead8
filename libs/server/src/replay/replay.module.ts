import { Module } from '@nestjs/common';
import { ReplayController } from './replay.controller.js';
import { ReplayQueries } from './replay.queries.js';
import { ReplayService } from './replay.service.js';
import { ReplayStore } from './replay.store.js';
import { ReplayWorker } from './replay.worker.js';

@Module({ controllers: [ReplayController], providers: [ReplayService, ReplayQueries] })
export class ReplayModule {}

/** In the worker process. */
@Module({ providers: [ReplayStore, ReplayWorker] })
export class ReplayWorkerModule {}
