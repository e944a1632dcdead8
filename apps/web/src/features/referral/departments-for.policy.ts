import type { Department } from '@alliance/contracts/institution.contract';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import { registrationOf, subjectsFor } from '@alliance/domain/receivers/registration';
import type { DraftFields } from './draft.types';

/** Which of a hospital's open departments may be asked (RF-08), by the rule the server refuses with. */
export function departmentsFor<D extends Pick<Department, 'treatmentSubjects' | 'closed'>>(
  departments: readonly D[],
  { service, diagnosisCode }: Pick<DraftFields, 'service' | 'diagnosisCode'>,
  specialty: Specialty | null,
): { readonly may: readonly D[]; readonly mayNot: readonly D[] } {
  const asked = service ? subjectsFor({ specialty, service, diagnosisCode }) : [];
  const open = departments.filter(({ closed }) => !closed);
  const refused = ({ treatmentSubjects: held }: D) => registrationOf(held, asked) === 'unregistered';
  return { may: open.filter((one) => !refused(one)), mayNot: open.filter(refused) };
}
