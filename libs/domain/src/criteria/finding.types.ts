import type { DoubtedFact, FactScalar } from './fact.types.js';
import type { CriterionDirection, CriterionUrgency, Trit, Verdict } from './rule.types.js';

/** One condition that decided, with the numbers it was decided on. */
export interface Reason {
  readonly part: 'rule' | 'population';
  /** JSON pointer into the rule or the population: `/all/0/any/1`. */
  readonly path: string;
  readonly fact: string;
  /** Operator of the leaf: a comparison, `is`, `in`, `between`, `since`, `trend`. */
  readonly op: string;
  /** What it was held against, in `unit`; of a dependent threshold the one that held. */
  readonly threshold: FactScalar | readonly (string | number)[];
  readonly unit: string | null;
  /**
   * The value in that unit; null while unknown. For `since` and `trend` the time or the change; of a computed value that is known only by
   * bounds the bound that decided.
   */
  readonly value: FactScalar | null;
  /** Computed from other facts. */
  readonly derived: boolean;
  readonly outcome: Trit;
}

/** What one criterion says about a patient, and why. */
export interface Finding {
  readonly code: string;
  readonly direction: CriterionDirection;
  readonly urgency: CriterionUrgency;
  readonly verdict: Verdict;
  /** The smallest set of conditions that decides; for `unknown` those that are open. */
  readonly reasons: readonly Reason[];
  /**
   * Facts that could still change it: those that settle it alone first, and a derived fact that the rule names before its open inputs,
   * since people and other systems may give either.
   */
  readonly missing: readonly string[];
  /** The facts of `missing` each of which alone, whatever its value, turns `unknown` into a verdict; also a derived one whose inputs do not. */
  readonly settling: readonly string[];
  /** Not asked at this level of care: `not_applicable` for that reason alone. */
  readonly otherLevel: boolean;
}

/** What a set of criteria says in one direction. */
export interface Judgement {
  readonly direction: CriterionDirection;
  /** met if any is; else unknown if any is; else not_met if any is; else not_applicable. */
  readonly verdict: Verdict;
  /** The strongest urgency of those that are met; of an unknown judgement null. */
  readonly urgency: CriterionUrgency | null;
  /** Every criterion of the direction, in the order of the protocol. */
  readonly findings: readonly Finding[];
  /** Codes of `up` criteria that forbid `down`: met, or unknown and immediate. */
  readonly suppressedBy: readonly string[];
  readonly doubted: readonly DoubtedFact[];
}
