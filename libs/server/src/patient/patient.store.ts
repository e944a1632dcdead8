import type { PatientIdentity } from '@alliance/domain/identity/patient';
import { maskIdentifier } from '@alliance/domain/identity/patient';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { newId } from '../platform/ids.js';
import { initialsOf } from '../platform/text/pinyin.js';
import { patientIdOf } from './patient.row.js';

/** What a hospital writes down beside the name; what is left out or null stays as it is. */
export interface Known {
  readonly phone?: string | null;
  readonly estimatedBirthYear?: number | null;
  readonly marks?: string | null;
  readonly bornAt?: Date | null;
  readonly gestationalDays?: number | null;
  readonly birthWeightGrams?: number | null;
}
export interface NewRow {
  /** Of somebody without a number; others have the id of their number. */
  readonly id?: string | undefined;
  readonly motherId?: string | null;
  /** The identification it comes with. */
  readonly mergeId?: string;
}

/** What of a known sex or birth date is kept: the hospital's own first word, corrected only on purpose. */
const writeKnown = `
  update patient_relation set version = version + 1,
    sex = case when sex = 'unknown' then $2 else sex end, birth_date = coalesce(birth_date, $3), phone = coalesce($4, phone),
    estimated_birth_year = coalesce($5, estimated_birth_year), marks = coalesce($6, marks), born_at = coalesce($7, born_at),
    gestational_days = coalesce($8, gestational_days), birth_weight_grams = coalesce($9, birth_weight_grams)
  where institution_id = current_institution() and patient_id = $1 returning version`;

@Injectable()
export class PatientStore {
  constructor(private readonly cipher: FieldCipher) {}

  /**
   * Finds by number or creates, and writes down what this hospital knows: the same statements either way.
   * @returns the row and the version of what this hospital knows
   * @throws Refusal patient.name_differs
   */
  async register(work: Work, identity: PatientIdentity, known: Known, { id, motherId = null, mergeId }: NewRow = {}) {
    const { identifierKind, identifier, name, sex, birthDate } = identity;
    const index = identifier && this.cipher.blindIndex(identifierKind, identifier);
    if (index) await this.refuseOtherName(work, index, name);
    const own = index ? patientIdOf(index) : (id ?? newId());
    const [row] = await work.rows<{ register_patient: string | null }>('select register_patient($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
      own,
      identifierKind,
      identifier && this.cipher.encrypt(identifier, `patient.identifier:${own}`),
      index,
      identifier && maskIdentifier(identifier),
      motherId,
      name,
      initialsOf(name),
      mergeId ?? null,
    ]);
    const patientId = row?.register_patient;
    // somebody else's row: an id is made once, by whoever sends it
    if (!patientId) throw new Refusal('request.invalid', { fields: ['id'] });
    const [written] = await work.rows<{ version: number }>(writeKnown, [
      patientId,
      sex,
      birthDate,
      known.phone ?? null,
      known.estimatedBirthYear ?? null,
      known.marks ?? null,
      known.bornAt ?? null,
      known.gestationalDays ?? null,
      known.birthWeightGrams ?? null,
    ]);
    return { patientId, version: written?.version ?? 1 };
  }

  /** How manieth unknown person of the day the last of these is at this hospital, from 1. */
  async countUnknown(work: Work, day: string, more = 1): Promise<number> {
    const [row] = await work.rows<{ last: number }>(
      `insert into unknown_person_count as c (institution_id, day, last) values (current_institution(), $1, $2)
       on conflict (institution_id, day) do update set last = c.last + excluded.last returning last`,
      [day, more],
    );
    return row?.last as number;
  }

  /** This hospital wrote another name for the same number: one of the two is a slip, and a person must look. */
  private async refuseOtherName(work: Work, index: Buffer, name: string): Promise<void> {
    const [known] = await work.rows<{ name: string }>(
      `select r.name from patient_relation r join patient p on p.id = r.patient_id
       where r.institution_id = current_institution() and r.closed_at is null and p.identifier_index = $1`,
      [index],
    );
    const plain = (text: string) => text.replace(/\s/g, '');
    if (known && plain(known.name) !== plain(name)) throw new Refusal('patient.name_differs', { fields: ['name'] });
  }
}
