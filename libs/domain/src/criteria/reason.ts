import type { CompiledCriterion, CriteriaSet } from './criteria-set.js';
import type { Truths } from './evaluate.js';
import type { Reason } from './finding.types.js';
import type { OpenCondition } from './open.js';
import type { Measured, Sight } from './sight.js';
import { tritOf, type Truth } from './truth.js';

/** A condition that decided, as people are shown it. */
export function decidedReason(set: CriteriaSet, compiled: CompiledCriterion, truths: Truths, place: number, sight: Sight): Reason[] {
  const node = compiled.nodes[place];
  if (node?.kind !== 'leaf') return [];
  const { leaf, path } = node;
  const truth = truths[place] as Truth;
  const measured = leaf.measure(sight);
  const value = measured && (measured.value ?? boundOf(measured, leaf.threshold));
  return [
    {
      part: place <= compiled.population ? 'population' : 'rule',
      path,
      fact: set.slots[leaf.slot]?.key ?? '',
      op: leaf.op,
      threshold: leaf.threshold,
      unit: leaf.unit,
      value: typeof value === 'number' ? leaf.show(value) : value,
      derived: sight.isComputed(leaf.slot),
      outcome: tritOf(truth),
    },
  ];
}

/** Of a computed value that is not known exactly, the end that lies nearer to the threshold: it decided. */
function boundOf({ low, high }: Measured, threshold: unknown): number {
  const mark = [threshold].flat().find((one) => typeof one === 'number') ?? 0;
  return Math.abs(low - mark) <= Math.abs(high - mark) ? low : high;
}

/** A condition that is open; of a dependent threshold with all values that may be the right one. */
export function openReason(set: CriteriaSet, compiled: CompiledCriterion, { place, comparisons }: OpenCondition, sight: Sight): Reason[] {
  const leaves = comparisons.flatMap((one) => {
    const node = compiled.nodes[one];
    return node?.kind === 'leaf' ? [node] : [];
  });
  const [first] = leaves;
  if (!first) return [];
  const { leaf, path } = first;
  return [
    {
      part: place <= compiled.population ? 'population' : 'rule',
      path,
      fact: set.slots[leaf.slot]?.key ?? '',
      op: leaf.op,
      threshold: leaves.length > 1 ? leaves.flatMap((one) => one.leaf.threshold as number) : leaf.threshold,
      unit: leaf.unit,
      value: null,
      derived: sight.isComputed(leaf.slot),
      outcome: 'unknown',
    },
  ];
}
