import { soonest, suppressed, suppresses, together } from './combine.js';
import type { CriteriaSet } from './criteria-set.js';
import type { GivenFacts } from './fact.types.js';
import { find, say } from './find.js';
import type { Judgement } from './finding.types.js';
import { readFacts } from './given.js';
import type { CareLevel, CriterionDirection } from './rule.types.js';
import { Sight } from './sight.js';

export interface JudgementAsk {
  readonly direction: CriterionDirection;
  /** Moment of judgement: every time since and every age is reckoned from it. */
  readonly at: Date;
  /** Where the patient is; without it no criterion is left out for its level. */
  readonly level?: CareLevel | null;
}

/**
 * Holds facts against the criteria of one direction. Never throws: what cannot be used is doubted and counts as not known.
 * @param given by fact; a bare value is in the fact's own unit
 */
export function judge(set: CriteriaSet, given: GivenFacts, { direction, at, level = null }: JudgementAsk): Judgement {
  const { values, doubted } = readFacts(set.facts, given, at);
  const sight = new Sight(set.slots, values, at);
  const findings = set.criteria[direction].map((compiled) => find(set, compiled, sight, level));
  const against = direction === 'down' ? set.criteria.up.map((compiled) => say(compiled, sight, level)).filter(suppresses) : [];
  const verdict = suppressed(together(findings), against);
  const urgency = verdict === 'met' ? soonest(findings) : null;
  return { direction, verdict, urgency, findings, suppressedBy: against.map(({ code }) => code), doubted };
}
