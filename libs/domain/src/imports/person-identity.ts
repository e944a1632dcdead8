import type { Finding, RejectReason } from './import.types.js';
import type { KnownPerson } from './person-plan.types.js';
import type { PersonRow } from './person-row.js';
import { numberKey, phoneKey } from './staff-value.js';
import type { Steps } from './steps.js';
import { nameKey } from './text.js';

/** Whom a row means: somebody known, or somebody whom this table creates (`new:…`). */
export interface MeantPerson {
  readonly ref: string;
  readonly known: KnownPerson | null;
}
export interface Meant {
  readonly row: PersonRow;
  readonly person: MeantPerson;
}
type Rejections = Finding<RejectReason>[];

/**
 * Whom each row means: by staff number, else by name and telephone, else by a name that only one person has. The order of rows does not
 * matter. A number that belongs to another name is refused: a slip in it must not rename anybody.
 */
export function* meaningPeople(known: readonly KnownPerson[], rows: readonly PersonRow[], rejected: Rejections): Steps<Meant[]> {
  const byNumber = new Map(known.flatMap((one) => (one.staffNumber === null ? [] : [[numberKey(one.staffNumber), one] as const])));
  const knownByName = yield* groupingByName(known);
  const namesOfNumber = new Map<string, Set<string>>();
  for (const { name, staffNumber } of rows) {
    yield;
    if (staffNumber === null) continue;
    const key = numberKey(staffNumber);
    namesOfNumber.set(key, (namesOfNumber.get(key) ?? new Set()).add(nameKey(name)));
  }
  const found: Meant[] = [];
  for (const [key, named] of Map.groupBy(rows, ({ name }) => nameKey(name))) {
    yield;
    const sound = named.filter((row) => {
      if (row.staffNumber === null) return true;
      const number = numberKey(row.staffNumber);
      const owner = byNumber.get(number);
      const reason =
        owner !== undefined && nameKey(owner.name) !== key
          ? ('number_of_another' as const)
          : (namesOfNumber.get(number)?.size ?? 0) > 1
            ? ('conflicting_duplicate' as const)
            : null;
      if (reason) rejected.push({ row: row.row, column: 'staffNumber', reason, value: row.staffNumber });
      return reason === null;
    });
    found.push(...namesakes(key, sound, knownByName.get(key) ?? [], rejected));
  }
  return found;
}

/** People of one name together, however it is written. */
export function* groupingByName<Person extends { readonly name: string }>(people: readonly Person[]): Steps<Map<string, Person[]>> {
  const groups = new Map<string, Person[]>();
  for (const person of people) {
    yield;
    const key = nameKey(person.name);
    const group = groups.get(key);
    if (group) group.push(person);
    else groups.set(key, [person]);
  }
  return groups;
}

/** One person as the table tells them apart from others of the same name: by number, else by telephone, else not at all. */
interface Described {
  readonly number: string | null;
  readonly phones: readonly string[];
  readonly rows: PersonRow[];
}

