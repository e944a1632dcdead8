import type { Directory, KnownInstitution } from './directory.js';
import type { Claim, NewInstitution, Party } from './pairing-plan.types.js';
import { sameCity } from './place.js';
import { isMasked, nameKey } from './text.js';

/** 中医院 and 中医医院 of one city are probably one house, but only a person can say so. */
export const looseKey = (name: string) =>
  nameKey(name)
    .replace(/中医医院/gu, '中医院')
    .replace(/(?:医院|中心)$/u, '');

/** Institutions that a pairing names and nobody knew: created once, flagged, with what the rows tell of them. */
export function newInstitutionsOf(
  claims: readonly Claim[],
  directory: Directory<KnownInstitution>,
  known: readonly KnownInstitution[],
): NewInstitution[] {
  const mentions = claims.flatMap((claim) => [
    { claim, party: claim.recipient },
    { claim, party: claim.supporter },
  ]);
  const created = [
    ...Map.groupBy(
      mentions.filter(({ party }) => party.by === 'created'),
      ({ party }) => party.ref,
    ),
  ];
  const loose = Map.groupBy(known, ({ name }) => looseKey(name));
  return created
    .map(([ref, group]): NewInstitution => {
      const parties = group.map(({ party }) => party).sort((a, b) => order(a.name, b.name));
      const [first] = parties as [Party];
      const { name, city } = first;
      const province = parties.find((party) => party.province !== null)?.province ?? directory.provinceOf(city);
      const alike = isMasked(name) ? [] : (loose.get(looseKey(name)) ?? []).filter((one) => sameCity(one.city, city));
      const similar = [...new Set([...parties.flatMap((party) => party.similar), ...alike])].map((one) => one.code ?? one.id).sort(order);
      const flags = ['created_by_pairing_import'];
      if (isMasked(name)) flags.push('masked_name');
      if (similar.length > 0) flags.push('possible_duplicate');
      const aliases = [...new Set(parties.map(({ printed }) => printed))]
        .filter((printed) => nameKey(printed) !== nameKey(name))
        .sort(order);
      const source = group.map(({ claim }) => claim.source).sort(order)[0] ?? '';
      return { ref, name, aliases, province, city, type: typeOf(group), source, flags, possibleSameAs: similar };
    })
    .sort((a, b) => order(a.ref, b.ref));
}

/** A new institution as the registry will hold it, under its reference instead of an id. */
export function asKnown({ ref, ...institution }: NewInstitution): KnownInstitution {
  return { ...institution, id: ref, code: null, level: 'unknown', levelBasis: null, phone: null, notes: null };
}

/** A recipient's type may be stated by its row; otherwise the name tells. */
function typeOf(group: readonly { claim: Claim; party: Party }[]) {
  const types = group.map(({ claim, party }) => ({ stated: claim.recipient.ref === party.ref, type: party.type }));
  const stated = types.filter((one) => one.stated).map(({ type }) => type);
  return (stated.length > 0 ? stated : types.map(({ type }) => type)).sort(order)[0] ?? 'hospital';
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
