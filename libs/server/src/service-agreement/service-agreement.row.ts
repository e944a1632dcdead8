import type { ServiceAgreement, ServiceAgreementSummary } from '@alliance/contracts/service-agreement.contract';
import type { Actor } from '@alliance/domain/access/actor';
import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import {
  agreementActionsOf,
  agreementLacks,
  expiryNoticeDays,
  lastDayOf,
  signersOf,
  standingOf,
  unsignedBy,
  type AgreementFacts,
} from '@alliance/domain/service-agreement/service-agreement';
import { agreementClauses, type AgreementClause } from '@alliance/domain/service-agreement/service-agreement.codes';
import { today } from '../platform/today.js';

interface Signature {
  institutionId: string;
  institution: string;
  signedAt: string;
  by: string;
}
export type AgreementRow = Record<AgreementClause, string | null> &
  Pick<
    ServiceAgreement,
    | 'id'
    | 'version'
    | 'number'
    | 'title'
    | 'reach'
    | 'state'
    | 'fees'
    | 'payer'
    | 'validFrom'
    | 'validUntil'
    | 'answerWithinHours'
    | 'planWithinHours'
    | 'finishWithinWorkingDays'
    | 'urgentWithinHours'
    | 'feedbackWithinDays'
    | 'sentBackReason'
  > & {
    kinds: ConsultationKind[];
    providerId: string;
    provider: string;
    requesterId: string | null;
    requester: string | null;
    allianceId: string | null;
    allianceZh: string | null;
    allianceEn: string | null;
    leadId: string | null;
    lead: string | null;
    draftedBy: string;
    drafter: string;
    endedOn: string | null;
    endedReason: string | null;
    endedBy: string | null;
    ender: string | null;
    waits: boolean;
    signatures: Signature[];
  };

/** What waits for a signature of this institution; a draft waits for who writes it. */
const waits = `(s.state = 'offered' and administers_here() and current_institution() in (s.provider_id, coalesce(s.requester_id, a.lead_id))
  and not exists (select 1 from service_agreement_signature g where g.agreement_id = s.id and g.institution_id = current_institution() and g.void_at is null))`;

export const agreementRows = `
  select s.id, s.version, s.number, s.title, s.reach, s.state, s.kinds, s.fees, s.payer, ${agreementClauses.map((clause) => `s.${clause}`).join(', ')},
    s.valid_from::text as "validFrom", s.valid_until::text as "validUntil", s.answer_within_hours as "answerWithinHours",
    s.plan_within_hours as "planWithinHours", s.finish_within_working_days as "finishWithinWorkingDays", s.urgent_within_hours as "urgentWithinHours",
    s.feedback_within_days as "feedbackWithinDays", s.sent_back_reason as "sentBackReason", s.ended_on::text as "endedOn", s.ended_reason as "endedReason",
    s.provider_id as "providerId", p.name as provider, s.requester_id as "requesterId", r.name as requester,
    s.alliance_id as "allianceId", a.name_zh as "allianceZh", a.name_en as "allianceEn", a.lead_id as "leadId", l.name as lead,
    s.drafted_by as "draftedBy", d.name as drafter, s.ended_by as "endedBy", e.name as ender, ${waits} as waits,
    (select coalesce(jsonb_agg(jsonb_build_object('institutionId', g.institution_id, 'institution', i.name, 'by', w.name,
        'signedAt', to_char(g.signed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by g.signed_at), '[]')
      from service_agreement_signature g join institution i on i.id = g.institution_id join person w on w.id = g.person_id
      where g.agreement_id = s.id and g.void_at is null) as signatures
  from service_agreement s join institution p on p.id = s.provider_id join institution d on d.id = s.drafted_by
    left join institution r on r.id = s.requester_id left join alliance a on a.id = s.alliance_id left join institution l on l.id = a.lead_id
    left join institution e on e.id = s.ended_by
  where true`;

export const agreementFacts = (row: AgreementRow): AgreementFacts => ({
  reach: row.reach,
  providerId: row.providerId,
  requesterId: row.requesterId,
  leadId: row.leadId,
  state: row.state,
  validFrom: row.validFrom,
  validUntil: row.validUntil,
  endedOn: row.endedOn,
  draftedBy: row.draftedBy,
  signedBy: row.signatures.map(({ institutionId }) => institutionId),
});

const day = 86_400_000;

export function agreementSummary(row: AgreementRow, now: Date): ServiceAgreementSummary {
  const facts = agreementFacts(row);
  const { id, version, number, title, reach, kinds, state, validFrom } = row;
  return {
    ...{ id, version, number, title, reach, kinds, state, validFrom },
    provider: { id: row.providerId, name: row.provider },
    requester: row.requesterId && row.requester ? { id: row.requesterId, name: row.requester } : null,
    alliance: row.allianceId
      ? { id: row.allianceId, name: { zh: row.allianceZh ?? '', ...(row.allianceEn && { en: row.allianceEn }) } }
      : null,
    standing: standingOf(facts, today(now), today(new Date(now.getTime() + expiryNoticeDays * day))),
    validUntil: lastDayOf(facts),
    awaitsMe: row.waits,
  };
}

export function agreementView(row: AgreementRow, actor: Actor, now: Date): ServiceAgreement {
  const facts = agreementFacts(row);
  const clauses = Object.fromEntries(agreementClauses.map((name) => [name, row[name]])) as Record<AgreementClause, string | null>;
  return {
    ...agreementSummary(row, now),
    ...clauses,
    fees: row.fees,
    payer: row.payer,
    answerWithinHours: row.answerWithinHours,
    planWithinHours: row.planWithinHours,
    finishWithinWorkingDays: row.finishWithinWorkingDays,
    urgentWithinHours: row.urgentWithinHours,
    feedbackWithinDays: row.feedbackWithinDays,
    draftedBy: { id: row.draftedBy, name: row.drafter },
    signers: signersOf(facts).map((id) => signer(row, id, facts)),
    sentBackReason: row.sentBackReason,
    ended:
      row.endedOn && row.endedReason
        ? {
            lastDay: row.endedOn,
            reason: row.endedReason,
            institution: row.endedBy && row.ender ? { id: row.endedBy, name: row.ender } : null,
          }
        : null,
    lacks: agreementLacks(row),
    actions: agreementActionsOf(actor, facts),
  };
}

function signer(row: AgreementRow, id: string, facts: AgreementFacts): ServiceAgreement['signers'][number] {
  const known = [
    [row.providerId, row.provider],
    [row.requesterId, row.requester],
    [row.leadId, row.lead],
  ] as const;
  const name = known.find(([one]) => one === id)?.[1] ?? '';
  const signature = unsignedBy(facts).includes(id) ? undefined : row.signatures.find(({ institutionId }) => institutionId === id);
  return { institution: { id, name }, signedAt: signature?.signedAt ?? null, by: signature?.by ?? null };
}
