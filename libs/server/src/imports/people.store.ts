import { mayLetIn, rolesToGive } from '@alliance/domain/administration/appointing';
import type { Actor } from '@alliance/domain/access/actor';
import type {
  AppointmentFields,
  KnownAppointment,
  KnownPerson,
  PeoplePlan,
  PeopleState,
  PersonFields,
} from '@alliance/domain/imports/person-plan.types';
import type { Transaction } from '../platform/db/database.js';
import { rangeOf } from '../platform/db/period.js';
import { newId } from '../platform/ids.js';
import { initialsOf, pinyinOf } from '../platform/text/pinyin.js';
import { inPortions, ownDepartments } from './staff-table.js';

/** People who work or worked at the own institution, with their appointments there; other houses' people are nobody here. */
export async function peopleState(tx: Transaction, { personId: sender, role }: Actor, now: Date): Promise<PeopleState> {
  const [place] = await tx.rows<{ today: string; isOffice: boolean; leadsAlliance: boolean }>(
    `select ($1::timestamptz at time zone i.time_zone)::date::text as today, i.type = 'management_office' as "isOffice",
       exists (select 1 from alliance a where a.lead_id = i.id) as "leadsAlliance"
     from institution i where i.id = current_institution()`,
    [now],
  );
  const { today = '', isOffice = false, leadsAlliance = false } = place ?? {};
  const people = await tx.rows<Omit<KnownPerson, 'appointments' | 'mayReach'> & { worksElsewhere: boolean }>(
    `select p.id, p.name, p.staff_number as "staffNumber", c.phone, c.email, p.deactivated_at is not null as "isDeactivated",
       exists (select 1 from appointment e where e.person_id = p.id and e.institution_id <> current_institution()
         and not isempty(e.valid) and (upper(e.valid) is null or upper(e.valid) > $1::date)) as "worksElsewhere"
     from person p left join person_contact c on c.person_id = p.id
     where p.id in (select a.person_id from appointment a where a.institution_id = current_institution()) order by p.id`,
    [today],
  );
  const held = await tx.rows<KnownAppointment & { personId: string }>(
    `select a.id, a.person_id as "personId", a.role, a.department_id as "departmentId", a.title, a.practice_scope as "practiceScope",
       a.independent_since::text as "independentSince", lower(a.valid)::text as "from", (upper(a.valid) - 1)::text as "to"
     from appointment a where a.institution_id = current_institution() and not isempty(a.valid) order by a.id`,
  );
  const byPerson = Map.groupBy(held, ({ personId }) => personId);
  const appointments = (id: string) => (byPerson.get(id) ?? []).map(({ personId: _, ...appointment }) => appointment);
  const givable = rolesToGive(role, { own: true, isOffice, leadsAlliance });
  const knownOf = ({ worksElsewhere, ...person }: (typeof people)[number]): KnownPerson => {
    const own = appointments(person.id);
    const roles = own.flatMap(({ role: held, to }) => (to === null || to >= today ? [held] : []));
    return { ...person, appointments: own, mayReach: person.id === sender || mayLetIn(role, { held: roles, givable, worksElsewhere }) };
  };
  return {
    people: people.map(knownOf),
    departments: await ownDepartments(tx),
    givable,
    sender,
    today,
  };
}

/** What was written: everybody new or changed with the version they have now, and the appointments given. */
export interface Written {
  readonly versionOf: ReadonlyMap<string, number>;
  readonly made: readonly string[];
  readonly appointed: readonly { readonly id: string; readonly personId: string; readonly fields: AppointmentFields }[];
}

