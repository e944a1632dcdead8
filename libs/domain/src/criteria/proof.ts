import { possibleComparisons, type Truths } from './evaluate.js';
import type { Node } from './node.js';
import type { Truth } from './truth.js';

type Group = Exclude<Node, { kind: 'leaf' }>;

/**
 * Places of the fewest conditions that decide a node that is met or not met: of a met "any" one member is enough, of "all" that is not
 * met as well.
 */
export function proofOf(nodes: readonly Node[], truths: Truths, root: number): number[] {
  const node = nodes[root] as Node;
  if (node.kind === 'leaf') return [root];
  const { members } = node;
  const truth = truths[root] as Truth;
  const same = members.filter((member) => truths[member] === truth);
  switch (node.kind) {
    case 'all':
      return truth === 2 ? members.flatMap((member) => proofOf(nodes, truths, member)) : fewest(nodes, truths, same, 1);
    case 'any':
      return truth === 0 ? members.flatMap((member) => proofOf(nodes, truths, member)) : fewest(nodes, truths, same, 1);
    case 'not':
      return proofOf(nodes, truths, members[0] as number);
    case 'count':
      return fewest(nodes, truths, same, truth === 2 ? node.need : members.length - node.need + 1);
    case 'choose':
      return chosen(nodes, truths, node);
  }
}

/** The conditions of the `count` members that need the fewest. */
function fewest(nodes: readonly Node[], truths: Truths, members: readonly number[], count: number): number[] {
  const first = count === 1 ? members.find((member) => nodes[member]?.kind === 'leaf') : undefined;
  if (first !== undefined) return [first];
  const proofs = members.map((member) => proofOf(nodes, truths, member));
  const kept = new Set(proofs.toSorted((a, b) => a.length - b.length).slice(0, count));
  return proofs.filter((proof) => kept.has(proof)).flat();
}

/**
 * Of a dependent threshold: the comparison that says the most – with several thresholds possible, the one that is hardest to reach – and
 * the cases that had to be settled for it.
 */
function chosen(nodes: readonly Node[], truths: Truths, { members }: Group): number[] {
  const possible = possibleComparisons(members, truths) ?? [];
  const truth = truths[possible[0] as number];
  const proof: number[] = [];
  for (let i = 0; i + 1 < members.length; i += 2) {
    const [when, comparison] = [members[i] as number, members[i + 1] as number];
    if (truths[when] === 0 && truths[comparison] !== truth) proof.push(...proofOf(nodes, truths, when));
    if (truths[when] !== 2) continue;
    const later = members.slice(i + 2).filter((_, k, rest) => k % 2 === 1 || k === rest.length - 1);
    const open = members.length % 2 === 0;
    if (open || later.some((other) => truths[other] !== truth)) proof.push(...proofOf(nodes, truths, when));
    break;
  }
  return [hardest(nodes, truths, possible), ...proof];
}

function hardest(nodes: readonly Node[], truths: Truths, possible: readonly number[]): number {
  const mark = (place: number): number => (nodes[place]?.kind === 'leaf' ? (nodes[place].leaf.marks[0] ?? 0) : 0);
  const [first = 0] = possible;
  const node = nodes[first];
  const upward = node?.kind === 'leaf' && node.leaf.op.startsWith('>') === (truths[first] === 2);
  return possible.reduce((best, place) => ((upward ? mark(place) > mark(best) : mark(place) < mark(best)) ? place : best), first);
}
