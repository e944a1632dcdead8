/** How an unknown person came to be known. */
export const identificationBases = ['paper', 'relative', 'police', 'patient', 'hospital_record'] as const;
export type IdentificationBasis = (typeof identificationBases)[number];
