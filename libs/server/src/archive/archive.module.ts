import { Module } from '@nestjs/common';
import { ArchiveController } from './archive.controller.js';
import { ArchiveQueries } from './archive.queries.js';
import { ArchiveWorker } from './archive.worker.js';

@Module({ controllers: [ArchiveController], providers: [ArchiveQueries] })
export class ArchiveModule {}

/** In the worker process. */
@Module({ providers: [ArchiveWorker] })
export class ArchiveWorkerModule {}
