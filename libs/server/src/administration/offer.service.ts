import type { setCapabilities, setContactLines } from '@alliance/contracts/administration.contract';
import type { InstitutionDetail } from '@alliance/contracts/institution.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { OwnInstitution, type Told } from './own-institution.js';

type Capabilities = InputOf<typeof setCapabilities>['body'];
type Lines = InputOf<typeof setContactLines>['body'];

const wanted = `jsonb_to_recordset($1::jsonb) w (id uuid, capability text, department_id uuid, "from" date, note text)`;
const same = 'c.capability = w.capability and c.department_id is not distinct from w.department_id';
const mine = 'c.institution_id = current_institution()';

/** What an institution can do, and the lines it answers. */
@Injectable()
export class OfferService {
  constructor(private readonly own: OwnInstitution) {}

  /** The whole list at once. What is left out is over today; what stays keeps its row, so that the past can be asked (TM: who could do it then). */
  setCapabilities(actor: Actor, id: string, { version, capabilities }: Capabilities): Promise<InstitutionDetail> {
    return this.own.change(actor, id, version, async (work): Promise<Told> => {
      const keys = capabilities.map(({ capability, departmentId }) => `${capability} ${departmentId ?? ''}`);
      if (new Set(keys).size !== keys.length) throw new Refusal('request.invalid', { fields: ['capabilities'] });
      await this.checkDepartments(work, capabilities);
      await this.write(work, capabilities);
      return {
        kind: 'institution.capabilities_set',
        data: { capabilities: [...new Set(capabilities.map(({ capability }) => capability))] },
      };
    });
  }

  setContactLines(actor: Actor, id: string, { version, lines }: Lines): Promise<InstitutionDetail> {
    return this.own.change(actor, id, version, async (work): Promise<Told> => {
      await work.rows('delete from contact_line where institution_id = $1', [id]);
      await work.rows(
        `insert into contact_line (id, institution_id, kind, phone, note)
         select id, $1, kind, phone, note from jsonb_to_recordset($2::jsonb) l (id uuid, kind text, phone text, note text)`,
        [id, JSON.stringify(lines.map((line) => ({ id: newId(), ...line })))],
      );
      return { kind: 'institution.contact_lines_set', data: { kinds: [...new Set(lines.map(({ kind }) => kind))] } };
    });
  }

  private async write(work: Work, capabilities: Capabilities['capabilities']): Promise<void> {
    const rows = JSON.stringify(
      capabilities.map(({ capability, departmentId, from, note }) => ({
        id: newId(),
        capability,
        department_id: departmentId,
        from,
        note,
      })),
    );
    const day = today(work.now);
    const left = `not exists (select 1 from ${wanted} where ${same})`;
    // what would begin today or later never was
    await work.rows(`delete from capability c where ${mine} and lower(c.valid) >= $2::date and ${left}`, [rows, day]);
    await work.rows(
      `update capability c set valid = daterange(lower(c.valid), $2::date) where ${mine} and (upper(c.valid) is null or upper(c.valid) > $2::date) and ${left}`,
      [rows, day],
    );
    // a first day moved back reaches into an earlier time of the same capability, which gives way to it
    await work.rows(
      `delete from capability c using ${wanted} where ${mine} and ${same} and upper(c.valid) is not null and lower(c.valid) >= w."from"`,
      [rows],
    );
    await work.rows(
      `update capability c set valid = daterange(lower(c.valid), w."from") from ${wanted}
       where ${mine} and ${same} and upper(c.valid) > w."from"`,
      [rows],
    );
    await work.rows(
      `update capability c set valid = daterange(w."from", null), note = w.note from ${wanted} where ${mine} and ${same} and upper(c.valid) is null`,
      [rows],
    );
    await work.rows(
      `insert into capability (id, institution_id, department_id, capability, valid, note)
       select w.id, current_institution(), w.department_id, w.capability, daterange(w."from", null), w.note from ${wanted}
       where not exists (select 1 from capability c where ${mine} and ${same} and upper(c.valid) is null)`,
      [rows],
    );
  }

  private async checkDepartments(work: Work, capabilities: Capabilities['capabilities']): Promise<void> {
    const named = [...new Set(capabilities.flatMap(({ departmentId }) => departmentId ?? []))];
    const open = await work.rows(
      'select 1 from department where id = any($1::uuid[]) and institution_id = current_institution() and closed_at is null',
      [named],
    );
    if (open.length !== named.length) throw new Refusal('department.foreign', { fields: ['capabilities'] });
  }
}
