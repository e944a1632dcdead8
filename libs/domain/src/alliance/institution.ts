/** Kinds of institution, read from the name only (data/institutions.csv). Emergency, CDC and blood institutions stay out of hospital indicators (AL-22). */
export const institutionTypes = [
  'general_hospital',
  'hospital',
  'tcm_hospital',
  'integrated_tcm_western_hospital',
  'maternal_child_hospital',
  'children_hospital',
  'infectious_disease_hospital',
  'tuberculosis_hospital',
  'orthopaedic_hospital',
  'mental_health_centre',
  'public_health_clinical_centre',
  'telemedicine_centre',
  'cdc',
  'emergency_centre',
  'blood_station',
  'township_health_centre',
  'management_office',
] as const;
export type InstitutionType = (typeof institutionTypes)[number];
