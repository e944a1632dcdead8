import type { Node } from './node.js';
import type { Measured, Slot } from './sight.js';
import type { Truth } from './truth.js';

/**
 * What one or several conditions of a criterion look at: the value of a fact, the time since it, or its change. `cells` are all the ways
 * in which a value can answer them together.
 */
export interface Variable {
  readonly slot: number;
  /** How the fact changed, which only dated values of the fact itself tell. */
  readonly isChange: boolean;
  readonly leaves: readonly number[];
  /** Truths of `leaves`, for one representative value on each side of every threshold. */
  readonly cells: readonly (readonly Truth[])[];
  /** Of numbers that are the fact's own value: one on each side of every threshold. */
  readonly points: readonly number[] | undefined;
}

/** What each condition looks at, by its place; nothing for groups and for conditions that no value can decide. */
export function variablesAt(nodes: readonly Node[], slots: readonly Slot[]): (Variable | undefined)[] {
  const groups = new Map<string, number[]>();
  nodes.forEach((node, i) => {
    if (node.kind !== 'leaf' || node.leaf.about === null) return;
    const key = `${node.leaf.slot} ${node.leaf.about}`;
    groups.set(key, [...(groups.get(key) ?? []), i]);
  });
  const found: (Variable | undefined)[] = nodes.map(() => undefined);
  for (const leaves of groups.values()) {
    const conditions = leaves.flatMap((place) => (nodes[place]?.kind === 'leaf' ? [nodes[place].leaf] : []));
    const [first] = conditions;
    if (!first) continue;
    const points = pointsOf(
      slots[first.slot] as Slot,
      first.about === 'since',
      conditions.flatMap(({ marks }) => marks),
    );
    const cells = new Map(points.map((point) => conditions.map(({ hold }) => hold(point))).map((cell) => [cell.join(''), cell]));
    const numbers = first.about === 'value' ? points.map(({ low }) => low).filter((low) => !Number.isNaN(low)) : undefined;
    const isChange = first.op === 'trend';
    const variable = { slot: first.slot, isChange, leaves, cells: [...cells.values()], points: numbers };
    for (const place of leaves) found[place] = variable;
  }
  return found;
}

/** Values that stand for all: every code, both truths, each threshold and something on either side of it. */
function pointsOf({ definition }: Slot, isTime: boolean, marks: readonly number[]): Measured[] {
  if (definition?.kind === 'boolean') return [true, false].map(scalar);
  if (definition?.kind === 'code') return (definition.codes ?? []).map(({ code }) => scalar(code));
  const sorted = [...new Set(marks)].sort((a, b) => a - b);
  const between = sorted.slice(1).map((mark, i) => (mark + (sorted[i] ?? mark)) / 2);
  const numbers = [beyond(sorted[0], -1), ...sorted, ...between, beyond(sorted.at(-1), 1)];
  return numbers.filter((number) => !isTime || number >= 0).map((value) => ({ value, low: value, high: value }));
}
const scalar = (value: boolean | string): Measured => ({ value, low: NaN, high: NaN });
const beyond = (mark = 0, side: 1 | -1): number => mark + side * Math.max(1, Math.abs(mark));
