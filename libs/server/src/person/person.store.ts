import type { addPerson, changePerson } from '@alliance/contracts/person.contract';
import type { InputOf } from '@alliance/contracts/route';
import { isPeriod } from '@alliance/domain/administration/period';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { rangeOf } from '../platform/db/period.js';
import { initialsOf, pinyinOf } from '../platform/text/pinyin.js';

export type PersonFields = Omit<InputOf<typeof changePerson>['body'], 'version'>;
export type AppointmentFields = InputOf<typeof addPerson>['body']['appointment'];

@Injectable()
export class PersonStore {
  async add(work: Work, id: string, { name, staffNumber }: PersonFields): Promise<void> {
    await work.rows('insert into person (id, name, pinyin, initials, staff_number) values ($1, $2, $3, $4, $5)', [
      id,
      name,
      pinyinOf(name),
      initialsOf(name),
      staffNumber,
    ]);
  }

  /**
   * Takes the person for this command: whoever read an older version is refused, whoever comes at the same time waits.
   * @returns the new version
   * @throws Refusal record.stale
   */
  async nextVersion(work: Work, id: string, version: number): Promise<number> {
    const [changed] = await work.rows<{ version: number }>(
      'update person set version = version + 1 where id = $1 and version = $2 returning version',
      [id, version],
    );
    if (!changed) throw new Refusal('record.stale', { version });
    return changed.version;
  }

  async write(work: Work, id: string, { name, staffNumber }: PersonFields): Promise<void> {
    await work.rows('update person set name = $2, pinyin = $3, initials = $4, staff_number = $5 where id = $1', [
      id,
      name,
      pinyinOf(name),
      initialsOf(name),
      staffNumber,
    ]);
  }

  async writeContact(work: Work, id: string, { phone, email }: PersonFields): Promise<void> {
    await work.rows(
      `insert into person_contact as c (person_id, phone, email) values ($1, $2, $3)
       on conflict (person_id) do update set phone = excluded.phone, email = excluded.email, version = c.version + 1
         where (c.phone, c.email) is distinct from (excluded.phone, excluded.email)`,
      [id, phone, email],
    );
  }

  /** @throws Refusal appointment.period_invalid */
  async appoint(work: Work, id: string, personId: string, institutionId: string, fields: AppointmentFields): Promise<void> {
    await work.rows(
      `insert into appointment (id, person_id, institution_id, department_id, role, title, practice_scope, independent_since, valid)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9::daterange)`,
      [id, personId, institutionId, ...valuesOf(fields)],
    );
  }

  /** @throws Refusal appointment.period_invalid */
  async changeAppointment(work: Work, id: string, fields: AppointmentFields): Promise<void> {
    await work.rows(
      `update appointment set department_id = $2, role = $3, title = $4, practice_scope = $5, independent_since = $6, valid = $7::daterange,
         version = version + 1 where id = $1`,
      [id, ...valuesOf(fields)],
    );
  }

  /** Once more at work: somebody who came back. */
  async reactivate(work: Work, id: string): Promise<void> {
    await work.rows('update person set deactivated_at = null where id = $1 and deactivated_at is not null', [id]);
  }
}

function valuesOf({ departmentId, role, title, practiceScope, independentSince, from, to }: AppointmentFields): unknown[] {
  if (!isPeriod({ from, to })) throw new Refusal('appointment.period_invalid', { fields: ['to'] });
  return [departmentId, role, title, practiceScope, independentSince, rangeOf({ from, to })];
}
