import { completenessOf, type CheckedReferral } from '@alliance/domain/completeness/completeness';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';

const checked = `
  select r.urgency, r.diagnosis_code as "diagnosisCode", r.summary, r.sender_department_id as "senderDepartmentId", r.transport,
    r.consent_name as "consentName", r.facts, (select count(*)::int from attachment where referral_id = r.id) as documents
  from referral r where r.id = $1`;

/** What a referral was worth to its reader when it was first sent. */
@Injectable()
export class CompletenessLedger {
  /** Keeps the percentage with the referral, measured once: what was completed later does not count. @returns it, for the event */
  async measure(work: Work, referralId: string): Promise<number | undefined> {
    const [referral] = await work.rows<CheckedReferral>(checked, [referralId]);
    if (!referral) return undefined;
    const { percent } = completenessOf(referral);
    await work.rows('update referral set completeness = $2 where id = $1 and completeness is null', [referralId, percent]);
    return percent;
  }
}
