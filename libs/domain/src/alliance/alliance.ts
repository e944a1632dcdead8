export const specialties = [
  'cardiovascular',
  'stroke',
  'respiratory',
  'endocrine',
  'nephrology',
  'obstetrics',
  'neonatal',
  'paediatrics',
  'trauma',
  'oncology',
  'tcm_rehabilitation',
  'critical_care',
  'mental_health',
  'infectious_disease',
  'imaging',
  'other',
] as const;
export type Specialty = (typeof specialties)[number];

/** Stages of an alliance (003 §四): founded, being built, running, evaluated. */
export const alliancePhases = ['preparing', 'building', 'running', 'evaluated'] as const;
export type AlliancePhase = (typeof alliancePhases)[number];
