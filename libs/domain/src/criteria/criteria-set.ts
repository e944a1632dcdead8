import { derivedFacts } from './derived.js';
import type { FactDefinition } from './fact.types.js';
import { NodeList, type Node } from './node.js';
import { ruleErrors } from './rule.check.js';
import type { Criterion, CriterionDirection, Rule } from './rule.types.js';
import type { Slot } from './sight.js';
import { variablesAt, type Variable } from './variable.js';

/** A criterion without its tests: what judging needs. */
export type JudgeableCriterion = Omit<Criterion, 'testCases'>;

export interface CompiledCriterion {
  readonly criterion: JudgeableCriterion;
  /** Population and rule, members before their group. */
  readonly nodes: readonly Node[];
  /** Places of the two roots; everything before `population` and itself belongs to the population. */
  readonly population: number;
  readonly rule: number;
  /** By the place of a condition, what it looks at. */
  readonly variableAt: readonly (Variable | undefined)[];
  /** No threshold in it depends on the patient. */
  readonly fixed: boolean;
}

/** Criteria ready to judge any number of cases; immutable, so it may be kept as long as the version it was made of. */
export interface CriteriaSet {
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly slots: readonly Slot[];
  readonly criteria: Readonly<Record<CriterionDirection, readonly CompiledCriterion[]>>;
}

/** In place of a rule that is none: nothing can be said, whoever it is. */
const undecided: Rule = { fact: 'undefined', op: 'is', value: true };
const sound = (rule: Rule): Rule => (ruleErrors(rule).length ? undecided : rule);

/**
 * Prepares criteria for judging. Never throws: a rule that `ruleErrors` objects to (they are refused when saved) stays `unknown`, and so
 * does a condition on a fact without definition or in a unit that cannot be converted.
 * @param facts definitions of the version that the criteria stand in
 */
export function compileCriteria(facts: readonly FactDefinition[], criteria: readonly JudgeableCriterion[]): CriteriaSet {
  const definitions = new Map(facts.map((definition) => [definition.key, definition]));
  const slots: Slot[] = [];
  const places = new Map<string, number>();
  const slotOf = (key: string): number => {
    const place = places.get(key) ?? slots.push({ key, definition: definitions.get(key), derived: derivedFacts.has(key) }) - 1;
    places.set(key, place);
    return place;
  };
  const compiled = criteria.map((criterion): CompiledCriterion => {
    const list = new NodeList(slots, slotOf);
    const population = list.add(sound(criterion.population));
    const rule = list.add(sound(criterion.rule));
    const { nodes } = list;
    const fixed = !nodes.some(({ kind }) => kind === 'choose');
    return { criterion, nodes, population, rule, variableAt: variablesAt(nodes, slots), fixed };
  });
  const of = (direction: CriterionDirection): CompiledCriterion[] => compiled.filter(({ criterion }) => criterion.direction === direction);
  return { facts: definitions, slots, criteria: { up: of('up'), down: of('down') } };
}
