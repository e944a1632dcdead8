import type {
  BoardDepartment,
  getCapacityBoard,
  getCapacityChoices,
  getFreeCapacity,
  getHeldPlace,
} from '@alliance/contracts/capacity.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { areFiguresOld, bedKinds, isBedForAge, sexesFitting } from '@alliance/domain/capacity/bed';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import type { Service } from '@alliance/domain/referral/referral.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { CapacityReader } from './capacity.reader.js';
import { bedRows, bedView, holdRow, holdView, slotRows, slotView, type BedRow, type HoldRow, type SlotRow } from './capacity.row.js';
import { HoldLedger } from './hold.ledger.js';

interface DepartmentRow {
  id: string;
  zh: string;
  en: string | null;
  confirmed_at: Date | null;
  confirmed_by: string | null;
  waiting: number;
}
interface Received {
  service: Service | null;
  patient_sex: Sex | null;
  born_on: string | null;
  receiver_department_id: string | null;
}

const departments = `
  select d.id, d.name_zh as zh, d.name_en as en, c.confirmed_at, (select name from person where id = c.confirmed_by) as confirmed_by,
    (select count(*)::int from shortage s join referral r on r.id = s.referral_id
      where s.department_id = d.id and s.resolved_at is null and r.open and r.receiver_id = s.institution_id) as waiting
  from department d left join capacity_confirmation c on c.department_id = d.id
  where d.institution_id = current_institution() and d.closed_at is null and ($1::uuid is null or d.id = $1)
  order by d.name_zh, d.id`;

const nameOf = ({ id, zh, en }: Pick<DepartmentRow, 'id' | 'zh' | 'en'>) => ({ id, name: { zh, ...(en && { en }) } });
const dayOf = (parameter: string) =>
  `(${parameter}::timestamp at time zone (select time_zone from institution where id = current_institution()))`;
const instant = (at: Date | null): string | null => at && new Date(at).toISOString();

