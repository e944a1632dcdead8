/** What an institution can do for a patient, by what it needs for it. */
export const capabilityGroups = {
  centres: [
    'chest_pain_centre',
    'stroke_centre',
    'trauma_centre',
    'maternal_critical_care',
    'newborn_critical_care',
    'child_critical_care',
    'blood_bank',
    'pathology',
  ],
  beds: [
    'general_icu',
    'ccu',
    'respiratory_icu',
    'neonatal_icu',
    'paediatric_icu',
    'stroke_unit',
    'isolation_ward',
    'rehabilitation_beds',
    'tcm_rehabilitation_beds',
  ],
  devices: ['ct_24h', 'mri', 'ecmo', 'non_invasive_ventilation', 'therapeutic_cooling', 'radiotherapy', 'teleconsultation_room'],
  drugs: ['thrombolytic_drugs', 'surfactant', 'antivenom', 'rabies_immunoglobulin', 'tetanus_immunoglobulin'],
  skills: [
    'primary_pci_24h',
    'thrombolysis',
    'thrombectomy',
    'cardiac_surgery',
    'temporary_pacing',
    'neurosurgery_24h',
    'orthopaedic_surgery_24h',
    'caesarean_24h',
    'neonatal_surgery',
    'dialysis_24h',
    'endoscopy_24h',
  ],
} as const;
export type CapabilityGroup = keyof typeof capabilityGroups;
export type Capability = (typeof capabilityGroups)[CapabilityGroup][number];

/** Referral candidates are filtered by them, at a given time of an institution's history. */
export const capabilities = Object.values(capabilityGroups).flat() as readonly Capability[];
