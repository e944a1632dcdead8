import { Module } from '@nestjs/common';
import { patientWriting } from '../patient/patient.ledger.js';
import { InboundStore } from './inbound.store.js';
import { ReportIntake } from './report.intake.js';
import { ReportLedger } from './report.ledger.js';
import { ReportParsers } from './report-parsers.js';
import { ReportStore } from './report.store.js';

/** What a feature that files reports imports: the ledger, and who reads kept originals again. One of each per process. */
@Module({
  providers: [InboundStore, ReportIntake, ReportLedger, ReportParsers, ReportStore, ...patientWriting],
  exports: [ReportLedger, ReportParsers],
})
export class ReportFilingModule {}
