import { roles, type Role } from '@alliance/domain/access/actor';

/** Filters of the list, and who is open beside it, as they stand in the address. */
export interface PersonSearch {
  readonly query?: string;
  readonly departmentId?: string;
  readonly role?: Role;
  readonly past?: true;
  readonly person?: string;
}
const text = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 60) || undefined : undefined;

export function personSearch(search: Readonly<Record<string, unknown>>): PersonSearch {
  return compact({
    query: text(search['query']),
    departmentId: text(search['departmentId']),
    role: roles.find((role) => role === search['role']),
    past: search['past'] ? true : undefined,
    person: text(search['person']),
  });
}

export type PersonSearchChange = { readonly [K in keyof PersonSearch]?: PersonSearch[K] | undefined };
/** The search with some parts changed; `undefined` takes one away. */
export const changedSearch = (search: PersonSearch, change: PersonSearchChange): PersonSearch => compact({ ...search, ...change });
const compact = (search: PersonSearchChange): PersonSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as PersonSearch;

/** Where somebody new is appointed, when it is not my own institution: the office appoints the first administrator of a hospital. */
export const newPersonSearch = ({ at }: Record<string, unknown>): { at?: string } =>
  typeof at === 'string' ? { at: at.slice(0, 36) } : {};
