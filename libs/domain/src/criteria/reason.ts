import type { CompiledCriterion, CriteriaSet } from './criteria-set.js';
import type { Truths } from './evaluate.js';
import type { Reason } from './finding.types.js';
import type { Leaf } from './leaf.js';
import type { OpenCondition } from './node.js';
import type { Measured, Sight } from './sight.js';
import { tritOf, type Truth } from './truth.js';

/** The conditions that decided, as people are shown them. */
export function decidedReasons(
  set: CriteriaSet,
  compiled: CompiledCriterion,
  truths: Truths,
  places: readonly number[],
  sight: Sight,
): Reason[] {
  const reasons: Reason[] = [];
  for (const place of places) {
    const node = compiled.nodes[place];
    if (node?.kind !== 'leaf') continue;
    const measured = node.leaf.measure(sight);
    const value = measured && (measured.value ?? boundOf(measured, node.leaf));
    const shown = typeof value === 'number' ? node.leaf.show(value) : value;
    reasons.push(reasonOf(set, compiled, place, sight, node.leaf.threshold, shown, truths[place] as Truth));
  }
  return reasons;
}

/** The conditions that are open; of a dependent threshold all values that may be the right one. */
export function openReasons(set: CriteriaSet, compiled: CompiledCriterion, open: readonly OpenCondition[], sight: Sight): Reason[] {
  return open.map(({ place, comparisons }) => {
    const several = comparisons.length > 1 ? comparisons.map((one) => Number(leafAt(compiled, one).threshold)) : undefined;
    const threshold = several ?? leafAt(compiled, comparisons[0] as number).threshold;
    return reasonOf(set, compiled, place, sight, threshold, null, 1);
  });
}

function reasonOf(
  set: CriteriaSet,
  compiled: CompiledCriterion,
  place: number,
  sight: Sight,
  threshold: Reason['threshold'],
  value: Reason['value'],
  truth: Truth,
): Reason {
  const { slot, op, unit } = leafAt(compiled, place);
  const path = (compiled.nodes[place] as { readonly path: string }).path;
  const part = place <= compiled.population ? 'population' : 'rule';
  const fact = set.slots[slot]?.key ?? '';
  return { part, path, fact, op, threshold, unit, value, derived: sight.isComputed(slot), outcome: tritOf(truth) };
}

const leafAt = ({ nodes }: CompiledCriterion, place: number): Leaf => (nodes[place] as { readonly leaf: Leaf }).leaf;

/** Of a computed value that is not known exactly, the end that lies nearer to the threshold: it decided. */
function boundOf({ low, high }: Measured, { marks: [mark = 0] }: Leaf): number {
  return Math.abs(low - mark) <= Math.abs(high - mark) ? low : high;
}
