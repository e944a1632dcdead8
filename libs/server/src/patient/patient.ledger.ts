import type { registerPatient } from '@alliance/contracts/patient.contract';
import type { InputOf } from '@alliance/contracts/route';
import { estimatedBirthYear } from '@alliance/domain/identity/age';
import { unknownPersonName } from '@alliance/domain/identity/given-name';
import { identityOf, type PatientIdentity } from '@alliance/domain/identity/patient';
import { patientPhone } from '@alliance/domain/identity/patient-phone';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import { PatientStore, type Known, type NewRow } from './patient.store.js';

export type TypedPatient = Omit<InputOf<typeof registerPatient>['body'], 'id' | 'motherId'>;

/** Registering patients inside the command of whoever needs them. */
@Injectable()
export class PatientLedger {
  constructor(private readonly store: PatientStore) {}

  /**
   * Finds by exact identifier or creates; the answer does not tell which. Whether another hospital knows the person never shows.
   * @returns the id of the patient
   * @throws Refusal patient.*, request.invalid for a name that is missing
   */
  async register(work: Work, typed: TypedPatient, row: NewRow = {}): Promise<string> {
    const day = today(work.now);
    if (!typed.name && typed.identifierKind !== 'unknown_person') throw new Refusal('request.invalid', { fields: ['name'] });
    const name = typed.name ?? ((await this.nameUnknown(work, 1))[0] as string);
    const identity = identityOf({ ...typed, name }, day);
    const guessed = typed.estimatedAge === null || identity.birthDate ? null : estimatedBirthYear(typed.estimatedAge, day);
    return this.write(work, identity, { phone: patientPhone(typed.phone), estimatedBirthYear: guessed, marks: typed.marks }, row);
  }

  /** Writes down who somebody is, and says so. @returns the id of the patient */
  async write(work: Work, identity: PatientIdentity, known: Known, row: NewRow): Promise<string> {
    const { patientId, version } = await this.store.register(work, identity, known, row);
    work.audit({ action: 'patient.register', objectKind: 'patient', objectIds: [patientId] });
    work.event({
      kind: 'patient.registered',
      topic: 'patient',
      subjectId: patientId,
      version,
      data: { kind: identity.identifierKind },
      recipients: [work.actor.institutionId],
    });
    return patientId;
  }

  /**
   * Names for unknown people of today. Their count is one row that everybody waits for: who needs many takes them at once, and soon commits.
   * @returns as many names, each given to nobody else
   */
  async nameUnknown(work: Work, many: number): Promise<string[]> {
    const day = today(work.now);
    const [own] = await work.rows<{ name: string }>('select name from institution where id = current_institution()');
    const last = await this.store.countUnknown(work, day, many);
    return Array.from({ length: many }, (_, i) => unknownPersonName(own?.name ?? '', day, last - many + 1 + i));
  }
}

/** What a feature that registers patients provides. */
export const patientWriting = [PatientLedger, PatientStore] as const;
