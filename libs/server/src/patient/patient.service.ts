import type { PatientView } from '@alliance/contracts/patient.contract';
import type { registerPatient } from '@alliance/contracts/patient.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { identityOf, maskIdentifier } from '@alliance/domain/identity/patient';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { PatientQueries } from './patient.queries.js';
import { initialsOf } from '../platform/text/pinyin.js';

type Typed = InputOf<typeof registerPatient>['body'];

@Injectable()
export class PatientService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: PatientQueries,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
  ) {}

  /** Finds by exact identifier or creates; the answer does not tell which. Whether another hospital knows the person never shows. */
  register(actor: Actor, typed: Typed): Promise<PatientView> {
    const { identifierKind, identifier, name, sex, birthDate } = identityOf(typed, today(this.clock.now()));
    return this.commands.run(
      actor,
      async (work) => {
        const id = typed.id ?? newId();
        if (typed.motherId) await this.queries.one(work, typed.motherId);
        if (identifier) await this.refuseOtherName(work, this.cipher.blindIndex(identifierKind, identifier), name);
        const [row] = await work.rows<{ register_patient: string }>('select register_patient($1, $2, $3, $4, $5, $6, $7, $8)', [
          id,
          identifierKind,
          identifier && this.cipher.encrypt(identifier, `patient.identifier:${id}`),
          identifier && this.cipher.blindIndex(identifierKind, identifier),
          identifier && maskIdentifier(identifier),
          typed.motherId,
          name,
          initialsOf(name),
        ]);
        const patientId = row?.register_patient as string;
        await work.rows(
          'update patient_relation set sex = $2, birth_date = $3, phone = coalesce($4, phone) where institution_id = current_institution() and patient_id = $1',
          [patientId, sex, birthDate, typed.phone],
        );
        work.subjectId = patientId;
        work.audit({ action: 'patient.register', objectKind: 'patient', objectIds: [patientId] });
        return this.queries.one(work, patientId);
      },
      { replay: (id) => this.queries.get(actor, id) },
    );
  }

  /** This hospital wrote another name for the same number: one of the two is a slip, and a person must look. @throws Refusal patient.name_differs */
  private async refuseOtherName(work: Work, index: Buffer, name: string): Promise<void> {
    const [known] = await work.rows<{ name: string }>(
      'select r.name from patient_relation r join patient p on p.id = r.patient_id where r.institution_id = current_institution() and p.identifier_index = $1',
      [index],
    );
    const plain = (text: string) => text.replace(/\s/g, '');
    if (known && plain(known.name) !== plain(name)) throw new Refusal('patient.name_differs', { fields: ['name'] });
  }
}
