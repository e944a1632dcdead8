import type { CompiledCriterion, CriteriaSet } from './criteria-set.js';
import { evaluate, type Truths } from './evaluate.js';
import type { Finding } from './finding.types.js';
import { openConditions } from './open.js';
import { proofOf } from './proof.js';
import { decidedReason, openReason } from './reason.js';
import type { CareLevel } from './rule.types.js';
import { opennessOf } from './settle.js';
import type { Sight } from './sight.js';
import { verdictOf, type Truth } from './truth.js';

/** What one criterion says about a case, and why. */
export function find(set: CriteriaSet, compiled: CompiledCriterion, sight: Sight, level: CareLevel | null): Finding {
  const { criterion, nodes, rule, population } = compiled;
  const { code, direction, urgency, levels } = criterion;
  const about = { code, direction, urgency };
  if (level !== null && levels.length > 0 && !levels.includes(level))
    return { ...about, verdict: 'not_applicable', reasons: [], missing: [], settling: [], otherLevel: true };
  const truths = evaluate(nodes, sight);
  const verdict = verdictOf(truths[rule] as Truth, truths[population] as Truth);
  if (verdict === 'unknown') {
    const open = openConditions(compiled, truths);
    const reasons = open.flatMap((one) => openReason(set, compiled, one, sight));
    const { missing, settling } = opennessOf(set, compiled, truths, open, sight);
    return { ...about, verdict, reasons, missing, settling, otherLevel: false };
  }
  const reasons = decidingRoots(compiled, truths)
    .flatMap((root) => proofOf(nodes, truths, root))
    .flatMap((place) => decidedReason(set, compiled, truths, place, sight));
  return { ...about, verdict, reasons, missing: [], settling: [], otherLevel: false };
}

/** Outside the population nothing else counts, and a rule that is not met says so whoever the patient is. */
function decidingRoots({ rule, population }: CompiledCriterion, truths: Truths): number[] {
  if (truths[population] === 0) return [population];
  return truths[rule] === 0 ? [rule] : [rule, population];
}
