import type { LeadBasis } from '../alliance/lead.js';
import { leadsByRule, type LeadDecision, type RuledSupporter } from './lead-rule.js';
import type { Rejections } from './pairing-claims.js';
import type { Scheme } from './scheme.data.js';
import { schemeOf } from './scheme.js';
import { groupKey, pairKey, type Claim, type KnownPairing, type Party } from './pairing-plan.types.js';

/** All supporters of one recipient in one document: what the registry holds and what the file says. */
export interface Group {
  readonly source: string;
  readonly recipientCity: string | null;
  readonly scheme: Scheme | null;
  readonly claims: readonly Claim[];
  readonly known: readonly KnownPairing[];
}
type PartyOf = (id: string) => Pick<Party, 'name' | 'city'>;

export function groupsOf(claims: readonly Claim[], known: readonly KnownPairing[]): Group[] {
  const knownByGroup = Map.groupBy(known, ({ source, recipientId }) => groupKey(source, recipientId));
  return [...Map.groupBy(claims, ({ source, recipient }) => groupKey(source, recipient.ref))].map(([key, own]) => {
    const source = own[0]?.source ?? '';
    const recipientCity = own.flatMap(({ recipient }) => recipient.city ?? []).sort()[0] ?? null;
    return { source, recipientCity, scheme: schemeOf(source, recipientCity), claims: own, known: knownByGroup.get(key) ?? [] };
  });
}

/** At most one lead per recipient. The one in force stays unless the file takes it back or an agreement names another (AL-08, S2-11). */
export function rejectSecondLeads(group: Group, rejected: Rejections): Claim[] {
  const inForce = group.known.find(({ lead }) => lead === true);
  const leaders = [
    ...Map.groupBy(
      group.claims.filter(({ lead }) => lead === true),
      ({ supporter }) => supporter.ref,
    ).values(),
  ];
  const reject = (claims: readonly Claim[], reason: 'second_lead' | 'agreement_missing') => {
    for (const { row, supporter } of claims) rejected.push({ row, column: 'lead', reason, value: supporter.printed });
    return claims.map(({ row }) => row);
  };
  const rows = new Set(
    leaders.flatMap((claims) => {
      const [claim] = claims;
      if (claim === undefined || claim.supporter.ref === inForce?.supporterId) return [];
      const byAgreement = claim.leadBasis === 'agreement';
      if (byAgreement && claim.notes === null) return reject(claims, 'agreement_missing');
      const takenBack = group.claims.some((one) => one.supporter.ref === inForce?.supporterId && one.lead !== true && saysLead(one));
      const gives = inForce === undefined || takenBack || (byAgreement && inForce.leadBasis !== 'agreement');
      return leaders.length > 1 || !gives ? reject(claims, 'second_lead') : [];
    }),
  );
  return group.claims.filter(({ row }) => !rows.has(row));
}

/** A basis without a lead says that the document does not decide; neither says nothing. */
const saysLead = ({ lead, leadBasis }: Pick<Claim, 'lead' | 'leadBasis'>) => lead !== null || leadBasis !== null;

/** Lead and basis of every pair of a group, the known ones it must change included. Keys are references of supporters. */
export function leadsOf(
  group: Group,
  partyOf: PartyOf,
  isElsewhere: (supporter: string, group: Group) => boolean,
): Map<string, LeadDecision> {
  const supporters = new Map<string, RuledSupporter>();
  const add = (key: string, name: string, city: string | null) =>
    supporters.set(key, { key, name, city, elsewhere: isElsewhere(key, group) });
  for (const { supporterId } of group.known) add(supporterId, partyOf(supporterId).name, partyOf(supporterId).city);
  for (const { supporter } of group.claims) add(supporter.ref, supporter.name, supporter.city);
  const rule = leadsByRule([...supporters.values()], group.recipientCity, group.scheme);
  const stated = statedLeads(group, rule);
  const leader = [...stated.values()].find(({ lead }) => lead === true);
  const leads = new Map<string, LeadDecision>();
  for (const key of supporters.keys()) {
    const byRule = rule.get(key) ?? { lead: null, basis: 'not_stated', confirm: false };
    const follows = { lead: false, basis: byRule.lead === false ? byRule.basis : (leader?.basis ?? byRule.basis), confirm: false };
    leads.set(key, stated.get(key) ?? (leader === undefined ? byRule : follows));
  }
  return leads;
}

/** What the file states goes before what the registry holds; a known lead that nobody touches stays. */
function statedLeads({ claims, known }: Group, rule: ReadonlyMap<string, LeadDecision>): Map<string, LeadDecision> {
  const stated = new Map<string, LeadDecision>();
  for (const { supporter, lead, leadBasis, notes } of claims) {
    if (!saysLead({ lead, leadBasis })) continue;
    const byRule = rule.get(supporter.ref);
    const basis: LeadBasis = leadBasis ?? (byRule?.lead === lead ? byRule.basis : 'not_stated');
    const confirm =
      basis === 'rule_note_inferred' || /CONFIRM|待确认|需确认/u.test(notes ?? '') || (leadBasis === null && basis === 'not_stated');
    stated.set(supporter.ref, { lead, basis, confirm });
  }
  const named = [...stated.values()].some(({ lead }) => lead === true);
  for (const { supporterId, lead, leadBasis, flags } of known) {
    if (lead === null || stated.has(supporterId)) continue;
    const confirm = flags.includes('lead_to_confirm');
    stated.set(supporterId, { lead: lead && named ? false : lead, basis: leadBasis, confirm });
  }
  return stated;
}

export const claimKey = ({ source, recipient, supporter }: Claim) => pairKey(source, recipient.ref, supporter.ref);
