import type { Finding, FlagReason } from './import.types.js';
import type { LeadDecision } from './lead-rule.js';
import type { Group } from './pairing-lead.js';
import type { Claim, NewInstitution, Party } from './pairing-plan.types.js';
import { isOutsideCityPair, isOutsideScheme } from './scheme.js';
import { isMasked } from './text.js';

const ofTheLead: readonly string[] = ['lead_to_confirm', 'lead_undetermined'];

/** Marks that stay on the pair, sorted: those of the row (or those it has), and those of the decision about the lead. */
export function flagsOf(marks: readonly string[], decision: LeadDecision): string[] {
  const flags = new Set(marks.filter((flag) => !ofTheLead.includes(flag)));
  if (decision.confirm) flags.add('lead_to_confirm');
  if (decision.lead === null && decision.basis === 'undetermined_same_city') flags.add('lead_undetermined');
  return [...flags].sort();
}

/** Marks of one row's pair. */
export function marksOf(claim: Claim, group: Group): FlagReason[] {
  const { recipient, supporter, supporterCity, item } = claim;
  const others = group.claims.filter((one) => one.item !== null && one.item === item && one.supporter.ref !== supporter.ref);
  const marks: FlagReason[] = [];
  if (isMasked(recipient.name) || isMasked(supporter.name)) marks.push('masked_name');
  // one line of the document, printed as one cell or as two rows with the same number
  if (claim.split || others.length > 0) marks.push('several_supporters');
  if (isOutsideScheme(group.scheme, supporterCity ?? supporter.city)) marks.push('city_outside_scheme');
  else if (isOutsideCityPair(group.scheme, group.recipientCity, supporterCity)) marks.push('city_pair_mismatch');
  return marks;
}

/** What the report says about a row besides its outcome. */
export function remarksOn(claim: Claim, created: ReadonlyMap<string, NewInstitution>, group: Group): Finding<FlagReason>[] {
  const masked = isMasked(claim.recipient.name) ? ('recipient' as const) : ('supporter' as const);
  const city = claim.supporterCity ?? claim.supporter.city;
  const pair = marksOf(claim, group).map((reason) => {
    const column = reason === 'masked_name' ? masked : 'supporter';
    return { row: claim.row, column, reason, value: reason.startsWith('city') ? city : claim[column].printed };
  });
  return [
    ...pair,
    ...aboutParty(claim.row, 'recipient', claim.recipient, created),
    ...aboutParty(claim.row, 'supporter', claim.supporter, created),
  ];
}

function aboutParty(row: number, column: string, party: Party, created: ReadonlyMap<string, NewInstitution>): Finding<FlagReason>[] {
  const say = (reason: FlagReason, value: string): Finding<FlagReason> => ({ row, column, reason, value });
  if (party.by === 'alias') return [say('found_by_alias', `${party.printed} → ${party.name}`)];
  if (party.by === 'old_place') return [say('old_place_name', `${party.printed} → ${party.name}`)];
  const made = party.by === 'created' ? created.get(party.ref) : undefined;
  if (made === undefined) return [];
  const double = made.flags.includes('possible_duplicate') ? [say('possible_duplicate', made.name)] : [];
  return [say('institution_created', made.name), ...double];
}
