import type { FactDefinition, GivenFact, GivenFacts, MeasuredFact } from './fact.types.js';
import type { Leaf } from './leaf.js';
import type { Node } from './node.js';
import type { Measured, Slot } from './sight.js';
import type { Truth } from './truth.js';

/** What conditions look at – the value of a fact, the time since it, or one of its changes –, cut where an answer of theirs changes. */
export interface Dimension {
  readonly definition: FactDefinition;
  readonly about: string;
  /** One value for each piece: within a piece all conditions answer alike. */
  readonly cells: readonly Measured[];
}
export interface Cells {
  readonly dimensions: readonly Dimension[];
  /** Dimension of a condition; undefined for one that no value decides. */
  readonly dimensionOf: (leaf: Leaf) => number | undefined;
  /** What is also known of somebody of whom this is known: whoever has a change has a value, and a change over any longer time. */
  readonly alongWith: (place: number) => readonly number[];
}

/** Cuts everything that the conditions of a node list look at into cells. Values are possible ones: inside the physiological limits. */
export function cellsOf(nodes: readonly Node[], slots: readonly Slot[]): Cells {
  const leaves = nodes.flatMap((node) => (node.kind === 'leaf' && node.leaf.about !== null ? [node.leaf] : []));
  const keyOf = ({ slot, about }: Leaf): string => `${slot} ${about}`;
  const places = new Map([...new Set(leaves.map(keyOf))].map((key, i) => [key, i]));
  const dimensions = [...places.keys()].map((key): Dimension => {
    const asking = leaves.filter((leaf) => keyOf(leaf) === key);
    const { slot, about } = asking[0] as Leaf;
    const definition = slots[slot]?.definition as FactDefinition;
    const points = pointsOf(definition, about ?? '', [...new Set(asking.flatMap(({ marks }) => marks))]);
    const cells = new Map<string, Measured>();
    for (const point of points) {
      const answers = asking.map(({ hold }): Truth => hold(point)).join('');
      if (!cells.has(answers)) cells.set(answers, point);
    }
    return { definition, about: about ?? '', cells: [...cells.values()] };
  });
  const alongWith = (place: number): number[] => {
    const one = dimensions[place] as Dimension;
    const implies = (other: Dimension): boolean => other.about === 'value' || windowOf(other) >= windowOf(one);
    const isChange = one.about.startsWith('trend');
    return isChange ? dimensions.flatMap((other, i) => (other.definition === one.definition && implies(other) ? [i] : [])) : [];
  };
  return { dimensions, dimensionOf: (leaf) => places.get(keyOf(leaf)), alongWith };
}
/** Seconds. */
const windowOf = ({ about }: Pick<Dimension, 'about'>): number => Number(about.split(' ')[2]);

function pointsOf(definition: FactDefinition, about: string, marks: readonly number[]): Measured[] {
  if (definition.kind === 'boolean') return [true, false].map(named);
  if (definition.kind === 'code') return (definition.codes ?? []).map(({ code }) => named(code));
  const [low, high] = limitsOf(definition, about);
  const inside = marks.filter((mark) => mark >= low && mark <= high).sort((a, b) => a - b);
  const [first, last] = [inside[0], inside.at(-1)];
  if (first === undefined || last === undefined) return [Math.min(Math.max(0, low), high)].map(number);
  // a minute beside a time, else one or a tenth
  const step = (mark: number): number => (about === 'since' ? 60_000 : Math.abs(mark) >= 10 ? 1 : 0.1);
  const between = inside.slice(1).map((mark, i) => tidy((mark + (inside[i] ?? mark)) / 2));
  return [...inside, ...between, Math.max(low, tidy(first - step(first))), Math.min(high, tidy(last + step(last)))].map(number);
}
const named = (value: boolean | string): Measured => ({ value, low: NaN, high: NaN });
const number = (value: number): Measured => ({ value, low: value, high: value });

const tidy = (value: number): number => Number(value.toPrecision(12));

function limitsOf({ low = -Infinity, high = Infinity }: FactDefinition, about: string): [number, number] {
  if (about === 'since') return [0, Infinity];
  if (about === 'value') return [low, high];
  const [, measure] = about.split(' ');
  if (measure === 'difference') return [low - high, high - low];
  if (low < 0 || measure === 'per_year') return [-Infinity, Infinity];
  return measure === 'ratio' ? [0, Infinity] : [-100, Infinity];
}

/** A patient of whom exactly this is known: for each dimension a value of its cell. */
export function givenIn(dimensions: readonly Dimension[], point: ReadonlyMap<number, number>, at: Date): GivenFacts {
  const given: Record<string, GivenFact> = {};
  const changes = new Map<FactDefinition, Change[]>();
  for (const [place, cell] of point) {
    const { definition, about, cells } = dimensions[place] as Dimension;
    const value = cells[cell]?.value ?? 0;
    if (about === 'value') given[definition.key] = value;
    else if (about === 'since') given[definition.key] = new Date(at.getTime() - Number(value)).toISOString();
    else changes.set(definition, [...(changes.get(definition) ?? []), { about, by: Number(value) }]);
  }
  for (const [definition, list] of changes) given[definition.key] = seriesOf(definition, list, given[definition.key], at);
  return given;
}

interface Change {
  readonly about: string;
  readonly by: number;
}
/** Dated values that changed so: the newest now, for each change an older one at the far end of its window. */
function seriesOf(
  { low = 0, high = 200 }: FactDefinition,
  changes: readonly Change[],
  newest: GivenFact | undefined,
  at: Date,
): MeasuredFact[] {
  const now = typeof newest === 'number' ? newest : (low + high) / 2;
  const dated = (value: number, before: number): MeasuredFact => ({
    value,
    at: new Date(at.getTime() - before).toISOString(),
    ...(value < low || value > high ? { confirmed: true } : {}),
  });
  const older = changes.map(({ about, by }) => {
    const [, measure = ''] = about.split(' ');
    const seconds = windowOf({ about });
    const years = seconds / (365.25 * 86_400);
    const was = { difference: now - by, percent: now / (1 + by / 100), ratio: now / by, per_year: now - by * years }[measure] ?? now;
    return dated(tidy(was), seconds * 1000);
  });
  return [...older, dated(now, 0)];
}
