export const importKinds = ['institutions', 'pairings'] as const;
export type ImportKind = (typeof importKinds)[number];

/** Why a row was rejected or flagged; words for people live in the web's languages. */
export const importReasons = [
  'missing',
  'too_long',
  'unknown_value',
  'bad_date',
  'bad_boolean',
  'period_reversed',
  'wrong_number_of_cells',
  'bad_quotes',
  'bad_characters',
  'same_institution',
  'second_lead',
  'duplicate_row',
  'conflicting_duplicate',
  'masked_name',
  'several_supporters',
  'city_outside_scheme',
  'institution_created',
  'found_by_alias',
  'old_place_name',
  'possible_duplicate',
  'ambiguous_name',
  'lead_to_confirm',
  'lead_undetermined',
] as const;
export type ImportReason = (typeof importReasons)[number];
