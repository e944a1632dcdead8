import type { PatientDetail, correctPatient, identifyPatient } from '@alliance/contracts/patient-record.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { checkBirthDate, estimatedBirthYear } from '@alliance/domain/identity/age';
import { identityOf } from '@alliance/domain/identity/patient';
import { patientPhone } from '@alliance/domain/identity/patient-phone';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import { initialsOf } from '../platform/text/pinyin.js';
import { today } from '../platform/today.js';
import { PatientMergeStore } from './patient-merge.store.js';
import { PatientRecordQueries } from './patient-record.queries.js';
import { PatientStore } from './patient.store.js';

type Told = {
  readonly kind: string;
  readonly version: number;
  readonly data: Readonly<Record<string, string>>;
  readonly recipients: string[];
  readonly concerns?: string[];
};

/** Who somebody is: the number of an unknown person, and slips in what this hospital wrote down. */
@Injectable()
export class IdentificationService {
  constructor(
    private readonly commands: Commands,
    private readonly store: PatientStore,
    private readonly merges: PatientMergeStore,
    private readonly records: PatientRecordQueries,
  ) {}

  /**
   * Gives an unknown person a number. The row of the number is found or made, and the unknown row is kept under it from now on: the same steps
   * and the same answer whoever knew the number. Hospitals that treat the same person through an open referral learn it.
   * @returns the row of the number
   */
  identify(actor: Actor, id: string, { basis, ...typed }: InputOf<typeof identifyPatient>['body']): Promise<PatientDetail> {
    return this.command(actor, id, async (work) => {
      await this.merges.lock(work);
      const unknown = await this.records.standing(work, id);
      if (unknown.identifierKind !== 'unknown_person' || unknown.sameAs) throw new Refusal('patient.not_unknown');
      const mergeId = newId();
      const { patientId } = await this.store.register(work, identityOf(typed, today(work.now)), { phone: unknown.phone }, { mergeId });
      await this.merges.identified(work, { id: mergeId, keptId: patientId, mergedId: id, basis });
      const told = await work.rows<{ id: string }>('select tell_identity($1) as id', [mergeId]);
      const data = { mergeId, keptId: patientId, mergedId: id, basis };
      const recipients = [actor.institutionId, ...told.map((institution) => institution.id)];
      const concerns = await this.merges.tellReferrals(work, mergeId, 'referral.patient_identified', { basis });
      return [patientId, { kind: 'patient.identified', version: 1, data, recipients, concerns }];
    });
  }

  /** @throws Refusal record.stale, patient.identifier_conflict */
  correct(actor: Actor, id: string, { version, ...typed }: InputOf<typeof correctPatient>['body']): Promise<PatientDetail> {
    return this.command(actor, id, async (work) => {
      const known = await this.records.standing(work, id);
      const day = today(work.now);
      const settled = known.identifierKind === 'citizen_id';
      if (settled && (typed.sex !== known.sex || typed.birthDate !== known.birthDate)) throw new Refusal('patient.identifier_conflict', {});
      checkBirthDate(typed.birthDate, day);
      const guessed = typed.estimatedAge === null || typed.birthDate ? null : estimatedBirthYear(typed.estimatedAge, day);
      const name = typed.name.normalize('NFC');
      const written = await work.rows(
        `update patient_relation set version = version + 1, name = $3, initials = $4, sex = $5, birth_date = $6, estimated_birth_year = $7, phone = $8, marks = $9
         where institution_id = current_institution() and patient_id = $1 and version = $2 returning version`,
        [id, version, name, initialsOf(name), typed.sex, typed.birthDate, guessed, patientPhone(typed.phone), typed.marks],
      );
      if (!written.length) throw new Refusal('record.stale', { version });
      return [id, { kind: 'patient.corrected', version: version + 1, data: {}, recipients: [actor.institutionId] }];
    });
  }

  private command(actor: Actor, id: string, change: (work: Work) => Promise<[answered: string, told: Told]>): Promise<PatientDetail> {
    return this.commands.run(
      actor,
      async (work) => {
        const [answered, { kind, ...told }] = await change(work);
        work.subjectId = answered;
        work.audit({ action: kind, objectKind: 'patient', objectIds: [...new Set([id, answered])] });
        work.event({ kind, topic: 'patient', subjectId: id, ...told });
        return this.records.detail(work, actor, answered);
      },
      { replay: (answered) => this.records.get(actor, answered) },
    );
  }
}
