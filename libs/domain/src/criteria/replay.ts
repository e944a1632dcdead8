import type { Finding } from './finding.types.js';
import type { CriterionDirection, CriterionUrgency, Verdict } from './rule.types.js';

/** What another version changes for one referral. */
export const replayChanges = ['newlyMet', 'noLongerMet', 'sooner', 'later', 'newlyUnknown', 'newlyDecided'] as const;
export type ReplayChange = (typeof replayChanges)[number];

/** A judgement as far as it decides who is sent and how soon. */
export interface ReplaySide {
  readonly verdict: Verdict;
  /** Of those that are met the soonest, else null. */
  readonly urgency: CriterionUrgency | null;
}

/** What is said where no version is in force: nobody is judged. */
export const unjudged: ReplaySide = { verdict: 'not_applicable', urgency: null };

const soonestFirst: readonly (CriterionUrgency | null)[] = ['immediate', '2h', '24h', '7d', 'routine', null];

/**
 * The one change between two judgements, what weighs most first: met or not, then how soon, then open or decided. From `not_met` to
 * `not_applicable` and back nothing changes for the patient.
 */
export function changeBetween(before: ReplaySide, after: ReplaySide): ReplayChange | null {
  if (after.verdict === 'met' && before.verdict === 'met') {
    const later = soonestFirst.indexOf(after.urgency) - soonestFirst.indexOf(before.urgency);
    return later === 0 ? null : later < 0 ? 'sooner' : 'later';
  }
  if (after.verdict === 'met') return 'newlyMet';
  if (before.verdict === 'met') return 'noLongerMet';
  if ((after.verdict === 'unknown') === (before.verdict === 'unknown')) return null;
  return after.verdict === 'unknown' ? 'newlyUnknown' : 'newlyDecided';
}

export interface CriterionDifference {
  readonly code: string;
  /** Null where that version has no such criterion. */
  readonly before: Verdict | null;
  readonly after: Verdict | null;
}
type Said = Pick<Finding, 'code' | 'verdict' | 'urgency'>;

/** Criteria with another verdict, or met with another urgency, in the order of the later version; what it dropped comes last. */
export function criteriaThatDiffer(before: readonly Said[], after: readonly Said[]): CriterionDifference[] {
  const earlier = new Map(before.map((said) => [said.code, said]));
  const later = new Map(after.map((said) => [said.code, said]));
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((code) => {
    const [was, is] = [earlier.get(code), later.get(code)];
    const same = was?.verdict === is?.verdict && (is?.verdict !== 'met' || was?.urgency === is.urgency);
    return same ? [] : [{ code, before: was?.verdict ?? null, after: is?.verdict ?? null }];
  });
}

/** Counts of referrals; `judged` is `same` and all changes together. */
export type ReplayDifferences = Record<'judged' | 'same' | ReplayChange, number>;
export type UrgencyOrNone = CriterionUrgency | 'none';
export interface ReplaySummary {
  readonly all: ReplayDifferences;
  readonly byDirection: readonly ({ readonly direction: CriterionDirection } & ReplayDifferences)[];
  /** How many have to be seen how soon; `none` where no criterion is met. */
  readonly byUrgency: readonly { readonly urgency: UrgencyOrNone; readonly before: number; readonly after: number }[];
  /** By the hospital that sent, those with most differences first. */
  readonly byMember: readonly ({ readonly institutionId: string } & ReplayDifferences)[];
}

const none = (): ReplayDifferences => ({
  ...{ judged: 0, same: 0, newlyMet: 0, noLongerMet: 0, sooner: 0, later: 0, newlyUnknown: 0, newlyDecided: 0 },
});
const different = ({ judged, same }: ReplayDifferences): number => judged - same;

/** Counts referral by referral; goes on from what was counted before. */
export class ReplayTally {
  private readonly all: ReplayDifferences;
  private readonly directions: Map<CriterionDirection, ReplayDifferences>;
  private readonly urgencies: Map<UrgencyOrNone, { before: number; after: number }>;
  private readonly members: Map<string, ReplayDifferences>;

  constructor(soFar: ReplaySummary | null) {
    this.all = { ...(soFar?.all ?? none()) };
    this.directions = new Map(soFar?.byDirection.map(({ direction, ...counts }) => [direction, counts]));
    this.urgencies = new Map(soFar?.byUrgency.map(({ urgency, ...counts }) => [urgency, counts]));
    this.members = new Map(soFar?.byMember.map(({ institutionId, ...counts }) => [institutionId, counts]));
  }

  add(of: { readonly direction: CriterionDirection; readonly senderId: string }, before: ReplaySide, after: ReplaySide): void {
    const what = changeBetween(before, after) ?? 'same';
    const direction = this.directions.get(of.direction) ?? none();
    const member = this.members.get(of.senderId) ?? none();
    this.directions.set(of.direction, direction);
    this.members.set(of.senderId, member);
    for (const counts of [this.all, direction, member]) {
      counts.judged++;
      counts[what]++;
    }
    this.urgency(before).before++;
    this.urgency(after).after++;
  }

  summary(): ReplaySummary {
    const members = [...this.members].map(([institutionId, counts]) => ({ institutionId, ...counts }));
    return {
      all: { ...this.all },
      byDirection: [...this.directions]
        .map(([direction, counts]) => ({ direction, ...counts }))
        .sort((a, b) => (a.direction > b.direction ? -1 : 1)),
      byUrgency: soonestFirst.flatMap((one) => {
        const urgency = one ?? 'none';
        const counts = this.urgencies.get(urgency);
        return counts ? [{ urgency, ...counts }] : [];
      }),
      byMember: members.sort((a, b) => different(b) - different(a) || (a.institutionId < b.institutionId ? -1 : 1)),
    };
  }

  private urgency({ urgency }: ReplaySide): { before: number; after: number } {
    const counts = this.urgencies.get(urgency ?? 'none') ?? { before: 0, after: 0 };
    this.urgencies.set(urgency ?? 'none', counts);
    return counts;
  }
}
