import type { Appointment, PersonDetail, PersonSummary } from '@alliance/contracts/person.contract';
import type { Role } from '@alliance/domain/access/actor';
import type { AccountState } from '../platform/auth/account.administration.js';

/** A person as an institution's administrators see them. */
export interface PersonRow {
  id: string;
  version: number;
  name: string;
  staff_number: string | null;
  deactivated_at: Date | null;
  appointments: Appointment[];
}
export interface PersonDetailRow extends PersonRow {
  phone: string | null;
  email: string | null;
  elsewhere: number;
}

/** An ended appointment that had not outlasted its first day has an empty validity; it shows that day. */
const endedOn = `(t.ended_at at time zone 'Asia/Shanghai')::date`;
export const from = `coalesce(lower(t.valid), ${endedOn})::text`;
export const to = `(case when isempty(t.valid) then ${endedOn} else upper(t.valid) - 1 end)::text`;
/** Not over: in force, or still to come. */
export const lasts = (day: string): string => `(not isempty(t.valid) and (upper(t.valid) is null or upper(t.valid) > ${day}))`;
/** A machine's identity is no person of the house. */
export const isHuman = `t.role <> 'integration_client'`;
/** Appointments an administrator keeps: the own institution's; the management office sees those of everybody. */
export const kept = `(t.institution_id = current_institution() or current_office_role() = 'management_office') and ${isHuman}`;

/** Columns of `PersonRow` for a person `p`; `day` is the parameter of today, `scope` which appointments `t` count. */
export const personColumns = (day: string, scope: string): string => `
  p.id, p.version, p.name, p.staff_number,
  case when not exists (select 1 from appointment t where t.person_id = p.id and ${scope} and ${lasts(day)})
    then coalesce((select max(t.ended_at) from appointment t where t.person_id = p.id and ${scope}), p.deactivated_at) end as deactivated_at,
  (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'role', t.role, 'title', t.title, 'practiceScope', t.practice_scope,
      'independentSince', t.independent_since, 'from', ${from}, 'to', ${to},
      'department', (select jsonb_build_object('id', d.id, 'name', jsonb_strip_nulls(jsonb_build_object('zh', d.name_zh, 'en', d.name_en)))
        from department d where d.id = t.department_id))
      order by ${lasts(day)} desc, lower(t.valid) desc, t.id), '[]')
    from appointment t where t.person_id = p.id and ${scope}) as appointments`;

export const summaryOf = (row: PersonRow, account: AccountState | undefined): PersonSummary => ({
  id: row.id,
  version: row.version,
  name: row.name,
  staffNumber: row.staff_number,
  appointments: row.appointments,
  account: account?.state ?? 'none',
  lastSeenAt: account?.lastSeenAt?.toISOString() ?? null,
  deactivatedAt: row.deactivated_at && new Date(row.deactivated_at).toISOString(),
});

export const detailOf = (row: PersonDetailRow, account: AccountState | undefined): PersonDetail => ({
  ...summaryOf(row, account),
  username: account?.username ?? null,
  phone: row.phone,
  email: row.email,
  secondFactors: account?.secondFactors ?? 0,
  invitationExpiresAt: account?.invitationExpiresAt?.toISOString() ?? null,
  elsewhere: row.elsewhere,
});

/** Roles somebody holds in appointments that are not over. */
export const heldRoles = (row: PersonRow, day: string): Role[] =>
  row.appointments.filter(({ to: last }) => last === null || last >= day).map(({ role }) => role);
