import { Refusal } from '../refusal.js';

/** Nobody is older; an age beyond it is a slip of the finger. */
export const oldestAge = 120;

/** Whole years on a day; undefined without a birth date. Both are plain dates `YYYY-MM-DD`. */
export function ageOn(birthDate: string | null, today: string): number | undefined {
  if (!birthDate) return undefined;
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/**
 * The year somebody was born in, from an age that was guessed. A guess is no birth date and is never shown as one.
 * @param age whole years, 0–120
 * @throws Refusal patient.age_invalid
 */
export function estimatedBirthYear(age: number, today: string): number {
  if (!Number.isInteger(age) || age < 0 || age > oldestAge) throw new Refusal('patient.age_invalid', { fields: ['estimatedAge'] });
  return Number(today.slice(0, 4)) - age;
}

/** About how old somebody is, in years, from the year that was guessed. */
export const estimatedAgeOn = (birthYear: number, today: string): number => Math.max(Number(today.slice(0, 4)) - birthYear, 0);

/**
 * A birth date that a living person can have: not after today, at most 120 full years ago.
 * @throws Refusal patient.age_invalid
 */
export function checkBirthDate(birthDate: string | null, today: string): void {
  const age = ageOn(birthDate, today);
  if (age !== undefined && (age < 0 || age > oldestAge)) throw new Refusal('patient.age_invalid', { fields: ['birthDate'] });
}
