import type { OnDuty, listOnDuty } from '@alliance/contracts/on-call.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database, type Transaction } from '../platform/db/database.js';
import { OnCallQueries } from './on-call.queries.js';
import { OnDutyReader } from './on-duty.reader.js';
import { placeOf, type ShiftRow } from './shift.row.js';

type Place = OnDuty['department'];

/** Who is on duty now, for screens. */
@Injectable()
export class OnDutyQueries {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly reader: OnDutyReader,
    private readonly rota: OnCallQueries,
  ) {}

  /** One department with whoever answers for it, or every place that keeps a rota. @throws Refusal access.not_found */
  now(actor: Actor, { institutionId = actor.institutionId, departmentId }: InputOf<typeof listOnDuty>['query']) {
    const at = this.clock.now();
    return this.database.read(actor, async (tx) => {
      const duty = await this.reader.at(tx, institutionId, at);
      const { roundTheClockLine } = duty;
      if (departmentId) return { items: [await this.reader.whoIsOnDuty(tx, { institutionId, departmentId }, at)], roundTheClockLine };
      const own = institutionId === actor.institutionId;
      const departments = own
        ? (await this.rota.departments(tx, { from: at, to: new Date(at.getTime() + 86_400_000) })).map(placeOf)
        : await this.named(tx, duty.departmentIds);
      return {
        items: [null, ...departments].map((department) => ({ department, ...duty.answer(department?.id ?? null) })),
        roundTheClockLine,
      };
    });
  }

  /** Of a partner one learns who is on duty, not which departments keep a rota. */
  private async named(tx: Transaction, ids: readonly string[]): Promise<Place[]> {
    const rows = await tx.rows<Pick<ShiftRow, 'department_id' | 'department_zh' | 'department_en'>>(
      'select id as department_id, name_zh as department_zh, name_en as department_en from department where id = any($1::uuid[]) order by name_zh, id',
      [`{${ids.join(',')}}`],
    );
    return rows.map(placeOf);
  }
}
