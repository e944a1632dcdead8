import type { Period } from '@alliance/domain/on-call/shift';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';

/** What must be true of a shift beside its times; the database holds the same against two who write at once. */
@Injectable()
export class RotaPolicy {
  /** @throws Refusal department.foreign for another institution's or a closed one */
  async ownDepartment(work: Work, departmentId: string | null): Promise<void> {
    if (departmentId === null) return;
    const known = await work.rows(
      'select 1 from department where id = $1 and institution_id = current_institution() and closed_at is null',
      [departmentId],
    );
    if (!known.length) throw new Refusal('department.foreign', { fields: ['departmentId'] });
  }

  /** Both work here on the day the shift starts, and are two. @throws Refusal shift.person_foreign */
  async ownPeople(
    work: Work,
    { personId, backupPersonId }: { personId: string; backupPersonId: string | null },
    from: Date,
  ): Promise<void> {
    if (personId === backupPersonId) throw new Refusal('shift.person_foreign', { fields: ['backupPersonId'] });
    const wanted = [personId, ...(backupPersonId ? [backupPersonId] : [])];
    const known = await work.rows<{ person_id: string }>(
      `select distinct a.person_id from appointment a join institution i on i.id = a.institution_id
       where a.institution_id = current_institution() and a.person_id = any($1::uuid[]) and a.ended_at is null
         and a.valid @> ($2::timestamptz at time zone i.time_zone)::date`,
      [`{${wanted.join(',')}}`, from],
    );
    const here = new Set(known.map(({ person_id }) => person_id));
    const fields = [
      ...(here.has(personId) ? [] : ['personId']),
      ...(!backupPersonId || here.has(backupPersonId) ? [] : ['backupPersonId']),
    ];
    if (fields.length) throw new Refusal('shift.person_foreign', { fields });
  }

  /** @throws Refusal shift.person_elsewhere with the place and its end, where the other shift is in this institution */
  async elsewhere(work: Work, { personId, from, to, except }: Period & { personId: string; except: readonly string[] }): Promise<void> {
    const [other] = await work.rows<{ department_id: string | null; ends_at: Date }>(
      `select department_id, ends_at from on_call_shift
       where institution_id = current_institution() and person_id = $1 and cancelled_at is null and starts_at < $3 and ends_at > $2 and not id = any($4::uuid[])
       order by starts_at limit 1`,
      [personId, from, to, `{${except.join(',')}}`],
    );
    if (other)
      throw new Refusal('shift.person_elsewhere', {
        departmentId: other.department_id ?? 'duty_office',
        until: new Date(other.ends_at).toISOString(),
      });
  }
}
