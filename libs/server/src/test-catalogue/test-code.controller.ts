import * as contract from '@alliance/contracts/test-code.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { CodeFile } from './code-file.js';
import { CodeQueries } from './code.queries.js';
import { CodeService } from './code.service.js';

@May('test_code.map')
@Controller()
export class TestCodeController {
  constructor(
    private readonly queries: CodeQueries,
    private readonly codes: CodeService,
    private readonly files: CodeFile,
  ) {}

  @Handle(contract.listTestCodes)
  list(@Input() { query }: InputOf<typeof contract.listTestCodes>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @Handle(contract.getCodeCoverage)
  coverage(@Input() _: InputOf<typeof contract.getCodeCoverage>, @Me() actor: Actor) {
    return this.queries.coverage(actor);
  }

  @Handle(contract.mapTestCode)
  map(@Input() { params, body }: InputOf<typeof contract.mapTestCode>, @Me() actor: Actor) {
    return this.codes.map(actor, params.code, body);
  }

  @Handle(contract.importTestCodes)
  import(@Input() { body }: InputOf<typeof contract.importTestCodes>, @Me() actor: Actor) {
    return this.files.import(actor, body);
  }
}
