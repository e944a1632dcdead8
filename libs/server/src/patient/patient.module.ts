import { Module } from '@nestjs/common';
import { PatientController } from './patient.controller.js';
import { PatientQueries } from './patient.queries.js';
import { PatientService } from './patient.service.js';

@Module({ controllers: [PatientController], providers: [PatientQueries, PatientService] })
export class PatientModule {}
