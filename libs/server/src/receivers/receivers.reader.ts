import type { TreatmentSubject } from '@alliance/domain/administration/department';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import { registrationOf, subjectsFor, type Registration } from '@alliance/domain/receivers/registration';
import type { Service } from '@alliance/domain/referral/referral.codes';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../platform/db/database.js';

/** What a department would be asked to do. */
export interface LicenceQuestion {
  /** null where a patient is sent outside of every alliance: the diagnosis alone says the specialty. */
  readonly allianceId: string | null;
  readonly service: Service;
  readonly diagnosisCode: string | null;
}

const found = `
  select treatment_subjects as subjects, (select specialty from alliance where id = $3) as specialty
  from department where id = $1 and institution_id = $2 and closed_at is null`;

/** What other features ask about those who may receive a patient. */
@Injectable()
export class ReceiversReader {
  /**
   * Whether a department may be asked to take this patient (RF-08). One that has not stated its 诊疗科目 may, with a warning.
   * @param question without it the licence is not asked about
   * @returns undefined where the hospital has no such open department
   * @throws Refusal referral.department_unregistered with the subjects of which it would need one
   */
  async checkDepartment(
    tx: Transaction,
    { institutionId, departmentId }: { readonly institutionId: string | null; readonly departmentId: string },
    question?: LicenceQuestion,
  ): Promise<Exclude<Registration, 'unregistered'> | undefined> {
    const [department] = await tx.rows<{ subjects: TreatmentSubject[]; specialty: Specialty | null }>(found, [
      departmentId,
      institutionId,
      question?.allianceId ?? null,
    ]);
    if (!department) return undefined;
    const asked = question ? subjectsFor({ specialty: department.specialty, ...question }) : [];
    const registration = registrationOf(department.subjects, asked);
    if (registration === 'unregistered')
      throw new Refusal('referral.department_unregistered', { fields: ['receiverDepartmentId'], subjects: [...asked] });
    return registration;
  }
}
