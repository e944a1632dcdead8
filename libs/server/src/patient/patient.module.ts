import { Module } from '@nestjs/common';
import { IdentificationService } from './identification.service.js';
import { PatientMergeController } from './patient-merge.controller.js';
import { PatientMergeService } from './patient-merge.service.js';
import { PatientMergeStore } from './patient-merge.store.js';
import { PatientRecordController } from './patient-record.controller.js';
import { PatientRecordQueries } from './patient-record.queries.js';
import { PatientController } from './patient.controller.js';
import { patientWriting } from './patient.ledger.js';
import { PatientQueries } from './patient.queries.js';
import { PatientService } from './patient.service.js';

@Module({
  controllers: [PatientController, PatientRecordController, PatientMergeController],
  providers: [
    PatientQueries,
    PatientRecordQueries,
    PatientService,
    ...patientWriting,
    IdentificationService,
    PatientMergeService,
    PatientMergeStore,
  ],
})
export class PatientModule {}
