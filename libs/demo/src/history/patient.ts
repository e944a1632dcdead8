import { checkCharacterOf, type Sex } from '@alliance/domain/identity/citizen-id';
import { maskIdentifier } from '@alliance/domain/identity/patient';
import type { FieldCipher } from '@alliance/server/platform/crypto/field-cipher';
import { initialsOf } from '@alliance/server/platform/text/pinyin';
import { demoId } from '../demo-id.js';
import type { HistoricKind } from './kind.types.js';
import { givenNames, surnames } from './names.data.js';
import { pick, spread } from './spread.js';

export interface HistoricPatient {
  readonly id: string;
  readonly name: string;
  readonly initials: string;
  readonly sex: Sex;
  readonly birthDate: string | null;
  readonly masked: string | null;
  readonly row: object;
}
/** First of the invented districts of a part of the history; each has numbers of three digits. */
const districts: Readonly<Record<string, number>> = { historic: 990_120, down: 990_140, other: 990_150 };
const perDistrict = 450;

/** An invented patient; the number lies in a district that does not exist. */
export function historicPatient(
  key: string,
  n: number,
  kind: Pick<HistoricKind, 'sex' | 'ages'>,
  since: Date,
  cipher: FieldCipher,
): HistoricPatient {
  const id = demoId(`${key} patient ${n}`);
  const sex = kind.sex === 'female' ? 'female' : pick(n, 41, ['male', 'female'] as const);
  const year = since.getUTCFullYear() - spread(n, 42, ...kind.ages) - 1;
  const birthDate = `${year}-${String(spread(n, 43, 1, 12)).padStart(2, '0')}-${String(spread(n, 44, 1, 28)).padStart(2, '0')}`;
  const district = (districts[key] ?? 990_190) + Math.floor(n / perDistrict);
  const sequence = String((n % perDistrict) * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0');
  const digits = `${district}${birthDate.replaceAll('-', '')}${sequence}`;
  const number = digits + checkCharacterOf(digits);
  const name = pick(n, 45, surnames) + pick(n, 46, givenNames[sex]);
  const masked = maskIdentifier(number);
  return {
    ...{ id, name, initials: initialsOf(name), sex, birthDate, masked },
    row: {
      ...{ id, identifier_kind: 'citizen_id', identifier_masked: masked, version: 1, created_at: since },
      identifier_cipher: cipher.encrypt(number, `patient.identifier:${id}`),
      identifier_index: `\\x${cipher.blindIndex('citizen_id', number).toString('hex')}`,
    },
  };
}

/** How a hospital knows a patient. */
export const relationRow = ({ id, name, initials, sex, birthDate }: HistoricPatient, hospital: string, since: Date): object => ({
  ...{
    institution_id: demoId(`institution ${hospital}`),
    patient_id: id,
    name,
    initials,
    sex,
    birth_date: birthDate,
    since,
    version: 1,
    phone: phoneOfPatient(id),
  },
});

/** Invented: 0990-555 is no exchange of anybody. */
const phoneOfPatient = (id: string): string => `0990-555${String(Number.parseInt(id.slice(0, 6), 16) % 10_000).padStart(4, '0')}`;
