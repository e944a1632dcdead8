import type { OnCallShift, Rota, getRota } from '@alliance/contracts/on-call.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { gapsOf, longestShiftHours, overlapsOf, type Period } from '@alliance/domain/on-call/shift';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { placeOf, shiftRow, shiftRows, shiftView, type ShiftRow } from './shift.row.js';

const longestRotaDays = 62;
const day = 86_400_000;

/** A department whose last shift is longer ago than this no longer keeps a rota. */
export const keepsRotaDays = 62;

const places = `
  select d.id as department_id, d.name_zh as department_zh, d.name_en as department_en from department d
  where d.closed_at is null and exists (
    select 1 from on_call_shift s where s.department_id = d.id and s.institution_id = current_institution() and s.cancelled_at is null
      and s.starts_at > $1::timestamptz - interval '${keepsRotaDays} days' and s.starts_at < $2::timestamptz)
  order by d.name_zh, d.id`;

@Injectable()
export class OnCallQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Days are those of the institution's own time zone, the last one included. @throws Refusal shift.period_invalid for more than two months */
  rota(actor: Actor, { from, to, departmentId }: InputOf<typeof getRota>['query']): Promise<Rota> {
    const days = (Date.parse(to) - Date.parse(from)) / day;
    if (!(days >= 0 && days < longestRotaDays)) throw new Refusal('shift.period_invalid', { longestDays: longestRotaDays });
    return this.database.read(actor, async (tx) => {
      const within = await this.instants(tx, from, to);
      const shifts = await tx.rows<ShiftRow>(
        `${shiftRows} and s.institution_id = current_institution() and s.starts_at < $2 and s.ends_at > $1
           and s.starts_at > $1::timestamptz - interval '${2 * longestShiftHours} hours'
         order by s.starts_at, s.id`,
        [within.from, within.to],
      );
      const kept = [null, ...(await this.departments(tx, within)).map(placeOf)];
      const wanted = departmentId === undefined ? kept : kept.filter((place) => (place?.id ?? 'duty_office') === departmentId);
      return this.byPlace(
        wanted,
        shifts.map((row) => shiftView(row, actor.personId, this.clock.now())),
        within,
      );
    });
  }

  one(actor: Actor, id: string): Promise<OnCallShift> {
    return this.database.read(actor, async (tx) => shiftView(await shiftRow(tx, id), actor.personId, this.clock.now()));
  }

  /** The shift and the one before it at the same place: on duty now, or the last one that was. */
  handOver(actor: Actor, id: string) {
    return this.database.read(actor, async (tx) => {
      const row = await shiftRow(tx, id);
      const [before] = await tx.rows<ShiftRow>(
        `${shiftRows} and s.institution_id = current_institution() and s.department_id is not distinct from $1 and s.id <> $2 and s.starts_at < $3
         order by s.ends_at desc, s.id limit 1`,
        [row.department_id, id, row.starts_at],
      );
      const view = (each: ShiftRow) => shiftView(each, actor.personId, this.clock.now());
      return { shift: view(row), before: before ? view(before) : null };
    });
  }

  /** Departments that keep a rota: with a shift in the period or not long before it. */
  departments(tx: Transaction, { from, to }: Period) {
    return tx.rows<Pick<ShiftRow, 'department_id' | 'department_zh' | 'department_en'>>(places, [from, to]);
  }

  private async instants(tx: Transaction, from: string, to: string): Promise<Period> {
    const [row] = await tx.rows<{ from: Date; to: Date }>(
      `select $1::date::timestamp at time zone time_zone as "from", ($2::date + 1)::timestamp at time zone time_zone as "to"
       from institution where id = current_institution()`,
      [from, to],
    );
    if (!row) throw new Refusal('access.not_found');
    return { from: new Date(row.from), to: new Date(row.to) };
  }

  private byPlace(wanted: Rota['places'], all: readonly OnCallShift[], within: Period): Rota {
    const shown = { shifts: [] as OnCallShift[], gaps: [] as Rota['gaps'], overlaps: [] as Rota['overlaps'] };
    for (const department of wanted) {
      const here = all.filter((shift) => shift.department?.id === department?.id);
      const periods = here.map(({ id, from, to }) => ({ id, from: new Date(from), to: new Date(to) }));
      const stretch = ({ from, to }: Period) => ({ department, from: from.toISOString(), to: to.toISOString() });
      shown.shifts.push(...here);
      shown.gaps.push(...gapsOf(periods, within).map(stretch));
      shown.overlaps.push(...overlapsOf(periods, within).map((each) => ({ ...stretch(each), shiftIds: each.shifts.map(({ id }) => id) })));
    }
    return { ...shown, places: [...wanted] };
  }
}
