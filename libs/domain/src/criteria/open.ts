import type { CompiledCriterion } from './criteria-set.js';
import { possibleComparisons, type Truths } from './evaluate.js';
import type { OpenCondition } from './node.js';

/** The conditions that keep an unknown criterion open, those of the rule first; what is under something decided cannot change it. */
export function openConditions({ nodes, rule, population }: CompiledCriterion, truths: Truths): OpenCondition[] {
  const found: OpenCondition[] = [];
  const waiting = [population, rule];
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const node = nodes[place];
    if (!node || truths[place] !== 1) continue;
    if (node.kind === 'leaf') found.push(node.open);
    else if (node.kind !== 'choose') for (let i = node.members.length - 1; i >= 0; i--) waiting.push(node.members[i] as number);
    else {
      const cases = node.members.filter((_, i) => i % 2 === 0 && i + 1 < node.members.length);
      const settled = cases.findIndex((when) => truths[when] === 2);
      waiting.push(...cases.slice(0, settled < 0 ? undefined : settled).toReversed());
      const comparisons = possibleComparisons(node.members, truths) ?? node.members.filter((_, i) => i % 2 === 1);
      if (comparisons.some((comparison) => truths[comparison] === 1)) found.push({ place: comparisons[0] as number, comparisons });
    }
  }
  return found;
}
