import { Directory, type KnownInstitution } from './directory.js';
import type { Finding, FlagReason, RowOutcome } from './import.types.js';
import type { LeadDecision } from './lead-rule.js';
import { citiesInFile, claimsOf, type Rejections } from './pairing-claims.js';
import { flagsOf, marksOf, remarksOn } from './pairing-flags.js';
import { gapsOf } from './pairing-gaps.js';
import { asKnown, newInstitutionsOf } from './pairing-institutions.js';
import { claimKey, groupsOf, leadsOf, rejectSecondLeads, type Group } from './pairing-lead.js';
import type { Claim, KnownPairing, NewInstitution, PairingFields, PairingPlan } from './pairing-plan.types.js';
import { pairKey } from './pairing-plan.types.js';
import type { PairingRow } from './pairing-row.js';
import { cityStem } from './place.js';
import type { Read } from './row-reader.js';

export interface PairingState {
  readonly institutions: readonly KnownInstitution[];
  readonly pairings: readonly KnownPairing[];
}

/**
 * What a table of pairs would change: pure, so that the dry run and the import are the same computation. The order of rows does not
 * matter, a rejected row counts as absent, and a plan that was applied plans nothing the next time.
 */
export function planPairings(state: PairingState, reads: readonly Read<PairingRow>[]): PairingPlan {
  const { claims, institutions, rejected } = settle(state, reads);
  const byId = new Map(state.institutions.map((one) => [one.id, one]));
  const partyOf = (id: string) => byId.get(id) ?? { name: '', city: null };
  const isElsewhere = activeElsewhere(claims, state.pairings, partyOf);

  const created = new Map(institutions.map((one) => [one.ref, one]));
  const changes = new Changes(state.pairings);
  for (const group of groupsOf(claims, state.pairings)) {
    changes.remarks.push(...group.claims.flatMap((claim) => remarksOn(claim, created, group)));
    const leads = leadsOf(group, partyOf, isElsewhere);
    for (const own of Map.groupBy(group.claims, claimKey).values()) changes.claim(own, leads, group);
    changes.leadsOfOthers(group, leads, (id) => partyOf(id).name);
  }
  const gaps = gapsOf(claims, state.pairings, byId);
  const uncovered = gaps.open.map(
    ({ county, type }) => ({ row: 0, column: null, reason: 'county_without_pair', value: `${county} ${type}` }) as const,
  );
  return {
    institutions,
    create: changes.create,
    update: [...changes.update.values()],
    gaps: gaps.open,
    closedGaps: gaps.closed,
    rows: [...rejectedRows(reads, rejected), ...changes.rows].sort(byRow),
    rejected: rejected.sort(byRow),
    flagged: [...uncovered, ...changes.remarks].sort(byRow),
  };
}

interface Settled {
  readonly claims: Claim[];
  readonly institutions: NewInstitution[];
  readonly rejected: Rejections;
}

/**
 * Who is meant depends on whom the registry knows, and the import itself adds to it. So the rows are read again with what they would
 * create, until nothing changes: only then does the second import understand every row as the first one did. Rows that contradict each
 * other would go round for ever: from the third round on a rejected row stays rejected.
 */
function settle(state: PairingState, reads: readonly Read<PairingRow>[]): Settled {
  const unread: Rejections = reads.flatMap((read) => ('problems' in read ? read.problems : []));
  const given = reads.flatMap((read) => ('value' in read ? [read.value] : []));
  const cityOf = citiesInFile(given);
  const lost = new Map<number, Rejections>();
  let settled: Settled = { claims: [], institutions: [], rejected: unread };
  for (let round = 1; round <= 10; round += 1) {
    const now: Rejections = [];
    const directory = new Directory([...state.institutions, ...settled.institutions.map(asKnown)]);
    const resolved = claimsOf(
      given.filter(({ row }) => !lost.has(row)),
      cityOf,
      directory,
      now,
    );
    const claims = groupsOf(resolved, state.pairings).flatMap((group) => rejectSecondLeads(group, now));
    const institutions = newInstitutionsOf(claims, directory, state.institutions);
    const same = JSON.stringify([claims, institutions]) === JSON.stringify([settled.claims, settled.institutions]);
    settled = { claims, institutions, rejected: [...unread, ...[...lost.values()].flat(), ...now] };
    if (same) break;
    if (round >= 3) for (const [row, findings] of Map.groupBy(now, (finding) => finding.row)) lost.set(row, findings);
  }
  return settled;
}

function rejectedRows(reads: readonly Read<unknown>[], rejected: Rejections): RowOutcome[] {
  const rows = new Set(rejected.map(({ row }) => row));
  return reads.flatMap(({ row, shown }) => (rows.has(row) ? [{ row, outcome: 'rejected' as const, label: shown, changed: [] }] : []));
}

const byRow = (a: { row: number }, b: { row: number }) => a.row - b.row;

