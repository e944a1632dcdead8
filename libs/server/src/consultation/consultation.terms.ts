import { defaultTerms, type ConsultationTerms } from '@alliance/domain/consultation/consultation';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import { ServiceAgreementReader, type AgreementTerms } from '../service-agreement/service-agreement.reader.js';
import type { ConsultationRow } from './consultation.row.js';

/** The agreement that covers a consultation, and the time limits it sets (TM-02, TM-16). */
@Injectable()
export class TermsOfAgreement {
  constructor(private readonly agreements: ServiceAgreementReader) {}

  /**
   * The agreement between the inviting hospital, or a hospital that was asked before it, and one that is to be invited.
   * @param through hospitals of the hub chain below, whose agreement covers it too
   * @throws Refusal consultation.no_agreement
   */
  async covering(
    work: Work,
    row: Pick<ConsultationRow, 'kind' | 'inviting'>,
    providerId: string,
    through: readonly string[] = [],
  ): Promise<AgreementTerms> {
    for (const requesterId of [row.inviting.id, ...through]) {
      const found = await this.agreements.inForce(work, { requesterId, providerId, kind: row.kind, on: today(work.now) });
      if (found) return found;
    }
    throw new Refusal('consultation.no_agreement', { fields: ['invited'], institutionId: providerId });
  }

  /** Those of its agreement; a rescue without one, and a lesson, run by what is usual. */
  async of(work: Work, row: ConsultationRow): Promise<ConsultationTerms> {
    const provider = row.beside.parties.find(({ side }) => side === 'invited');
    if (!provider || row.state === 'draft') return defaultTerms;
    const found = await this.agreements.inForce(work, {
      ...{ requesterId: row.inviting.id, providerId: provider.institution.id, kind: row.kind, on: today(work.now) },
    });
    return found ?? defaultTerms;
  }
}
