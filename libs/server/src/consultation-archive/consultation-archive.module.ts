import { Module } from '@nestjs/common';
import { ConsultationReader } from '../consultation/consultation.reader.js';
import { ConsultationArchiveController } from './consultation-archive.controller.js';
import { ConsultationArchiveQueries } from './consultation-archive.queries.js';
import { ConsultationArchiveWorker } from './consultation-archive.worker.js';

@Module({ controllers: [ConsultationArchiveController], providers: [ConsultationArchiveQueries] })
export class ConsultationArchiveModule {}

/** In the worker process. */
@Module({ providers: [ConsultationArchiveWorker, ConsultationReader] })
export class ConsultationArchiveWorkerModule {}
