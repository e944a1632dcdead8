import { anyNameKey, Directory, type FoundBy, type KnownInstitution } from './directory.js';
import type { Finding, FlagReason, RejectReason, RowOutcome } from './import.types.js';
import type { InstitutionRow } from './institution-row.js';
import { looseKey } from './pairing-institutions.js';
import { cityStem, sameCity } from './place.js';
import type { Read } from './row-reader.js';
import { isMasked, nameKey } from './text.js';

export type InstitutionFields = Omit<KnownInstitution, 'id'>;

export interface InstitutionPlan {
  readonly create: readonly { readonly ref: string; readonly fields: InstitutionFields }[];
  readonly update: readonly { readonly id: string; readonly fields: InstitutionFields }[];
  readonly rows: readonly RowOutcome[];
  readonly rejected: readonly Finding<RejectReason>[];
  readonly flagged: readonly Finding<FlagReason>[];
}

/** Whom a row means. Found by its code, a different name is news; found otherwise, another way of writing. */
interface Meant {
  readonly row: InstitutionRow;
  readonly ref: string;
  readonly known: KnownInstitution | null;
  readonly by: FoundBy | 'code' | 'created';
}

/** What a table of institutions would change; pure and idempotent like `planPairings`. Known by code, else by name within the city. */
export function planInstitutions(known: readonly KnownInstitution[], reads: readonly Read<InstitutionRow>[]): InstitutionPlan {
  const { groups, rejected } = settle(known, reads);
  const similarTo = namesakes(known, groups);
  const plan = { create: [] as { ref: string; fields: InstitutionFields }[], update: [] as { id: string; fields: InstitutionFields }[] };
  const rows: RowOutcome[] = [];
  const flagged: Finding<FlagReason>[] = [];
  for (const [first, ...repeated] of groups) {
    const fields = fieldsOf(first, similarTo(first));
    const changed = first.known === null ? [] : differences(first.known, fields);
    if (first.known === null) plan.create.push({ ref: first.ref, fields });
    else if (changed.length > 0) plan.update.push({ id: first.known.id, fields });
    const outcome = first.known === null ? 'created' : changed.length > 0 ? 'updated' : 'unchanged';
    rows.push({ row: first.row.row, outcome, label: fields.name, changed });
    flagged.push(...remarksOn(first, fields));
    for (const { row } of repeated) {
      rows.push({ row: row.row, outcome: 'unchanged', label: fields.name, changed: [] });
      flagged.push({ row: row.row, column: null, reason: 'duplicate_row', value: String(first.row.row) });
    }
  }
  const lost = new Set(rejected.map(({ row }) => row));
  for (const { row, shown } of reads) if (lost.has(row)) rows.push({ row, outcome: 'rejected', label: shown, changed: [] });
  const byRow = (a: { row: number }, b: { row: number }) => a.row - b.row;
  return { ...plan, rows: rows.sort(byRow), rejected: rejected.sort(byRow), flagged: flagged.sort(byRow) };
}

type Rejections = Finding<RejectReason>[];
interface Settled {
  readonly groups: [Meant, ...Meant[]][];
  readonly rejected: Rejections;
}

/** Rows are read again with what they would create until nothing changes, as in `planPairings`. */
function settle(known: readonly KnownInstitution[], reads: readonly Read<InstitutionRow>[]): Settled {
  const unread: Rejections = reads.flatMap((read) => ('problems' in read ? read.problems : []));
  const lost = unsound(reads);
  let after = known;
  let settled: Settled = { groups: [], rejected: unread };
  for (let round = 1; round <= 10; round += 1) {
    const now: Rejections = [];
    const find = finder(known, after);
    const meant = reads.flatMap((read): Meant[] => {
      if (!('value' in read) || lost.has(read.row)) return [];
      const found = find(read.value);
      if (found === null) now.push({ row: read.row, column: 'name', reason: 'ambiguous_name', value: read.value.name });
      return found === null ? [] : [found];
    });
    const groups = soundGroups(meant, now);
    settled = { groups, rejected: [...unread, ...[...lost.values()].flat(), ...now] };
    const next = registryAfter(known, groups);
    if (JSON.stringify(next) === JSON.stringify(after)) break;
    after = next;
    if (round >= 3) for (const [row, findings] of Map.groupBy(now, (finding) => finding.row)) lost.set(row, findings);
  }
  return settled;
}

