import { compileCriteria, type CriteriaSet } from '@alliance/domain/criteria/criteria-set';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import type { Judgement } from '@alliance/domain/criteria/finding.types';
import { judge, type JudgementAsk } from '@alliance/domain/criteria/judge';
import { withOverrides, type StoredOverride } from '@alliance/domain/criteria/override-in-force';
import {
  changeBetween,
  criteriaThatDiffer,
  unjudged,
  type CriterionDifference,
  type ReplayChange,
  type ReplaySide,
  type ReplayTally,
} from '@alliance/domain/criteria/replay';
import type { CareLevel, CriterionDirection } from '@alliance/domain/criteria/rule.types';
import type { Steps } from '@alliance/domain/imports/steps';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';

/** A referral as it was judged when the patient was sent; nobody's name is in it. */
export interface JudgedReferral {
  readonly referral_id: string;
  readonly number: string;
  readonly sender_id: string;
  readonly direction: CriterionDirection;
  readonly level: CareLevel | null;
  readonly facts: GivenFacts;
  readonly judged_at: Date;
  readonly submitted_at: Date;
}
/** One that another version judges differently, as it is kept. */
export interface ReplayedCase extends Pick<JudgedReferral, 'referral_id' | 'number' | 'sender_id' | 'direction' | 'submitted_at'> {
  readonly before: ReplaySide;
  readonly after: ReplaySide;
  readonly change: ReplayChange;
  readonly criteria: readonly CriterionDifference[];
}
interface Sets {
  readonly before: CriteriaSet | null;
  readonly after: CriteriaSet;
}

/**
 * Judges by the version in force and by the new one, with this protocol's criteria alone. A member's own rules stand in both where they
 * would hold: while the alliance still says what they were written against.
 */
export class ReplayJudge {
  private readonly sets = new Map<string, Sets>();
  private readonly shared: Sets;

  /** @param overrides own rules by institution */
  constructor(
    private readonly before: ProtocolContent | null,
    private readonly after: ProtocolContent,
    private readonly overrides: Readonly<Record<string, readonly StoredOverride[]>>,
  ) {
    this.shared = this.compile([]);
  }

  /** Counts every referral, a step each. @returns those that differ */
  *differing(referrals: readonly JudgedReferral[], tally: ReplayTally): Steps<ReplayedCase[]> {
    const cases: ReplayedCase[] = [];
    for (const referral of referrals) {
      const { referral_id, number, sender_id, direction, submitted_at } = referral;
      const [was, is] = this.judge(referral, direction);
      const [before, after] = [sideOf(was), sideOf(is)];
      tally.add({ direction, senderId: sender_id }, before, after);
      const change = changeBetween(before, after);
      if (change)
        cases.push({
          referral_id,
          number,
          sender_id,
          direction,
          submitted_at,
          before,
          after,
          change,
          criteria: this.criteria(referral, was, is),
        });
      yield;
    }
    return cases;
  }

  /** What forbids a transfer down is an `up` criterion: where that differs, it is named too. */
  private criteria(referral: JudgedReferral, was: Judgement | null, is: Judgement): CriterionDifference[] {
    const own = criteriaThatDiffer(was?.findings ?? [], is.findings);
    if (was?.suppressedBy.join() === is.suppressedBy.join() || (!was && !is.suppressedBy.length)) return own;
    const [wasUp, isUp] = this.judge(referral, 'up');
    return [...own, ...criteriaThatDiffer(wasUp?.findings ?? [], isUp.findings)];
  }

  private judge({ sender_id, facts, level, judged_at }: JudgedReferral, direction: CriterionDirection): [Judgement | null, Judgement] {
    const { before, after } = this.setsOf(sender_id);
    const ask: JudgementAsk = { direction, at: judged_at, level };
    return [before && judge(before, facts, ask), judge(after, facts, ask)];
  }

  private setsOf(institutionId: string): Sets {
    const own = this.overrides[institutionId];
    if (!own) return this.shared;
    const sets = this.sets.get(institutionId) ?? this.compile(own);
    this.sets.set(institutionId, sets);
    return sets;
  }

  private compile(own: readonly StoredOverride[]): Sets {
    const of = (content: ProtocolContent) => compileCriteria(content.facts, withOverrides(content, own));
    return { before: this.before && of(this.before), after: of(this.after) };
  }
}

const sideOf = (judgement: Judgement | null): ReplaySide =>
  judgement ? { verdict: judgement.verdict, urgency: judgement.urgency } : unjudged;