function namesakes(key: string, rows: readonly PersonRow[], known: readonly KnownPerson[], rejected: Rejections): Meant[] {
  const { described, bare, unclear } = describe(rows);
  const taken = new Map<string, Described[]>();
  const found: Meant[] = [];
  const refuse = (row: PersonRow) => rejected.push({ row: row.row, column: 'name', reason: 'ambiguous_name', value: row.name });
  const mean = ({ rows: own }: Pick<Described, 'rows'>, person: MeantPerson) => found.push(...own.map((row) => ({ row, person })));
  unclear.forEach(refuse);
  const open: Described[] = [];
  const sharing = sharedTelephones(described, known);
  for (const one of described) {
    if (sharing.has(one)) {
      one.rows.forEach(refuse);
      continue;
    }
    const exact = exactly(one, known);
    if (exact === null) open.push(one);
    else {
      mean(one, { ref: exact.id, known: exact });
      taken.set(exact.id, [...(taken.get(exact.id) ?? []), one]);
    }
  }
  const free = known.filter(({ id }) => !taken.has(id));
  for (const one of open) {
    const fitting = free.filter((person) => fits(one, person));
    const rivals = open.filter((other) => fitting.some((person) => fits(other, person)));
    const [only] = fitting;
    if (only === undefined) mean(one, { ref: `new:${key}#${one.number ?? ''}@${one.number === null ? one.phones[0] : ''}`, known: null });
    else if (fitting.length === 1 && rivals.length === 1) mean(one, { ref: only.id, known: only });
    else one.rows.forEach(refuse);
  }
  if (bare.length === 0) return found;
  // a name alone means somebody only where nobody else could be meant
  const meant = new Map(found.map(({ person }) => [person.ref, person]));
  for (const person of known) meant.set(person.id, { ref: person.id, known: person });
  const [only] = meant.values();
  const refused = found.length < described.reduce((sum, one) => sum + one.rows.length, 0);
  if (meant.size > 1 || refused || unclear.length > 0) bare.forEach(refuse);
  else mean({ rows: bare }, only ?? { ref: `new:${key}#@`, known: null });
  return found;
}

/** Rows of one name by number; rows with a telephone only join the one whose row carries both, or stand for somebody themselves. */
function describe(rows: readonly PersonRow[]): { described: Described[]; bare: PersonRow[]; unclear: PersonRow[] } {
  const described: Described[] = [];
  const numbered = Map.groupBy(
    rows.filter(({ staffNumber }) => staffNumber !== null),
    ({ staffNumber }) => numberKey(staffNumber ?? ''),
  );
  for (const [number, own] of numbered) described.push({ number, phones: phonesOf(own), rows: [...own] });
  const rest = rows.filter(({ staffNumber }) => staffNumber === null);
  const unclear: PersonRow[] = [];
  const byPhone = Map.groupBy(
    rest.filter(({ phone }) => phone !== null),
    ({ phone }) => phoneKey(phone ?? ''),
  );
  for (const [phone, own] of byPhone) {
    const carriers = described.filter(({ number, phones }) => number !== null && phones.includes(phone));
    if (carriers.length === 0) described.push({ number: null, phones: [phone], rows: [...own] });
    else if (carriers.length === 1) carriers[0]?.rows.push(...own);
    else unclear.push(...own);
  }
  return { described, bare: rest.filter(({ phone }) => phone === null), unclear };
}

const phonesOf = (rows: readonly PersonRow[]) => [...new Set(rows.flatMap(({ phone }) => (phone === null ? [] : [phoneKey(phone)])))];

/** Somebody known under that number, else under that telephone and no other number. */
function exactly({ number, phones }: Described, known: readonly KnownPerson[]): KnownPerson | null {
  const numbered = known.find(({ staffNumber }) => number !== null && staffNumber !== null && numberKey(staffNumber) === number);
  if (numbered) return numbered;
  const called = known.filter(
    ({ phone, staffNumber }) => phone !== null && phones.includes(phoneKey(phone)) && (number === null || staffNumber === null),
  );
  return called.length === 1 ? (called[0] ?? null) : null;
}

/**
 * A telephone that several known people of one name share tells nobody apart; and a row that would change it for one of them falls too,
 * else the next import of the same table would understand the rest in another way.
 */
function sharedTelephones(described: readonly Described[], known: readonly KnownPerson[]): Set<Described> {
  const fallen = new Set<Described>();
  for (const one of described.filter(({ number }) => number === null)) {
    const called = known.filter(({ phone }) => phone !== null && one.phones.includes(phoneKey(phone)));
    if (called.length < 2) continue;
    fallen.add(one);
    for (const other of described)
      if (other.number !== null && other.phones.length > 0 && called.some((person) => person === exactly(other, known))) fallen.add(other);
  }
  return fallen;
}

const fits = ({ number }: Described, { staffNumber }: KnownPerson) => number === null || staffNumber === null;
