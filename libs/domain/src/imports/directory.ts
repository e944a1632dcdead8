import type { InstitutionType } from '../alliance/institution.js';
import type { InstitutionLevel } from '../referral/direction.js';
import { cityStem, inFull, isRelative, placeVariants, sameCity, termVariants, withoutCity } from './place.js';
import { provinceOfCity } from './place.data.js';
import { isMasked, nameKey, remembered } from './text.js';

/** An institution as the registry holds it. */
export interface KnownInstitution {
  readonly id: string;
  readonly code: string | null;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly province: string | null;
  readonly city: string | null;
  readonly type: InstitutionType;
  readonly level: InstitutionLevel;
  readonly levelBasis: string | null;
  readonly phone: string | null;
  readonly source: string | null;
  readonly notes: string | null;
  readonly flags: readonly string[];
  readonly possibleSameAs: readonly string[];
}

/** How a name led to an institution. */
export type FoundBy = 'name' | 'alias' | 'old_place';
export type Found<I> =
  | { readonly kind: 'one'; readonly institution: I; readonly by: FoundBy }
  | { readonly kind: 'ambiguous'; readonly by: FoundBy | null }
  /** Nobody of that name there; `fullName` is the name to create it under, `similar` are namesakes elsewhere. */
  | { readonly kind: 'none'; readonly fullName: string; readonly similar: readonly I[] };

type Entry<I> = { readonly institution: I; readonly by: FoundBy; readonly needsCity: boolean };
type Named = Pick<KnownInstitution, 'name' | 'aliases' | 'city'>;

/** Every way of writing an institution: the registry's search index and the importer use the same list. */
export function namesOf({ name, aliases, city }: Named): { name: string; by: FoundBy; needsCity: boolean }[] {
  if (isMasked(name)) return [{ name, by: 'name', needsCity: true }];
  const whole = [
    { name, by: 'name' as FoundBy },
    ...aliases.filter((alias) => !isRelative(alias)).map((alias) => ({ name: alias, by: 'alias' as FoundBy })),
  ];
  const found = new Map<string, { name: string; by: FoundBy; needsCity: boolean }>();
  const add = (entry: { name: string; by: FoundBy; needsCity: boolean }) => {
    const key = nameKey(entry.name);
    if (!found.has(key)) found.set(key, entry);
  };
  for (const entry of whole) add({ ...entry, needsCity: false });
  for (const entry of whole) for (const term of termVariants(entry.name)) add({ name: term, by: 'alias', needsCity: false });
  for (const entry of [...found.values()]) {
    for (const old of placeVariants(entry.name)) add({ name: old, by: 'old_place', needsCity: false });
  }
  for (const entry of [...found.values()]) {
    const short = withoutCity(entry.name, city);
    if (short !== null) add({ name: short, by: entry.by === 'old_place' ? 'old_place' : 'alias', needsCity: true });
  }
  return [...found.values()];
}

/** One key for all ways of writing a name: 盘县人民医院 and 盘州市人民医院 in one file are one institution. */
export const anyNameKey = remembered(leastKey);

function leastKey(name: string): string {
  return namesOf({ name, aliases: [], city: null }).reduce(
    (least, one) => (nameKey(one.name) < least ? nameKey(one.name) : least),
    nameKey(name),
  );
}

/** Finds institutions by name, alias, old place name; never guesses: a masked or relative name needs its place, two namesakes are ambiguous. */
export class Directory<I extends Named & { readonly province: string | null }> {
  readonly #byKey = new Map<string, Entry<I>[]>();
  readonly #provinceOfCity = new Map(Object.entries(provinceOfCity).map(([city, province]) => [cityStem(city), province]));

  constructor(institutions: readonly I[]) {
    for (const institution of institutions) {
      for (const { name, by, needsCity } of namesOf(institution)) {
        const key = nameKey(name);
        this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), { institution, by, needsCity }]);
      }
      if (institution.city !== null && institution.province !== null)
        this.#provinceOfCity.set(cityStem(institution.city), institution.province);
    }
  }

  provinceOf(city: string | null): string | null {
    return city === null ? null : (this.#provinceOfCity.get(cityStem(city)) ?? null);
  }

  find(printed: string, city: string | null, province: string | null): Found<I> {
    const name = isRelative(printed) ? inFull(printed, province, city) : printed;
    if (name === null) return { kind: 'ambiguous', by: null };
    if (isMasked(name)) return this.#findMasked(name, city);
    const entries = this.#byKey.get(nameKey(name)) ?? [];
    const here = entries.filter((entry) =>
      entry.needsCity ? bothIn(entry.institution.city, city) : sameCity(entry.institution.city, city),
    );
    // who is known to be in that city goes before who is known to be nowhere
    const inCity = here.filter(({ institution }) => bothIn(institution.city, city));
    const best = this.#best(inCity) ?? this.#best(here) ?? this.#best(this.#byShortName(name, city));
    if (best?.others) return { kind: 'ambiguous', by: best.by };
    if (best !== undefined) return { kind: 'one', institution: best.institution, by: name === printed ? best.by : 'alias' };
    return { kind: 'none', fullName: name, similar: distinct(entries.map((entry) => entry.institution)) };
  }

  #findMasked(name: string, city: string | null): Found<I> {
    const same = (this.#byKey.get(nameKey(name)) ?? []).filter(
      ({ institution }) => bothIn(institution.city, city) || (institution.city === null && city === null),
    );
    const best = this.#best(same);
    if (best === undefined) return { kind: 'none', fullName: name, similar: [] };
    return best.others ? { kind: 'ambiguous', by: 'name' } : { kind: 'one', institution: best.institution, by: 'name' };
  }

  #byShortName(name: string, city: string | null): Entry<I>[] {
    const short = withoutCity(name, city);
    const entries = short === null ? [] : (this.#byKey.get(nameKey(short)) ?? []);
    return entries
      .filter(({ institution }) => bothIn(institution.city, city))
      .map((entry) => ({ ...entry, by: entry.by === 'name' ? 'alias' : entry.by }));
  }

  /** The name itself goes before an alias, an alias before an old place name. */
  #best(entries: readonly Entry<I>[]): (Entry<I> & { others: boolean }) | undefined {
    for (const by of ['name', 'alias', 'old_place'] as const) {
      const found = entries.filter((entry) => entry.by === by);
      const [first] = found;
      if (first !== undefined) return { ...first, others: found.some(({ institution }) => institution !== first.institution) };
    }
    return undefined;
  }
}

const bothIn = (a: string | null, b: string | null) => a !== null && b !== null && sameCity(a, b);
const distinct = <I>(items: readonly I[]): I[] => [...new Set(items)];
