import type { LeadBasis } from '../alliance/lead.js';
import { cityStem } from './place.js';
import type { Scheme } from './scheme.data.js';
import { pairedCity, standingOf } from './scheme.js';

/** A supporter of one recipient, as the lead rule sees it. `elsewhere`: it also supports recipients of another city in the same document. */
export interface RuledSupporter {
  readonly key: string;
  readonly name: string;
  readonly city: string | null;
  readonly elsewhere: boolean;
}

/** Who leads by default, why, and whether a person should confirm it. `lead` null: the document does not decide. */
export interface LeadDecision {
  readonly lead: boolean | null;
  readonly basis: LeadBasis;
  readonly confirm: boolean;
}

/** Strongest reading first; the weakest one among the others is the basis of the decision. */
const strength = ['rule_note_explicit_name', 'rule_note_by_elimination', 'rule_note_by_paired_city', 'rule_note_inferred'] as const;
type Reading = { readonly basis: (typeof strength)[number]; readonly confirm: boolean };

/**
 * Default lead of one recipient (001 annex 1 note, AL-08): where a provincial hospital and one of the four southern cities both support it,
 * the southern one leads. Names rarely say "provincial", so every decision carries how it was read. At most one lead, often none.
 */
export function leadsByRule(
  supporters: readonly RuledSupporter[],
  recipientCity: string | null,
  scheme: Scheme | null,
): Map<string, LeadDecision> {
  const all = (basis: LeadBasis) => new Map(supporters.map(({ key }) => [key, { lead: null, basis, confirm: false }]));
  if (scheme?.leadRule !== 'southern_leads') return all('not_stated');
  if (supporters.length < 2) return all('sole_supporter');
  const southern = supporters.filter(({ name, city }) => standingOf(name, city, scheme).kind === 'city');
  const [leader] = southern;
  const readings = supporters.filter((one) => one !== leader).map((one) => readAsProvincial(one, recipientCity, scheme));
  if (leader === undefined || southern.length > 1 || readings.includes(null)) return all('undetermined_same_city');
  const sure = readings.filter((reading) => reading !== null);
  const basis = strength.findLast((one) => sure.some((reading) => reading.basis === one)) ?? 'rule_note_explicit_name';
  const confirm = sure.some((reading) => reading.confirm);
  return new Map(supporters.map((one) => [one.key, { lead: one === leader, basis, confirm }]));
}

/** Why this supporter counts as provincial; null where its name does not tell. */
function readAsProvincial({ name, city, elsewhere }: RuledSupporter, recipientCity: string | null, scheme: Scheme): Reading | null {
  const standing = standingOf(name, city, scheme);
  if (standing.kind === 'provincial') return { basis: 'rule_note_explicit_name', confirm: false };
  if (standing.kind !== 'university' || standing.seat === null) return null;
  const seat = cityStem(standing.seat);
  const paired = pairedCity(scheme, recipientCity);
  if (!scheme.supporterCities.some((southern) => cityStem(southern) === seat)) return { basis: 'rule_note_by_elimination', confirm: false };
  // a university hospital seated in another southern city than the paired one, or active beyond the pair, is not acting for its city
  if (paired !== null && cityStem(paired) !== seat) return { basis: 'rule_note_by_paired_city', confirm: !elsewhere };
  return elsewhere ? { basis: 'rule_note_inferred', confirm: true } : null;
}
