import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { PhysicianTitle } from '@alliance/domain/consultation/consultation.codes';
import { ineligibility, type ExpertWish } from '@alliance/domain/expert/eligibility';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { ExpertReader } from '../expert/expert.reader.js';
import type { Work } from '../platform/command/work.js';
import type { Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';

/** Whom a hospital may put on a seat (TM-08). */
@Injectable()
export class ExpertPolicy {
  constructor(private readonly experts: ExpertReader) {}

  /**
   * Who is on duty answers what cannot wait, also without an entry in the directory: licensed there, for long enough.
   * @throws Refusal consultation.expert_ineligible with why
   */
  async refuseUnlicensed(work: Work, personId: string, institutionId: string): Promise<void> {
    const [found] = await work.rows<{ scope: string | null; since: string | null }>(
      `select practice_scope as scope, independent_since::text as since from appointment where person_id = $1 and institution_id = $2
         and valid @> local_today() and ended_at is null and role in ('doctor', 'expert') order by practice_scope is null, independent_since limit 1`,
      [personId, institutionId],
    );
    const facts = {
      licensed: Boolean(found?.scope),
      independentSince: found?.since ?? null,
      specialties: [],
      title: 'resident',
      kinds: [],
    } as const;
    const why = ineligibility(facts, {}, today(work.now));
    if (why.length) throw new Refusal('consultation.expert_ineligible', { why: why.join(' ') });
  }

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
