import * as person from '@alliance/contracts/person.contract';
import { addPerson, deactivatePerson } from '@alliance/contracts/person.contract';
import type { AskOf, Route } from '@alliance/contracts/route';
import * as timeline from '@alliance/contracts/timeline.contract';
import type { Role } from '@alliance/domain/access/actor';
import { PersonModule } from '../person/person.module.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { TimelineModule } from '../timeline/timeline.module.js';
import type { Person, Serving, TestApi } from './app.js';
import type { TestDatabase } from './services.js';
import type { World } from './world.js';

/** What an API needs to serve the administration of people. */
export const personSlice: Serving = { features: [PersonModule, TimelineModule], contracts: [person, timeline] };

/** A calendar day from today on, as forms write it. */
export const dayFrom = (days = 0): string => today(new Date(Date.now() + days * 86_400_000));
export const appointmentFields = (more: object = {}) => ({
  role: 'doctor' as const,
  departmentId: null,
  title: null,
  practiceScope: null,
  independentSince: null,
  from: dayFrom(),
  to: null,
  ...more,
});
export const personFields = (more: object = {}) => ({ name: '钱多多', staffNumber: null, phone: null, email: null, ...more });
export const administratorAdds = (who: Person, more: object = {}, first: object = {}) =>
  who.get(addPerson, { body: { ...personFields(more), appointment: appointmentFields(first) } });

/** Status of what was done, status and code of what was refused. */
export async function refusalOf<R extends Route>(who: Person, route: R, ask: AskOf<R>): Promise<number | string> {
  const { status, problem } = await who.ask(route, ask);
  return status < 300 ? status : `${status} ${problem.code}`;
}

export async function idOf({ owner }: TestDatabase, username: string): Promise<string> {
  const { rows } = await owner.query<{ person_id: string }>('select person_id from account where username = $1', [username]);
  return rows[0]?.person_id ?? '';
}

let hired = 0;
export interface Colleague {
  readonly username: string;
  readonly personId: string;
  readonly appointmentId: string;
  readonly me: Person;
}
/** Somebody with an account and a phone or none, signed in. */
export async function colleagueOf(
  { owner }: TestDatabase,
  api: TestApi,
  world: World,
  { hospital = 'county', role = 'doctor', phone = null }: { hospital?: 'county' | 'lead'; role?: Role; phone?: string | null } = {},
): Promise<Colleague> {
  const username = `colleague.${++hired}`;
  const [personId, appointmentId] = [newId(), newId()];
  await owner.query('insert into person (id, name) values ($1, $2)', [personId, username]);
  await owner.query(`insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, $4, '[2020-01-01,)')`, [
    appointmentId,
    personId,
    world[hospital].id,
    role,
  ]);
  await owner.query(
    `insert into account (id, person_id, username, password_hash) select $1, $2, $3, password_hash from account where username = 'county.doctor'`,
    [newId(), personId, username],
  );
  await owner.query('insert into person_contact (person_id, phone) values ($1, $2)', [personId, phone]);
  return { username, personId, appointmentId, me: await api.as(username) };
}

export const deactivates = (who: Person, id: string, successorId: string | null = null, version = 1) =>
  who.ask(deactivatePerson, { params: { id }, body: { version, reason: '调离', successorId } });
