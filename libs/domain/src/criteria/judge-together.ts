import { soonest, suppressed, suppresses, together } from './combine.js';
import type { CriteriaSet } from './criteria-set.js';
import type { DoubtedFact, GivenFacts } from './fact.types.js';
import type { Judgement } from './finding.types.js';
import { judge, type JudgementAsk } from './judge.js';
import type { CriterionUrgency, Verdict } from './rule.types.js';

/** What several protocols say together. Their findings stay apart: each is read with the facts of its own protocol. */
export interface JointJudgement {
  readonly verdict: Verdict;
  /** The soonest of those that are met. */
  readonly urgency: CriterionUrgency | null;
  /** Place of the protocol whose criterion decided; null where there is no protocol. */
  readonly deciding: number | null;
  readonly judgements: readonly Judgement[];
  /** Codes of `up` criteria of any of them that forbid `down`. */
  readonly suppressedBy: readonly string[];
  readonly doubted: readonly DoubtedFact[];
}

/**
 * Judges by every protocol in force: an `up` criterion of one forbids `down` by all of them, at whatever level it is asked. A patient who
 * would have to come up again at once from where he is sent is not sent there.
 */
export function judgeTogether(sets: readonly CriteriaSet[], given: GivenFacts, ask: JudgementAsk): JointJudgement {
  const judgements = sets.map((set) => judge(set, given, ask));
  const findings = judgements.flatMap((judgement) => judgement.findings);
  const against =
    ask.direction === 'down' ? sets.flatMap((set) => judge(set, given, { direction: 'up', at: ask.at }).findings.filter(suppresses)) : [];
  const found = together(findings);
  const verdict = suppressed(found, against);
  const urgency = verdict === 'met' ? soonest(findings) : null;
  const deciding = judgements.findIndex(({ findings: own }) =>
    own.some((finding) => finding.verdict === found && (urgency === null || finding.urgency === urgency)),
  );
  return {
    verdict,
    urgency,
    deciding: sets.length ? Math.max(deciding, 0) : null,
    judgements,
    suppressedBy: against.map(({ code }) => code),
    doubted: doubtsOf(judgements),
  };
}

/** A fact that any of the protocols knows is known. */
function doubtsOf(judgements: readonly Judgement[]): DoubtedFact[] {
  const doubts = new Map<string, { doubted: DoubtedFact; times: number }>();
  for (const doubted of judgements.flatMap((judgement) => judgement.doubted)) {
    const key = `${doubted.fact} ${doubted.doubt}`;
    const before = doubts.get(key);
    doubts.set(key, { doubted: before?.doubted ?? doubted, times: (before?.times ?? 0) + 1 });
  }
  return [...doubts.values()]
    .filter(({ doubted, times }) => doubted.doubt !== 'unknown_fact' || times === judgements.length)
    .map(({ doubted }) => doubted);
}
