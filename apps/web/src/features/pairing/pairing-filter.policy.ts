import type { PairedInstitution, Pairing } from '@alliance/contracts/pairing.contract';
import { institutionTypes } from '@alliance/domain/alliance/institution';
import { nowhere, type PairingSearch } from './pairing-search';

export type Side = 'recipient' | 'supporter';
export const sideOf = (search: PairingSearch): Side => search.role ?? 'recipient';
export const otherSide = (side: Side): Side => (side === 'recipient' ? 'supporter' : 'recipient');

const placeOf = (place: string | null): string => place ?? nowhere;
const plain = (text: string) => text.normalize('NFKC').toLowerCase();

type Test = (pair: Pairing, search: PairingSearch) => boolean;
/** One test per filter; a filter that is not set lets everything through. */
const tests = {
  source: (pair, { source }) => !source || pair.source === source,
  province: (pair, search) => !search.province || placeOf(pair[sideOf(search)].province) === search.province,
  city: (pair, search) => !search.city || placeOf(pair[sideOf(search)].city) === search.city,
  type: (pair, search) => !search.type || pair[sideOf(search)].type === search.type,
  other: (pair, search) => !search.other || placeOf(pair[otherSide(sideOf(search))].city) === search.other,
  flag: (pair, { flag }) => !flag || pair.flags.includes(flag),
  find: (pair, { find }) => !find || textOf(pair).includes(plain(find)),
} as const satisfies Record<string, Test>;
export type Facet = Exclude<keyof typeof tests, 'find'>;

const textOf = ({ recipient, supporter, category }: Pairing): string =>
  plain([recipient.name, recipient.city, supporter.name, supporter.city, category].filter(Boolean).join(' '));

/** The pairs that pass every filter, by place, then by name, the lead first. */
export function shownPairs(pairs: readonly Pairing[], search: PairingSearch): Pairing[] {
  const side = sideOf(search);
  return pairs.filter((pair) => Object.values(tests).every((test) => test(pair, search))).sort((a, b) => compare(a, b, side));
}

const collator = new Intl.Collator('zh-CN', { numeric: true });
const byText = (a: string | null, b: string | null) => Number(a === null) - Number(b === null) || collator.compare(a ?? '', b ?? '');
const byPlace = (a: PairedInstitution, b: PairedInstitution) =>
  byText(a.province, b.province) ||
  byText(a.city, b.city) ||
  institutionTypes.indexOf(a.type) - institutionTypes.indexOf(b.type) ||
  byText(a.name, b.name);
const compare = (a: Pairing, b: Pairing, side: Side) =>
  byPlace(a[side], b[side]) || Number(b.lead) - Number(a.lead) || byPlace(a[otherSide(side)], b[otherSide(side)]);

/** What one filter can be set to, with how many pairs each choice would show beside the other filters. */
export function choices(pairs: readonly Pairing[], search: PairingSearch, facet: Facet): { value: string; count: number }[] {
  const others = Object.entries(tests).filter(([name]) => name !== facet);
  const counts = new Map<string, number>();
  for (const pair of pairs)
    if (others.every(([, test]) => test(pair, search)))
      for (const value of valuesOf(pair, search, facet)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => collator.compare(a.value, b.value));
}

function valuesOf(pair: Pairing, search: PairingSearch, facet: Facet): readonly string[] {
  const side = sideOf(search);
  if (facet === 'flag') return pair.flags;
  if (facet === 'source') return [pair.source];
  if (facet === 'type') return [pair[side].type];
  if (facet === 'other') return [placeOf(pair[otherSide(side)].city)];
  return [placeOf(pair[side][facet])];
}

/** How many pairs, and between how many on each side. */
export function countsOf(pairs: readonly Pairing[]): { pairs: number; recipients: number; supporters: number; undecided: number } {
  const distinct = (side: Side) => new Set(pairs.map((pair) => pair[side].id)).size;
  const undecided = new Set(pairs.filter(({ flags }) => flags.includes('lead_undetermined')).map(({ recipient }) => recipient.id)).size;
  return { pairs: pairs.length, recipients: distinct('recipient'), supporters: distinct('supporter'), undecided };
}
