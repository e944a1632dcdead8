import type { Node } from './node.js';
import type { Sight } from './sight.js';
import { opposite, type Truth } from './truth.js';

/** Truth of every node by its place. */
export type Truths = Truth[];

/** Kleene's truth of all nodes of a criterion in one pass. */
export function evaluate(nodes: readonly Node[], sight: Sight): Truths {
  const truths: Truths = [];
  for (const node of nodes) {
    const measured = node.kind === 'leaf' ? node.leaf.measure(sight) : null;
    if (node.kind !== 'leaf') truths.push(ofGroup(node, truths));
    else truths.push(measured ? node.leaf.hold(measured) : 1);
  }
  return truths;
}

/** Groups again, after conditions were supposed to be something else. */
export function regroup(nodes: readonly Node[], truths: Truths): void {
  nodes.forEach((node, i) => {
    if (node.kind !== 'leaf') truths[i] = ofGroup(node, truths);
  });
}

type Group = Exclude<Node, { kind: 'leaf' }>;

function ofGroup(node: Group, truths: Truths): Truth {
  const { members } = node;
  switch (node.kind) {
    case 'all': {
      let least: Truth = 2;
      for (const member of members) if ((truths[member] as Truth) < least) least = truths[member] as Truth;
      return least;
    }
    case 'any': {
      let greatest: Truth = 0;
      for (const member of members) if ((truths[member] as Truth) > greatest) greatest = truths[member] as Truth;
      return greatest;
    }
    case 'not':
      return opposite(truths[members[0] as number] as Truth);
    case 'count': {
      let met = 0;
      let open = 0;
      for (const member of members) {
        if (truths[member] === 2) met++;
        else if (truths[member] === 1) open++;
      }
      return met >= node.need ? 2 : met + open < node.need ? 0 : 1;
    }
    case 'choose': {
      const possible = possibleComparisons(members, truths);
      const first = possible?.[0];
      if (!possible || first === undefined) return 1;
      return possible.every((comparison) => truths[comparison] === truths[first]) ? (truths[first] as Truth) : 1;
    }
  }
}

/**
 * The comparisons of a dependent threshold that may be the right one: of the cases that are open, and of the first that holds.
 * @returns undefined when possibly none is: then nothing can be said
 */
export function possibleComparisons(members: readonly number[], truths: Truths): number[] | undefined {
  const possible: number[] = [];
  for (let i = 0; i + 1 < members.length; i += 2) {
    const holds = truths[members[i] as number];
    if (holds !== 0) possible.push(members[i + 1] as number);
    if (holds === 2) return possible;
  }
  if (members.length % 2 === 0) return undefined;
  possible.push(members.at(-1) as number);
  return possible;
}
