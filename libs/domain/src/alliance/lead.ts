/** Why a supporter leads, or why nobody does yet (001 annex 1 note, AL-08). */
export const leadBases = [
  'rule_note_by_paired_city',
  'rule_note_inferred',
  'rule_note_by_elimination',
  'rule_note_explicit_name',
  'undetermined_same_city',
  'sole_supporter',
  'agreement',
  'not_stated',
] as const;
export type LeadBasis = (typeof leadBases)[number];
