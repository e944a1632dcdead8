import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { ConsultationKind, PhysicianTitle } from '@alliance/domain/consultation/consultation.codes';
import { ineligibility, titlesFrom, type ExpertWish, type IneligibleReason } from '@alliance/domain/expert/eligibility';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';

export interface ExpertFound {
  personId: string;
  /** As whom the expert would act; empty where no appointment is in force. */
  appointmentId: string;
  institutionId: string;
  departmentId: string | null;
  name: string;
  title: PhysicianTitle;
  specialties: string[];
  /** `YYYY-MM-DD`, empty where nobody stated it. */
  independentSince: string;
  eligible: boolean;
  why: IneligibleReason[];
}
interface Row {
  person_id: string;
  institution_id: string;
  department_id: string | null;
  name: string;
  title: PhysicianTitle;
  specialties: Specialty[];
  kinds: ConsultationKind[];
  appointment_id: string | null;
  practice_scope: string | null;
  independent_since: string | null;
}

/** The appointment in which somebody practises there on the day `$1`. */
export const practisingAppointment = `
  left join lateral (
    select a.id as appointment_id, a.practice_scope, a.independent_since::text as independent_since from appointment a
    where a.person_id = e.person_id and a.institution_id = e.institution_id and a.valid @> $1::date and a.ended_at is null
      and a.role in ('expert', 'doctor') and p.deactivated_at is null
    order by a.practice_scope is null, a.independent_since, a.id limit 1) practising on true`;
const experts = `
  select e.person_id, e.institution_id, e.department_id, p.name, e.title, e.specialties, e.kinds, practising.*
  from expert_profile e join person p on p.id = e.person_id ${practisingAppointment}
  where e.ended_at is null`;

@Injectable()
export class ExpertReader {
  constructor(private readonly clock: Clock) {}

  /** @param wish what is asked for, to say whether this expert answers it (TM-08) */
  async profile(tx: Transaction, personId: string, institutionId: string, wish: ExpertWish = {}): Promise<ExpertFound | null> {
    const day = today(this.clock.now());
    const [row] = await tx.rows<Row>(`${experts} and e.person_id = $2 and e.institution_id = $3`, [day, personId, institutionId]);
    return row ? found(row, wish, day) : null;
  }

  /** Experts of the own hospital and of those one consults with, the most senior first; who cannot be invited comes last, with the reasons. */
  async find(
    tx: Transaction,
    ask: { institutionIds?: string[]; specialty?: string; title?: PhysicianTitle; kind?: ConsultationKind; limit?: number },
  ): Promise<ExpertFound[]> {
    const day = today(this.clock.now());
    const rows = await tx.rows<Row>(
      `${experts} and ($2::uuid[] is null or e.institution_id = any($2)) and ($3::text is null or $3 = any(e.specialties))
         and ($4::text[] is null or e.title = any($4)) and ($5::text is null or $5 = any(e.kinds))
       order by practising.practice_scope is null, practising.independent_since::date > $1::date - interval '3 years',
         array_position(array['chief', 'associate_chief', 'attending', 'resident'], e.title), practising.independent_since, e.id limit $6`,
      [day, ask.institutionIds ?? null, ask.specialty ?? null, ask.title ? titlesFrom(ask.title) : null, ask.kind ?? null, ask.limit ?? 50],
    );
    return rows.map((row) => found(row, {}, day));
  }
}

function found(row: Row, wish: ExpertWish, day: string): ExpertFound {
  const licensed = row.appointment_id !== null && row.practice_scope !== null;
  const why = ineligibility({ ...row, licensed, independentSince: row.independent_since }, wish, day);
  return {
    personId: row.person_id,
    appointmentId: row.appointment_id ?? '',
    institutionId: row.institution_id,
    departmentId: row.department_id,
    name: row.name,
    title: row.title,
    specialties: row.specialties,
    independentSince: row.independent_since ?? '',
    eligible: why.length === 0,
    why,
  };
}
