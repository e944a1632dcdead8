import type { deactivatePerson, OpenWork, PersonDetail } from '@alliance/contracts/person.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AccountAdministration } from '../platform/auth/account.administration.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db/database.js';
import { sqlStateOf } from '../platform/db/sql-state.js';
import { today } from '../platform/today.js';
import { AppointingPolicy } from './appointing.policy.js';
import { OpenWorkStore } from './open-work.store.js';
import { PersonQueries } from './person.queries.js';
import { heldRoles, lasts, type PersonDetailRow } from './person.row.js';
import { PersonStore } from './person.store.js';

type Body = InputOf<typeof deactivatePerson>['body'];
const excluded = '23P01';

/** The end of somebody's work at an institution: out at once, and nothing of their work is lost. */
@Injectable()
export class DeactivationService {
  constructor(
    private readonly commands: Commands,
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly queries: PersonQueries,
    private readonly store: PersonStore,
    private readonly openWork: OpenWorkStore,
    private readonly policy: AppointingPolicy,
    private readonly accounts: AccountAdministration,
  ) {}

  /** @throws Refusal access.not_found */
  leavesBehind(actor: Actor, id: string): Promise<OpenWork> {
    return this.database.read(actor, async (tx) => {
      await this.queries.row(tx, id);
      return this.openWork.count(tx, id, this.clock.now());
    });
  }

  async deactivate(actor: Actor, id: string, body: Body): Promise<PersonDetail> {
    try {
      return await this.commands.run(
        actor,
        async (work) => {
          const person = await this.load(work, actor, id, body.version);
          const open = await this.openWork.count(work, id, work.now);
          if (open.total && !body.successorId) throw new Refusal('person.open_work', { count: open.total });
          const version = await this.store.nextVersion(work, id, body.version);
          if (body.successorId) await this.handOver(work, actor, id, body.successorId, open);
          await this.end(work, actor, person, body.reason);
          work.subjectId = id;
          work.audit({ action: 'person.deactivated', objectKind: 'person', objectIds: [id] });
          const { total: _, ...counts } = open;
          work.event({
            kind: 'person.deactivated',
            topic: 'person',
            subjectId: id,
            version,
            data: { ...counts, successorId: body.successorId },
            recipients: [actor.institutionId],
          });
          return this.queries.one(work, id);
        },
        { replay: (subjectId) => this.queries.get(actor, subjectId) },
      );
    } catch (error) {
      // a shift of the successor's own, here or at a hospital that is not ours to see, lies across one to be handed over
      if (sqlStateOf(error) === excluded) throw new Refusal('person.successor_invalid', { fields: ['successorId'], missing: 'free_time' });
      throw error;
    }
  }

  private async load(work: Work, actor: Actor, id: string, version: number): Promise<PersonDetailRow> {
    const person = await this.queries.row(work, id);
    if (id === actor.personId) throw new Refusal('person.self');
    if (person.version !== version) throw new Refusal('record.stale', { version: person.version });
    const here = await work.rows<{ id: string }>(
      `select t.id from appointment t where t.person_id = $1 and t.institution_id = $2 and ${lasts('$3::date')}`,
      [id, actor.institutionId, today(work.now)],
    );
    if (!here.length) throw new Refusal('person.inactive');
    const givable = await this.policy.givable(work, actor, actor.institutionId);
    const ending = person.appointments.filter((one) => here.some((mine) => mine.id === one.id));
    if (heldRoles({ ...person, appointments: ending }, today(work.now)).some((role) => !givable.includes(role)))
      throw new Refusal('access.denied');
    await this.policy.checkAdministratorStays(work, actor.institutionId, new Map(here.map((one) => [one.id, null])));
    return person;
  }

  private async handOver(work: Work, actor: Actor, id: string, successorId: string, open: OpenWork): Promise<void> {
    if (successorId === id) throw new Refusal('person.successor_invalid', { fields: ['successorId'], missing: 'other_person' });
    const successor = await this.openWork.successor(work, successorId, open, today(work.now));
    const told = { recipients: [actor.institutionId], concerns: [successorId] };
    const referrals = await this.openWork.handReferrals(work, id, successor);
    for (const { id: subjectId, version } of referrals)
      work.event({ kind: 'referral.handed_over', topic: 'referral', subjectId, version, data: { successorId }, ...told });
    const shifts = await this.openWork.handShifts(work, id, successor);
    for (const shift of shifts)
      work.event({
        kind: 'shift.changed',
        topic: 'shift',
        subjectId: shift.id,
        version: shift.version,
        data: {
          departmentId: shift.department_id,
          from: new Date(shift.starts_at).toISOString(),
          to: new Date(shift.ends_at).toISOString(),
        },
        ...told,
      });
    if (referrals.length) work.audit({ action: 'referral.handed_over', objectKind: 'referral', objectIds: referrals.map((one) => one.id) });
    if (shifts.length) work.audit({ action: 'shift.handed_over', objectKind: 'on_call_shift', objectIds: shifts.map((one) => one.id) });
  }

  /** Appointments, sessions and, where nobody else needs it, the account. */
  private async end(work: Work, actor: Actor, { id }: PersonDetailRow, reason: string): Promise<void> {
    const day = today(work.now);
    await work.rows(
      `update person p set deactivated_at = $3 where p.id = $1
         and not exists (select 1 from appointment t where t.person_id = p.id and t.institution_id <> $2 and ${lasts('$4::date')})`,
      [id, actor.institutionId, work.now, day],
    );
    await work.rows(
      `update appointment t set valid = t.valid * daterange(null, $3::date), ended_at = $4, ended_reason = $5, version = version + 1
       where t.person_id = $1 and t.institution_id = $2 and ${lasts('$3::date')}`,
      [id, actor.institutionId, day, work.now, reason],
    );
    const ended = await this.accounts.endSessions(work, id);
    await this.accounts.disable(work, id);
    work.afterCommit(() => this.accounts.announceEnded(ended));
  }
}
