import type { addShift } from '@alliance/contracts/on-call.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { TakeOver } from '@alliance/domain/on-call/take-over';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';

export type ShiftFields = Omit<InputOf<typeof addShift>['body'], 'id'>;

const range = (from: Date | string, to: Date | string) => `[${new Date(from).toISOString()},${new Date(to).toISOString()})`;
const values = (fields: ShiftFields) => [
  fields.departmentId,
  fields.personId,
  fields.phone,
  fields.backupPersonId,
  fields.backupPhone,
  range(fields.from, fields.to),
  fields.handOverNote || null,
];

/** Writes of the rota, each guarded by the version. */
@Injectable()
export class ShiftStore {
  async add(work: Work, id: string, fields: ShiftFields): Promise<void> {
    await work.rows(
      `insert into on_call_shift (department_id, person_id, phone, backup_person_id, backup_phone, during, hand_over_note, id, institution_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, current_institution())`,
      [...values(fields), id],
    );
  }

  /** @param keepsDesk whether it stays taken over: the same person at the same place */
  change(work: Work, id: string, version: number, fields: ShiftFields, keepsDesk: boolean): Promise<void> {
    return this.written(
      work,
      `update on_call_shift set department_id = $1, person_id = $2, phone = $3, backup_person_id = $4, backup_phone = $5, during = $6, hand_over_note = $7,
         taken_over_at = case when $10 then taken_over_at end, version = version + 1, updated_at = $11
       where id = $8 and version = $9 and cancelled_at is null returning 1`,
      [...values(fields), id, version, keepsDesk, work.now],
    );
  }

  cancel(work: Work, id: string, version: number): Promise<void> {
    return this.written(
      work,
      `update on_call_shift set cancelled_at = $3, version = version + 1, updated_at = $3 where id = $1 and version = $2 and cancelled_at is null returning 1`,
      [id, version, work.now],
    );
  }

  note(work: Work, id: string, version: number, note: string): Promise<void> {
    return this.written(
      work,
      `update on_call_shift set hand_over_note = $3, version = version + 1, updated_at = $4 where id = $1 and version = $2 and cancelled_at is null returning 1`,
      [id, version, note || null, work.now],
    );
  }

  /** Relieves whoever is there and gives the shift to this desk, which from now on locks instead of signing out until the shift ends. */
  async takeOver(work: Work, id: string, version: number, { mine, relieves }: TakeOver, sessionId: string) {
    const relieved = await work.rows<{ id: string; person_id: string; version: number }>('select * from relieve($1, $2::uuid[], $3)', [
      id,
      `{${relieves.join(',')}}`,
      work.now,
    ]);
    await this.written(
      work,
      `update on_call_shift set person_id = $3, phone = $4, backup_person_id = $5, backup_phone = $6, during = $7, taken_over_at = $8, taken_over_session = $9,
         version = version + 1, updated_at = $8
       where id = $1 and version = $2 and cancelled_at is null returning 1`,
      [
        id,
        version,
        mine.personId,
        mine.phone,
        mine.backupPersonId,
        mine.backupPhone,
        range(mine.from, mine.to),
        mine.takenOverAt,
        sessionId,
      ],
    );
    await work.rows('update session set on_call_until = $2 where id = $1', [sessionId, mine.to]);
    return relieved;
  }

  /** The desk at which the shift was taken over follows the changed rota. */
  async deskFollows(work: Work, id: string): Promise<void> {
    await work.rows('select desk_follows_shift($1)', [id]);
  }

  private async written(work: Work, statement: string, parameters: readonly unknown[]): Promise<void> {
    const [row] = await work.rows(statement, parameters);
    if (!row) throw new Refusal('record.stale');
  }
}
