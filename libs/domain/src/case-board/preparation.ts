import type { Specialty } from '../alliance/alliance.js';
import type { DocumentKind } from './case-board.codes.js';

/** What can be asked for before a case is discussed (F69). */
export const materials = ['images', 'ecg', 'labs', 'pathology', 'reports', 'consent'] as const;
export type Material = (typeof materials)[number];

const kindOf: Readonly<Record<Material, DocumentKind>> = {
  images: 'image',
  ecg: 'ecg',
  labs: 'lab',
  pathology: 'pathology',
  reports: 'report',
  consent: 'consent',
};
/** Every case has its consent, its laboratory results and a report; these fields look at more. */
const moreOf: Readonly<Partial<Record<Specialty, readonly Material[]>>> = {
  cardiovascular: ['ecg', 'images'],
  stroke: ['images', 'ecg'],
  respiratory: ['images'],
  nephrology: ['images'],
  obstetrics: ['images'],
  neonatal: ['images'],
  paediatrics: ['images'],
  trauma: ['images'],
  oncology: ['images', 'pathology'],
  critical_care: ['images', 'ecg'],
  infectious_disease: ['images'],
  imaging: ['images'],
};

/** A document as far as the list of what to prepare looks at it. */
export interface Prepared {
  readonly kind: DocumentKind;
  /** DICOM is an image whatever it was called. */
  readonly mediaType: string;
  /** In quarantine nobody can look at it. */
  readonly quarantine: string | null;
}

/**
 * What a case of this field should have with it, and whether it is there. Nothing waits for it.
 * @param isLesson a lesson needs no consent paper of one patient
 */
export function preparationOf(
  specialty: Specialty | null,
  documents: readonly Prepared[],
  { isLesson = false } = {},
): { material: Material; there: boolean }[] {
  const readable = documents.filter(({ quarantine }) => quarantine === null);
  const isThere = (material: Material): boolean =>
    readable.some(({ kind, mediaType }) => kind === kindOf[material] || (material === 'images' && mediaType === 'application/dicom'));
  const wanted = new Set<Material>(['labs', 'reports', ...((specialty && moreOf[specialty]) || [])]);
  if (!isLesson) wanted.add('consent');
  return materials.filter((material) => wanted.has(material)).map((material) => ({ material, there: isThere(material) }));
}
