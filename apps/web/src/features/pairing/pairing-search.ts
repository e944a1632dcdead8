import { institutionTypes, type InstitutionType } from '@alliance/domain/alliance/institution';

/** What the page shows, as it stands in the address: a link shows the same pairs. */
export interface PairingSearch {
  readonly view?: 'picture';
  /** Pairs in force on this day; without it all, those that have ended too. */
  readonly on?: string;
  readonly source?: string;
  /** Whose place and type the filters and headings mean; without it the recipient's. */
  readonly role?: 'supporter';
  readonly province?: string;
  readonly city?: string;
  readonly type?: InstitutionType;
  /** City of the other side. */
  readonly other?: string;
  readonly flag?: string;
  readonly find?: string;
  readonly group?: 'province' | 'none';
  /** The picture shows institutions instead of cities. */
  readonly detail?: true;
  /** The supporter shown at the side. */
  readonly supporter?: string;
}

/** Stands for "no city stated" among the places. */
export const nowhere = '-';

const text = (value: unknown, max = 80): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, max) || undefined : undefined;
const oneOf = <T extends string>(list: readonly T[], value: unknown): T | undefined => list.find((item) => item === value);
const isDay = (value: string) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));

export function pairingSearch(search: Readonly<Record<string, unknown>>): PairingSearch {
  const on = text(search['on']);
  const found = {
    view: oneOf(['picture'] as const, search['view']),
    on: on && isDay(on) ? on : undefined,
    source: text(search['source']),
    role: oneOf(['supporter'] as const, search['role']),
    province: text(search['province']),
    city: text(search['city']),
    type: oneOf(institutionTypes, search['type']),
    other: text(search['other']),
    flag: text(search['flag']),
    find: text(search['find']),
    group: oneOf(['province', 'none'] as const, search['group']),
    detail: search['detail'] === true ? (true as const) : undefined,
    supporter: text(search['supporter']),
  };
  return without(found);
}

type Loose<T> = { readonly [K in keyof T]: T[K] | undefined };
const without = (search: Loose<PairingSearch>): PairingSearch =>
  Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as PairingSearch;

export type PairingChange = Partial<Loose<PairingSearch>>;
/** The search with some parts changed; `undefined` takes one away. */
export const changed = (search: PairingSearch, change: PairingChange): PairingSearch => without({ ...search, ...change });
