import type { Role } from '../access/actor.js';
import type { PlanReport } from './import.types.js';

export interface KnownDepartment {
  readonly id: string;
  /** In Chinese, then in English where there is one. */
  readonly names: readonly string[];
}

/** What an appointment says beside whose it is. Days are `YYYY-MM-DD`; `to` is the last day, null is open. */
export interface AppointmentFields {
  readonly role: Role;
  readonly departmentId: string | null;
  readonly title: string | null;
  readonly practiceScope: string | null;
  readonly independentSince: string | null;
  readonly from: string;
  readonly to: string | null;
}
export interface KnownAppointment extends AppointmentFields {
  readonly id: string;
}

export interface PersonFields {
  readonly name: string;
  readonly staffNumber: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}
/** Somebody who works or worked at the institution, with the appointments held there. */
export interface KnownPerson extends PersonFields {
  readonly id: string;
  readonly isDeactivated: boolean;
  /** Whether the sender may change their telephone and mail, to which links are sent that let somebody in. */
  readonly mayReach: boolean;
  readonly appointments: readonly KnownAppointment[];
}

export interface PeopleState {
  readonly people: readonly KnownPerson[];
  readonly departments: readonly KnownDepartment[];
  /** Roles that the sender may give. */
  readonly givable: readonly Role[];
  /** Id of whoever sends the table. */
  readonly sender: string;
  /** Today where the institution is. */
  readonly today: string;
}

/** Everything an import of people will do; `person` of a new appointment is an id or the reference of somebody created here. */
export interface PeoplePlan extends PlanReport {
  readonly create: readonly { readonly ref: string; readonly fields: PersonFields }[];
  readonly update: readonly { readonly id: string; readonly fields: PersonFields; readonly changed: readonly string[] }[];
  readonly appoint: readonly { readonly person: string; readonly fields: AppointmentFields }[];
  readonly change: readonly { readonly id: string; readonly person: string; readonly fields: AppointmentFields }[];
  /** Everybody whom the table names and who is or will be known. */
  readonly named: readonly string[];
}
