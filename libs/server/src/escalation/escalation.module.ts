import { Module } from '@nestjs/common';
import { OnDutyReader } from '../on-call/on-duty.reader.js';
import { DeadlineService } from './deadline.service.js';
import { EscalationController } from './escalation.controller.js';
import { EscalationQueries } from './escalation.queries.js';
import { EscalationService } from './escalation.service.js';
import { FindingService } from './finding.service.js';
import { NightWorker } from './night.worker.js';

@Module({
  controllers: [EscalationController],
  providers: [EscalationService, EscalationQueries, DeadlineService, FindingService, OnDutyReader],
})
export class EscalationModule {}

/** In the worker process. */
@Module({ providers: [NightWorker] })
export class EscalationWorkerModule {}
