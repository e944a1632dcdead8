import { institutionTypeOf } from '../alliance/institution-name.js';
import { anyNameKey, type Directory, type KnownInstitution } from './directory.js';
import type { Finding, RejectReason } from './import.types.js';
import type { Claim, Party } from './pairing-plan.types.js';
import { pairKey } from './pairing-plan.types.js';
import type { Mention, PairingRow } from './pairing-row.js';
import { cityStem, isRelative } from './place.js';
import { schemeOf } from './scheme.js';
import { isMasked } from './text.js';

export type Rejections = Finding<RejectReason>[];
const isNew = (ref: string) => ref.startsWith('new:');
const newRef = (name: string, city: string | null) => `new:${anyNameKey(name)}@${city === null ? '' : cityStem(city)}`;

/** Who is meant by each row. A row that cannot be decided is rejected whole: no half of it is applied. */
export function claimsOf(
  rows: readonly PairingRow[],
  cityOf: CityOf,
  directory: Directory<KnownInstitution>,
  rejected: Rejections,
): Claim[] {
  const claims = rows.flatMap((row) => {
    const resolved = resolve(row, directory, cityOf);
    if (!('column' in resolved)) return resolved;
    rejected.push({ row: row.row, ...resolved });
    return [];
  });
  return withoutConflicts(claims, rejected);
}

type Unclear = { column: 'recipient' | 'supporter'; reason: 'ambiguous_name' | 'same_institution'; value: string };
export type CityOf = (mention: Mention) => string | null | 'many';

function resolve(row: PairingRow, directory: Directory<KnownInstitution>, cityOf: CityOf): Claim[] | Unclear {
  const { source, recipient: named } = row;
  const unclear = (column: Unclear['column'], value: string): Unclear => ({ column, reason: 'ambiguous_name', value });
  const city = cityOf(named);
  const recipient = partyOf(named, city, schemeOf(source, named.city)?.province ?? null, directory);
  if (recipient === null) return unclear('recipient', named.name);
  const province = schemeOf(source, recipient.city)?.province ?? recipient.province;
  const claims: Claim[] = [];
  for (const mention of row.supporters) {
    const supporter = partyOf(mention, cityOf(mention), province, directory);
    if (supporter === null) return unclear('supporter', mention.name);
    // one name in both cells is a slip of the hand, even where the row puts the two in different cities
    if (supporter.ref === recipient.ref || mention.name === named.name)
      return { column: 'supporter', reason: 'same_institution', value: mention.name };
    const { item, category, lead, leadBasis, from, to, notes } = row;
    const rest = { row: row.row, item, source, category, lead, leadBasis, from, to, notes };
    claims.push({ ...rest, recipient, supporter, supporterCity: mention.city, split: row.supporters.length > 1 });
  }
  return claims;
}

function partyOf(
  mention: Mention,
  statedCity: string | null | 'many',
  provinceHere: string | null,
  directory: Directory<KnownInstitution>,
): Party | null {
  if (statedCity === 'many') return null;
  const { name: printed } = mention;
  const province = provinceHere ?? directory.provinceOf(statedCity);
  // a provincial hospital belongs to no one city, wherever the row puts it
  const city = /^省/u.test(printed) ? null : statedCity;
  const found = directory.find(printed, city, province);
  if (found.kind === 'ambiguous') return null;
  if (found.kind === 'one') {
    const { id, name, city: ownCity, province: ownProvince, type } = found.institution;
    const by = isNew(id) ? 'created' : found.by;
    return {
      ref: id,
      name,
      printed,
      city: ownCity ?? city,
      province: ownProvince,
      type: isNew(id) ? (mention.type ?? type) : type,
      by,
      similar: [],
    };
  }
  const { fullName: name, similar } = found;
  const own = name !== printed || name.startsWith(province ?? '?') ? province : null;
  const type = mention.type ?? institutionTypeOf(name);
  return { ref: newRef(name, city), name, printed, city, province: directory.provinceOf(city) ?? own, type, by: 'created', similar };
}

/** Inside one file a name once with its city and once without is one institution; a name with several cities needs it in every row. */
export function citiesInFile(rows: readonly PairingRow[]): CityOf {
  const cities = new Map<string, Map<string, string>>();
  const takesCity = ({ name }: Mention) => !isMasked(name) && !isRelative(name);
  for (const mention of rows.flatMap(({ recipient, supporters }) => [recipient, ...supporters])) {
    if (mention.city === null || !takesCity(mention)) continue;
    const named = cities.get(anyNameKey(mention.name)) ?? new Map<string, string>();
    const before = named.get(cityStem(mention.city));
    // 苏州 and 苏州市: the longer spelling, whichever comes first
    if (before === undefined || before.length < mention.city.length) named.set(cityStem(mention.city), mention.city);
    cities.set(anyNameKey(mention.name), named);
  }
  return (mention) => {
    const named = takesCity(mention) ? cities.get(anyNameKey(mention.name)) : undefined;
    if (named === undefined) return mention.city;
    if (mention.city !== null) return named.get(cityStem(mention.city)) ?? mention.city;
    return named.size > 1 ? 'many' : ([...named.values()][0] ?? null);
  };
}

/** Rows that say different things about one pair are all rejected: which one is right is not ours to say, nor a matter of their order. */
function withoutConflicts(claims: readonly Claim[], rejected: Rejections): Claim[] {
  const groups = Map.groupBy(claims, ({ source, recipient, supporter }) => pairKey(source, recipient.ref, supporter.ref));
  const conflicting = new Map<number, string>();
  for (const group of groups.values())
    if (new Set(group.map(contentOf)).size > 1) for (const { row, supporter } of group) conflicting.set(row, supporter.printed);
  for (const [row, value] of conflicting) rejected.push({ row, column: 'supporter', reason: 'conflicting_duplicate', value });
  return claims.filter(({ row }) => !conflicting.has(row));
}

const contentOf = ({ category, lead, leadBasis, from, to, notes }: Claim) => JSON.stringify([category, lead, leadBasis, from, to, notes]);
