import type { Capability } from '@alliance/domain/administration/capability';
import type { ContactLineKind } from '@alliance/domain/administration/contact-line';
import type { StandingPermission, TreatmentSubject } from '@alliance/domain/administration/department';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { InstitutionType } from '@alliance/domain/alliance/institution';
import type { InstitutionLevel } from '@alliance/domain/referral/direction';

export interface DemoHospital {
  readonly key: string;
  readonly name: string;
  readonly type: InstitutionType;
  readonly level: InstitutionLevel;
  readonly phone: string;
  /** Another than that of the alliance. */
  readonly city?: string;
  readonly departments: readonly DemoDepartment[];
  /** Beside the line that is answered round the clock. */
  readonly lines: readonly (readonly [kind: ContactLineKind, phone: string])[];
  /** With the department it belongs to, or none. */
  readonly capabilities: readonly (readonly [capability: Capability, department?: string])[];
}
export interface DemoDepartment {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly specialty: Specialty;
  readonly subjects: readonly TreatmentSubject[];
  readonly phone: string;
  readonly permits?: readonly StandingPermission[];
}

export const department = (
  [key, zh, en, specialty, phone]: readonly [key: string, zh: string, en: string, specialty: Specialty, phone: string],
  subjects: readonly TreatmentSubject[],
  permits: readonly StandingPermission[] = [],
): DemoDepartment => ({ key, zh, en, specialty, subjects, phone, permits });

export const outpatients: readonly StandingPermission[] = ['coordinator_accepts_outpatients', 'coordinator_accepts_examinations'];
export const everything: readonly StandingPermission[] = ['coordinator_accepts_inpatients', ...outpatients];
export const cardiology = department(['cardiology', '心血管内科', 'Cardiology', 'cardiovascular', '0990-5550101'], ['03.04'], everything);
export const emergency = department(['emergency', '急诊科', 'Emergency', 'critical_care', '0990-5550120'], ['20']);
export const medicine = department(
  ['medicine', '内科', 'Internal medicine', 'other', '0990-5550133'],
  ['03', '03.01', '03.04'],
  everything,
);
