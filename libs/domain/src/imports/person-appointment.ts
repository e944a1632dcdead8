import type { Role } from '../access/actor.js';
import { isAdministrator } from '../administration/appointing.js';
import type { RejectReason } from './import.types.js';
import type { Meant, MeantPerson } from './person-identity.js';
import type { AppointmentFields, KnownAppointment, PeopleState } from './person-plan.types.js';
import type { PersonRow } from './person-row.js';
import { wholeYears, yearsBefore } from './staff-value.js';

/** A row whose person is known, with the department that it names. */
export interface Placed extends Meant {
  readonly departmentId: string | null;
}
/** Rows that speak of one appointment: one that is known, or a new one. */
export interface AppointmentClaim {
  readonly person: MeantPerson;
  readonly role: Role;
  readonly departmentId: string | null;
  readonly known: KnownAppointment | null;
  readonly rows: PersonRow[];
}
/** Says that a row is wrong, and why. */
export type Reject = (row: PersonRow, column: keyof PersonRow, reason: RejectReason, value: string | null) => void;

/**
 * Which appointment each row of one person means. A row without a role or a department means the only one there is, in the registry and in
 * the table together; where there are several it is refused, so that the second import understands every row as the first one did.
 */
export function claimsOf(placed: readonly Placed[], today: string, reject: Reject): AppointmentClaim[] {
  const [first] = placed;
  if (first === undefined) return [];
  const { person } = first;
  const open = (person.known?.appointments ?? []).filter(({ to }) => to === null || to >= today);
  const roles = new Set([...open, ...placed.map(({ row }) => row)].flatMap(({ role }) => role ?? []));
  const isOver = ({ to }: PersonRow) => to !== null && to < today;
  const current = placed.filter(({ row }) => !isOver(row));
  const [onlyRole] = roles.size === 1 ? roles : [];
  const claims = new Map<string, AppointmentClaim>();
  const add = (row: PersonRow, role: Role, departmentId: string | null, known: KnownAppointment | null) => {
    const key = known?.id ?? `${role} ${departmentId ?? ''}`;
    const claim = claims.get(key) ?? { person, role, departmentId: departmentId ?? known?.departmentId ?? null, known, rows: [] };
    claim.rows.push(row);
    claims.set(key, claim);
  };
  for (const { row, departmentId } of placed) {
    const role = row.role ?? onlyRole;
    if (role === undefined) {
      reject(row, 'role', roles.size === 0 ? 'missing' : 'unclear_appointment', null);
      continue;
    }
    const target = targetOf(role, departmentId, open, current, onlyRole);
    const over = isOver(row) ? overLike(row, role, departmentId, person) : undefined;
    if (over) add(row, role, departmentId, over);
    else if (isOver(row)) reject(row, 'to', 'period_over', row.to);
    else if (target === 'unclear') reject(row, 'department', 'unclear_appointment', row.department);
    else add(row, role, target.departmentId, target.known);
  }
  return [...claims.values()];
}

type Target = { readonly departmentId: string | null; readonly known: KnownAppointment | null } | 'unclear';

function targetOf(
  role: Role,
  departmentId: string | null,
  open: readonly KnownAppointment[],
  placed: readonly Placed[],
  onlyRole: Role | undefined,
): Target {
  const known = new Map<string | null, KnownAppointment>();
  for (const one of open.filter((each) => each.role === role).sort((a, b) => (a.from < b.from ? 1 : -1))) known.set(one.departmentId, one);
  const named = new Set(placed.filter(({ row }) => (row.role ?? onlyRole) === role).flatMap((one) => one.departmentId ?? []));
  const [moved] = named;
  // an appointment without a department gets the one that the table names for it
  const homeless = known.get(null);
  if (homeless && known.size === 1 && named.size === 1 && moved !== undefined) return { departmentId: moved, known: homeless };
  if (departmentId !== null) return { departmentId, known: known.get(departmentId) ?? null };
  if (homeless) return { departmentId: null, known: homeless };
  const options = new Set([...known.keys(), ...named]);
  const [only] = options;
  if (options.size > 1) return 'unclear';
  return only === undefined ? { departmentId: null, known: null } : { departmentId: only, known: known.get(only) ?? null };
}

/** An appointment that is over as the row says: an old table, read again. */
function overLike(row: PersonRow, role: Role, departmentId: string | null, { known }: MeantPerson): KnownAppointment | undefined {
  return known?.appointments.find(
    (one) => one.role === role && one.to === row.to && (departmentId === null || departmentId === one.departmentId),
  );
}

/** What the rows of a claim make of its appointment; an empty cell says nothing and never wipes out what is known. */
export function fieldsOf({ known, role, departmentId, rows }: AppointmentClaim, today: string): AppointmentFields {
  const said = <Name extends keyof PersonRow>(name: Name) => rows.map((row) => row[name]).find((value) => value !== null) ?? null;
  return {
    role,
    departmentId: departmentId ?? known?.departmentId ?? null,
    title: said('title') ?? known?.title ?? null,
    practiceScope: said('practiceScope') ?? known?.practiceScope ?? null,
    independentSince: independence(said('independentSince'), said('independentYears'), known?.independentSince ?? null, today),
    from: said('from') ?? known?.from ?? today,
    to: said('to') ?? known?.to ?? null,
  };
}

/** A number of years is counted back from today, unless it is already true of the day that is known: a table read again next week changes nothing. */
function independence(since: string | null, years: number | null, known: string | null, today: string): string | null {
  if (since !== null || years === null) return since ?? known;
  return known !== null && known <= today && wholeYears(known, today) === years ? known : yearsBefore(today, years);
}

/** Why an appointment may not become what the table says, or null. */
export function refusalOf(
  { person, known, rows }: AppointmentClaim,
  fields: AppointmentFields,
  { givable, sender }: Pick<PeopleState, 'givable' | 'sender'>,
): { column: 'role' | 'from' | 'to'; reason: RejectReason; value: string } | null {
  if (person.ref === sender) return { column: 'role', reason: 'own_appointment', value: fields.role };
  if (!givable.includes(fields.role)) return { column: 'role', reason: 'role_refused', value: fields.role };
  if (fields.to !== null && fields.to < fields.from)
    return { column: 'to', reason: 'period_reversed', value: `${fields.from} – ${fields.to}` };
  // the last administrator stays, and nobody locks themselves out: such an end is set on the person's own page
  const period = known !== null && isAdministrator(fields.role) && (known.to !== fields.to || known.from !== fields.from);
  const column = rows.some(({ to }) => to !== null) ? 'to' : 'from';
  return period ? { column, reason: 'administrator_period', value: fields.to ?? fields.from } : null;
}
