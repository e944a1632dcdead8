import { Refusal } from '../refusal.js';

/** What a patient takes home: what is exercised, what is swallowed, what must not be waited with. */

export const rehabilitationKinds = [
  'exercise',
  'cardiac',
  'limb',
  'speech_swallowing',
  'respiratory',
  'tcm',
  'nursing',
  'diet',
  'education',
  'other',
] as const;
export type RehabilitationKind = (typeof rehabilitationKinds)[number];

/** 给药途径 (a selection of HL7 RouteOfAdministration). */
export const medicineRoutes = ['oral', 'injection', 'infusion', 'inhaled', 'topical', 'sublingual', 'other'] as const;
export type MedicineRoute = (typeof medicineRoutes)[number];

/** What is done when a warning sign shows. */
export const warningActions = ['return_now', 'call_us', 'next_visit'] as const;
export type WarningAction = (typeof warningActions)[number];

/** How a patient comes to a medicine that the receiver's list does not hold. */
export const bridgings = ['patient_brings', 'receiver_procures', 'substitute_agreed', 'confirmed_by_phone'] as const;
export type Bridging = (typeof bridgings)[number];

/**
 * Whether the receiver can go on giving a medicine: on its list; in another strength or form only; on it and out of stock; not on it;
 * or nobody knows, because no list was published.
 */
export const availabilities = ['listed', 'other_strength', 'out_of_stock', 'not_listed', 'no_list'] as const;
export type Availability = (typeof availabilities)[number];

export interface PlannedMedicine {
  /** 通用名. */
  readonly name: string;
  readonly strength: string | null;
  readonly bridging?: Bridging | null | undefined;
}
/** One line of a hospital's list of medicines (基本用药目录). */
export interface ListedMedicine {
  readonly name: string;
  readonly strength: string | null;
  readonly inStock: boolean;
}

/** Names of one substance are compared without blanks, brackets, salts' dots and width of letters. */
export const medicineKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）·,，.。]/g, '');

/** `5 mg`, `5MG` and `5毫克` are one strength. */
const strengthKey = (text: string): string =>
  medicineKey(text)
    .replace(/毫克/g, 'mg')
    .replace(/微克|ug|μg/g, 'µg')
    .replace(/毫升/g, 'ml')
    .replace(/克/g, 'g');

/**
 * Compares what was planned with what the receiver has.
 * @param list null where it published none
 */
export function availabilityOf({ name, strength }: PlannedMedicine, list: readonly ListedMedicine[] | null): Availability {
  if (!list?.length) return 'no_list';
  const same = list.filter((listed) => medicineKey(listed.name) === medicineKey(name));
  if (!same.length) return 'not_listed';
  const fitting = strength ? same.filter((listed) => !listed.strength || strengthKey(listed.strength) === strengthKey(strength)) : same;
  if (!fitting.length) return 'other_strength';
  return fitting.some(({ inStock }) => inStock) ? 'listed' : 'out_of_stock';
}

/**
 * Nobody is sent home to a pharmacy that cannot go on: what the receiver does not have needs somebody who said how.
 * @returns the medicines with what was found
 * @throws Refusal referral.medicine_unbridged naming their positions
 */
export function checkedMedicines<M extends PlannedMedicine>(
  medicines: readonly M[],
  list: readonly ListedMedicine[] | null,
): (M & { readonly availability: Availability })[] {
  const checked = medicines.map((medicine) => ({ ...medicine, availability: availabilityOf(medicine, list) }));
  const open = checked.flatMap(({ availability, bridging }, at) =>
    availability !== 'listed' && !bridging ? [`medicines.${at}.bridging`] : [],
  );
  if (open.length) throw new Refusal('referral.medicine_unbridged', { fields: open });
  return checked;
}
