import { Refusal } from '../refusal.js';

/** Mobile, landline with area code, service numbers (ID-08); numbers abroad with their country code (ITU-T E.164). */
const shapes = [
  /^1[3-9]\d{9}$/,
  /^0\d{2,3}-?\d{7,8}(-\d{1,6})?$/,
  /^400-?\d{3}-?\d{4}$/,
  /^800-?\d{3}-?\d{4}$/,
  /^95\d{3,6}$/,
  /^1(10|19|20|22)$/,
  /^\+(?!86)[1-9]\d{6,14}$/,
];

/**
 * A number under which a patient or the family is reached, without spaces and without +86.
 * @returns null where none was given
 * @throws Refusal patient.phone_invalid
 */
export function patientPhone(written: string | null): string | null {
  const typed = (written ?? '').normalize('NFKC').replace(/[\s()]/g, '');
  if (!typed) return null;
  const home = /^(?:\+86|0086)-?(.+)$/.exec(typed)?.[1];
  // behind +86 an area code has lost its zero; a mobile may be written 138-1234-5678
  const phone =
    home && /^[2-9]\d{1,2}-?\d{7,8}$/.test(home)
      ? `0${home}`
      : (home ?? typed).replace(/^1[3-9][\d-]+$/, (mobile) => mobile.replaceAll('-', ''));
  if (!shapes.some((shape) => shape.test(phone))) throw new Refusal('patient.phone_invalid', { fields: ['phone'] });
  return phone;
}
