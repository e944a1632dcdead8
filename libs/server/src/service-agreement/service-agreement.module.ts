import { Module } from '@nestjs/common';
import { ServiceAgreementController } from './service-agreement.controller.js';
import { ServiceAgreementQueries } from './service-agreement.queries.js';
import { ServiceAgreementService } from './service-agreement.service.js';
import { ServiceAgreementStore } from './service-agreement.store.js';
import { ServiceAgreementWorker } from './service-agreement.worker.js';

@Module({
  controllers: [ServiceAgreementController],
  providers: [ServiceAgreementQueries, ServiceAgreementService, ServiceAgreementStore],
})
export class ServiceAgreementModule {}

/** In the worker process. */
@Module({ providers: [ServiceAgreementStore, ServiceAgreementWorker] })
export class ServiceAgreementWorkerModule {}
