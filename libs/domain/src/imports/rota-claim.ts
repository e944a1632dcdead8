import type { RejectReason } from './import.types.js';
import { groupingByName } from './person-identity.js';
import { departmentFinder } from './person-plan.js';
import type { KnownShift, RotaPerson, RotaState, ShiftFields } from './rota-plan.types.js';
import { shown, type Named, type RotaEntry } from './rota-row.js';
import { numberKey, phoneKey } from './staff-value.js';
import type { Steps } from './steps.js';
import { nameKey } from './text.js';

/** An entry whose place and people are known. */
export interface ShiftClaim {
  readonly entry: RotaEntry;
  readonly placeName: string;
  readonly personName: string;
  readonly fields: ShiftFields;
  /** The shift that this one is, or takes the place of. */
  readonly known: KnownShift | null;
}
export type RejectEntry = (entry: RotaEntry, column: string, reason: RejectReason, value: string | null) => void;

const dutyOffice = new Set(['总值班', '行政总值班', '院总值班', '医院总值班', '总值班室', 'dutyoffice', 'duty_office', '']);

/** Turns entries into claims on shifts, one by one; null where an entry is wrong. */
export class ClaimReader {
  private readonly findDepartment: (name: string) => string | undefined;
  private readonly placeNames: ReadonlyMap<string, string>;
  private readonly byNumber: ReadonlyMap<string, RotaPerson>;
  private readonly byPlaceAndTime: ReadonlyMap<string, KnownShift[]>;

  private constructor(
    { people, departments, shifts }: RotaState,
    private readonly byName: ReadonlyMap<string, RotaPerson[]>,
    private readonly reject: RejectEntry,
  ) {
    this.findDepartment = departmentFinder(departments);
    this.placeNames = new Map(departments.map(({ id, names }) => [id, names[0] ?? '']));
    this.byNumber = new Map(people.flatMap((one) => (one.staffNumber === null ? [] : [[numberKey(one.staffNumber), one] as const])));
    this.byPlaceAndTime = Map.groupBy(shifts, slotOf);
  }

  static *of(state: RotaState, reject: RejectEntry): Steps<ClaimReader> {
    return new ClaimReader(state, yield* groupingByName(state.people), reject);
  }

  read(entry: RotaEntry): ShiftClaim | null {
    const { place, column, from, to, handOverNote } = entry;
    const departmentId = place === null || dutyOffice.has(nameKey(place).replace(/\s/gu, '')) ? null : this.findDepartment(place);
    if (departmentId === undefined) {
      this.reject(entry, column ?? 'department', 'unknown_department', place);
      return null;
    }
    const person = this.person(entry, entry.person, 'person');
    const backup = entry.backup === null ? null : this.person(entry, entry.backup, 'backup');
    if (person === null || (entry.backup !== null && backup === null)) return null;
    const slot = this.byPlaceAndTime.get(slotOf({ departmentId, from, to })) ?? [];
    const same = slot.find(({ personId }) => personId === person.id);
    const known = same ?? (slot.length === 1 ? (slot[0] ?? null) : null);
    const wrong = this.wrong(entry, person, slot, same);
    const phone = entry.person.phone ?? same?.phone ?? person.phone;
    const sameBackup = backup !== null && same?.backupPersonId === backup.id;
    const backupPhone = backup === null ? null : (entry.backup?.phone ?? (sameBackup ? same.backupPhone : null) ?? backup.phone);
    if (wrong) this.reject(entry, column ?? 'person', wrong.reason, wrong.value);
    else if (phone === null) this.reject(entry, column ?? 'phone', 'missing', person.name);
    else if (backup?.id === person.id) this.reject(entry, column ?? 'backup', 'two_rows_elsewhere', String(entry.row));
    else if (backup !== null && backupPhone === null) this.reject(entry, column ?? 'backupPhone', 'missing', backup.name);
    else {
      const fields = {
        departmentId,
        personId: person.id,
        phone,
        backupPersonId: backup?.id ?? same?.backupPersonId ?? null,
        backupPhone: backup === null ? (same?.backupPhone ?? null) : backupPhone,
        from,
        to,
        handOverNote: handOverNote ?? same?.handOverNote ?? null,
      };
      return { entry, placeName: this.placeName(departmentId), personName: person.name, fields, known };
    }
    return null;
  }

  placeName(departmentId: string | null): string {
    return departmentId === null ? '总值班' : (this.placeNames.get(departmentId) ?? '');
  }

  /** Appointed on the day the shift begins; and what another has taken over, or two hold, is not replaced by a table. */
  private wrong(
    { from, person: named }: RotaEntry,
    person: RotaPerson,
    slot: readonly KnownShift[],
    same: KnownShift | undefined,
  ): { reason: RejectReason; value: string } | null {
    const day = from.slice(0, 10);
    if (!person.appointed.some((one) => one.from <= day && (one.to === null || one.to >= day)))
      return { reason: 'not_appointed', value: `${named.who} ${day}` };
    if (same === undefined && slot.some(({ isTakenOver }) => isTakenOver)) return { reason: 'taken_over', value: shown(from) };
    return same === undefined && slot.length > 1 ? { reason: 'conflicting_duplicate', value: shown(from) } : null;
  }

  /** By staff number, else by a name that one person has, or one with that telephone. */
  private person(entry: RotaEntry, { who, phone }: Named, column: 'person' | 'backup'): RotaPerson | null {
    const numbered = this.byNumber.get(numberKey(who));
    if (numbered) return numbered;
    const named = this.byName.get(nameKey(who)) ?? [];
    const day = entry.from.slice(0, 10);
    const here = named.filter(({ appointed }) => appointed.some((one) => one.from <= day && (one.to === null || one.to >= day)));
    const called = named.filter((one) => phone !== null && one.phone !== null && phoneKey(one.phone) === phoneKey(phone));
    for (const found of [named, called, here]) if (found.length === 1) return found[0] ?? null;
    this.reject(entry, entry.column ?? column, named.length === 0 ? 'unknown_person' : 'ambiguous_name', who);
    return null;
  }
}

export const slotOf = ({ departmentId, from, to }: Pick<ShiftFields, 'departmentId' | 'from' | 'to'>): string =>
  `${departmentId ?? ''} ${from} ${to}`;
