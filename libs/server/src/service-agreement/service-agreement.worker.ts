import { agreementExpires, signersOf } from '@alliance/domain/service-agreement/service-agreement';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { HandlesTimer, type DueTimer } from '../platform/timers/timer.js';
import { tellAgreement } from './service-agreement.record.js';
import { agreementFacts, agreementRows, type AgreementRow } from './service-agreement.row.js';
import { ServiceAgreementStore } from './service-agreement.store.js';

/** Thirty days before the last day both sides are told, so that the next agreement is signed in time. */
@Injectable()
export class ServiceAgreementWorker {
  constructor(private readonly store: ServiceAgreementStore) {}

  @HandlesTimer(agreementExpires)
  async expires(work: Work, { subjectId }: DueTimer): Promise<void> {
    const [row] = await work.rows<AgreementRow>(`${agreementRows} and s.id = $1 and s.state = 'in_force'`, [subjectId]);
    if (row) tellAgreement(work, row, 'service_agreement.expiring', await this.store.audience(work, null, signersOf(agreementFacts(row))));
  }
}
