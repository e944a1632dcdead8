import type { ReceiverDepartment } from '@alliance/contracts/receivers.contract';
import type { Text } from '@alliance/contracts/schema';
import type { Capability } from '@alliance/domain/administration/capability';
import type { TreatmentSubject } from '@alliance/domain/administration/department';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { InstitutionType } from '@alliance/domain/alliance/institution';
import type { MembershipFacts } from '@alliance/domain/alliance/membership';
import type { InstitutionLevel } from '@alliance/domain/referral/direction';

export interface DepartmentRow {
  readonly id: string;
  readonly name: Text;
  readonly phone: string | null;
  readonly specialties: readonly Specialty[];
  readonly subjects: readonly TreatmentSubject[];
  readonly claimedWaitDays: ReceiverDepartment['claimedWaitDays'];
  readonly wait: { readonly cases: number; readonly medianMinutes: number | null } | null;
}

export interface MemberRow {
  readonly id: string;
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly city: string | null;
  readonly type: InstitutionType;
  readonly level: InstitutionLevel;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly phone: string | null;
  readonly capabilities: readonly Capability[];
  readonly memberships: readonly MembershipFacts[];
  /** Open ones. */
  readonly departments: readonly DepartmentRow[];
}

/** Members of an alliance with what they offer today; `$1` the alliance, `$2` the day, `$3` the service whose waits are asked for. */
export const members = `
  select i.id, i.name, i.pinyin, i.initials, i.city, i.type, i.level, i.latitude, i.longitude,
    (select l.phone from contact_line l where l.institution_id = i.id and l.kind = 'round_the_clock' order by l.id limit 1) as phone,
    array(select distinct c.capability from capability c where c.institution_id = i.id and c.valid @> $2::date) as capabilities,
    (select jsonb_agg(jsonb_build_object('role', m.role, 'agreement', m.agreement, 'suspended', m.suspended_at is not null,
        'from', lower(m.valid)::text, 'to', (upper(m.valid) - 1)::text))
      from membership m where m.alliance_id = $1 and m.institution_id = i.id) as memberships,
    (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', jsonb_strip_nulls(jsonb_build_object('zh', d.name_zh, 'en', d.name_en)),
        'phone', d.phone, 'specialties', d.specialties, 'subjects', d.treatment_subjects, 'claimedWaitDays', d.claimed_wait_days,
        'wait', (select jsonb_build_object('cases', w.cases, 'medianMinutes', w.median_minutes) from waiting_time w
          where w.department_id = d.id and w.service = $3)) order by d.id), '[]')
      from department d where d.institution_id = i.id and d.closed_at is null) as departments
  from institution i
  where i.id in (select institution_id from membership where alliance_id = $1)`;
