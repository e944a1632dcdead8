import type { Finding, FlagReason, RejectReason, RowOutcome } from './import.types.js';
import { ClaimReader, slotOf, type RejectEntry, type ShiftClaim } from './rota-claim.js';
import type { KnownShift, RotaPlan, RotaState, ShiftFields } from './rota-plan.types.js';
import { shown, type RotaEntry } from './rota-row.js';
import { longestShiftHours } from './rota-time.js';
import type { Read } from './row-reader.js';
import type { Steps } from './steps.js';

type Interval = Pick<ShiftFields, 'from' | 'to'>;
const overlap = (a: Interval, b: Interval) => a.from < b.to && b.from < a.to;

/**
 * What a rota would change: pure, so that the dry run and the import are the same computation. The order of rows does not matter; nobody
 * is at two places at once; a shift that was taken over keeps its person; a plan that was applied plans nothing the next time.
 */
export function* planningRota(state: RotaState, reads: readonly Read<readonly RotaEntry[]>[]): Steps<RotaPlan> {
  const rejected: Finding<RejectReason>[] = reads.flatMap((read) => ('problems' in read ? read.problems : []));
  const lost = new Set<RotaEntry>();
  const reject: RejectEntry = (entry, column, reason, value) => {
    lost.add(entry);
    rejected.push({ row: entry.row, column, reason, value });
  };
  const reader = yield* ClaimReader.of(state, reject);
  const claims: ShiftClaim[] = [];
  for (const read of reads) {
    yield;
    for (const entry of 'value' in read ? read.value : []) {
      const claim = reader.read(entry);
      if (claim) claims.push(claim);
    }
  }
  const groups = soundGroups(claims, reject);
  yield* rejectTwoPlacesInTable(groups, reject);
  let live = groups.filter(([first]) => !lost.has(first.entry));
  // a row that falls no longer moves the shift it would have replaced, and that one may stand in the way of another row
  for (let before = -1; before !== live.length;) {
    yield;
    before = live.length;
    rejectTwoPlacesKnown(live, state.shifts, reader, reject);
    live = live.filter(([first]) => !lost.has(first.entry));
  }
  return planOf(live, state, reads, lost, rejected);
}

type Group = readonly [ShiftClaim, ...ShiftClaim[]];
const entryColumn = ({ entry }: ShiftClaim, otherwise: string) => entry.column ?? otherwise;
/** The row of another entry and, in a grid, its column. */
const whereIn = ({ entry: { row, column } }: ShiftClaim) => (column === null ? String(row) : `${row} ${column}`);
const byRow = (a: { row: number }, b: { row: number }) => a.row - b.row;

/** Entries of one place and time, which must name one person and not contradict each other. */
function soundGroups(claims: readonly ShiftClaim[], reject: RejectEntry): Group[] {
  return [...Map.groupBy(claims, ({ fields }) => slotOf(fields)).values()].flatMap((group): Group[] => {
    const [first, ...others] = group.sort((a, b) => byRow(a.entry, b.entry));
    if (first === undefined) return [];
    const isOne = others.every(({ fields }) => JSON.stringify(fields) === JSON.stringify(first.fields));
    if (isOne) return [[first, ...others]];
    for (const claim of group) {
      const other = claim === first ? others[0] : first;
      reject(claim.entry, entryColumn(claim, 'person'), 'conflicting_duplicate', other ? whereIn(other) : null);
    }
    return [];
  });
}

/** Both of two entries that would have one person at two places fall, each naming the row of the other. */
function* rejectTwoPlacesInTable(groups: readonly Group[], reject: RejectEntry): Steps<void> {
  for (const own of Map.groupBy(groups, ([{ fields }]) => fields.personId).values()) {
    yield;
    const sorted = own.sort(([a], [b]) => (a.fields.from < b.fields.from ? -1 : 1));
    const clashes = new Map<Group, Group>();
    for (const [at, one] of sorted.entries())
      for (const other of sorted.slice(at + 1)) {
        if (other[0].fields.from >= one[0].fields.to) break;
        if (!clashes.has(one)) clashes.set(one, other);
        if (!clashes.has(other)) clashes.set(other, one);
      }
    for (const [group, other] of clashes)
      for (const claim of group) reject(claim.entry, entryColumn(claim, 'person'), 'two_rows_elsewhere', whereIn(other[0]));
  }
}

