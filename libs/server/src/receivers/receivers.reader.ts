import type { TreatmentSubject } from '@alliance/domain/administration/department';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import { registrationOf, subjectsFor, type Registration } from '@alliance/domain/receivers/registration';
import type { Service } from '@alliance/domain/referral/referral.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';

export interface DepartmentAsked {
  readonly receiverDepartmentId: string;
  /** null where a patient is sent outside of every alliance: the diagnosis alone says the specialty. */
  readonly allianceId: string | null;
  readonly service: Service;
  readonly diagnosisCode: string | null;
}

/** What other features ask about those who may receive a patient. */
@Injectable()
export class ReceiversReader {
  /**
   * Whether a department may be asked to take this patient (RF-08). One that has not stated its 诊疗科目 may, with a warning.
   * @throws Refusal referral.department_unregistered with the subjects of which it would need one
   */
  async checkDepartment(
    tx: Transaction,
    { receiverDepartmentId, allianceId, service, diagnosisCode }: DepartmentAsked,
  ): Promise<Exclude<Registration, 'unregistered'>> {
    const [found] = await tx.rows<{ subjects: TreatmentSubject[]; specialty: Specialty | null }>(
      'select treatment_subjects as subjects, (select specialty from alliance where id = $2) as specialty from department where id = $1',
      [receiverDepartmentId, allianceId],
    );
    const asked = subjectsFor({ specialty: found?.specialty ?? null, service, diagnosisCode });
    const registration = registrationOf(found?.subjects ?? [], asked);
    if (registration === 'unregistered')
      throw new Refusal('referral.department_unregistered', { fields: ['receiverDepartmentId'], subjects: [...asked] });
    return registration;
  }
}
