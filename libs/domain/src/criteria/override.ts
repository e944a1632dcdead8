import { compileCriteria, type JudgeableCriterion } from './criteria-set.js';
import type { FactDefinition, GivenFacts } from './fact.types.js';
import { judge } from './judge.js';
import { NodeList, type Node } from './node.js';
import { beside, completed, Effort, Ways } from './override-boxes.js';
import { cellsOf, givenIn } from './override-cells.js';
import { sameRule } from './override-in-force.js';
import { ruleErrors } from './rule.check.js';
import type { Rule } from './rule.types.js';
import type { Slot } from './sight.js';

/**
 * How a member's own rule stands to the alliance's. It `tightens` when nobody is lost: an `up` criterion keeps everybody who met it and
 * takes more, a `down` criterion lets nobody go whom it kept. It `loosens` when somebody is lost, `both` when others come in as well.
 * `unproven`: too many cases to try, or a case that cannot be put together.
 */
export type OverrideEffect = 'tightens' | 'loosens' | 'both' | 'same' | 'unproven';
export interface OverrideProof {
  readonly effect: OverrideEffect;
  /** Facts of somebody who is lost; what is not among them is not known. Null unless it loosens. */
  readonly counterexample: GivenFacts | null;
}

/** Under 0.2 s for the worst of rules; two published ones against each other take a few hundred steps. */
const mostTried = 10_000;

/**
 * Proves what an override does, by every way of meeting the one rule against all ways of meeting the other, unknown facts included: a rule
 * that asks for a fact which the other did not need loses those of whom it is not known. Possible values are those inside the limits of
 * the facts; a score that is computed counts as a fact of its own, as when it is typed.
 * @param criterion the alliance's, with its rule and population
 * @param rule the member's in its place
 * @param facts definitions of the version
 * @param at moment of the counterexample, for times since
 */
export function overrideEffect(
  criterion: JudgeableCriterion,
  rule: Rule,
  facts: readonly FactDefinition[],
  at: Date = new Date('2026-01-01T00:00:00Z'),
): OverrideProof {
  if ([rule, criterion.rule, criterion.population].some((one) => ruleErrors(one).length))
    return { effect: 'unproven', counterexample: null };
  if (sameRule(rule, criterion.rule)) return { effect: 'same', counterexample: null };
  const met = search(criterion, rule, facts, at);
  const up = criterion.direction === 'up';
  const lost = up ? met('baseline', 'override') : met('override', 'baseline');
  const gained = up ? met('override', 'baseline') : met('baseline', 'override');
  if (typeof lost === 'object') return { effect: typeof gained === 'object' ? 'both' : 'loosens', counterexample: lost };
  if (lost === 'unproven') return { effect: 'unproven', counterexample: null };
  return { effect: gained === 'nobody' ? 'same' : 'tightens', counterexample: null };
}

type Side = 'baseline' | 'override';
type Search = (by: Side, notBy: Side) => GivenFacts | 'nobody' | 'unproven';

/** Looks for somebody who meets the criterion with the one rule and not with the other. */
function search(criterion: JudgeableCriterion, override: Rule, facts: readonly FactDefinition[], at: Date): Search {
  const { nodes, slots, places } = nodesOf(facts, { population: criterion.population, baseline: criterion.rule, override });
  const cells = cellsOf(nodes, slots);
  const set = compileCriteria(facts, [criterion, { ...criterion, rule: override }]);
  const really = (given: GivenFacts, by: Side): boolean => {
    const [baseline, own] = judge(set, given, { direction: criterion.direction, at }).findings;
    const [one, other] = by === 'baseline' ? [baseline, own] : [own, baseline];
    return one?.verdict === 'met' && other?.verdict !== 'met';
  };
  return (by, notBy) => {
    const effort = new Effort(mostTried);
    const ways = new Ways(nodes, cells, effort);
    const covers = ways.to(places[notBy], true);
    let doubtful = false;
    for (const box of ways.together(places.population, places[by])) {
      const point = effort.spent ? undefined : beside(completed(box, cells), covers, effort);
      if (!point) continue;
      const given = givenIn(cells.dimensions, point, at);
      if (really(given, by)) return given;
      doubtful = true;
    }
    return doubtful || effort.spent ? 'unproven' : 'nobody';
  };
}

function nodesOf<Part extends string>(
  facts: readonly FactDefinition[],
  rules: Readonly<Record<Part, Rule>>,
): { nodes: readonly Node[]; slots: readonly Slot[]; places: Record<Part, number> } {
  const definitions = new Map(facts.map((definition) => [definition.key, definition]));
  const slots: Slot[] = [];
  const list = new NodeList(slots, (key) => {
    const known = slots.findIndex((slot) => slot.key === key);
    return known >= 0 ? known : slots.push({ key, definition: definitions.get(key), derived: false }) - 1;
  });
  const places = Object.fromEntries(Object.entries<Rule>(rules).map(([part, rule]) => [part, list.add(rule)]));
  return { nodes: list.nodes, slots, places: places as Record<Part, number> };
}