function rejectTwoPlacesKnown(live: readonly Group[], shifts: readonly KnownShift[], reader: ClaimReader, reject: RejectEntry): void {
  const replaced = new Set(live.map(([{ known }]) => known?.id));
  const staying = Map.groupBy(
    shifts.filter(({ id }) => !replaced.has(id)),
    ({ personId }) => personId,
  );
  for (const group of live) {
    const [{ fields }] = group;
    const clash = staying.get(fields.personId)?.find((shift) => overlap(shift, fields));
    if (!clash) continue;
    const where = `${reader.placeName(clash.departmentId)} ${shown(clash.from)} – ${shown(clash.to)}`;
    for (const claim of group) reject(claim.entry, entryColumn(claim, 'person'), 'on_duty_elsewhere', where);
  }
}

function planOf(
  live: readonly Group[],
  { shifts }: RotaState,
  reads: readonly Read<readonly RotaEntry[]>[],
  lost: ReadonlySet<RotaEntry>,
  rejected: Finding<RejectReason>[],
): RotaPlan {
  const create: ShiftFields[] = [];
  const update: { id: string; fields: ShiftFields }[] = [];
  const rows: RowOutcome[] = [];
  const flagged: Finding<FlagReason>[] = [];
  const overlapsAt = placeOverlaps(live, shifts);
  for (const group of live) {
    const [first, ...repeated] = group;
    const { fields, known, placeName, personName } = first;
    const changed = known === null ? [] : (Object.keys(fields) as (keyof ShiftFields)[]).filter((name) => known[name] !== fields[name]);
    if (known === null) create.push(fields);
    else if (changed.length > 0) update.push({ id: known.id, fields });
    const label = `${shown(fields.from)} – ${shown(fields.to)} ${placeName} ${personName}`;
    const say = ({ entry }: ShiftClaim, outcome: RowOutcome['outcome'], names: readonly string[]) =>
      rows.push({ row: entry.row, ...(entry.column !== null && { column: entry.column }), outcome, label, changed: names });
    say(first, known === null ? 'created' : changed.length > 0 ? 'updated' : 'unchanged', changed.map(columnOf));
    for (const claim of repeated) {
      say(claim, 'unchanged', []);
      flagged.push({ row: claim.entry.row, column: claim.entry.column, reason: 'duplicate_row', value: whereIn(first) });
    }
    const other = overlapsAt(fields);
    if (other) flagged.push({ row: first.entry.row, column: first.entry.column, reason: 'place_overlap', value: other });
  }
  const unread = new Set(reads.flatMap((read) => ('problems' in read ? [read.row] : [])));
  for (const { row, shown: label } of reads) if (unread.has(row)) rows.push({ row, outcome: 'rejected', label, changed: [] });
  for (const { row, column, from, to, place, person } of lost) {
    const label = [`${shown(from)} – ${shown(to)}`, place, person.who].filter(Boolean).join(' ');
    rows.push({ row, ...(column !== null && { column }), outcome: 'rejected', label, changed: [] });
  }
  return { create, update, rows: rows.sort(byRow), rejected: rejected.sort(byRow), flagged: flagged.sort(byRow) };
}

const columnOf = (name: keyof ShiftFields): string =>
  (
    ({ departmentId: 'department', personId: 'person', backupPersonId: 'backup', from: 'start', to: 'end' }) as Partial<
      Record<string, string>
    >
  )[name] ?? name;

/** What else is at the same place at an overlapping time after the import: two on duty, which a person should look at. */
function placeOverlaps(live: readonly Group[], shifts: readonly KnownShift[]): (fields: ShiftFields) => string | null {
  const replaced = new Set(live.map(([{ known }]) => known?.id));
  const staying = shifts.filter(({ id }) => !replaced.has(id));
  const after = Map.groupBy([...live.map(([{ fields }]) => fields), ...staying], ({ departmentId }) => departmentId);
  const sorted = new Map([...after].map(([place, all]) => [place, all.sort((a, b) => (a.from < b.from ? -1 : 1))]));
  return (fields) => {
    const all = sorted.get(fields.departmentId) ?? [];
    const other = nearby(all, fields).find((one) => one !== fields && overlap(one, fields));
    return other ? `${shown(other.from)} – ${shown(other.to)}` : null;
  };
}

/** Of shifts sorted by their beginning, those that begin within the longest shift before the end of one. */
function nearby(sorted: readonly ShiftFields[], { from, to }: Interval): ShiftFields[] {
  const before = (time: string) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle]?.from ?? '') < time) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return sorted.slice(before(new Date(Date.parse(`${from}Z`) - longestShiftHours * 3_600_000).toISOString().slice(0, 19)), before(to));
}
