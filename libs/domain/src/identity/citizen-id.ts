const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';

/** FHIR administrative gender; in the number an odd sequence digit is male (GB 11643). */
export type Sex = 'male' | 'female' | 'other' | 'unknown';

export interface CitizenId {
  /** 18 characters, the last a digit or capital X. */
  readonly number: string;
  /** `YYYY-MM-DD`, a plain date: never a midnight instant, summer time 1986–1991 would move it. */
  readonly birthDate: string;
  readonly sex: 'male' | 'female';
}

/** Check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2). */
export function checkCharacterOf(digits17: string): string {
  const sum = weights.reduce<number>((total, weight, i) => total + weight * Number(digits17[i]), 0);
  return checkCharacters[sum % 11] as string;
}

/**
 * Reads a citizen identity number: 17 digits and a check character, a real birth date not after `today`. Source: GB 11643-1999 (ID-01).
 * @returns undefined when it is not a valid number
 */
export function readCitizenId(text: string, today: string): CitizenId | undefined {
  const number = text.trim().toUpperCase();
  if (!/^\d{17}[\dX]$/.test(number) || checkCharacterOf(number) !== number[17]) return undefined;
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (!isCalendarDate(birthDate) || birthDate > today) return undefined;
  return { number, birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' };
}

/** True for a day that exists, written `YYYY-MM-DD`. By arithmetic: judging a patient asks it for every dated value. */
export function isCalendarDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)?.map(Number) ?? [];
  if (!year || !month || !day || month > 12) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31);
}
