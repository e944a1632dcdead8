import type { OnDuty } from '@alliance/contracts/on-call.contract';
import { line, whoIsOnDuty, type Reachable } from '@alliance/domain/on-call/ladder';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';
import { today } from '../platform/today.js';

export interface DutyPlace {
  readonly institutionId: string;
  /** null: the duty office. */
  readonly departmentId: string | null;
}

interface House {
  id: string;
  name: string;
  phone: string | null;
  is: 'asked' | 'lead' | 'office';
  lines: { kind: string; phone: string }[];
}
interface Now {
  institution_id: string;
  department_id: string | null;
  person: string;
  phone: string;
  backup: string | null;
  backup_phone: string | null;
  since: Date;
  until: Date;
  taken_over: boolean;
}

/** The asked institution, the leads of alliances it shares with the one who asks, the management office; each with its lines. */
const houses = `
  with lead as (
    select distinct a.lead_id as id from alliance a
      join membership theirs on theirs.alliance_id = a.id and theirs.institution_id = $1 and theirs.valid @> $2::date and theirs.suspended_at is null
      join membership ours on ours.alliance_id = a.id and ours.institution_id = current_institution() and ours.valid @> $2::date and ours.suspended_at is null
    where a.lead_id <> $1)
  select i.id, i.name, i.phone, case when i.id = $1 then 'asked' when i.type = 'management_office' then 'office' else 'lead' end as is,
    (select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'phone', l.phone) order by l.id), '[]') from contact_line l where l.institution_id = i.id) as lines
  from institution i where i.id = $1 or i.id in (select id from lead) or i.type = 'management_office'
  order by i.id`;

/** Who answers at an institution now, read once and asked about any of its places. */
export interface DutyNow {
  readonly asked: { readonly id: string; readonly name: string };
  readonly roundTheClockLine: string | null;
  /** Departments with somebody on duty now. */
  readonly departmentIds: readonly string[];
  answer(departmentId: string | null): Omit<OnDuty, 'department'>;
}

/** Who is on duty, for any feature that must reach somebody. */
@Injectable()
export class OnDutyReader {
  /** The one to call at a place at an instant: never nobody, at the last rung the emergency number. @throws Refusal access.not_found */
  async whoIsOnDuty(tx: Transaction, { institutionId, departmentId }: DutyPlace, at: Date): Promise<OnDuty> {
    const department = departmentId ? await this.department(tx, institutionId, departmentId) : null;
    return { department, ...(await this.at(tx, institutionId, at)).answer(departmentId) };
  }

  /** @throws Refusal access.not_found for an institution that nobody knows */
  async at(tx: Transaction, institutionId: string, at: Date): Promise<DutyNow> {
    const known = await tx.rows<House>(houses, [institutionId, today(at)]);
    const asked = known.find((house) => house.is === 'asked');
    if (!asked) throw new Refusal('access.not_found');
    const now = await tx.rows<Now>('select * from on_duty_at($1::uuid[], $2)', [`{${known.map(({ id }) => id).join(',')}}`, at]);
    const people = (house: House, departmentId: string | null) =>
      now.filter((row) => row.institution_id === house.id && row.department_id === departmentId).map(reachable);
    const lines = (house: House, kind: string) => house.lines.filter((each) => each.kind === kind).map(({ phone }) => line(phone));
    const leads = known.filter((house) => house.is === 'lead');
    const offices = known.filter((house) => house.is === 'office');
    const common = {
      duty_office: [...people(asked, null), ...lines(asked, 'duty_office')],
      round_the_clock_line: lines(asked, 'round_the_clock'),
      lead_duty_office: leads.flatMap((lead) => [...people(lead, null), ...lines(lead, 'duty_office')]),
      lead_line: leads.flatMap((lead) => lines(lead, 'round_the_clock')),
      management_office: offices.flatMap((office) => [
        ...people(office, null),
        ...lines(office, 'round_the_clock'),
        ...lines(office, 'duty_office'),
        ...(office.phone ? [line(office.phone)] : []),
      ]),
    };
    return {
      asked,
      roundTheClockLine: common.round_the_clock_line[0]?.phone ?? null,
      departmentIds: now.flatMap((row) => (row.institution_id === asked.id && row.department_id ? [row.department_id] : [])),
      answer: (departmentId) => {
        const { until, ...found } = whoIsOnDuty({ ...common, department: departmentId ? people(asked, departmentId) : [] }, at);
        return { institution: { id: asked.id, name: asked.name }, ...found, until: until && until.toISOString() };
      },
    };
  }

  /** @throws Refusal access.not_found */
  private async department(tx: Transaction, institutionId: string, id: string): Promise<OnDuty['department']> {
    const [row] = await tx.rows<{ zh: string; en: string | null }>(
      'select name_zh as zh, name_en as en from department where id = $1 and institution_id = $2',
      [id, institutionId],
    );
    if (!row) throw new Refusal('access.not_found');
    return { id, name: { zh: row.zh, ...(row.en && { en: row.en }) } };
  }
}

const reachable = (row: Now): Reachable => ({
  person: row.person,
  phone: row.phone,
  backup: row.backup && row.backup_phone ? { name: row.backup, phone: row.backup_phone } : null,
  during: { from: new Date(row.since), to: new Date(row.until) },
  takenOver: row.taken_over,
});
