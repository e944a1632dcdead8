import { Module } from '@nestjs/common';
import { AnalyticsController } from './analytics.controller.js';
import { AnalyticsQueries } from './analytics.queries.js';
import { CaseQueries } from './case.queries.js';
import { ChoiceQueries } from './choice.queries.js';
import { ExportService } from './export.service.js';
import { MeasureWorker } from './measure.worker.js';

@Module({ controllers: [AnalyticsController], providers: [AnalyticsQueries, CaseQueries, ChoiceQueries, ExportService] })
export class AnalyticsModule {}

/** In the worker process. */
@Module({ providers: [MeasureWorker] })
export class AnalyticsWorkerModule {}