function registryAfter(known: readonly KnownInstitution[], groups: Settled['groups']): KnownInstitution[] {
  const named = groups.map(([first]) => ({ ...fieldsOf(first, []), id: first.ref }));
  const byId = new Map(named.map((one) => [one.id, one]));
  return [...known.map((one) => byId.get(one.id) ?? one), ...named.filter(({ id }) => isNew(id))];
}

/** Rows that are wrong whoever is meant: two different ones under one code, or one without a code that fits several others of the file. */
function unsound(reads: readonly Read<InstitutionRow>[]): Map<number, Rejections> {
  const rows = reads.flatMap((read) => ('value' in read ? [{ ...read.value, key: anyNameKey(read.value.name) }] : []));
  const lost = new Map<number, Rejections>();
  const lose = ({ row, name }: InstitutionRow, reason: RejectReason) => lost.set(row, [{ row, column: 'name', reason, value: name }]);
  for (const [code, group] of Map.groupBy(rows, (row) => row.code))
    if (code !== null && new Set(group.map(contentOf)).size > 1) for (const row of group) lose(row, 'conflicting_duplicate');
  const placeOf = ({ city }: InstitutionRow) => (city === null ? null : cityStem(city));
  for (const group of Map.groupBy(rows, (row) => row.key).values())
    for (const row of group.filter(({ code }) => code === null)) {
      const fits = group.filter((other) => sameCity(other.city, row.city) && (other.code !== null || placeOf(other) !== placeOf(row)));
      if (fits.some((other) => other.code !== null || row.city === null)) lose(row, 'ambiguous_name');
    }
  return lost;
}

/**
 * Rows grouped by whom they mean, the first row first. Rows that say different things about one institution are all rejected; beside one
 * with a code, those without are.
 */
function soundGroups(meant: readonly Meant[], rejected: Finding<RejectReason>[]): [Meant, ...Meant[]][] {
  return [...Map.groupBy(meant, ({ ref }) => ref).values()].flatMap((group): [Meant, ...Meant[]][] => {
    const coded = group.filter(({ row }) => row.code !== null);
    const speaking = coded.length > 0 ? coded : group;
    const [first, ...repeated] = speaking.sort((a, b) => a.row.row - b.row.row);
    const agree = first !== undefined && repeated.every(({ row }) => contentOf(row) === contentOf(first.row));
    for (const one of group)
      if (!agree || !speaking.includes(one))
        rejected.push({ row: one.row.row, column: 'name', reason: 'conflicting_duplicate', value: one.row.name });
    return agree ? [[first, ...repeated]] : [];
  });
}

interface Similar {
  readonly ref: string;
  readonly city: string | null;
  readonly code: string | null;
}

/** Others of nearly the same name in the same city, in the registry and in the file. */
function namesakes(known: readonly KnownInstitution[], groups: Settled['groups']): (one: Meant) => Similar[] {
  const all = [...known.map((one) => ({ ...one, ref: one.id })), ...groups.map(([{ ref, row }]) => ({ ...row, ref }))];
  const byName = Map.groupBy(all, ({ name, ref }) => (isMasked(name) ? ref : looseKey(name)));
  return ({ ref, row }) => (byName.get(looseKey(row.name)) ?? []).filter((one) => one.ref !== ref && sameCity(one.city, row.city));
}

const isNew = (ref: string) => ref.startsWith('new:');

