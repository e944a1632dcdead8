import { misfitOfBed, misfitOfSlot, type BedKind, type BedSex } from '@alliance/domain/capacity/bed';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import { Refusal } from '@alliance/domain/refusal';
import type { Work } from '../platform/command/work.js';

/** A bed or slot that was found free and whose row this transaction has locked. */
export interface Place {
  readonly bedId: string | null;
  readonly slotId: string | null;
  readonly departmentId: string;
  readonly label: string;
  readonly kind: string;
  /** The text of a `tstzrange`: a bed from now on, a slot its own time. */
  during(now: Date, until: Date): string;
}
/** What a bed or slot must fit. */
export interface Kept {
  readonly departmentId: string | null;
  readonly sex: Sex;
  readonly service: string;
}
interface BedRow {
  id: string;
  department_id: string;
  label: string;
  kind: BedKind;
}
interface SlotRow {
  id: string;
  department_id: string;
  label: string;
  service: string;
  during: string;
}

const placeOfBed = ({ id, department_id: departmentId, label, kind }: BedRow): Place => ({
  bedId: id,
  slotId: null,
  departmentId,
  label,
  kind,
  during: (now, until) => `[${now.toISOString()},${until.toISOString()})`,
});

/**
 * Of another referral: what this one holds itself is given back in the same breath. Only the end counts: a clock that is a little ahead made a
 * hold that begins later than my now.
 */
const freeOfOthers = (at: string) =>
  `not exists (select 1 from capacity_hold h where h.bed_id = b.id and h.released_at is null and h.referral_id <> $1
     and (upper_inf(h.during) or upper(h.during) > ${at}::timestamptz))`;

/**
 * The best free bed of a kind. Beds that somebody else is just taking are passed over instead of waited for: fifty who come at once neither
 * queue nor deadlock. @throws Refusal capacity.none_free
 */
export async function lockFreeBed(
  work: Work,
  referralId: string,
  departmentId: string | null,
  kind: BedKind,
  sexes: readonly BedSex[],
): Promise<Place> {
  const passed: string[] = [];
  for (;;) {
    const [bed] = await work.rows<BedRow>(
      `select b.id, b.department_id, b.label, b.kind from bed b
       where b.institution_id = current_institution() and b.state = 'open' and b.kind = $2 and b.sex = any($3::text[])
         and ($4::uuid is null or b.department_id = $4) and b.id <> all($5::uuid[]) and ${freeOfOthers('$6')}
       order by array_position($3::text[], b.sex), length(b.label), b.label limit 1 for no key update of b skip locked`,
      [referralId, kind, sexes, departmentId, passed, work.now],
    );
    if (!bed) throw new Refusal('capacity.none_free', { kind });
    // between looking and locking somebody may have taken it and be done: only a look after the lock is certain
    const [free] = await work.rows(`select 1 from bed b where b.id = $2 and ${freeOfOthers('$3')}`, [referralId, bed.id, work.now]);
    if (free) return placeOfBed(bed);
    passed.push(bed.id);
  }
}

/** That nobody else holds it is for the exclusion constraint to say. @throws Refusal capacity.taken, capacity.not_fitting, access.not_found */
export async function lockBed(work: Work, bedId: string, patient: Kept): Promise<Place> {
  const [bed] = await work.rows<BedRow & { sex: BedSex; state: string }>(
    `select id, department_id, label, kind, sex, state from bed where id = $1 and institution_id = current_institution() for no key update`,
    [bedId],
  );
  if (!bed) throw new Refusal('access.not_found');
  const misfit = misfitOfBed({ departmentId: bed.department_id, kind: bed.kind, sex: bed.sex }, patient);
  if (misfit) throw new Refusal('capacity.not_fitting', { misfit });
  if (bed.state !== 'open') throw new Refusal('capacity.taken');
  return placeOfBed(bed);
}

/** A slot that is not over; who holds it, the exclusion constraint says. @throws Refusal capacity.taken, capacity.not_fitting, access.not_found */
export async function lockSlot(work: Work, slotId: string, patient: Kept): Promise<Place> {
  const [slot] = await work.rows<SlotRow & { state: string; ends_at: Date }>(
    `select s.id, s.department_id, s.service, s.state, s.ends_at, s.during::text as during,
       to_char(s.starts_at at time zone i.time_zone, 'YYYY-MM-DD HH24:MI') || ' ' || s.room as label
     from slot s join institution i on i.id = s.institution_id
     where s.id = $1 and s.institution_id = current_institution() for no key update of s`,
    [slotId],
  );
  if (!slot) throw new Refusal('access.not_found');
  const { id, department_id: departmentId, label, service: kind, during } = slot;
  const misfit = misfitOfSlot({ departmentId, service: kind }, patient);
  if (misfit) throw new Refusal('capacity.not_fitting', { misfit });
  if (slot.state !== 'open' || slot.ends_at <= work.now) throw new Refusal('capacity.taken');
  return { bedId: null, slotId: id, departmentId, label, kind, during: () => during };
}
