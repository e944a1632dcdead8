import type { Finding, FlagReason, RejectReason, RowOutcome } from './import.types.js';
import { claimsOf, fieldsOf, refusalOf, type AppointmentClaim, type Placed, type Reject } from './person-appointment.js';
import { meaningPeople, type Meant, type MeantPerson } from './person-identity.js';
import type { AppointmentFields, KnownDepartment, PeoplePlan, PeopleState, PersonFields } from './person-plan.types.js';
import type { PersonRow } from './person-row.js';
import type { Read } from './row-reader.js';
import { phoneKey } from './staff-value.js';
import type { Steps } from './steps.js';
import { nameKey } from './text.js';

/**
 * What a table of people would change: pure, so that the dry run and the import are the same computation. The order of rows does not
 * matter, a rejected row counts as absent, an empty cell says nothing, and a plan that was applied plans nothing the next time.
 */
export function* planningPeople(state: PeopleState, reads: readonly Read<PersonRow>[]): Steps<PeoplePlan> {
  const plan = new Plan(state, reads);
  const rows = reads.flatMap((read) => ('value' in read ? [read.value] : []));
  const meant = yield* meaningPeople(state.people, rows, plan.rejected);
  const find = departmentFinder(state.departments);
  for (const own of Map.groupBy(meant, ({ person }) => person.ref).values()) {
    yield;
    if (plan.agree(own)) plan.person(plan.placed(own, find));
  }
  return plan.done();
}

/** Departments by any of their names, however brackets and spaces are written; undefined where nobody of that name is. */
export function departmentFinder(departments: readonly KnownDepartment[]): (name: string) => string | undefined {
  const ids = new Map(departments.flatMap(({ id, names }) => names.map((name) => [nameKey(name), id] as const)));
  return (name) => ids.get(nameKey(name));
}

class Plan {
  readonly rejected: Finding<RejectReason>[];
  private readonly flagged: Finding<FlagReason>[] = [];
  private readonly rows: RowOutcome[] = [];
  private readonly create: { ref: string; fields: PersonFields }[] = [];
  private readonly update: { id: string; fields: PersonFields; changed: string[] }[] = [];
  private readonly appoint: { person: string; fields: AppointmentFields }[] = [];
  private readonly change: { id: string; person: string; fields: AppointmentFields }[] = [];
  private readonly named: string[] = [];
  private readonly names: ReadonlyMap<string, string>;
  private readonly knownNames: ReadonlySet<string>;

  constructor(
    private readonly state: PeopleState,
    private readonly reads: readonly Read<PersonRow>[],
  ) {
    this.rejected = reads.flatMap((read) => ('problems' in read ? read.problems : []));
    this.names = new Map(state.departments.map(({ id, names }) => [id, names[0] ?? '']));
    this.knownNames = new Set(state.people.map(({ name }) => nameKey(name)));
  }

  private readonly reject: Reject = ({ row }, column, reason, value) => void this.rejected.push({ row, column, reason, value });

  /** Rows of one person that contradict each other fall together, those that fall for other reasons too: else a second import would read them anew. */
  agree(own: readonly Meant[]): boolean {
    const rows = own.map(({ row }) => row);
    const column = contradiction(rows, ['staffNumber', 'phone', 'email']);
    if (column !== null) for (const row of rows) this.reject(row, column, 'conflicting_duplicate', valueOf(row, column));
    return column === null;
  }

  /** Rows whose department is one of ours, whose person still works here, and whose address is not another's to change. */
  placed(own: readonly Meant[], find: (name: string) => string | undefined): Placed[] {
    return own.flatMap(({ row, person }) => {
      const departmentId = row.department === null ? null : find(row.department);
      const contact = contactTaken(row, person);
      if (person.known?.isDeactivated) this.reject(row, 'name', 'person_deactivated', row.name);
      else if (departmentId === undefined) this.reject(row, 'department', 'unknown_department', row.department);
      else if (contact !== null) this.reject(row, contact, 'contact_not_yours', valueOf(row, contact));
      else return [{ row, person, departmentId }];
      return [];
    });
  }

  /** All rows of one person: their appointments first, because a person is created and changed only by rows that count. */
  person(placed: readonly Placed[]): void {
    const { today } = this.state;
    const sound = claimsOf(placed, today, this.reject).filter((claim) => this.isSound(claim));
    const [first] = sound;
    const rows = sound.flatMap((claim) => claim.rows).sort(byRow);
    if (first === undefined) return;
    const { person } = first;
    const fields = personFields(person, rows);
    // who left is no longer ours to change: an old table, read again, leaves them as they are
    const works = sound.some(({ known }) => known === null || known.to === null || known.to >= today);
    const changedPerson = person.known === null || !works ? [] : differences(person.known, fields);
    this.named.push(person.ref);
    if (person.known === null) this.create.push({ ref: person.ref, fields });
    else if (changedPerson.length > 0) this.update.push({ id: person.known.id, fields, changed: changedPerson });
    if (person.known === null && this.knownNames.has(nameKey(fields.name))) this.flag(rows[0], 'name', 'namesake', fields.name);
    // what changes about the person stands beside the first of their rows
    for (const [at, claim] of sound.sort((a, b) => firstRow(a) - firstRow(b)).entries())
      this.appointment(claim, fields.name, at === 0 ? changedPerson : []);
  }

