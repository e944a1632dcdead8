import type { addSlots, confirmCapacity, markSlots } from '@alliance/contracts/capacity.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { planSlots } from '@alliance/domain/capacity/slot-plan';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { ownDepartment } from './capacity.row.js';

type AddSlots = InputOf<typeof addSlots>['body'];
type MarkSlots = InputOf<typeof markSlots>['body'];

/** As many of each time as are still missing: a plan that is sent twice, or made longer, adds only what is new. */
const insertMissing = `
  with planned as (
    select p.id, p.place, tstzrange((p.day || ' ' || p.starts)::timestamp at time zone i.time_zone, (p.day || ' ' || p.ends)::timestamp at time zone i.time_zone) as during
    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::int[]) p (id, day, starts, ends, place), institution i where i.id = current_institution())
  insert into slot (id, institution_id, department_id, service, during, room)
  select id, current_institution(), $6, $7, during, $8 from planned
  where place > (select count(*) from slot s where s.department_id = $6 and s.service = $7 and s.room = $8 and s.during = planned.during)
  returning id`;

/** Commands on slots, and the word that a department's figures are right. */
@Injectable()
export class SlotService {
  constructor(private readonly commands: Commands) {}

  add(actor: Actor, { departmentId, service, room, places, ...plan }: AddSlots): Promise<{ added: number }> {
    const planned = planSlots(plan).flatMap((slot) => Array.from({ length: places }, (_, place) => ({ ...slot, place: place + 1 })));
    return this.commands.run(actor, async (work) => {
      await ownDepartment(work, departmentId);
      // two who publish the same plan at once would both find it missing
      await work.rows(`select pg_advisory_xact_lock(hashtextextended('slots ' || $1::text, 0))`, [departmentId]);
      const added = await work.rows<{ id: string }>(insertMissing, [
        planned.map(newId),
        planned.map(({ day }) => day),
        planned.map(({ from }) => from),
        planned.map(({ to }) => to),
        planned.map(({ place }) => place),
        departmentId,
        service,
        room,
      ]);
      work.audit({ action: 'slot.added', objectKind: 'institution', objectIds: [departmentId] });
      this.changed(work, 'slot.added', departmentId, { count: added.length });
      return { added: added.length };
    });
  }

  mark(actor: Actor, { slots, state }: MarkSlots): Promise<{ marked: number }> {
    const ids = slots.map(({ id }) => id);
    const mark = async (work: Work) => {
      const found = await work.rows<{ id: string; version: number; state: string; department_id: string; held: boolean }>(
        `select s.id, s.version, s.state, s.department_id, exists (select 1 from capacity_hold h where h.slot_id = s.id and h.released_at is null) as held
         from (select * from slot where id = any($1::uuid[]) and institution_id = current_institution() order by id for no key update) s`,
        [ids],
      );
      const versions = new Map(found.map((slot) => [slot.id, slot.version]));
      if (ids.some((id) => !versions.has(id))) throw new Refusal('access.not_found');
      if (slots.some(({ id, version }) => versions.get(id) !== version)) throw new Refusal('record.stale');
      const closes = state === 'closed' || found.some((slot) => slot.state === 'closed');
      if (closes && !may(actor, 'capacity.manage')) throw new Refusal('access.denied', { permission: 'capacity.manage' });
      if (found.some(({ held }) => held)) throw new Refusal('capacity.in_use');
      await work.rows('update slot set state = $2, version = version + 1, updated_at = $3 where id = any($1::uuid[])', [
        ids,
        state,
        work.now,
      ]);
      work.audit({ action: 'slot.marked', objectKind: 'slot', objectIds: ids });
      for (const departmentId of new Set(found.map((slot) => slot.department_id)))
        this.changed(work, 'slot.marked', departmentId, {
          count: found.filter((slot) => slot.department_id === departmentId).length,
          state,
        });
      work.subjectId = ids[0];
      return { marked: found.length };
    };
    return this.commands.run(actor, mark, { replay: async () => ({ marked: ids.length }) });
  }

  confirm(actor: Actor, departmentId: string): Promise<AnswerOf<typeof confirmCapacity>> {
    return this.commands.run(actor, async (work) => {
      await ownDepartment(work, departmentId);
      await work.rows(
        `insert into capacity_confirmation (department_id, institution_id, confirmed_at, confirmed_by) values ($1, current_institution(), $2, current_person())
         on conflict (department_id) do update set confirmed_at = excluded.confirmed_at, confirmed_by = excluded.confirmed_by, version = capacity_confirmation.version + 1`,
        [departmentId, work.now],
      );
      work.audit({ action: 'capacity.confirmed', objectKind: 'institution', objectIds: [departmentId] });
      this.changed(work, 'capacity.confirmed', departmentId, {});
      return { departmentId, confirmedAt: work.now.toISOString(), old: false };
    });
  }

  private changed(work: Work, kind: string, departmentId: string, data: Readonly<Record<string, string | number>>): void {
    work.event({ kind, topic: 'capacity', subjectId: departmentId, version: 1, data, recipients: [work.actor.institutionId] });
  }
}
