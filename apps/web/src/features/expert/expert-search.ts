import { specialties, type Specialty } from '@alliance/domain/alliance/alliance';
import {
  consultationKinds,
  physicianTitles,
  type ConsultationKind,
  type PhysicianTitle,
} from '@alliance/domain/consultation/consultation.codes';

/** What the directory is narrowed to; nothing is everybody. */
export interface ExpertSearch {
  readonly find?: string | undefined;
  readonly specialty?: Specialty | undefined;
  readonly title?: PhysicianTitle | undefined;
  readonly kind?: ConsultationKind | undefined;
  readonly institution?: string | undefined;
  readonly elsewhere?: true | undefined;
}
const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined => list.find((each) => each === value);

/** Reads it from an address; what is not known is left out. */
export function expertSearch(search: Record<string, unknown>): ExpertSearch {
  const { find, institution } = search;
  const [specialty, title, kind] = [
    oneOf(specialties, search['specialty']),
    oneOf(physicianTitles, search['title']),
    oneOf(consultationKinds, search['kind']),
  ];
  return {
    ...(typeof find === 'string' && find && { find: find.slice(0, 60) }),
    ...(specialty && { specialty }),
    ...(title && { title }),
    ...(kind && { kind }),
    ...(typeof institution === 'string' && /^[0-9a-f-]{36}$/.test(institution) && { institution }),
    ...((search['elsewhere'] === true || search['elsewhere'] === 'true') && { elsewhere: true as const }),
  };
}
