import type { InstitutionLevel } from '../referral/direction.js';
import type { CareLevel, CriterionUrgency } from './rule.types.js';

/**
 * Minutes to answer a referral, by how soon the patient has to be seen: the answer leaves time for the way.
 * Defaults of ours, a setting of each alliance; no national figure exists (RF-10).
 */
export const defaultResponseMinutes: Readonly<Record<CriterionUrgency, number>> = {
  immediate: 10,
  '2h': 60,
  '24h': 120,
  '7d': 1440,
  routine: 1440,
};

const levelsOfCare: Readonly<Record<InstitutionLevel, CareLevel | null>> = {
  village: 'village',
  township: 'township',
  primary: 'township',
  secondary: 'county',
  tertiary: 'tertiary',
  unknown: null,
};
/** The level of care that an institution gives; null where its level is not known. */
export const careLevelOf = (level: InstitutionLevel): CareLevel | null => levelsOfCare[level];
