import { Module } from '@nestjs/common';
import { DeliveryController } from './delivery.controller.js';
import { DeliveryQueries } from './delivery.queries.js';
import { NotificationController } from './notification.controller.js';
import { NotificationEscalation } from './notification.escalation.js';
import { NotificationPlanner } from './notification.planner.js';
import { NotificationQueries } from './notification.queries.js';
import { NotificationSettingsService } from './notification-settings.service.js';
import { NotificationWorker } from './notification.worker.js';

@Module({ controllers: [NotificationController], providers: [NotificationQueries] })
export class NotificationModule {}

/** How people want to be told, and what was sent. */
@Module({ controllers: [DeliveryController], providers: [DeliveryQueries, NotificationSettingsService] })
export class DeliveryModule {}

/** In the worker process. */
@Module({ providers: [NotificationPlanner, NotificationEscalation, NotificationWorker] })
export class NotificationWorkerModule {}
