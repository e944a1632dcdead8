import { Refusal } from '../refusal.js';
import { checkBirthDate } from './age.js';
import { readCitizenId, type Sex } from './citizen-id.js';

/**
 * How a patient is known. `none_newborn` and `unknown_person` have no number (ID-02); an unknown person is identified later without a new row.
 * Other papers carry a number that no checksum proves.
 */
export const identifierKinds = ['citizen_id', 'passport', 'residence_permit', 'other', 'none_newborn', 'unknown_person'] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

export interface PatientIdentity {
  readonly identifierKind: IdentifierKind;
  /** Normalised number; null for the kinds without one. */
  readonly identifier: string | null;
  readonly name: string;
  readonly sex: Sex;
  /** Plain date; null where unknown. */
  readonly birthDate: string | null;
}

const withoutNumber: ReadonlySet<IdentifierKind> = new Set(['none_newborn', 'unknown_person']);
/** Does a patient of this kind have a number? */
export const hasNumber = (kind: IdentifierKind): boolean => !withoutNumber.has(kind);

/**
 * Checks and normalises what was typed about a patient. A citizen number decides birth date and sex; contradicting it is refused (ID-01).
 * @throws Refusal patient.identifier_invalid, patient.identifier_conflict, patient.age_invalid
 */
export function identityOf(typed: PatientIdentity, today: string): PatientIdentity {
  const name = typed.name.normalize('NFC').trim();
  if (withoutNumber.has(typed.identifierKind)) {
    if (typed.identifier) throw new Refusal('patient.identifier_invalid', { kind: typed.identifierKind });
    checkBirthDate(typed.birthDate, today);
    return { ...typed, name, identifier: null };
  }
  const identifier = typed.identifier?.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase() ?? '';
  if (!identifier || identifier.length > 40) throw new Refusal('patient.identifier_invalid', { kind: typed.identifierKind });
  if (typed.identifierKind !== 'citizen_id') {
    checkBirthDate(typed.birthDate, today);
    return { ...typed, name, identifier };
  }
  const read = readCitizenId(identifier, today);
  if (!read) throw new Refusal('patient.identifier_invalid', { kind: 'citizen_id' });
  const sexDiffers = typed.sex !== 'unknown' && typed.sex !== read.sex;
  if (sexDiffers || (typed.birthDate && typed.birthDate !== read.birthDate)) throw new Refusal('patient.identifier_conflict', {});
  return { ...typed, name, identifier: read.number, birthDate: read.birthDate, sex: read.sex };
}

/** `4401**********1234`: for lists, logs and exports (PI-25). Short numbers show only their last two. */
export function maskIdentifier(identifier: string): string {
  if (identifier.length < 10) return `${'*'.repeat(Math.max(identifier.length - 2, 0))}${identifier.slice(-2)}`;
  return `${identifier.slice(0, 4)}${'*'.repeat(identifier.length - 8)}${identifier.slice(-4)}`;
}
