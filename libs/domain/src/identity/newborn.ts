import { Refusal } from '../refusal.js';

/** What is written down when a child is born. */
export interface Birth {
  readonly bornAt: Date;
  /** Whole weeks and days; null where nobody counted. */
  readonly gestation: { readonly weeks: number; readonly days: number } | null;
  /** Grams. */
  readonly weightGrams: number | null;
}

/** A child is a newborn for 28 days (WHO). */
const newbornDays = 28;
const dayMs = 86_400_000;

/** Weeks and days of pregnancy as days: 31+2 is 219. */
export const gestationalDays = ({ weeks, days }: { readonly weeks: number; readonly days: number }): number => weeks * 7 + days;
export const gestationOf = (total: number): { weeks: number; days: number } => ({ weeks: Math.floor(total / 7), days: total % 7 });

/**
 * Limits of what can be a newborn: born within 28 days and not in the future.
 * @throws Refusal patient.age_invalid
 */
export function checkBirth({ bornAt }: Pick<Birth, 'bornAt'>, now: Date): void {
  const ageMs = now.getTime() - bornAt.getTime();
  // the clock of a delivery room may be a little ahead
  if (ageMs < -5 * 60_000 || ageMs > newbornDays * dayMs) throw new Refusal('patient.age_invalid', { fields: ['bornAt'] });
}
