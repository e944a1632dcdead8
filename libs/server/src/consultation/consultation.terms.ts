import { defaultTerms, type ConsultationTerms } from '@alliance/domain/consultation/consultation';
import type { ConsultationState } from '@alliance/domain/consultation/consultation.machine';
import { Refusal } from '@alliance/domain/refusal';
import { isCrossBorder } from '@alliance/domain/service-agreement/service-agreement';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import { ServiceAgreementReader } from '../service-agreement/service-agreement.reader.js';
import type { ConsultationRow } from './consultation.row.js';

/** The agreement that covers a consultation, and the time limits it sets (TM-02, TM-16). */
@Injectable()
export class TermsOfAgreement {
  constructor(private readonly agreements: ServiceAgreementReader) {}

  /**
   * The agreement under which a hospital may be invited: the inviting one's own, or that of a hub that takes part already.
   * @returns its id
   * @throws Refusal consultation.no_agreement
   */
  async covering(work: Work, row: Pick<ConsultationRow, 'id' | 'kind' | 'inviting'>, providerId: string): Promise<string> {
    await this.refuseAbroad(work, providerId);
    const on = today(work.now);
    const own = await this.agreements.inForce(work, { requesterId: row.inviting.id, providerId, kind: row.kind, on });
    if (own) return own.id;
    const [hub] = await work.rows<{ id: string | null }>('select hub_agreement($1, $2, $3, $4) as id', [row.id, providerId, row.kind, on]);
    if (!hub?.id) throw new Refusal('consultation.no_agreement', { fields: ['invited'], institutionId: providerId });
    return hub.id;
  }

  /** No patient's data leave the country this way, in a rescue neither (TM-18). @throws Refusal service_agreement.cross_border */
  async refuseAbroad(work: Work, institutionId: string): Promise<void> {
    const [place] = await work.rows<{ province: string | null; flags: string[] }>('select province, flags from institution where id = $1', [
      institutionId,
    ]);
    if (place && isCrossBorder(place)) throw new Refusal('service_agreement.cross_border', { fields: ['invited'], institutionId });
  }

  /** Those of its agreement; a rescue without one, and a lesson, run by what is usual. */
  async of(work: Work, row: ConsultationRow): Promise<ConsultationTerms> {
    const provider = row.beside.parties.find(({ side }) => side === 'invited');
    if (!provider || !timed.includes(row.state)) return defaultTerms;
    const found = await this.agreements.inForce(work, {
      ...{ requesterId: row.inviting.id, providerId: provider.institution.id, kind: row.kind, on: today(work.now) },
    });
    return found ?? defaultTerms;
  }
}

/** States whose deadlines the agreement sets. */
const timed: readonly ConsultationState[] = ['invited', 'decided'];
