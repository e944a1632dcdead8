import { Module } from '@nestjs/common';
import { DiagnosisController } from './diagnosis.controller.js';
import { DiagnosisQueries } from './diagnosis.queries.js';

@Module({ controllers: [DiagnosisController], providers: [DiagnosisQueries] })
export class DiagnosisModule {}
