import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { isCrossBorder } from '@alliance/domain/service-agreement/service-agreement';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';

/** Time limits as agreed (TM-16). */
export interface AgreementTerms {
  id: string;
  answerWithinHours: number;
  planWithinHours: number;
  finishWithinWorkingDays: number;
  urgentWithinHours: number;
  feedbackWithinDays: number;
}
interface Ask {
  requesterId: string;
  providerId: string;
  kind: ConsultationKind;
  /** `YYYY-MM-DD` */
  on: string;
}
interface Place {
  province: string | null;
  flags: string[];
}

const takesPart = (institution: string) => `
  select 1 from membership m where m.alliance_id = s.alliance_id and m.institution_id = ${institution} and m.valid @> $4::date
    and m.suspended_at is null and (m.role = 'lead' or m.agreement is not null)`;
/** A provider that is no member of the alliance serves it all the same; one that is a member takes part, like the requester. */
const inForce = `
  select s.id, s.answer_within_hours as "answerWithinHours", s.plan_within_hours as "planWithinHours",
    s.finish_within_working_days as "finishWithinWorkingDays", s.urgent_within_hours as "urgentWithinHours", s.feedback_within_days as "feedbackWithinDays"
  from service_agreement s
  where s.provider_id = $2 and $3 = any(s.kinds) and s.state in ('in_force', 'ended') and $4::date between s.valid_from and least(s.valid_until, s.ended_on)
    and (s.requester_id = $1 or (s.alliance_id is not null and exists (${takesPart('$1')})
      and (exists (${takesPart('$2')}) or not exists (select 1 from membership m where m.alliance_id = s.alliance_id and m.institution_id = $2))))
  order by s.reach = 'direct' desc, s.valid_from desc, s.id limit 1`;

@Injectable()
export class ServiceAgreementReader {
  /** The agreement under which one hospital may ask another for this kind on that day; a direct one goes before an alliance's (TM-01, TM-02, TM-18). */
  async inForce(tx: Transaction, { requesterId, providerId, kind, on }: Ask): Promise<AgreementTerms | null> {
    if (requesterId === providerId) return null;
    const places = await tx.rows<Place>('select province, flags from institution where id = any($1::uuid[])', [[requesterId, providerId]]);
    if (places.some(isCrossBorder)) return null;
    const [found] = await tx.rows<AgreementTerms>(inForce, [requesterId, providerId, kind, on]);
    return found ?? null;
  }
}
