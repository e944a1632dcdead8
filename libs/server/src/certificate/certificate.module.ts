import { Module } from '@nestjs/common';
import { CertificateWorker } from './certificate.worker.js';
import { MarkLedger } from './mark.ledger.js';
import { PublicRecognitionController } from './public-recognition.controller.js';
import { PublicRecognitionService } from './public-recognition.service.js';

@Module({ controllers: [PublicRecognitionController], providers: [PublicRecognitionService] })
export class CertificateModule {}

/** In the worker process. */
@Module({ providers: [CertificateWorker, MarkLedger] })
export class CertificateWorkerModule {}
