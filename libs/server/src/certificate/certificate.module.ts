import { Module } from '@nestjs/common';
import { CertificateWorker } from './certificate.worker.js';
import { MarkLedger } from './mark.ledger.js';

/** In the worker process. */
@Module({ providers: [CertificateWorker, MarkLedger] })
export class CertificateWorkerModule {}
