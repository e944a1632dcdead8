import { estimatedBirthYear } from '@alliance/domain/identity/age';
import { patientPhone } from '@alliance/domain/identity/patient-phone';

const passes = (check: () => unknown): boolean => {
  try {
    check();
  } catch {
    return false;
  }
  return true;
};

/** By the rules the server decides with; nothing written is right. */
export const isPhone = (text: string): boolean => passes(() => patientPhone(text));
export const isAge = (text: string): boolean => text.trim() === '' || passes(() => estimatedBirthYear(Number(text), '2000-01-01'));
/** Empty, or a whole number from `min` to `max`. */
export const isWhole = (text: string, min: number, max: number): boolean =>
  text.trim() === '' || (/^\d+$/.test(text.trim()) && Number(text) >= min && Number(text) <= max);
