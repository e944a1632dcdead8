import type { Institution, InstitutionDetail } from '@alliance/contracts/institution.contract';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import type { Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';

export interface InstitutionRow extends Omit<Institution, 'levelBasis'> {
  level_basis: string | null;
}
type DetailRow = InstitutionRow & Omit<InstitutionDetail, keyof Institution | 'timeZone'> & { time_zone: string };

export const institutionColumns = `i.id, i.code, i.name, i.aliases, i.province, i.city, i.type, i.level, i.level_basis, i.source, i.invented, i.flags`;

const detail = `
  select ${institutionColumns}, i.version, i.phone, i.time_zone,
    (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'version', d.version, 'name', jsonb_strip_nulls(jsonb_build_object('zh', d.name_zh, 'en', d.name_en)),
        'specialties', d.specialties, 'treatmentSubjects', d.treatment_subjects, 'standingPermissions', d.standing_permissions, 'phone', d.phone,
        'claimedWaitDays', d.claimed_wait_days, 'closed', d.closed_at is not null) order by d.closed_at is not null, d.name_zh, d.id), '[]')
      from department d where d.institution_id = i.id and (d.closed_at is null or (i.id = current_institution() and administers_here()))) as departments,
    (select coalesce(jsonb_agg(jsonb_build_object('capability', c.capability, 'departmentId', c.department_id, 'from', lower(c.valid)::text, 'note', c.note)
        order by c.capability, c.department_id), '[]') from capability c where c.institution_id = i.id
        and (c.valid @> $2::date or (lower(c.valid) > $2::date and i.id = current_institution() and administers_here()))) as capabilities,
    (select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'phone', l.phone, 'note', l.note) order by l.kind, l.id), '[]')
      from contact_line l where l.institution_id = i.id) as "contactLines",
    (select coalesce(jsonb_agg(jsonb_build_object('id', o.id, 'name', o.name) order by o.name), '[]') from institution o
      where o.code = any(i.possible_same_as) or o.id::text = any(i.possible_same_as)) as "possibleSameAs"
  from institution i where i.id = $1`;

@Injectable()
export class InstitutionReader {
  constructor(private readonly clock: Clock) {}

  /**
   * One institution with what it offers today; closed departments and what will be offered only for those who keep them.
   * @throws Refusal access.not_found
   */
  async one(tx: Transaction, id: string): Promise<InstitutionDetail> {
    const [row] = await tx.rows<DetailRow>(detail, [id, today(this.clock.now())]);
    if (!row) throw new Refusal('access.not_found');
    const { version, phone, time_zone: timeZone, departments, capabilities, contactLines, possibleSameAs } = row;
    return { ...institutionOf(row), version, phone, timeZone, departments, capabilities, contactLines, possibleSameAs };
  }
}

export const institutionOf = ({ level_basis: levelBasis, ...row }: InstitutionRow): Institution => ({ ...row, levelBasis });
