import { institutionTypes, type InstitutionType } from '@alliance/domain/alliance/institution';

/** Filters of the list as they stand in the address. */
export interface InstitutionSearch {
  readonly query?: string;
  readonly province?: string;
  readonly city?: string;
  readonly type?: InstitutionType;
}
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 60) || undefined : undefined;

export function institutionSearch(search: Readonly<Record<string, unknown>>): InstitutionSearch {
  return compact({
    query: text(search['query']),
    province: text(search['province']),
    city: text(search['city']),
    type: institutionTypes.find((type) => type === search['type']),
  });
}

export type InstitutionChange = { readonly [K in keyof InstitutionSearch]?: InstitutionSearch[K] | undefined };
/** The search with some parts changed; `undefined` takes one away. */
export const changed = (search: InstitutionSearch, change: InstitutionChange): InstitutionSearch => compact({ ...search, ...change });
const compact = (search: InstitutionChange): InstitutionSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as InstitutionSearch;

/** Day of the pairings on the page of one institution. */
export const daySearch = ({ on }: Record<string, unknown>): { on?: string } =>
  typeof on === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(on) ? { on } : {};
