import type { PatientView } from '@alliance/contracts/patient.contract';
import type { Sex } from '@alliance/domain/identity/citizen-id';
import type { IdentifierKind } from '@alliance/domain/identity/patient';
import { createHash } from 'node:crypto';

export interface PatientRow {
  id: string;
  name: string;
  sex: Sex;
  birth_date: string | null;
  estimated_birth_year: number | null;
  identifier_kind: IdentifierKind;
  identifier_masked: string | null;
  phone: string | null;
  mother_id: string | null;
}

/** What a hospital wrote down itself, beside the number that is the same everywhere. */
export const patientColumns = `p.id, r.name, r.sex, r.birth_date::text as birth_date, r.estimated_birth_year, p.identifier_kind, p.identifier_masked, r.phone, p.mother_id`;
/** Starting from the relation makes the policy the index condition; `$1` is the institution. */
export const patientSource = `from patient_relation r join patient p on p.id = r.patient_id where r.institution_id = $1 and r.closed_at is null`;

export const patientView = (row: PatientRow): PatientView => ({
  id: row.id,
  name: row.name,
  sex: row.sex,
  birthDate: row.birth_date,
  estimatedBirthYear: row.estimated_birth_year,
  identifierKind: row.identifier_kind,
  identifierMasked: row.identifier_masked,
  identifierLast4: row.identifier_masked?.slice(-4) ?? null,
  phone: row.phone,
  motherId: row.mother_id,
});

/**
 * The id of whoever has a number, from its keyed hash: the same before and after anybody registered it.
 * A random id would tell, by another one coming back or by the time inside it, that somebody else was first.
 */
export function patientIdOf(index: Buffer): string {
  const bytes = createHash('sha256').update('patient id').update(index).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
