import { checkCharacterOf, type Sex } from '@alliance/domain/identity/citizen-id';
import { maskIdentifier } from '@alliance/domain/identity/patient';
import type { FieldCipher } from '@alliance/server/platform/crypto/field-cipher';
import { initialsOf } from '@alliance/server/platform/text/pinyin';
import { demoId } from '../demo-id.js';
import { givenNames, surnames, type HistoricKind } from './history.data.js';
import { pick, spread } from './spread.js';

export interface HistoricPatient {
  readonly name: string;
  readonly initials: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly masked: string;
  readonly row: { readonly id: string } & Readonly<Record<string, unknown>>;
  /** How the two hospitals know the patient. */
  readonly relations: readonly object[];
}

/** An invented patient; the number lies in a district that does not exist. */
export function historicPatient(n: number, kind: HistoricKind, since: Date, cipher: FieldCipher): HistoricPatient {
  const id = demoId(`historic patient ${n}`);
  const sex = kind.sex ?? pick(n, 41, ['male', 'female'] as const);
  const year = since.getUTCFullYear() - spread(n, 42, ...kind.ages) - 1;
  const birthDate = `${year}-${String(spread(n, 43, 1, 12)).padStart(2, '0')}-${String(spread(n, 44, 1, 28)).padStart(2, '0')}`;
  const digits = `990107${birthDate.replaceAll('-', '')}${String(n * 2 + (sex === 'male' ? 1 : 0)).padStart(3, '0')}`;
  const number = digits + checkCharacterOf(digits);
  const name = pick(n, 45, surnames) + pick(n, 46, givenNames);
  const initials = initialsOf(name);
  return {
    ...{ name, initials, sex, birthDate, masked: maskIdentifier(number) },
    row: {
      ...{
        id,
        identifier_kind: 'citizen_id',
        identifier_masked: maskIdentifier(number),
        version: 1,
        created_at: since,
      },
      identifier_cipher: cipher.encrypt(number, `patient.identifier:${id}`),
      identifier_index: `\\x${cipher.blindIndex('citizen_id', number).toString('hex')}`,
    },
    relations: [kind.from, kind.to].map((hospital) => ({
      ...{ institution_id: demoId(`institution ${hospital}`), patient_id: id, name, initials, sex, birth_date: birthDate, since },
    })),
  };
}
