import type { TreatmentSubject } from '../administration/department.js';
import type { Specialty } from '../alliance/alliance.js';
import type { Service } from '../referral/referral.codes.js';
import { subjectsOfDiagnosis } from './subjects-of-diagnosis.js';

/** Whether a department is licensed for what it would be asked to do; where its licence is not stated, nobody can say. */
export const registrations = ['registered', 'not_stated', 'unregistered'] as const;
export type Registration = (typeof registrations)[number];

const ofSpecialty: Readonly<Record<Specialty, readonly TreatmentSubject[]>> = {
  cardiovascular: ['03.04', '04.06'],
  stroke: ['03.03', '04.02'],
  respiratory: ['03.01'],
  endocrine: ['03.07'],
  nephrology: ['03.06'],
  obstetrics: ['05.02'],
  neonatal: ['07.01'],
  paediatrics: ['07'],
  trauma: ['04'],
  oncology: ['19'],
  tcm_rehabilitation: ['50', '21'],
  critical_care: ['28', '20'],
  mental_health: ['15'],
  infectious_disease: ['16'],
  imaging: ['32'],
  other: [],
};

/** What serves every specialty: rescue in an emergency, intensive care, rehabilitation and general practice for who comes back, the examining departments. */
const ofService: Readonly<Record<Service, readonly TreatmentSubject[]>> = {
  emergency: ['20', '28'],
  inpatient: ['28', '02', '21', '50'],
  outpatient: ['02', '21', '50'],
  examination: ['30', '31', '32'],
};

export interface SubjectQuestion {
  readonly specialty: Specialty | null;
  readonly service: Service;
  /** ICD-10; null where it is not coded yet. */
  readonly diagnosisCode: string | null;
}

/**
 * 诊疗科目 of which a receiving department must be registered for at least one (RF-08, 医疗机构管理条例 art. 27): those of the alliance's
 * specialty, of the diagnosis and of the service. Empty: the case names neither, so any licence may do.
 */
export function subjectsFor({ specialty, service, diagnosisCode }: SubjectQuestion): readonly TreatmentSubject[] {
  const ofCase = [...(specialty ? ofSpecialty[specialty] : []), ...subjectsOfDiagnosis(diagnosisCode)];
  return ofCase.length ? [...new Set([...ofCase, ...ofService[service]])] : [];
}

/** A licence for 内科 covers its specialties, and one for a specialty covers what asks for 内科 only. */
const covers = (held: string, asked: string): boolean => held === asked || asked.startsWith(`${held}.`) || held.startsWith(`${asked}.`);

export function registrationOf(held: readonly TreatmentSubject[], asked: readonly TreatmentSubject[]): Registration {
  if (held.length === 0) return 'not_stated';
  return asked.length === 0 || held.some((one) => asked.some((other) => covers(one, other))) ? 'registered' : 'unregistered';
}
