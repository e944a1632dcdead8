import type { AskOf } from '@alliance/contracts/route';
import type { ExpertDetail, saveExpert } from '@alliance/contracts/expert.contract';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { ConsultationKind, PhysicianTitle } from '@alliance/domain/consultation/consultation.codes';

/** What the expert writes. */
export interface OwnValues {
  readonly kinds: readonly ConsultationKind[];
  readonly introductionZh: string;
  readonly introductionEn: string;
}
/** With what the hospital enters. */
export interface ExpertValues extends OwnValues {
  readonly person: { readonly id: string; readonly name: string } | null;
  readonly title: PhysicianTitle;
  readonly departmentId: string;
  readonly specialties: readonly Specialty[];
  readonly academic: 'yes' | 'no';
  readonly licenceNumber: string;
}

export const ownOf = (of?: ExpertDetail): OwnValues => ({
  kinds: of?.kinds ?? ['scheduled', 'multidisciplinary'],
  introductionZh: of?.introduction?.zh ?? '',
  introductionEn: of?.introduction?.en ?? '',
});
export const valuesOf = (of?: ExpertDetail): ExpertValues => ({
  ...ownOf(of),
  person: of ? { id: of.personId, name: of.name } : null,
  title: of?.title ?? 'associate_chief',
  departmentId: of?.department?.id ?? '',
  specialties: of?.specialties ?? [],
  academic: of?.academic ? 'yes' : 'no',
  licenceNumber: of?.licenceNumber ?? '',
});

/** What is sent of an entry, without its version. */
export const entryOf = (values: ExpertValues): Omit<AskOf<typeof saveExpert>['body'], 'version'> => ({
  kinds: [...values.kinds],
  introductionZh: values.introductionZh.trim() || null,
  introductionEn: values.introductionEn.trim() || null,
  title: values.title,
  departmentId: values.departmentId || null,
  specialties: [...values.specialties],
  academic: values.academic === 'yes',
  licenceNumber: values.licenceNumber.trim() || null,
});
