import type { Sex } from '../identity/citizen-id.js';

/** Kinds of bed that an inpatient referral can ask for. */
export const bedKinds = ['ordinary', 'icu', 'ccu', 'nicu', 'isolation'] as const;
export type BedKind = (typeof bedKinds)[number];

/** Whom the room of a bed is kept for. */
export const bedSexes = ['any', 'male', 'female'] as const;
export type BedSex = (typeof bedSexes)[number];

/** What a ward says of its bed. `occupied`: by somebody who did not come through a referral. */
export const bedStates = ['open', 'occupied', 'closed'] as const;
export type BedState = (typeof bedStates)[number];

/** What a ward says of its slot. `given`: to somebody who did not come through a referral. */
export const slotStates = ['open', 'given', 'closed'] as const;
export type SlotState = (typeof slotStates)[number];

/** What stands on the tile of a bed. */
export const bedSituations = ['free', 'held', 'occupied', 'closed'] as const;
export type BedSituation = (typeof bedSituations)[number];

/** What stands on the tile of a slot. */
export const slotSituations = ['free', 'held', 'given', 'closed'] as const;
export type SlotSituation = (typeof slotSituations)[number];

/** What is held for a referred patient stands above what the ward says. */
export function bedSituation(state: BedState, hold: 'held' | 'occupied' | null): BedSituation {
  return hold ?? (state === 'open' ? 'free' : state);
}
export function slotSituation(state: SlotState, isHeld: boolean): SlotSituation {
  return isHeld ? 'held' : state === 'open' ? 'free' : state;
}

/** Beds that a patient can be put in, the best first: a room of the same sex leaves the others to whom only they suit. */
export const sexesFitting = (sex: Sex): readonly BedSex[] => (sex === 'male' || sex === 'female' ? [sex, 'any'] : ['any']);

const infancyDays = 365;
/**
 * Whether a patient of this age lies in such a bed: neonatal care is for infants. Whose birth nobody knows is left to whoever accepts.
 * @param bornOn day of birth, YYYY-MM-DD
 */
export const isBedForAge = (kind: BedKind, bornOn: string | null, now: Date): boolean =>
  kind !== 'nicu' || bornOn === null || now.getTime() - Date.parse(bornOn) < infancyDays * 86_400_000;

/** Of special care a house has few beds, whichever department they stand in; an ordinary bed is the department’s own. */
const shared: ReadonlySet<BedKind> = new Set(['icu', 'ccu', 'nicu', 'isolation']);

/** Why a bed that somebody named is not for this patient; null where it is. */
export function misfitOfBed(
  bed: { readonly departmentId: string; readonly kind: BedKind; readonly sex: BedSex },
  patient: { readonly departmentId: string | null; readonly sex: Sex },
): 'department' | 'sex' | null {
  if (bed.departmentId !== patient.departmentId && !shared.has(bed.kind)) return 'department';
  return sexesFitting(patient.sex).includes(bed.sex) ? null : 'sex';
}

/** The same of a slot. */
export function misfitOfSlot(
  slot: { readonly departmentId: string; readonly service: string },
  patient: { readonly departmentId: string | null; readonly service: string },
): 'department' | 'service' | null {
  if (slot.service !== patient.service) return 'service';
  return slot.departmentId === patient.departmentId ? null : 'department';
}

/** After this many hours without a confirmation the published figures of a department are shown as old. */
export const figuresAgeHours = 12;

/** Whether nobody has said for too long, or ever, that the figures are right. */
export const areFiguresOld = (confirmedAt: Date | null, now: Date): boolean =>
  confirmedAt === null || now.getTime() - confirmedAt.getTime() > figuresAgeHours * 3_600_000;

/** Names of beds that are added together: `prefix` before, `suffix` after a running number. */
export const bedLabels = ({ prefix, first, count, suffix }: { prefix: string; first: number; count: number; suffix: string }): string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}${first + i}${suffix}`);
