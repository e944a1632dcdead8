import { Module } from '@nestjs/common';
import { PatientLinkQueries } from './patient-link.queries.js';
import { PatientLinkService } from './patient-link.service.js';
import { PatientLinkController, PatientStatusController } from './patient-status.controller.js';
import { PatientStatusService } from './patient-status.service.js';
import { PatientStatusWorker } from './patient-status.worker.js';

@Module({
  controllers: [PatientLinkController, PatientStatusController],
  providers: [PatientLinkService, PatientLinkQueries, PatientStatusService],
})
export class PatientStatusModule {}

/** In the worker process. */
@Module({ providers: [PatientStatusWorker] })
export class PatientStatusWorkerModule {}
