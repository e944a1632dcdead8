import { Module } from '@nestjs/common';
import { CertificateController } from './certificate.controller.js';
import { CertificateQueries } from './certificate.queries.js';
import { CertificateService } from './certificate.service.js';
import { CertificateWorker } from './certificate.worker.js';
import { MarkLedger } from './mark.ledger.js';
import { PublicRecognitionController } from './public-recognition.controller.js';
import { PublicRecognitionService } from './public-recognition.service.js';
import { QualityFlagService } from './quality-flag.service.js';

@Module({
  controllers: [CertificateController, PublicRecognitionController],
  providers: [CertificateQueries, CertificateService, MarkLedger, PublicRecognitionService, QualityFlagService],
})
export class CertificateModule {}

/** In the worker process. */
@Module({ providers: [CertificateWorker, MarkLedger] })
export class CertificateWorkerModule {}
