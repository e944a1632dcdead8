/** What is looked for, who is open beside the list, and what is to be done at once, as they stand in the address. */
export interface PatientPageSearch {
  readonly query?: string;
  readonly patient?: string;
  /** The list of what waits for a second person. */
  readonly pending?: true;
  /** Opens with the form that says who the unknown person is. */
  readonly identify?: true;
}
const text = (value: unknown, max: number): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, max) || undefined : undefined;

export type PatientSearchChange = { readonly [K in keyof PatientPageSearch]?: PatientPageSearch[K] | undefined };
const compact = (search: PatientSearchChange): PatientPageSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as PatientPageSearch;

export const patientSearch = (search: Readonly<Record<string, unknown>>): PatientPageSearch =>
  compact({
    query: text(search['query'], 80),
    patient: text(search['patient'], 36),
    pending: search['pending'] ? true : undefined,
    identify: search['identify'] ? true : undefined,
  });
/** The search with some parts changed; `undefined` takes one away. */
export const changedSearch = (search: PatientPageSearch, change: PatientSearchChange): PatientPageSearch =>
  compact({ ...search, ...change });