  private appointment(claim: AppointmentClaim, name: string, changedPerson: readonly string[]): void {
    const { person, known } = claim;
    const fields = fieldsOf(claim, this.state.today);
    const differing = known === null ? [] : differences(known, fields);
    if (known === null) this.appoint.push({ person: person.ref, fields });
    else if (differing.length > 0) this.change.push({ id: known.id, person: person.ref, fields });
    const changed = [...changedPerson, ...differing.map((each) => (each === 'departmentId' ? 'department' : each))];
    const label = [name, fields.departmentId === null ? null : this.names.get(fields.departmentId)].filter(Boolean).join(' · ');
    const [first, ...repeated] = [...claim.rows].sort(byRow);
    const outcome = known === null ? 'created' : changed.length > 0 ? 'updated' : 'unchanged';
    if (first) this.rows.push({ row: first.row, outcome, label, changed: known === null ? [] : changed });
    const works = person.known?.appointments.some(({ to }) => to === null || to >= this.state.today);
    if (known === null && works) this.flag(first, 'role', 'further_appointment', fields.role);
    for (const row of repeated) {
      this.rows.push({ row: row.row, outcome: 'unchanged', label, changed: [] });
      this.flag(row, null, 'duplicate_row', String(first?.row));
    }
  }

  /** Rows of one appointment must not contradict each other, and it must be one that may be given so. */
  private isSound(claim: AppointmentClaim): boolean {
    const column = contradiction(claim.rows, ['title', 'practiceScope', 'independentSince', 'independentYears', 'from', 'to']);
    if (column !== null) {
      for (const row of claim.rows) this.reject(row, column, 'conflicting_duplicate', valueOf(row, column));
      return false;
    }
    const fields = fieldsOf(claim, this.state.today);
    if (claim.known !== null && differences(claim.known, fields).length === 0) return true;
    const refusal = refusalOf(claim, fields, this.state);
    if (refusal !== null) for (const row of claim.rows) this.reject(row, refusal.column, refusal.reason, refusal.value);
    return refusal === null;
  }

  private flag(row: PersonRow | undefined, column: string | null, reason: FlagReason, value: string): void {
    if (row) this.flagged.push({ row: row.row, column, reason, value });
  }

  done(): PeoplePlan {
    const lost = new Set(this.rejected.map(({ row }) => row));
    for (const { row, shown } of this.reads) if (lost.has(row)) this.rows.push({ row, outcome: 'rejected', label: shown, changed: [] });
    const { create, update, appoint, change, named } = this;
    const said = { rows: this.rows.sort(byRow), rejected: this.rejected.sort(byRow), flagged: this.flagged.sort(byRow) };
    return { create, update, appoint, change, named, ...said };
  }
}

const byRow = (a: { row: number }, b: { row: number }) => a.row - b.row;
const firstRow = ({ rows }: AppointmentClaim) => Math.min(...rows.map(({ row }) => row));
const valueOf = (row: PersonRow, column: keyof PersonRow) => (row[column] === null ? null : String(row[column]));

/** The first column about which two rows say different things. */
function contradiction(rows: readonly PersonRow[], columns: readonly (keyof PersonRow)[]): keyof PersonRow | null {
  const told = (row: PersonRow, column: keyof PersonRow) =>
    column === 'phone' && row.phone !== null ? phoneKey(row.phone) : valueOf(row, column);
  return columns.find((column) => new Set(rows.flatMap((row) => told(row, column) ?? [])).size > 1) ?? null;
}

/** The address that a row would change although the sender may not say where to reach this person, or null. */
function contactTaken({ phone, email }: PersonRow, { known }: MeantPerson): 'phone' | 'email' | null {
  if (known === null || known.mayReach) return null;
  if (phone !== null && (known.phone === null || phoneKey(phone) !== phoneKey(known.phone))) return 'phone';
  return email !== null && email !== known.email ? 'email' : null;
}

function personFields({ known }: MeantPerson, rows: readonly PersonRow[]): PersonFields {
  const said = (name: 'staffNumber' | 'phone' | 'email') => rows.map((row) => row[name]).find((value) => value !== null) ?? null;
  const phone = said('phone');
  const isSamePhone = phone !== null && known?.phone != null && phoneKey(phone) === phoneKey(known.phone);
  return {
    name: known?.name ?? rows[0]?.name ?? '',
    staffNumber: said('staffNumber') ?? known?.staffNumber ?? null,
    phone: (isSamePhone ? known?.phone : phone) ?? known?.phone ?? null,
    email: said('email') ?? known?.email ?? null,
  };
}

const differences = <Fields extends object>(known: Fields, fields: Fields): string[] =>
  (Object.keys(fields) as (keyof Fields & string)[]).filter((name) => known[name] !== fields[name]);
