import type { addDepartment, changeDepartment } from '@alliance/contracts/administration.contract';
import type { InstitutionDetail } from '@alliance/contracts/institution.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { OwnInstitution, type Told } from './own-institution.js';

type Fields = Omit<InputOf<typeof addDepartment>['body'], 'departmentId'>;
interface Standing {
  readonly version: number;
  readonly closed: boolean;
}

const valuesOf = ({ nameZh, nameEn, specialties, treatmentSubjects, standingPermissions, phone, claimedWaitDays }: Fields) => [
  nameZh,
  nameEn,
  [...new Set(specialties)],
  [...new Set(treatmentSubjects)],
  [...new Set(standingPermissions)],
  phone,
  claimedWaitDays,
];

/** What still hangs on a department: open referrals, people, shifts to come. */
const inUse = `
  select (select count(*) from referral where open and $1 in (sender_department_id, receiver_department_id))
    + (select count(*) from appointment where department_id = $1 and institution_id = current_institution() and (upper(valid) is null or upper(valid) > $2::date))
    + (select count(*) from on_call_shift where department_id = $1 and cancelled_at is null and ends_at > $3) as count`;

@Injectable()
export class DepartmentService {
  constructor(private readonly own: OwnInstitution) {}

  add(
    actor: Actor,
    institutionId: string,
    { departmentId = newId(), ...fields }: InputOf<typeof addDepartment>['body'],
  ): Promise<InstitutionDetail> {
    const change = async (work: Work): Promise<Told> => {
      await work.rows(
        `insert into department (id, institution_id, name_zh, name_en, specialties, treatment_subjects, standing_permissions, phone, claimed_wait_days)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [departmentId, institutionId, ...valuesOf(fields)],
      );
      return { kind: 'department.added', data: { departmentId } };
    };
    return this.own.change(actor, institutionId, null, change, [departmentId]);
  }

  change(actor: Actor, id: string, { version, closed, ...fields }: InputOf<typeof changeDepartment>['body']): Promise<InstitutionDetail> {
    const change = async (work: Work): Promise<Told> => {
      const before = await this.load(work, id, version);
      if (closed && !before.closed) await this.checkUnused(work, id);
      const written = await work.rows(
        `update department set name_zh = $3, name_en = $4, specialties = $5, treatment_subjects = $6, standing_permissions = $7, phone = $8,
           claimed_wait_days = $9, closed_at = case when $10 then coalesce(closed_at, $11) end, version = version + 1
         where id = $1 and version = $2 returning id`,
        [id, version, ...valuesOf(fields), closed, work.now],
      );
      if (!written.length) throw new Refusal('record.stale', { version });
      const kind = closed === before.closed ? 'department.changed' : closed ? 'department.closed' : 'department.reopened';
      return { kind, data: { departmentId: id } };
    };
    return this.own.change(actor, actor.institutionId, null, change, [id]);
  }

  private async load(work: Work, id: string, version: number): Promise<Standing> {
    const [found] = await work.rows<Standing>(
      'select version, closed_at is not null as closed from department where id = $1 and institution_id = current_institution()',
      [id],
    );
    if (!found) throw new Refusal('access.not_found');
    if (found.version !== version) throw new Refusal('record.stale', { version: found.version });
    return found;
  }

  private async checkUnused(work: Work, id: string): Promise<void> {
    const [found] = await work.rows<{ count: string }>(inUse, [id, today(work.now), work.now]);
    const count = Number(found?.count ?? 0);
    if (count) throw new Refusal('department.in_use', { count });
  }
}
