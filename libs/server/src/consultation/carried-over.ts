import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import type { ConsultationFields } from './consultation.draft.js';
import type { ConsultationRow } from './consultation.row.js';

interface ReferralFields {
  readonly sender_id: string;
  readonly patient_id: string | null;
  readonly receiver_id: string | null;
  readonly receiver_department_id: string | null;
  readonly alliance_id: string | null;
  readonly reason: string | null;
  readonly summary: string | null;
  readonly diagnosis_text: string | null;
  readonly diagnosis_code: string | null;
  readonly facts: ConsultationFields['facts'];
  readonly specialty: NonNullable<ConsultationFields['specialty']> | null;
}
const referralFields = `
  select r.sender_id, r.patient_id, r.receiver_id, r.receiver_department_id, r.alliance_id, r.reason, r.summary, r.diagnosis_text, r.diagnosis_code,
    coalesce(r.facts, (select j.facts from referral_judgement j where j.referral_id = r.id)) as facts,
    coalesce((select d.specialties[1] from department d where d.id = r.receiver_department_id), (select a.specialty from alliance a where a.id = r.alliance_id)) as specialty
  from referral r where r.id = $1`;

/** What goes along between a referral and a consultation: nobody types it twice (F73). */
@Injectable()
export class CarriedOver {
  /** What a request takes from a referral of the own hospital. @throws Refusal referral.not_found */
  async fromReferral(work: Work, actor: Pick<Actor, 'institutionId'>, referralId: string): Promise<ConsultationFields> {
    const [found] = await work.rows<ReferralFields>(referralFields, [referralId]);
    if (!found || found.sender_id !== actor.institutionId) throw new Refusal('referral.not_found');
    const invited = found.receiver_id
      ? [
          {
            institutionId: found.receiver_id,
            departmentId: found.receiver_department_id,
            personId: null,
            specialty: found.specialty,
            title: null,
            required: true,
          },
        ]
      : [];
    return { ...asRequest(found), patientId: found.patient_id, ...(invited.length && { invited }) };
  }

  /** The summary with what was advised and decided so far. */
  withOpinions(row: ConsultationRow): string | null {
    const opinions = row.beside.opinions
      .filter(({ signedAt, supersededAt }) => signedAt && !supersededAt)
      .map(({ by, institution, text, dissent }) => `${institution.name} ${by}：${text}${dissent ? `（保留意见：${dissent}）` : ''}`);
    const told = [
      row.summary,
      ...(opinions.length ? ['【会诊意见】', ...opinions] : []),
      ...(row.decision_text ? [`【我方决定】${row.decision_text}`] : []),
    ];
    return told.filter(Boolean).join('\n').slice(0, 6000) || null;
  }

  /** What a referral takes from a consultation, the opinions in its summary. */
  toReferral(row: ConsultationRow, receiverId: string | null) {
    const expert = row.beside.parties.find(({ side, institution }) => side === 'invited' && (!receiverId || institution.id === receiverId));
    return {
      patientId: row.patient?.id ?? null,
      allianceId: row.alliance?.id ?? null,
      receiverId: receiverId ?? expert?.institution.id ?? null,
      receiverDepartmentId: expert?.department?.id ?? null,
      reason: row.reason,
      summary: this.withOpinions(row)?.slice(0, 4000) ?? null,
      diagnosisText: row.diagnosis_text,
      diagnosisCode: row.diagnosis_code,
      facts: row.facts,
    };
  }
}

const asRequest = ({
  alliance_id,
  reason,
  summary,
  diagnosis_text,
  diagnosis_code,
  facts,
  specialty,
}: ReferralFields): ConsultationFields => ({
  ...{ allianceId: alliance_id, reason, summary, diagnosisText: diagnosis_text, diagnosisCode: diagnosis_code, specialty },
  ...(facts && { facts }),
});