/** Does a supporter also help recipients of another city in the same document? Then it does not act for one city only. */
function activeElsewhere(claims: readonly Claim[], known: readonly KnownPairing[], partyOf: (id: string) => { city: string | null }) {
  const cities = new Map<string, Set<string>>();
  const add = (source: string, supporter: string, city: string | null) => {
    const key = pairKey(source, '', supporter);
    if (city !== null) cities.set(key, (cities.get(key) ?? new Set()).add(cityStem(city)));
  };
  for (const pair of known) add(pair.source, pair.supporterId, partyOf(pair.recipientId).city);
  for (const claim of claims) add(claim.source, claim.supporter.ref, claim.recipient.city);
  return (supporter: string, { source, recipientCity }: Group) => {
    const own = recipientCity === null ? '' : cityStem(recipientCity);
    return [...(cities.get(pairKey(source, '', supporter)) ?? [])].some((city) => city !== own);
  };
}

/** Compares what should be with what is. */
class Changes {
  readonly create: { recipient: string; supporter: string; fields: PairingFields }[] = [];
  readonly update = new Map<string, { id: string; version: number; fields: PairingFields }>();
  readonly rows: RowOutcome[] = [];
  readonly remarks: Finding<FlagReason>[] = [];
  readonly #known: ReadonlyMap<string, KnownPairing>;

  constructor(known: readonly KnownPairing[]) {
    this.#known = new Map(known.map((pair) => [pairKey(pair.source, pair.recipientId, pair.supporterId), pair]));
  }

  /** `own` are all rows that say the same about one pair; the first one is applied. */
  claim(own: readonly Claim[], leads: ReadonlyMap<string, LeadDecision>, group: Group): void {
    const [claim, ...repeated] = [...own].sort(byRow);
    if (claim === undefined) return;
    const known = this.#known.get(claimKey(claim));
    const marks = own.flatMap((one) => marksOf(one, group));
    const fields = fieldsOf(claim, known, leads.get(claim.supporter.ref), marks);
    const changed = known === undefined ? [] : differences(known, fields);
    const label = `${claim.recipient.name} ← ${claim.supporter.name}`;
    if (known === undefined) this.create.push({ recipient: claim.recipient.ref, supporter: claim.supporter.ref, fields });
    else if (changed.length > 0) this.update.set(known.id, { id: known.id, version: known.version, fields });
    this.rows.push({
      row: claim.row,
      outcome: known === undefined ? 'created' : changed.length > 0 ? 'updated' : 'unchanged',
      label,
      changed,
    });
    for (const flag of ['lead_to_confirm', 'lead_undetermined'] as const)
      if (fields.flags.includes(flag)) this.remarks.push({ row: claim.row, column: 'lead', reason: flag, value: claim.supporter.name });
    for (const { row } of repeated) {
      this.rows.push({ row, outcome: 'unchanged', label, changed: [] });
      this.remarks.push({ row, column: null, reason: 'duplicate_row', value: String(claim.row) });
    }
  }

  /** A new supporter can decide the lead of pairs that the file does not name. */
  leadsOfOthers({ claims, known }: Group, leads: ReadonlyMap<string, LeadDecision>, nameOf: (id: string) => string): void {
    const named = new Set(claims.map(({ supporter }) => supporter.ref));
    const row = Math.min(...claims.map((claim) => claim.row));
    for (const pair of known.filter(({ supporterId }) => !named.has(supporterId))) {
      const decision = leads.get(pair.supporterId);
      if (decision === undefined || (decision.lead === pair.lead && decision.basis === pair.leadBasis)) continue;
      const fields = { ...pair, lead: decision.lead, leadBasis: decision.basis, flags: flagsOf(pair.flags, decision) };
      this.update.set(pair.id, { id: pair.id, version: pair.version, fields: only(fields) });
      this.remarks.push({ row, column: 'lead', reason: 'lead_of_other_changed', value: nameOf(pair.supporterId) });
    }
  }
}

/** An empty cell says nothing: it never wipes out what is known. */
function fieldsOf(
  claim: Claim,
  known: KnownPairing | undefined,
  decision: LeadDecision | undefined,
  marks: readonly string[],
): PairingFields {
  const { lead, basis, confirm } = decision ?? { lead: null, basis: 'not_stated', confirm: false };
  const { source, from } = claim;
  const category = claim.category ?? known?.category ?? null;
  const notes = claim.notes ?? known?.notes ?? null;
  const flags = flagsOf(marks, { lead, basis, confirm });
  return { source, category, lead, leadBasis: basis, from, to: claim.to ?? known?.to ?? null, notes, flags };
}

const only = ({ source, category, lead, leadBasis, from, to, notes, flags }: PairingFields): PairingFields => ({
  source,
  category,
  lead,
  leadBasis,
  from,
  to,
  notes,
  flags,
});

function differences(known: KnownPairing, fields: PairingFields): string[] {
  return (Object.keys(fields) as (keyof PairingFields)[]).filter((name) => JSON.stringify(known[name]) !== JSON.stringify(fields[name]));
}
