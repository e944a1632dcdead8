import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { PhysicianTitle } from '@alliance/domain/consultation/consultation.codes';
import type { ExpertWish } from '@alliance/domain/expert/eligibility';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { ExpertReader } from '../expert/expert.reader.js';
import type { Transaction } from '../platform/db/database.js';

/** Whom a hospital may put on a seat (TM-08). */
@Injectable()
export class ExpertPolicy {
  constructor(private readonly experts: ExpertReader) {}

  /** @throws Refusal consultation.expert_ineligible with why */
  async refuseIneligible(tx: Transaction, personId: string, institutionId: string, wish: ExpertWish): Promise<void> {
    const profile = await this.experts.profile(tx, personId, institutionId, wish);
    const why = profile ? profile.why : ['no_profile'];
    if (why.length) throw new Refusal('consultation.expert_ineligible', { why: why.join(' ') });
  }
}

/** What is asked of an expert; what nobody asked for is left out. */
export const wish = (specialty: Specialty | null, title: PhysicianTitle | null): ExpertWish => ({
  specialty: specialty ?? undefined,
  title: title ?? undefined,
});
