import * as contract from '@alliance/contracts/recognition-figures.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller, Header } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { RecognitionExportService } from './recognition-export.service.js';
import { RecognitionFiguresQueries } from './recognition-figures.queries.js';

type In<R extends Route> = InputOf<R>;

@May('recognition.figures')
@Controller()
export class RecognitionFiguresController {
  constructor(
    private readonly queries: RecognitionFiguresQueries,
    private readonly exports: RecognitionExportService,
  ) {}

  @Handle(contract.getRecognitionFigures)
  figures(@Input() { query }: In<typeof contract.getRecognitionFigures>, @Me() actor: Actor) {
    return this.queries.figures(actor, query);
  }

  @Handle(contract.listRecognitionCases)
  cases(@Input() { query }: In<typeof contract.listRecognitionCases>, @Me() actor: Actor) {
    return this.queries.cases(actor, query);
  }

  @Handle(contract.exportRecognition)
  @Header('content-security-policy', 'sandbox')
  @Header('x-content-type-options', 'nosniff')
  export(@Input() { query }: In<typeof contract.exportRecognition>, @Me() actor: Actor) {
    return this.exports.file(actor, query);
  }
}
