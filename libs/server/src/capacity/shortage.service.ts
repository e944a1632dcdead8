import type { Shortage, openShortage, recordContact } from '@alliance/contracts/shortage.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { checkPromise, type ShortageResolution } from '@alliance/domain/capacity/shortage';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { ownDepartment } from './capacity.row.js';
import { contactDue } from './capacity.timers.js';
import { received, tellBoth } from './referral-told.js';
import { ShortageQueries } from './shortage.queries.js';

type OpenShortage = InputOf<typeof openShortage>['body'];
type RecordContact = Omit<InputOf<typeof recordContact>['body'], 'version'>;

/** Commands on the queue of those for whom nothing was free: nobody waits without a day on which somebody calls. */
@Injectable()
export class ShortageService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: ShortageQueries,
  ) {}

  open(actor: Actor, { id = newId(), referralId, departmentId, bedKind, promisedOn }: OpenShortage): Promise<Shortage> {
    return this.commands.run(
      actor,
      async (work) => {
        const referral = await received(work, referralId);
        if (!referral.open) throw new Refusal('referral.wrong_state', { state: referral.state, action: 'wait' });
        await ownDepartment(work, departmentId);
        const callAt = await this.promise(work, promisedOn);
        const [opened] = await work.rows(
          `insert into shortage (id, institution_id, referral_id, department_id, service, bed_kind, promised_on, since)
           values ($1, current_institution(), $2, $3, $4, $5, $6, $7)
           on conflict (referral_id, institution_id) where resolved_at is null do nothing returning id`,
          [id, referralId, departmentId, referral.service, bedKind, promisedOn, work.now],
        );
        if (!opened) throw new Refusal('record.stale');
        tellBoth(work, referral, 'referral.place_awaited', { promisedOn });
        return this.recorded(work, id, 'shortage.opened', callAt);
      },
      { replay: (made) => this.again(actor, made) },
    );
  }

  contact(actor: Actor, id: string, version: number, { outcome, note, promisedOn }: RecordContact): Promise<Shortage> {
    return this.commands.run(
      actor,
      async (work) => {
        const callAt = await this.promise(work, promisedOn);
        const before = await this.load(work, id, version);
        await work.rows(
          `insert into shortage_contact (id, shortage_id, institution_id, at, person_id, outcome, note)
           values ($1, $2, current_institution(), $3, current_person(), $4, $5)`,
          [newId(), id, work.now, outcome, note],
        );
        await this.written(work, 'promised_on = $4', [id, version, work.now, promisedOn]);
        if (before.promisedOn !== promisedOn)
          tellBoth(work, await received(work, before.referral.id), 'referral.place_awaited', { promisedOn });
        return this.recorded(work, id, 'shortage.contacted', callAt);
      },
      { replay: (made) => this.again(actor, made) },
    );
  }

  resolve(actor: Actor, id: string, version: number, resolution: ShortageResolution): Promise<void> {
    return this.commands.run(
      actor,
      async (work) => {
        await this.load(work, id, version);
        await this.written(work, 'resolved_at = $3, resolved_as = $4', [id, version, work.now, resolution]);
        this.record(work, id, version + 1, 'shortage.resolved');
      },
      { replay: async () => undefined },
    );
  }

  private again(actor: Actor, id: string): Promise<Shortage> {
    return this.commands.run(actor, (work) => this.queries.one(work, id));
  }

  private async load(work: Work, id: string, version: number): Promise<Shortage> {
    const shortage = await this.queries.one(work, id);
    if (shortage.version !== version) throw new Refusal('record.stale', { version: shortage.version });
    return shortage;
  }

  private async written(work: Work, set: string, parameters: readonly unknown[]): Promise<void> {
    const [row] = await work.rows(
      `update shortage set ${set}, version = version + 1, updated_at = $3
       where id = $1 and version = $2 and resolved_at is null and institution_id = current_institution() returning id`,
      parameters,
    );
    if (!row) throw new Refusal('record.stale');
  }

  /** When the desk is reminded of a promise: at eight in the morning of that day. @throws Refusal capacity.period_invalid */
  private async promise(work: Work, promisedOn: string): Promise<Date> {
    const [row] = await work.rows<{ today: string; call_at: Date }>(
      `select ($1::timestamptz at time zone time_zone)::date::text as today, ($2::date + time '08:00') at time zone time_zone as call_at
       from institution where id = current_institution()`,
      [work.now, promisedOn],
    );
    const { today, call_at: callAt } = row as { today: string; call_at: Date };
    checkPromise(promisedOn, today);
    return new Date(callAt);
  }

  private async recorded(work: Work, id: string, kind: string, callAt: Date): Promise<Shortage> {
    const shortage = await this.queries.one(work, id);
    this.record(work, id, shortage.version, kind);
    if (callAt > work.now) work.timer({ kind: contactDue, subjectId: id, dueAt: callAt });
    return shortage;
  }

  private record(work: Work, id: string, version: number, kind: string): void {
    work.subjectId = id;
    work.audit({ action: kind, objectKind: 'shortage', objectIds: [id] });
    work.event({ kind, topic: 'capacity', subjectId: id, version, recipients: [work.actor.institutionId] });
  }
}
