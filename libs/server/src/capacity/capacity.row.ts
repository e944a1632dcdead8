import type { Bed, Hold, Slot } from '@alliance/contracts/capacity.contract';
import { bedSituation, slotSituation, type BedKind, type BedSex, type BedState, type SlotState } from '@alliance/domain/capacity/bed';
import type { Urgency } from '@alliance/domain/referral/referral.codes';
import { Refusal } from '@alliance/domain/refusal';
import type { Transaction } from '../platform/db/database.js';

export interface HoldRow {
  hold_id: string | null;
  hold_version: number;
  hold_label: string;
  hold_state: 'held' | 'occupied';
  held_until: Date;
  referral_id: string;
  number: string | null;
  urgency: Urgency | null;
}
export interface BedRow extends HoldRow {
  id: string;
  version: number;
  department_id: string;
  label: string;
  kind: BedKind;
  sex: BedSex;
  state: BedState;
  occupied_until: Date | null;
  note: string | null;
}
export interface SlotRow extends HoldRow {
  id: string;
  version: number;
  department_id: string;
  service: Slot['service'];
  room: string;
  starts_at: Date;
  ends_at: Date;
  state: SlotState;
}

const holdColumns = `h.id as hold_id, h.version as hold_version, h.label as hold_label, h.state as hold_state, h.held_until, h.referral_id, r.number, r.urgency`;

/** Beds of my institution with what is held of them at the instant `$1`; the caller adds its conditions. */
export const bedRows = `
  select b.id, b.version, b.department_id, b.label, b.kind, b.sex, b.state, b.occupied_until, b.note, ${holdColumns}
  from bed b left join capacity_hold h on h.bed_id = b.id and h.released_at is null and (upper_inf(h.during) or upper(h.during) > $1::timestamptz)
    left join referral r on r.id = h.referral_id
  where b.institution_id = current_institution()`;
/** The same of slots; a slot stays held until somebody gives it back. */
export const slotRows = `
  select s.id, s.version, s.department_id, s.service, s.room, s.starts_at, s.ends_at, s.state, ${holdColumns}
  from slot s left join capacity_hold h on h.slot_id = s.id and h.released_at is null
    left join referral r on r.id = h.referral_id
  where s.institution_id = current_institution()`;

export const holdRow = `
  select ${holdColumns}, h.department_id, h.institution_id from capacity_hold h left join referral r on r.id = h.referral_id
  where h.institution_id = current_institution() and h.released_at is null`;

const instant = (at: Date): string => new Date(at).toISOString();

export function holdView(row: HoldRow): Hold | null {
  if (!row.hold_id) return null;
  return {
    id: row.hold_id,
    version: row.hold_version,
    label: row.hold_label,
    state: row.hold_state,
    until: row.hold_state === 'occupied' ? null : instant(row.held_until),
    referral: row.number ? { id: row.referral_id, number: row.number, urgency: row.urgency } : null,
  };
}

export const bedView = (row: BedRow): Bed => ({
  id: row.id,
  version: row.version,
  departmentId: row.department_id,
  label: row.label,
  kind: row.kind,
  sex: row.sex,
  situation: bedSituation(row.state, row.hold_id ? row.hold_state : null),
  occupiedUntil: row.occupied_until && instant(row.occupied_until),
  note: row.note,
  hold: holdView(row),
});

export const slotView = (row: SlotRow): Slot => ({
  id: row.id,
  version: row.version,
  departmentId: row.department_id,
  service: row.service,
  room: row.room,
  from: instant(row.starts_at),
  to: instant(row.ends_at),
  situation: slotSituation(row.state, row.hold_id !== null),
  hold: holdView(row),
});

/** @throws Refusal access.not_found */
export async function bedRow(tx: Transaction, id: string, now: Date): Promise<BedRow> {
  const [row] = await tx.rows<BedRow>(`${bedRows} and b.id = $2`, [now, id]);
  if (!row) throw new Refusal('access.not_found');
  return row;
}

/** A department of mine that is open. @throws Refusal department.foreign */
export async function ownDepartment(tx: Transaction, id: string): Promise<void> {
  const [own] = await tx.rows('select 1 from department where id = $1 and institution_id = current_institution() and closed_at is null', [
    id,
  ]);
  if (!own) throw new Refusal('department.foreign');
}
