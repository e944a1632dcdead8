import type { InstitutionType } from '../alliance/institution.js';
import { pairKey, type Claim, type Gap, type KnownPairing } from './pairing-plan.types.js';
import { schemeOf } from './scheme.js';

type Covered = { readonly source: string; readonly name: string; readonly type: InstitutionType };

/** Places that a document leaves without a pair, with its reason (B.1: 灌南县 in annex 2): shown as a gap, closed when a pair arrives. */
export function gapsOf(
  claims: readonly Claim[],
  known: readonly KnownPairing[],
  byId: ReadonlyMap<string, { name: string; type: InstitutionType }>,
): { open: Gap[]; closed: Gap[] } {
  const covered: Covered[] = claims.map(({ source, recipient: { name, type } }) => ({ source, name, type }));
  for (const { source, recipientId } of known) {
    const recipient = byId.get(recipientId);
    if (recipient) covered.push({ source, name: recipient.name, type: recipient.type });
  }
  const sources = new Map(
    claims.flatMap(({ source, recipient }) => {
      const scheme = schemeOf(source, recipient.city);
      return scheme === null ? [] : [[pairKey(source, scheme.id, ''), { source, scheme }] as const];
    }),
  );
  const open: Gap[] = [];
  const closed: Gap[] = [];
  for (const { source, scheme } of sources.values())
    for (const gap of scheme.gaps) {
      const ofType = covered.filter((one) => one.source === source && one.type === gap.type);
      if (ofType.some(({ name }) => name.includes(gap.county))) closed.push({ source, ...gap });
      // the table of that type has not been imported at all: nothing can be said about one county
      else if (ofType.length > 0) open.push({ source, ...gap });
    }
  return { open, closed };
}
