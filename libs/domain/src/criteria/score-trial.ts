import type { CompiledCriterion, CriteriaSet } from './criteria-set.js';
import { evaluate, type Truths } from './evaluate.js';
import type { FactDefinition, FactScalar } from './fact.types.js';
import type { FactReadings } from './given.js';
import { scoreSteps } from './score-steps.js';
import { Sight } from './sight.js';
import { verdictOf, type Truth } from './truth.js';
import type { Variable } from './variable.js';

/** With more inputs open each of them can turn a score either way, and none settles it. */
const mostFacts = 3;

/** Tries values of the last open inputs of a score, which a table of truths does not know. */
export class ScoreTrial {
  private constructor(
    private readonly set: CriteriaSet,
    private readonly compiled: CompiledCriterion,
    private readonly sight: Sight,
    private readonly values: ReadonlyMap<string, readonly FactScalar[]>,
  ) {}

  /** @returns undefined where the values to try are too many, or not known */
  static of(set: CriteriaSet, compiled: CompiledCriterion, sight: Sight, facts: readonly string[]): ScoreTrial | undefined {
    if (facts.length > mostFacts) return undefined;
    const values = new Map<string, readonly FactScalar[]>();
    for (const fact of facts) {
      const definition = set.facts.get(fact);
      const tried = definition && valuesOf(definition, own(set, compiled, fact));
      if (!tried) return undefined;
      values.set(fact, tried);
    }
    return new ScoreTrial(set, compiled, sight, values);
  }

  settles(fact: string): boolean {
    return this.of(fact).every((value) => !this.isOpen(this.suppose(this.sight.readings, fact, value)));
  }

  /** Whether with some values of the others this fact turns open into decided. */
  matters(fact: string, others = [...this.values.keys()].filter((other) => other !== fact), readings = this.sight.readings): boolean {
    if (!this.isOpen(readings)) return false;
    if (this.of(fact).some((value) => !this.isOpen(this.suppose(readings, fact, value)))) return true;
    return others.some((other, i) =>
      this.of(other).some((value) => this.matters(fact, others.slice(i + 1), this.suppose(readings, other, value))),
    );
  }

  /** What each value of the fact makes of the conditions. */
  truthsFor(fact: string): Truths[] {
    return this.of(fact).map((value) => this.evaluate(this.suppose(this.sight.readings, fact, value)));
  }

  private of(fact: string): readonly FactScalar[] {
    return this.values.get(fact) ?? [];
  }
  private suppose(readings: FactReadings, fact: string, value: FactScalar): FactReadings {
    return new Map(readings).set(fact, { value, unit: this.set.facts.get(fact)?.unit ?? null, series: [] });
  }
  private evaluate(readings: FactReadings): Truths {
    return evaluate(this.compiled.nodes, new Sight(this.set.slots, readings, this.sight.moment));
  }
  private isOpen(readings: FactReadings): boolean {
    const { rule, population } = this.compiled;
    const truths = this.evaluate(readings);
    return verdictOf(truths[rule] as Truth, truths[population] as Truth) === 'unknown';
  }
}

/** What the criterion itself asks of the fact. */
const own = (set: CriteriaSet, { variableAt }: CompiledCriterion, fact: string): readonly Variable[] =>
  variableAt.filter((variable) => variable && set.slots[variable.slot]?.key === fact) as Variable[];

function valuesOf({ key, kind, codes = [], unit }: FactDefinition, variables: readonly Variable[]): readonly FactScalar[] | undefined {
  if (kind === 'boolean') return [true, false];
  if (kind === 'code') return codes.map(({ code }) => code);
  const steps = scoreSteps.get(key);
  if (kind !== 'quantity' || !steps || steps.unit !== unit || variables.some(({ points }) => !points)) return undefined;
  const top = steps.upTo.at(-1) ?? 0;
  return [...new Set([...steps.upTo, top + 1, ...variables.flatMap(({ points }) => points ?? [])])];
}
