import type { OnCallShift } from '@alliance/contracts/on-call.contract';
import { takeOverRefusal, type ShiftFacts } from '@alliance/domain/on-call/take-over';
import { Refusal } from '@alliance/domain/refusal';
import type { Transaction } from '../platform/db/database.js';

export interface ShiftRow {
  id: string;
  version: number;
  institution_id: string;
  department_id: string | null;
  department_zh: string | null;
  department_en: string | null;
  person_id: string;
  person: string;
  phone: string;
  backup_person_id: string | null;
  backup: string | null;
  backup_phone: string | null;
  starts_at: Date;
  ends_at: Date;
  hand_over_note: string | null;
  taken_over_at: Date | null;
}

/** Shifts that were not cancelled; row-level security keeps them to the own institution. */
export const shiftRows = `
  select s.id, s.version, s.institution_id, s.department_id, d.name_zh as department_zh, d.name_en as department_en, s.person_id, p.name as person, s.phone,
    s.backup_person_id, b.name as backup, s.backup_phone, s.starts_at, s.ends_at, s.hand_over_note, s.taken_over_at
  from on_call_shift s join person p on p.id = s.person_id
    left join person b on b.id = s.backup_person_id left join department d on d.id = s.department_id
  where s.cancelled_at is null`;

/** @throws Refusal access.not_found */
export async function shiftRow(tx: Transaction, id: string): Promise<ShiftRow> {
  const [row] = await tx.rows<ShiftRow>(`${shiftRows} and s.id = $1 and s.institution_id = current_institution()`, [id]);
  if (!row) throw new Refusal('access.not_found');
  return row;
}

export const shiftFacts = (row: ShiftRow): ShiftFacts => ({
  id: row.id,
  personId: row.person_id,
  phone: row.phone,
  backupPersonId: row.backup_person_id,
  backupPhone: row.backup_phone,
  from: new Date(row.starts_at),
  to: new Date(row.ends_at),
});

type Named = Pick<ShiftRow, 'department_id' | 'department_zh' | 'department_en'>;
/** null: the duty office. */
export const placeOf = ({ department_id: id, department_zh: zh, department_en: en }: Named): OnCallShift['department'] =>
  id && zh ? { id, name: { zh, ...(en && { en }) } } : null;

export const shiftView = (row: ShiftRow, personId: string | undefined, now: Date): OnCallShift => ({
  id: row.id,
  version: row.version,
  institutionId: row.institution_id,
  department: placeOf(row),
  person: { id: row.person_id, name: row.person, phone: row.phone },
  backup:
    row.backup_person_id && row.backup && row.backup_phone ? { id: row.backup_person_id, name: row.backup, phone: row.backup_phone } : null,
  from: new Date(row.starts_at).toISOString(),
  to: new Date(row.ends_at).toISOString(),
  handOverNote: row.hand_over_note,
  takenOverAt: row.taken_over_at && new Date(row.taken_over_at).toISOString(),
  mine: personId !== undefined && takeOverRefusal(shiftFacts(row), personId, now) === undefined,
});