/** What the screens of beds and slots ask. No patient stands in any answer. */
@Injectable()
export class CapacityQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: CapacityReader,
    private readonly ledger: HoldLedger,
  ) {}

  board(actor: Actor, { departmentId, day: asked }: InputOf<typeof getCapacityBoard>['query']): Promise<AnswerOf<typeof getCapacityBoard>> {
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const day = asked ?? (await this.today(tx, now));
      const found = await tx.rows<DepartmentRow>(departments, [departmentId ?? null]);
      const beds = await tx.rows<BedRow>(
        `${bedRows} and ($2::uuid is null or b.department_id = $2) order by array_position($3::text[], b.kind), length(b.label), b.label`,
        [now, departmentId ?? null, bedKinds],
      );
      const slots = await tx.rows<SlotRow>(
        `${slotRows} and ($2::uuid is null or s.department_id = $2)
           and s.starts_at >= ${dayOf('$1::date')} and s.starts_at < ${dayOf('($1::date + 1)')} order by s.starts_at, s.room, s.id`,
        [day, departmentId ?? null],
      );
      return {
        day,
        departments: found.map((row) => ({
          ...this.departmentOf(row, now),
          beds: beds.filter((bed) => bed.department_id === row.id).map(bedView),
          slots: slots.filter((slot) => slot.department_id === row.id).map(slotView),
        })),
      };
    });
  }

  /** @throws Refusal referral.not_found for everybody but the hospital it was sent to */
  choices(actor: Actor, referralId: string): Promise<AnswerOf<typeof getCapacityChoices>> {
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const [asked] = await tx.rows<Received>(
        `select service, patient_sex, patient_birth_date::text as born_on, receiver_department_id from referral where id = $1 and receiver_id = current_institution() and submitted_at is not null`,
        [referralId],
      );
      if (!asked) throw new Refusal('referral.not_found');
      const named = new Map((await tx.rows<DepartmentRow>(departments, [null])).map((row) => [row.id, row]));
      const [held] = await tx.rows<HoldRow>(`${holdRow} and h.referral_id = $1`, [referralId]);
      const attends = asked.service === 'outpatient' || asked.service === 'examination';
      const fitting = sexesFitting(asked.patient_sex ?? 'unknown');
      const beds = attends ? [] : await this.freeBeds(tx, asked, now);
      const slots = attends ? await this.freeSlots(tx, asked, now) : [];
      const of = asked.receiver_department_id ? named.get(asked.receiver_department_id) : undefined;
      const department = (id: string) => nameOf(named.get(id) ?? { id, zh: '', en: null });
      return {
        held: held ? holdView(held) : null,
        beds: beds.map(({ id, label, kind, sex, department_id }) => ({
          id,
          label,
          kind,
          sex,
          department: department(department_id),
          suits: fitting.includes(sex) && isBedForAge(kind, asked.born_on, now),
        })),
        slots: slots.map((row) => {
          const { id, service, room, from, to } = slotView(row);
          return { id, service, room, from, to, department: department(row.department_id) };
        }),
        ...this.confirmation(of?.confirmed_at ?? null, now),
      };
    });
  }

  /** What both hospitals may know; nothing for everybody else. */
  held(actor: Actor, referralId: string): Promise<AnswerOf<typeof getHeldPlace>> {
    return this.database.read(actor, async (tx) => {
      const held = await this.ledger.holdOf(tx, referralId);
      if (!held) return { held: null };
      const { label, kind, state, until } = held;
      return { held: { label, isSlot: kind === 'outpatient' || kind === 'examination', state, until: instant(until) } };
    });
  }

  free(actor: Actor, institutionId: string): Promise<AnswerOf<typeof getFreeCapacity>> {
    const now = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const found = await this.reader.free(tx, [institutionId], now);
      const named = await tx.rows<DepartmentRow>(
        'select id, name_zh as zh, name_en as en from department where institution_id = $1 and closed_at is null order by name_zh, id',
        [institutionId],
      );
      return {
        items: named.flatMap((row) => {
          const of = found.get(row.id);
          if (!of) return [];
          const beds = bedKinds.flatMap((kind) => {
            const counted = of.bedsByKind.get(kind);
            return counted ? [{ kind, ...counted }] : [];
          });
          return [{ department: nameOf(row), beds, nextSlotAt: instant(of.nextSlotAt), ...this.confirmation(of.confirmedAt, now) }];
        }),
      };
    });
  }

  /** Free beds of the department, and after them those of special care in the whole house: intensive care lies in another one. */
  private freeBeds(tx: Transaction, { receiver_department_id: first }: Received, now: Date): Promise<BedRow[]> {
    return tx.rows<BedRow>(
      `${bedRows} and b.state = 'open' and h.id is null
         and (b.department_id = $2::uuid or b.kind <> 'ordinary')
       order by b.department_id is distinct from $2::uuid, array_position($3::text[], b.kind), length(b.label), b.label limit 300`,
      [now, first, bedKinds],
    );
  }

  private freeSlots(tx: Transaction, { service, receiver_department_id: first }: Received, now: Date): Promise<SlotRow[]> {
    return tx.rows<SlotRow>(
      `${slotRows} and s.state = 'open' and s.service = $3 and s.starts_at > $1 and s.starts_at < $1::timestamptz + interval '30 days' and h.id is null
         and s.department_id = $2::uuid
       order by s.starts_at, s.room, s.id limit 60`,
      [now, first, service],
    );
  }

  private departmentOf(row: DepartmentRow, now: Date): Omit<BoardDepartment, 'beds' | 'slots'> {
    const { confirmed_by: confirmedBy, waiting } = row;
    return { department: nameOf(row), ...this.confirmation(row.confirmed_at, now), confirmedBy, waiting };
  }

  private confirmation(at: Date | null, now: Date): { confirmedAt: string | null; old: boolean } {
    return { confirmedAt: instant(at), old: areFiguresOld(at && new Date(at), now) };
  }

  private async today(tx: Transaction, now: Date): Promise<string> {
    const [row] = await tx.rows<{ day: string }>(
      'select ($1::timestamptz at time zone time_zone)::date::text as day from institution where id = current_institution()',
      [now],
    );
    return (row as { day: string }).day;
  }
}
