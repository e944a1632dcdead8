import { Controller } from '@nestjs/common';
import { searchDiagnoses } from '@alliance/contracts/diagnosis.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { DiagnosisQueries } from './diagnosis.queries.js';

@Controller()
export class DiagnosisController {
  constructor(private readonly diagnoses: DiagnosisQueries) {}

  @May('referral.draft')
  @Handle(searchDiagnoses)
  async search(@Input() { query }: InputOf<typeof searchDiagnoses>, @Me() actor: Actor) {
    return { items: await this.diagnoses.search(actor, query.query, query.limit) };
  }
}
