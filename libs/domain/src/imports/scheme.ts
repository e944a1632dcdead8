import { cityStem } from './place.js';
import { schemes, universitySeats, type Scheme } from './scheme.data.js';
import { nameKey } from './text.js';

const isOneOf = (cities: readonly string[], city: string) => cities.some((known) => cityStem(known) === cityStem(city));

/** The programme a pair belongs to: named by the source, else told by the recipient's prefecture. */
export function schemeOf(source: string, recipientCity: string | null): Scheme | null {
  const key = nameKey(source);
  const named = schemes.find(({ numbers, title }) => [...numbers, title].some((name) => key.includes(nameKey(name))));
  return named ?? schemes.find(({ recipientCities }) => recipientCity !== null && isOneOf(recipientCities, recipientCity)) ?? null;
}

/** One spelling per document, so that 〔2016〕 and [2016] do not become two sources. */
export function canonicalSource(source: string, known: readonly string[]): string {
  const key = nameKey(source);
  return [...schemes.map((scheme) => scheme.source), ...known].find((other) => nameKey(other) === key) ?? source;
}

/** The city is not among those the document names: flagged, never rejected (B.1, row 53). */
export function isOutsideScheme(scheme: Scheme | null, supporterCity: string | null): boolean {
  return scheme !== null && supporterCity !== null && !isOneOf(scheme.supporterCities, supporterCity);
}

/** The document pairs the recipient's city with another one than the supporter's (S2-01). */
export function isOutsideCityPair(scheme: Scheme | null, recipientCity: string | null, supporterCity: string | null): boolean {
  const paired = pairedCity(scheme, recipientCity);
  return paired !== null && supporterCity !== null && cityStem(paired) !== cityStem(supporterCity);
}

export function pairedCity(scheme: Scheme | null, recipientCity: string | null): string | null {
  if (scheme === null || recipientCity === null) return null;
  return Object.entries(scheme.cityPairs).find(([city]) => cityStem(city) === cityStem(recipientCity))?.[1] ?? null;
}

/** Where a supporter of the lead rule stands, read from its name alone. */
export type Standing =
  | { readonly kind: 'provincial' }
  | { readonly kind: 'city'; readonly city: string }
  | { readonly kind: 'university'; readonly seat: string | null }
  | { readonly kind: 'unknown' };

/** `city` is the one the row or the registry states; the name itself goes before it. */
export function standingOf(name: string, city: string | null, scheme: Scheme): Standing {
  const key = nameKey(name);
  if (/^省/u.test(key) || key.startsWith(scheme.province)) return { kind: 'provincial' };
  const university = /^(.*?大学)(?:第.{1,2})?附属/u.exec(key)?.[1];
  if (university !== undefined) return { kind: 'university', seat: universitySeats[university] ?? null };
  const named = scheme.supporterCities.find((known) => key.startsWith(cityStem(known)));
  const stated = scheme.supporterCities.find((known) => city !== null && cityStem(known) === cityStem(city));
  const southern = named ?? stated;
  return southern === undefined ? { kind: 'unknown' } : { kind: 'city', city: southern };
}
