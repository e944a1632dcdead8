import type { addPerson, appoint, changeAppointment, changePerson, PersonDetail } from '@alliance/contracts/person.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { isOver } from '@alliance/domain/administration/period';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { AccountAdministration } from '../platform/auth/account.administration.js';
import { isSteppedUp, type Session } from '../platform/auth/session.reader.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { AppointingPolicy } from './appointing.policy.js';
import { PersonQueries } from './person.queries.js';
import type { PersonDetailRow } from './person.row.js';
import { PersonStore, type AppointmentFields, type PersonFields } from './person.store.js';

interface Change {
  readonly kind: string;
  readonly version: number;
  readonly institutionId: string;
  readonly data?: Readonly<Record<string, unknown>>;
}

const factsOf = (appointmentId: string, { role, departmentId, from, to }: AppointmentFields) => ({
  appointmentId,
  role,
  departmentId,
  from,
  to,
});

const facts = ['name', 'staffNumber', 'phone', 'email'] as const satisfies readonly (keyof PersonFields)[];
const differing = (person: PersonDetailRow, fields: PersonFields) => {
  const { name, staff_number: staffNumber, phone, email } = person;
  const before = { name, staffNumber, phone, email };
  return facts.filter((fact) => before[fact] !== fields[fact]);
};

/** People and what they are appointed to. Each command answers the person as they stand. */
@Injectable()
export class PersonService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: PersonQueries,
    private readonly store: PersonStore,
    private readonly policy: AppointingPolicy,
    private readonly accounts: AccountAdministration,
  ) {}

  add(actor: Actor, body: InputOf<typeof addPerson>['body']): Promise<PersonDetail> {
    const { id = newId(), appointment, institutionId = actor.institutionId, ...fields } = body;
    return this.command(actor, id, async (work) => {
      if (institutionId !== actor.institutionId && actor.role !== 'management_office') throw new Refusal('access.denied');
      await this.check(work, actor, institutionId, appointment);
      await this.store.add(work, id, fields);
      const appointmentId = newId();
      await this.store.appoint(work, appointmentId, id, institutionId, appointment);
      await this.store.writeContact(work, id, fields);
      return { kind: 'person.added', version: 1, institutionId, data: factsOf(appointmentId, appointment) };
    });
  }

  /**
   * @param session whoever changes the phone or the address proves who they are: links that let somebody in are sent there
   * @throws Refusal access.denied for an address of somebody whom the actor may not let in, session.step_up_required
   */
  change(actor: Actor, session: Session, id: string, { version, ...fields }: InputOf<typeof changePerson>['body']): Promise<PersonDetail> {
    return this.command(actor, id, async (work) => {
      const person = await this.load(work, id, version);
      const changed = differing(person, fields);
      const contact = changed.includes('phone') || changed.includes('email');
      if (contact) {
        if (id !== actor.personId) await this.policy.checkMayLetIn(work, actor, person);
        if (!isSteppedUp(session, work.now)) throw new Refusal('session.step_up_required');
      }
      const next = await this.store.nextVersion(work, id, version);
      await this.store.write(work, id, fields);
      if (contact) await this.store.writeContact(work, id, fields);
      const kind = contact ? 'person.contact_changed' : 'person.changed';
      return { kind, version: next, institutionId: actor.institutionId, data: { changed } };
    });
  }

  /** A further appointment, or the first one of somebody who comes back. */
  appoint(actor: Actor, id: string, { version, ...fields }: InputOf<typeof appoint>['body']): Promise<PersonDetail> {
    return this.command(actor, id, async (work) => {
      this.checkOther(actor, id);
      await this.load(work, id, version, { comesBack: true });
      await this.check(work, actor, actor.institutionId, fields);
      const appointmentId = newId();
      // first the appointment: whose people one keeps is read from it
      await this.store.appoint(work, appointmentId, id, actor.institutionId, fields);
      const next = await this.store.nextVersion(work, id, version);
      await this.store.reactivate(work, id);
      await this.accounts.enable(work, id);
      return { kind: 'person.appointed', version: next, institutionId: actor.institutionId, data: factsOf(appointmentId, fields) };
    });
  }

  changeAppointment(
    actor: Actor,
    { id, appointmentId }: { id: string; appointmentId: string },
    { version, ...fields }: InputOf<typeof changeAppointment>['body'],
  ): Promise<PersonDetail> {
    return this.command(actor, id, async (work) => {
      this.checkOther(actor, id);
      const person = await this.load(work, id, version);
      const before = person.appointments.find((one) => one.id === appointmentId);
      const [standing] = await work.rows<{ institution_id: string; ended: boolean }>(
        'select institution_id, ended_at is not null as ended from appointment where id = $1',
        [appointmentId],
      );
      if (!before || !standing) throw new Refusal('access.not_found');
      if (standing.ended) throw new Refusal('person.inactive');
      const institutionId = standing.institution_id;
      await this.policy.checkRoles(work, actor, institutionId, [before.role, fields.role]);
      if (fields.departmentId !== before.department?.id) await this.policy.checkDepartment(work, institutionId, fields.departmentId);
      this.checkStays(work, person, appointmentId, fields);
      await this.policy.checkAdministratorStays(work, institutionId, new Map([[appointmentId, fields]]));
      const next = await this.store.nextVersion(work, id, version);
      await this.store.changeAppointment(work, appointmentId, fields);
      const kind = before.to !== fields.to && fields.to !== null ? 'person.appointment_ended' : 'person.appointment_changed';
      return { kind, version: next, institutionId, data: factsOf(appointmentId, fields) };
    });
  }

  private command(actor: Actor, id: string, change: (work: Work) => Promise<Change>): Promise<PersonDetail> {
    return this.commands.run(
      actor,
      async (work) => {
        const { kind, version, institutionId, data = {} } = await change(work);
        work.subjectId = id;
        work.audit({ action: kind, objectKind: 'person', objectIds: [id] });
        const recipients = [...new Set([actor.institutionId, institutionId])];
        work.event({ kind, topic: 'person', subjectId: id, version, data, recipients, concerns: [id] });
        return this.queries.one(work, id);
      },
      { replay: (subjectId) => this.queries.get(actor, subjectId) },
    );
  }

  /** @throws Refusal access.not_found, record.stale, person.inactive */
  private async load(work: Work, id: string, version: number, { comesBack = false } = {}): Promise<PersonDetailRow> {
    const row = await this.queries.row(work, id);
    if (row.version !== version) throw new Refusal('record.stale', { version: row.version });
    if (row.deactivated_at && !comesBack) throw new Refusal('person.inactive');
    return row;
  }

  private async check(work: Work, actor: Actor, institutionId: string, { role, departmentId }: AppointmentFields): Promise<void> {
    await this.policy.checkRoles(work, actor, institutionId, [role]);
    await this.policy.checkDepartment(work, institutionId, departmentId);
  }

  /** Nobody appoints themselves, nor changes what they are appointed to. @throws Refusal person.self */
  private checkOther(actor: Actor, id: string): void {
    if (id === actor.personId) throw new Refusal('person.self');
  }

  /** What ends at once may not be the last one: deactivating hands the open work over. @throws Refusal appointment.period_invalid */
  private checkStays(work: Work, { appointments }: PersonDetailRow, appointmentId: string, after: AppointmentFields): void {
    const day = today(work.now);
    const others = appointments.some((one) => one.id !== appointmentId && !isOver(one, day));
    if (isOver(after, day) && !others) throw new Refusal('appointment.period_invalid', { fields: ['to'] });
  }
}
