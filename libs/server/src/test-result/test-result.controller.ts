import { Controller } from '@nestjs/common';
import * as result from '@alliance/contracts/result.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ConsentService } from './consent.service.js';
import { CsvService } from './csv.service.js';
import { FhirService } from './fhir.service.js';
import { ReportQueries } from './report.queries.js';
import { ReportService } from './report.service.js';

@Controller()
export class TestResultController {
  constructor(
    private readonly reports: ReportService,
    private readonly queries: ReportQueries,
    private readonly tables: CsvService,
    private readonly bundles: FhirService,
    private readonly consents: ConsentService,
  ) {}

  @May('result.file')
  @Handle(result.fileReport)
  file(@Input() { body }: InputOf<typeof result.fileReport>, @Me() actor: Actor) {
    return this.reports.file(actor, body);
  }

  @May('result.read')
  @Handle(result.listResults)
  results(@Input() { query }: InputOf<typeof result.listResults>, @Me() actor: Actor) {
    return this.queries.results(actor, query);
  }

  @May('result.read')
  @Handle(result.listReports)
  list(@Input() { query }: InputOf<typeof result.listReports>, @Me() actor: Actor) {
    return this.queries.reports(actor, query);
  }

  @May('result.read')
  @Handle(result.getReport)
  get(@Input() { params }: InputOf<typeof result.getReport>, @Me() actor: Actor) {
    return this.queries.one(actor, params.id);
  }

  @May('result.file')
  @Handle(result.correctReport)
  correct(@Input() { params, body }: InputOf<typeof result.correctReport>, @Me() actor: Actor) {
    return this.reports.correct(actor, params.id, body);
  }

  @May('result.file')
  @Handle(result.revokeReport)
  revoke(@Input() { params, body }: InputOf<typeof result.revokeReport>, @Me() actor: Actor) {
    return this.reports.revoke(actor, params.id, body);
  }

  @May('result.read')
  @Handle(result.getOriginal)
  original(@Input() { params }: InputOf<typeof result.getOriginal>, @Me() actor: Actor) {
    return this.queries.original(actor, params.id);
  }

  @May('result.file')
  @Handle(result.fileCsv)
  csv(@Input() { body }: InputOf<typeof result.fileCsv>, @Me() actor: Actor) {
    return this.tables.file(actor, body);
  }

  @May('result.file')
  @Handle(result.fileFhir)
  fhir(@Input() { body }: InputOf<typeof result.fileFhir>, @Me() actor: Actor) {
    return this.bundles.file(actor, body);
  }

  @May('result.read')
  @Handle(result.getResultConsent)
  consent(@Input() { params }: InputOf<typeof result.getResultConsent>, @Me() actor: Actor) {
    return this.consents.get(actor, params.id);
  }

  @May('patient.register')
  @Handle(result.recordResultConsent)
  record(@Input() { params, body }: InputOf<typeof result.recordResultConsent>, @Me() actor: Actor) {
    return this.consents.record(actor, params.id, body);
  }
}
