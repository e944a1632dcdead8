/**
 * A repeat costs points: `isNonRecognition` of the domain. Rows are `c` of `recognition_counted`.
 */
export const countsSql = `c.decision = 'repeated' and (c.standing = 'refused' or (c.standing is null and c.counts))`;

/** Counts of the contract; `offered` had a result of another hospital that could be taken over. */
export const countColumns = `
  (count(*) filter (where c.decision in ('accepted', 'repeated')))::int as offered, (count(*) filter (where c.decision = 'accepted'))::int as accepted,
  (count(*) filter (where c.decision = 'repeated'))::int as repeated, (count(*) filter (where ${countsSql}))::int as counted,
  (count(*) filter (where c.decision = 'ordered'))::int as ordered`;

const summed = (column: string) => `coalesce(sum(c.${column}) filter (where c.decision = 'accepted'), 0)::float8`;
/** What accepted lines saved: fen, microsievert, microlitres of blood, at the list of the day they were decided. */
export const savingColumns = `(count(*) filter (where c.decision = 'accepted'))::int as "repeatsAvoided",
  ${summed('fen')} as fen, ${summed('microsievert')} as microsievert, ${summed('microlitres')} as microlitres`;

/** `$1` the scope, `$2` and `$3` the days. */
export const countedRows = 'recognition_counted($1, $2, $3) c';
