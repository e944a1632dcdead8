import type { Bed, addBeds, changeBed, markBed } from '@alliance/contracts/capacity.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { may } from '@alliance/domain/access/may';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { sqlStateOf } from '../platform/db/sql-state.js';
import { newId } from '../platform/ids.js';
import type { Transaction } from '../platform/db/database.js';
import { bedRow, bedRows, bedView, ownDepartment, type BedRow } from './capacity.row.js';
import { HoldLedger } from './hold.ledger.js';

type AddBeds = InputOf<typeof addBeds>['body'];
type ChangeBed = Omit<InputOf<typeof changeBed>['body'], 'version'>;
type MarkBed = Omit<InputOf<typeof markBed>['body'], 'version'>;

const taken = '23505';

/** Commands on beds: what departments publish, and what stands on the tile. */
@Injectable()
export class BedService {
  constructor(
    private readonly commands: Commands,
    private readonly ledger: HoldLedger,
  ) {}

  add(actor: Actor, { departmentId, labels, kind, sex }: AddBeds): Promise<{ items: Bed[] }> {
    const label = [...new Set(labels)];
    const items = async (tx: Transaction, now: Date) => {
      const rows = await tx.rows<BedRow>(
        `${bedRows} and b.department_id = $2 and b.label = any($3::text[]) order by length(b.label), b.label`,
        [now, departmentId, label],
      );
      return { items: rows.map(bedView) };
    };
    const add = async (work: Work) => {
      await ownDepartment(work, departmentId);
      const added = await work.rows<{ id: string }>(
        `insert into bed (id, institution_id, department_id, label, kind, sex)
         select given.id, current_institution(), $3, given.label, $4, $5 from unnest($1::uuid[], $2::text[]) given (id, label)
         on conflict (department_id, label) do nothing returning id`,
        [label.map(newId), label, departmentId, kind, sex],
      );
      if (added.length < label.length) throw new Refusal('capacity.label_taken');
      await work.rows(
        `insert into capacity_confirmation (department_id, institution_id, confirmed_at, confirmed_by)
         values ($1, current_institution(), $2, current_person()) on conflict (department_id) do nothing`,
        [departmentId, work.now],
      );
      const ids = added.map(({ id }) => id);
      work.audit({ action: 'bed.added', objectKind: 'bed', objectIds: ids });
      work.event({
        kind: 'bed.added',
        topic: 'capacity',
        subjectId: departmentId,
        version: 1,
        data: { count: ids.length, kind },
        recipients: [actor.institutionId],
      });
      work.subjectId = departmentId;
      return items(work, work.now);
    };
    return this.commands.run(actor, add, { replay: () => this.commands.run(actor, (work) => items(work, work.now)) });
  }

  change(actor: Actor, id: string, version: number, { label, kind, sex, note }: ChangeBed): Promise<Bed> {
    return this.command(actor, id, version, 'bed.changed', async (work, bed) => {
      // somebody was promised this bed as it is
      if (bed.hold_id && (bed.kind !== kind || bed.sex !== sex)) throw new Refusal('capacity.in_use');
      await work.rows('update bed set label = $2, kind = $3, sex = $4, note = $5, version = version + 1, updated_at = $6 where id = $1', [
        id,
        label,
        kind,
        sex,
        note,
        work.now,
      ]);
    });
  }

  mark(actor: Actor, id: string, version: number, { state, occupiedUntil }: MarkBed): Promise<Bed> {
    return this.command(actor, id, version, 'bed.marked', async (work, bed) => {
      const closes = state === 'closed' || bed.state === 'closed';
      if (closes && !may(actor, 'capacity.manage')) throw new Refusal('access.denied', { permission: 'capacity.manage' });
      if (occupiedUntil && new Date(occupiedUntil) <= work.now) throw new Refusal('capacity.period_invalid');
      if (bed.hold_id && (state !== 'open' || bed.hold_state === 'held')) throw new Refusal('capacity.in_use');
      if (bed.hold_id) await this.ledger.release(work, bed.referral_id, 'left');
      await work.rows('update bed set state = $2, occupied_until = $3, version = version + 1, updated_at = $4 where id = $1', [
        id,
        state,
        occupiedUntil,
        work.now,
      ]);
    });
  }

  /** Locks the bed first, as whoever holds it does: what is decided here still stands when it is written. */
  private async command(
    actor: Actor,
    id: string,
    version: number,
    kind: string,
    change: (work: Work, bed: BedRow) => Promise<void>,
  ): Promise<Bed> {
    const done = (work: Work) => bedRow(work, id, work.now).then(bedView);
    try {
      const run = async (work: Work) => {
        await work.rows('select 1 from bed where id = $1 and institution_id = current_institution() for no key update', [id]);
        const bed = await bedRow(work, id, work.now);
        if (bed.version !== version) throw new Refusal('record.stale', { version: bed.version });
        await change(work, bed);
        const after = await done(work);
        work.audit({ action: kind, objectKind: 'bed', objectIds: [id] });
        work.event({
          kind,
          topic: 'capacity',
          subjectId: id,
          version: after.version,
          data: { departmentId: after.departmentId, situation: after.situation },
          recipients: [actor.institutionId],
        });
        work.subjectId = id;
        return after;
      };
      return await this.commands.run(actor, run, { replay: () => this.commands.run(actor, done) });
    } catch (error) {
      if (sqlStateOf(error) === taken) throw new Refusal('capacity.label_taken');
      throw error;
    }
  }
}
