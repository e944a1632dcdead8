import type { CompiledCriterion, CriteriaSet } from './criteria-set.js';
import { evaluate, type Truths } from './evaluate.js';
import type { Finding } from './finding.types.js';
import { openConditions } from './open.js';
import { proofOf } from './proof.js';
import { decidedReasons, openReasons } from './reason.js';
import type { CareLevel } from './rule.types.js';
import { opennessOf } from './settle.js';
import type { Sight } from './sight.js';
import { verdictOf, type Truth } from './truth.js';

/** What one criterion says about a case, and why. */
export function find(set: CriteriaSet, compiled: CompiledCriterion, sight: Sight, level: CareLevel | null): Finding {
  const { criterion, nodes, rule, population } = compiled;
  const { code, direction, urgency } = criterion;
  if (isOtherLevel(compiled, level))
    return { code, direction, urgency, verdict: 'not_applicable', reasons: [], missing: [], settling: [], otherLevel: true };
  const truths = evaluate(nodes, sight);
  const verdict = verdictOf(truths[rule] as Truth, truths[population] as Truth);
  if (verdict === 'unknown') {
    const open = openConditions(compiled, truths);
    const { missing, settling } = opennessOf(set, compiled, truths, open, sight);
    const reasons = openReasons(set, compiled, open, sight);
    return { code, direction, urgency, verdict, reasons, missing, settling, otherLevel: false };
  }
  const reasons = decidedReasons(set, compiled, truths, proofOfVerdict(compiled, truths), sight);
  return { code, direction, urgency, verdict, reasons, missing: [], settling: [], otherLevel: false };
}

/** Only what it says, as what suppresses a transfer down is judged. */
export function say(compiled: CompiledCriterion, sight: Sight, level: CareLevel | null): Pick<Finding, 'code' | 'verdict' | 'urgency'> {
  const { criterion, nodes, rule, population } = compiled;
  const { code, urgency } = criterion;
  if (isOtherLevel(compiled, level)) return { code, urgency, verdict: 'not_applicable' };
  const truths = evaluate(nodes, sight);
  return { code, urgency, verdict: verdictOf(truths[rule] as Truth, truths[population] as Truth) };
}

const isOtherLevel = ({ criterion: { levels } }: CompiledCriterion, level: CareLevel | null): boolean =>
  level !== null && levels.length > 0 && !levels.includes(level);

/** Outside the population nothing else counts, and a rule that is not met says so whoever the patient is. */
function proofOfVerdict({ nodes, rule, population }: CompiledCriterion, truths: Truths): number[] {
  if (truths[population] === 0) return proofOf(nodes, truths, population);
  const proof = proofOf(nodes, truths, rule);
  return truths[rule] === 0 ? proof : proof.concat(proofOf(nodes, truths, population));
}