/** Looks for whom a row means among `after`, the registry as this file would leave it; answers with what the registry says now. */
function finder(known: readonly KnownInstitution[], after: readonly KnownInstitution[]): (row: InstitutionRow) => Meant | null {
  const now = new Map(known.map((one) => [one.id, one]));
  const byCode = new Map(after.flatMap((one) => (one.code === null ? [] : [[one.code, one] as const])));
  const directory = new Directory(after);
  const means = (row: InstitutionRow, { id }: KnownInstitution, by: Meant['by']): Meant => {
    const one = now.get(id) ?? null;
    return { row, ref: id, known: one, by: one === null ? 'created' : by };
  };
  return (row) => {
    const coded = row.code === null ? undefined : byCode.get(row.code);
    if (coded) return means(row, coded, 'code');
    const found = directory.find(row.name, row.city, row.province);
    if (found.kind === 'one' && (row.code === null || ((now.get(found.institution.id)?.code ?? null) === null && found.by === 'name')))
      return means(row, found.institution, found.by);
    if (found.kind === 'ambiguous' && row.code === null) return null;
    const name = found.kind === 'none' ? found.fullName : row.name;
    const key = row.code === null ? `${anyNameKey(name)}@${row.city === null ? '' : cityStem(row.city)}` : `code:${row.code}`;
    return { row: { ...row, name }, ref: `new:${key}`, known: null, by: 'created' };
  };
}

/** An empty cell says nothing: it never wipes out what is known; a replaced name stays as an alias. */
function fieldsOf({ row, known, by }: Meant, similar: readonly Similar[]): InstitutionFields {
  const renamed = by === 'code' && known !== null && nameKey(known.name) !== nameKey(row.name);
  const name = known === null || renamed ? row.name : known.name;
  const aliases = union(known?.aliases ?? [], row.aliases, renamed ? [known.name] : []).filter((alias) => nameKey(alias) !== nameKey(name));
  const possibleSameAs = union(known?.possibleSameAs ?? [], row.possibleSameAs, similar.flatMap(({ code }) => code ?? []).sort());
  const flags = union(
    (known?.flags ?? []).filter((flag) => flag !== 'created_by_pairing_import'),
    isMasked(name) ? ['masked_name'] : [],
  );
  return {
    code: row.code ?? known?.code ?? null,
    name,
    aliases,
    province: row.province ?? known?.province ?? null,
    city: row.city ?? known?.city ?? null,
    type: row.type ?? known?.type ?? row.typeByName,
    level: row.level ?? known?.level ?? 'unknown',
    levelBasis: row.levelBasis ?? known?.levelBasis ?? null,
    phone: row.phone ?? known?.phone ?? null,
    source: row.source ?? known?.source ?? null,
    notes: row.notes ?? known?.notes ?? null,
    flags: possibleSameAs.length > 0 || similar.length > 0 ? union(flags, ['possible_duplicate']) : flags,
    possibleSameAs,
  };
}

function remarksOn({ row, by, known }: Meant, fields: InstitutionFields): Finding<FlagReason>[] {
  const say = (reason: FlagReason, value: string): Finding<FlagReason> => ({ row: row.row, column: 'name', reason, value });
  const remarks: Finding<FlagReason>[] = [];
  if (isMasked(fields.name)) remarks.push(say('masked_name', fields.name));
  if (fields.flags.includes('possible_duplicate')) remarks.push(say('possible_duplicate', fields.possibleSameAs.join('、') || fields.name));
  if (known !== null && by === 'alias') remarks.push(say('found_by_alias', `${row.name} → ${known.name}`));
  if (known !== null && by === 'old_place') remarks.push(say('old_place_name', `${row.name} → ${known.name}`));
  return remarks;
}

const union = (...lists: (readonly string[])[]) => [...new Set(lists.flat())];
const contentOf = ({ row: _row, ...content }: InstitutionRow) => JSON.stringify(content);
const differences = (known: KnownInstitution, fields: InstitutionFields): string[] =>
  (Object.keys(fields) as (keyof InstitutionFields)[]).filter((name) => JSON.stringify(known[name]) !== JSON.stringify(fields[name]));
