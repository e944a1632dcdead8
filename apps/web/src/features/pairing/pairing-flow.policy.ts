import type { PairedInstitution, Pairing } from '@alliance/contracts/pairing.contract';
import type { Side } from './pairing-filter.policy';
import { nowhere } from './pairing-search';

/** A city or an institution on its side of the picture. */
export interface FlowNode {
  readonly id: string;
  readonly side: Side;
  /** Name of the institution; city, or `-` where none is stated. */
  readonly name: string;
  /** City of an institution, province of a city. */
  readonly place: string | null;
  /** null for a city. */
  readonly institution: PairedInstitution | null;
  readonly pairs: readonly Pairing[];
}
export interface FlowLink {
  readonly from: FlowNode;
  readonly to: FlowNode;
  readonly pairs: readonly Pairing[];
}
export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly links: readonly FlowLink[];
}

/** Pairs as streams from supporters to recipients, between cities or between institutions. */
export function flowOf(pairs: readonly Pairing[], detail: boolean): Flow {
  const nodes = new Map<string, FlowNode & { pairs: Pairing[] }>();
  const links = new Map<string, FlowLink & { pairs: Pairing[] }>();
  const join = (side: Side, pair: Pairing): FlowNode => {
    const one = pair[side];
    const id = `${side} ${detail ? one.id : (one.city ?? `${nowhere}${one.province ?? ''}`)}`;
    const found = nodes.get(id) ?? { id, side, ...faceOf(one, detail), pairs: [] };
    found.pairs.push(pair);
    nodes.set(id, found);
    return found;
  };
  for (const pair of pairs) {
    const [from, to] = [join('supporter', pair), join('recipient', pair)];
    const key = `${from.id} ${to.id}`;
    const link = links.get(key) ?? { from, to, pairs: [] };
    link.pairs.push(pair);
    links.set(key, link);
  }
  return { nodes: [...nodes.values()], links: [...links.values()] };
}

const faceOf = (one: PairedInstitution, detail: boolean) =>
  detail
    ? { name: one.name, place: one.city ?? one.province, institution: one }
    : { name: one.city ?? nowhere, place: one.province, institution: null };

const oddPlace = ['masked_name', 'city_outside_scheme', 'city_pair_mismatch'];
const leadInDoubt = ['lead_undetermined', 'lead_to_confirm'];
const has = (pair: Pairing, flags: readonly string[]) => pair.flags.some((flag) => flags.includes(flag));

/** Every pair of the stream has an odd name or city. */
export const isLinkMarked = ({ pairs }: FlowLink): boolean => pairs.every((pair) => has(pair, oddPlace));

/** The sign before a label: everything of it is odd, or its lead is in doubt. */
export function signOf({ pairs, side, institution }: FlowNode): '⚠' | '?' | null {
  if (pairs.every((pair) => has(pair, oddPlace))) return '⚠';
  return institution && side === 'recipient' && pairs.some((pair) => has(pair, leadInDoubt)) ? '?' : null;
}
