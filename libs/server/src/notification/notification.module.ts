import { Module } from '@nestjs/common';
import { NotificationController } from './notification.controller.js';
import { NotificationQueries } from './notification.queries.js';
import { NotificationWorker } from './notification.worker.js';

@Module({ controllers: [NotificationController], providers: [NotificationQueries] })
export class NotificationModule {}

/** In the worker process. */
@Module({ providers: [NotificationWorker] })
export class NotificationWorkerModule {}
