import { compileLeaf, dependsOnPatient, type Leaf } from './leaf.js';
import { factOfLeaf } from './rule-facts.js';
import type { Leaf as LeafRule, Rule } from './rule.types.js';
import type { Slot } from './sight.js';

/**
 * Rules as flat lists, members before their group, so that a case is one pass without recursion. `choose` is a threshold that depends on
 * the patient: its members are case, comparison, case, comparison … and at the end the comparison of `otherwise`, if there is one.
 */
export type Node =
  | { readonly kind: 'leaf'; readonly leaf: Leaf; readonly path: string; readonly open: OpenCondition }
  | { readonly kind: 'all' | 'any' | 'not' | 'choose'; readonly members: readonly number[] }
  | { readonly kind: 'count'; readonly members: readonly number[]; readonly need: number };

/** A condition that keeps a criterion open. */
export interface OpenCondition {
  readonly place: number;
  /** Of a dependent threshold all comparisons that may be the right one, else the condition itself. */
  readonly comparisons: readonly number[];
}

/** @param slotOf gives a fact its place in the set */
export class NodeList {
  readonly nodes: Node[] = [];
  constructor(
    private readonly slots: readonly Slot[],
    private readonly slotOf: (key: string) => number,
  ) {}

  /** Appends a rule that has been checked. Returns the place of its root. */
  add(rule: Rule, path = ''): number {
    if ('all' in rule) return this.push({ kind: 'all', members: this.members(rule.all, `${path}/all`) });
    if ('any' in rule) return this.push({ kind: 'any', members: this.members(rule.any, `${path}/any`) });
    if ('not' in rule) return this.push({ kind: 'not', members: [this.add(rule.not, `${path}/not`)] });
    if ('of' in rule) return this.push({ kind: 'count', members: this.members(rule.of, `${path}/of`), need: rule.atLeast });
    if (!dependsOnPatient(rule)) return this.leaf(rule, path);
    const { cases, otherwise } = rule.value;
    const members = cases.flatMap(({ when, value }, i) => [this.add(when, `${path}/value/cases/${i}/when`), this.leaf(rule, path, value)]);
    if (otherwise !== undefined) members.push(this.leaf(rule, path, otherwise));
    return this.push({ kind: 'choose', members });
  }

  private members(rules: readonly Rule[], path: string): number[] {
    return rules.map((rule, i) => this.add(rule, `${path}/${i}`));
  }
  private leaf(rule: LeafRule, path: string, threshold?: number): number {
    const slot = this.slotOf(factOfLeaf(rule) as string);
    const place = this.nodes.length;
    const leaf = compileLeaf(rule, slot, this.slots[slot] as Slot, threshold);
    return this.push({ kind: 'leaf', leaf, path, open: { place, comparisons: [place] } });
  }
  private push(node: Node): number {
    return this.nodes.push(node) - 1;
  }
}
