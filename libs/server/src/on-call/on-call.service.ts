import type { OnCallShift } from '@alliance/contracts/on-call.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { checkPeriod } from '@alliance/domain/on-call/shift';
import { decideTakeOver } from '@alliance/domain/on-call/take-over';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { sqlStateOf } from '../platform/db/sql-state.js';
import { newId } from '../platform/ids.js';
import { OnCallQueries } from './on-call.queries.js';
import { RotaPolicy } from './rota.policy.js';
import { shiftFacts, shiftRow, shiftRows, shiftView, type ShiftRow } from './shift.row.js';
import { ShiftStore, type ShiftFields } from './shift.store.js';

const excluded = '23P01';

/** Commands on the rota. */
@Injectable()
export class OnCallService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: OnCallQueries,
    private readonly store: ShiftStore,
    private readonly policy: RotaPolicy,
  ) {}

  add(actor: Actor, id: string | undefined, fields: ShiftFields): Promise<OnCallShift> {
    return this.command(actor, async (work) => {
      const shiftId = id ?? newId();
      await this.check(work, shiftId, fields);
      await this.store.add(work, shiftId, fields);
      return this.recorded(work, shiftId, 'shift.added');
    });
  }

  change(actor: Actor, id: string, version: number, fields: ShiftFields): Promise<OnCallShift> {
    return this.command(actor, async (work) => {
      const before = await this.load(work, id, version);
      await this.check(work, id, fields);
      const keepsDesk = before.person_id === fields.personId && before.department_id === fields.departmentId;
      await this.store.change(work, id, version, fields, keepsDesk);
      await this.store.deskFollows(work, id);
      return this.recorded(work, id, 'shift.changed', [before]);
    });
  }

  cancel(actor: Actor, id: string, version: number): Promise<void> {
    return this.commands.run(
      actor,
      async (work) => {
        const row = await this.load(work, id, version);
        await this.store.cancel(work, id, version);
        await this.store.deskFollows(work, id);
        this.record(work, { ...row, version: version + 1 }, 'shift.cancelled');
      },
      { replay: async () => undefined },
    );
  }

  leaveNote(actor: Actor, id: string, version: number, note: string): Promise<OnCallShift> {
    return this.command(actor, async (work) => {
      const row = await this.load(work, id, version);
      if (actor.personId !== row.person_id && actor.personId !== row.backup_person_id) throw new Refusal('shift.not_yours');
      await this.store.note(work, id, version, note);
      return this.recorded(work, id, 'shift.changed');
    });
  }

  takeOver(actor: Actor, sessionId: string, id: string, version: number): Promise<OnCallShift> {
    return this.command(actor, async (work) => {
      // one take-over at a time in a hospital: two who relieve each other would lock each other's shift
      await work.rows(`select pg_advisory_xact_lock(hashtextextended('take-over ' || current_institution(), 0))`);
      const row = await this.load(work, id, version);
      const decided = decideTakeOver(shiftFacts(row), (await this.around(work, row)).map(shiftFacts), actor.personId, work.now);
      await this.policy.elsewhere(work, { ...decided.mine, except: [id, ...decided.relieves] });
      const relieved = await this.store.takeOver(work, id, version, decided, sessionId);
      for (const each of relieved) this.relieved(work, each);
      return this.recorded(work, id, 'shift.taken_over');
    });
  }

  /** A command answered by the shift; somebody who is on duty elsewhere at that time is refused even where the other hospital is not ours to see. */
  private async command(actor: Actor, change: (work: Work) => Promise<ShiftRow>): Promise<OnCallShift> {
    try {
      return await this.commands.run(actor, async (work) => shiftView(await change(work), actor.personId, work.now), {
        replay: (id) => this.queries.one(actor, id),
      });
    } catch (error) {
      if (sqlStateOf(error) === excluded) throw new Refusal('shift.person_elsewhere');
      throw error;
    }
  }

  private async load(work: Work, id: string, version: number): Promise<ShiftRow> {
    const row = await shiftRow(work, id);
    if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
    return row;
  }

  private async check(work: Work, id: string, fields: ShiftFields): Promise<void> {
    const period = { from: new Date(fields.from), to: new Date(fields.to) };
    checkPeriod(period);
    await this.policy.ownDepartment(work, fields.departmentId);
    await this.policy.ownPeople(work, fields, period.from);
    await this.policy.elsewhere(work, { personId: fields.personId, ...period, except: [id] });
  }

  /** The other shifts of the place that are on now. */
  private around(work: Work, row: ShiftRow): Promise<ShiftRow[]> {
    return work.rows<ShiftRow>(
      `${shiftRows} and s.institution_id = current_institution() and s.department_id is not distinct from $1 and s.id <> $2 and s.starts_at <= $3 and s.ends_at > $3`,
      [row.department_id, row.id, work.now],
    );
  }

  private async recorded(work: Work, id: string, kind: string, also: readonly ShiftRow[] = []): Promise<ShiftRow> {
    const row = await shiftRow(work, id);
    this.record(work, row, kind, also);
    return row;
  }

  private record(work: Work, row: ShiftRow, kind: string, also: readonly ShiftRow[] = []): void {
    const people = [row, ...also].flatMap((each) => [each.person_id, each.backup_person_id]);
    work.subjectId = row.id;
    work.audit({ action: kind, objectKind: 'on_call_shift', objectIds: [row.id] });
    work.event({
      kind,
      topic: 'shift',
      subjectId: row.id,
      version: row.version,
      data: {
        departmentId: row.department_id,
        from: new Date(row.starts_at).toISOString(),
        to: new Date(row.ends_at).toISOString(),
      },
      recipients: [row.institution_id],
      concerns: [...new Set(people.filter((id) => id !== null))],
    });
  }

  private relieved(work: Work, { id, person_id, version }: { id: string; person_id: string; version: number }): void {
    work.audit({ action: 'shift.relieved', objectKind: 'on_call_shift', objectIds: [id] });
    work.event({
      kind: 'shift.relieved',
      topic: 'shift',
      subjectId: id,
      version,
      recipients: [work.actor.institutionId],
      concerns: [person_id],
    });
  }
}
