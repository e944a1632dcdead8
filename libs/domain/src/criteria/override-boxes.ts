import type { Cells } from './override-cells.js';
import type { Node } from './node.js';

/** For each dimension that matters a set of its cells, as bits. Whoever lies in it is known in exactly these dimensions. */
export type Box = ReadonlyMap<number, bigint>;

/** How much may be tried; nothing more is, once it is spent. */
export class Effort {
  constructor(private left: number) {}
  get spent(): boolean {
    return this.left <= 0;
  }
  /** @returns whether there was still something to spend */
  spend(): boolean {
    return this.left-- > 0;
  }
}

/**
 * All ways in which a rule comes out met (or not met), each with as little known as that takes: somebody meets the rule exactly if they
 * lie in one of these boxes with what is known of them (Kleene's logic: more knowledge never changes a verdict).
 */
export class Ways {
  constructor(
    private readonly nodes: readonly Node[],
    private readonly cells: Cells,
    private readonly effort: Effort,
  ) {}

  to(place: number, met: boolean): Box[] {
    const node = this.nodes[place] as Node;
    if (node.kind === 'leaf') return this.leaf(node, met);
    const { members } = node;
    switch (node.kind) {
      case 'all':
        return met ? this.every(members, met) : this.some(members, met);
      case 'any':
        return met ? this.some(members, met) : this.every(members, met);
      case 'not':
        return this.to(members[0] as number, !met);
      case 'count':
        return this.choices(members, met ? node.need : members.length - node.need + 1).flatMap((chosen) => this.every(chosen, met));
      case 'choose':
        return this.cases(members, met);
    }
  }

  /** All ways to meet both. */
  together(one: number, other: number): Box[] {
    return this.every([one, other], true);
  }

  private leaf({ leaf }: Node & { kind: 'leaf' }, met: boolean): Box[] {
    const place = this.cells.dimensionOf(leaf);
    if (place === undefined || !this.effort.spend()) return [];
    const wanted = met ? 2 : 0;
    const bits = (this.cells.dimensions[place]?.cells ?? []).reduce(
      (set, cell, i) => (leaf.hold(cell) === wanted ? set | (1n << BigInt(i)) : set),
      0n,
    );
    return bits ? [new Map([[place, bits]])] : [];
  }

  private some(members: readonly number[], met: boolean): Box[] {
    return members.flatMap((member) => this.to(member, met));
  }
  private every(members: readonly number[], met: boolean): Box[] {
    return members.reduce<Box[]>((ways, member) => this.both(ways, () => this.to(member, met)), [new Map()]);
  }
  private both(ways: readonly Box[], others: () => readonly Box[]): Box[] {
    if (!ways.length) return [];
    const more = others();
    return ways.flatMap((one) => more.flatMap((other) => (this.effort.spend() ? (overlap(one, other) ?? []) : [])));
  }

  /** Cases of a dependent threshold: one that holds ends the list; one that is left open must not matter. */
  private cases([when, comparison, ...rest]: readonly number[], met: boolean): Box[] {
    if (when === undefined) return [];
    const here = (): Box[] => this.to(comparison as number, met);
    if (comparison === undefined) return this.to(when, met);
    const later = this.cases(rest, met);
    const holds = this.both(this.to(when, true), here);
    const open = this.both(later, here);
    return [...holds, ...open, ...this.both(later, () => this.to(when, false))];
  }

  private choices(members: readonly number[], count: number): number[][] {
    if (count === 0) return [[]];
    return members.flatMap((member, i) =>
      this.effort.spend() ? this.choices(members.slice(i + 1), count - 1).map((others) => [member, ...others]) : [],
    );
  }
}

/** What lies in both; undefined when nothing does. */
export function overlap(one: Box, other: Box): Box | undefined {
  const both = new Map(one);
  for (const [place, cells] of other) {
    const common = (both.get(place) ?? cells) & cells;
    if (!common) return undefined;
    both.set(place, common);
  }
  return both;
}

/** The box with what is known along with it, whatever its value. */
export function completed(box: Box, { alongWith, dimensions }: Cells): Box {
  const all = new Map(box);
  for (const place of box.keys())
    for (const other of alongWith(place)) if (!all.has(other)) all.set(other, (1n << BigInt(dimensions[other]?.cells.length ?? 0)) - 1n);
  return all;
}

/**
 * Somebody in `box` and in none of `covers`, of whom nothing is known but what `box` is about; undefined when there is nobody.
 * What is left of the box beside a cover is cut into boxes, dimension by dimension.
 */
export function beside(box: Box, covers: readonly Box[], effort: Effort): ReadonlyMap<number, number> | undefined {
  const relevant = covers.filter((cover) => effort.spend() && [...cover.keys()].every((place) => box.has(place)));
  return left(box, relevant, effort);
}
function left(box: Box, [cover, ...others]: readonly Box[], effort: Effort): ReadonlyMap<number, number> | undefined {
  if (!effort.spend()) return undefined;
  if (!cover) return new Map([...box].map(([place, cells]) => [place, lowest(cells)]));
  const inside = overlap(box, cover);
  if (!inside) return left(box, others, effort);
  let remaining = new Map(box);
  for (const [place, cells] of cover) {
    const outside = (remaining.get(place) ?? 0n) & ~cells;
    const found = outside ? left(new Map(remaining).set(place, outside), others, effort) : undefined;
    if (found) return found;
    remaining = new Map(remaining).set(place, inside.get(place) ?? 0n);
  }
  return undefined;
}
function lowest(cells: bigint): number {
  let place = 0;
  while (!((cells >> BigInt(place)) & 1n)) place++;
  return place;
}
