import { Global, Module } from '@nestjs/common';
import { MarkReader } from '../certificate/mark.reader.js';
import { patientWriting } from '../patient/patient.ledger.js';
import { OverturnLedger } from '../recognition/overturn.ledger.js';
import { ConsentLedger } from './consent.ledger.js';
import { ConsentService } from './consent.service.js';
import { CsvService } from './csv.service.js';
import { FhirService } from './fhir.service.js';
import { FileFiling } from './file-filing.js';
import { InboundStore } from './inbound.store.js';
import { ReportIntake } from './report.intake.js';
import { ReportLedger } from './report.ledger.js';
import { ReportParsers } from './report-parsers.js';
import { ReportQueries } from './report.queries.js';
import { ReportService } from './report.service.js';
import { ReportStore } from './report.store.js';
import { ResultReader } from './result.reader.js';
import { TestResultController } from './test-result.controller.js';

/** For features that file reports: the ledger, and who reads kept originals again. One of each per process, listed where it is composed. */
@Global()
@Module({
  providers: [InboundStore, ReportIntake, ReportLedger, ReportParsers, ReportStore, MarkReader, OverturnLedger, ...patientWriting],
  exports: [ReportIntake, ReportLedger, ReportParsers],
})
export class ReportFilingModule {}

/** Results of tests: by form, CSV and FHIR, and reading them within care and consent. */
@Module({
  imports: [ReportFilingModule],
  controllers: [TestResultController],
  providers: [ReportService, ReportQueries, FileFiling, CsvService, FhirService, ConsentLedger, ConsentService, ResultReader],
})
export class TestResultModule {}
