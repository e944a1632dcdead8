/** Tables of the shared registry, which the management office keeps. */
export const registryKinds = ['institutions', 'pairings'] as const;
export type RegistryKind = (typeof registryKinds)[number];
/** Tables of one institution's own staff: who works there, and who is on duty when. */
export const staffKinds = ['people', 'rota'] as const;
export type StaffKind = (typeof staffKinds)[number];
export const importKinds = [...registryKinds, ...staffKinds] as const;
export type ImportKind = (typeof importKinds)[number];

/** Why a row was rejected; nothing of such a row is applied. */
export const rejectReasons = [
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
  'agreement_missing',
  'conflicting_duplicate',
  'ambiguous_name',
  'bad_phone',
  'bad_email',
  'bad_time',
  'number_of_another',
  'person_deactivated',
  'unknown_department',
  'role_refused',
  'unclear_appointment',
  'period_over',
  'administrator_period',
  'own_appointment',
  'contact_not_yours',
  'unknown_person',
  'not_appointed',
  'shift_too_long',
  'two_rows_elsewhere',
  'on_duty_elsewhere',
  'taken_over',
] as const;

/** What a person should look at although the row counts (field report B.1). */
export const flagReasons = [
  'duplicate_row',
  'masked_name',
  'several_supporters',
  'city_outside_scheme',
  'city_pair_mismatch',
  'institution_created',
  'found_by_alias',
  'old_place_name',
  'possible_duplicate',
  'lead_to_confirm',
  'lead_undetermined',
  'lead_of_other_changed',
  'county_without_pair',
  'unknown_column',
  'namesake',
  'further_appointment',
  'place_overlap',
] as const;

/** Why a row was rejected or flagged; words for people live in the web's languages. */
export const importReasons = [...rejectReasons, ...flagReasons] as const;
export type RejectReason = (typeof rejectReasons)[number];
export type FlagReason = (typeof flagReasons)[number];
export type ImportReason = (typeof importReasons)[number];

/** Row 0 is the header or the whole file, row 1 the first one under the header. */
export interface Finding<Reason extends ImportReason = ImportReason> {
  readonly row: number;
  readonly column: string | null;
  readonly reason: Reason;
  readonly value: string | null;
}

/** A record of a table file: its cells, or why it cannot be read. */
export type TableRecord =
  { readonly row: number; readonly cells: readonly string[] } | { readonly row: number; readonly broken: RejectReason };

/** What happened to one row of the file. */
export interface RowOutcome {
  readonly row: number;
  /** Where one row says several things: the column of this one. */
  readonly column?: string;
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'rejected';
  readonly label: string;
  readonly changed: readonly string[];
}

/** What every plan of an import says about its table. */
export interface PlanReport {
  readonly rows: readonly RowOutcome[];
  readonly rejected: readonly Finding<RejectReason>[];
  readonly flagged: readonly Finding<FlagReason>[];
}