/** Writes a plan: who is new first, appointments next, because they decide whose contacts may be written, and the changes last. */
export async function applyPeople(tx: Transaction, { create, update, appoint, change }: PeoplePlan): Promise<Written> {
  const ids = new Map(create.map(({ ref }) => [ref, newId()]));
  const idOf = (ref: string) => ids.get(ref) ?? ref;
  const made = create.map(({ ref, fields }) => ({ id: idOf(ref), ...fields }));
  await inPortions(made, (portion) =>
    tx.rows(
      `insert into person (id, name, pinyin, initials, staff_number)
       select id, name, pinyin, initials, staff_number from jsonb_populate_recordset(null::person, $1::jsonb)`,
      [JSON.stringify(portion.map(personRow))],
    ),
  );
  const appointed = appoint.map(({ person, fields }) => ({ id: newId(), personId: idOf(person), fields }));
  await inPortions(appointed, (portion) =>
    tx.rows(
      `insert into appointment (id, person_id, institution_id, department_id, role, title, practice_scope, independent_since, valid)
       select id, person_id, current_institution(), department_id, role, title, practice_scope, independent_since, valid
       from jsonb_populate_recordset(null::appointment, $1::jsonb)`,
      [JSON.stringify(portion.map(({ id, personId, fields }) => ({ id, person_id: personId, ...appointmentRow(fields) })))],
    ),
  );
  const changed = change.map(({ id, fields }) => ({ id, ...appointmentRow(fields) }));
  await inPortions(changed, (portion) =>
    tx.rows(
      `update appointment a set department_id = r.department_id, title = r.title, practice_scope = r.practice_scope,
         independent_since = r.independent_since, valid = r.valid, version = a.version + 1
       from jsonb_populate_recordset(null::appointment, $1::jsonb) r where a.id = r.id`,
      [JSON.stringify(portion)],
    ),
  );
  const renumbered = new Map(update.map(({ id, fields }) => [id, fields.staffNumber]));
  const touched = [...new Set([...renumbered.keys(), ...[...appoint, ...change].map(({ person }) => person)])].filter(
    (ref) => !ids.has(ref),
  );
  const versionOf = new Map(made.map(({ id }) => [id, 1]));
  await inPortions(touched, async (portion) => {
    const rows = await tx.rows<{ id: string; version: number }>(
      `update person p set staff_number = coalesce(r.staff_number, p.staff_number), version = p.version + 1
       from jsonb_populate_recordset(null::person, $1::jsonb) r where p.id = r.id returning p.id, p.version`,
      [JSON.stringify(portion.map((id) => ({ id, staff_number: renumbered.get(id) ?? null })))],
    );
    for (const { id, version } of rows) versionOf.set(id, version);
  });
  await writeContacts(tx, [...made, ...update.filter(isContactChange).map(({ id, fields }) => ({ id, ...fields }))]);
  return { versionOf, made: [...ids.values()], appointed };
}

/** Where nothing changes nothing is written: the database would refuse even that for somebody who works elsewhere. */
export const isContactChange = ({ changed }: PeoplePlan['update'][number]): boolean =>
  changed.includes('phone') || changed.includes('email');

const writeContacts = (tx: Transaction, people: readonly (PersonFields & { id: string })[]): Promise<void> =>
  inPortions(
    people.filter(({ phone, email }) => phone !== null || email !== null),
    (portion) =>
      tx.rows(
        `insert into person_contact (person_id, phone, email)
         select person_id, phone, email from jsonb_populate_recordset(null::person_contact, $1::jsonb)
         on conflict (person_id) do update set phone = excluded.phone, email = excluded.email, version = person_contact.version + 1
         where (person_contact.phone, person_contact.email) is distinct from (excluded.phone, excluded.email)`,
        [JSON.stringify(portion.map(({ id, phone, email }) => ({ person_id: id, phone, email })))],
      ),
  );

const personRow = ({ id, name, staffNumber }: PersonFields & { id: string }) => ({
  id,
  name,
  pinyin: pinyinOf(name),
  initials: initialsOf(name),
  staff_number: staffNumber,
});

const appointmentRow = ({ role, departmentId, title, practiceScope, independentSince, from, to }: AppointmentFields) => ({
  role,
  department_id: departmentId,
  title,
  practice_scope: practiceScope,
  independent_since: independentSince,
  valid: rangeOf({ from, to }),
});
