import type { Specialty } from '../alliance/alliance.js';
import type { Alternatives } from '../receivers/needs.js';

/** What one says in a hurry; the diagnosis follows. */
export const presentations = ['chest_pain', 'stroke', 'trauma', 'mother', 'child', 'collapse', 'other'] as const;
export type Presentation = (typeof presentations)[number];

/** Whose alliance treats it, and what a hospital needs for it: one of them is enough to be suggested before others. */
export const presentationFacts: Readonly<
  Record<Presentation, { readonly specialties: readonly Specialty[]; readonly needs: Alternatives }>
> = {
  chest_pain: { specialties: ['cardiovascular'], needs: ['primary_pci_24h', 'chest_pain_centre', 'thrombolysis'] },
  stroke: { specialties: ['stroke'], needs: ['thrombectomy', 'stroke_centre', 'stroke_unit'] },
  trauma: { specialties: ['trauma', 'critical_care'], needs: ['trauma_centre', 'neurosurgery_24h', 'orthopaedic_surgery_24h'] },
  mother: { specialties: ['obstetrics'], needs: ['maternal_critical_care', 'caesarean_24h'] },
  child: {
    specialties: ['paediatrics', 'neonatal'],
    needs: ['child_critical_care', 'newborn_critical_care', 'paediatric_icu', 'neonatal_icu'],
  },
  collapse: { specialties: ['critical_care', 'respiratory', 'cardiovascular'], needs: ['general_icu', 'ccu', 'respiratory_icu'] },
  other: { specialties: [], needs: [] },
};
