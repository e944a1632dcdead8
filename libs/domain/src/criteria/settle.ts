import type { CompiledCriterion, CriteriaSet } from './criteria-set.js';
import { openInputs } from './derived.js';
import { regroup, type Truths } from './evaluate.js';
import type { OpenCondition } from './open.js';
import type { Sight } from './sight.js';
import { verdictOf, type Truth } from './truth.js';
import type { Variable } from './variable.js';

/** The facts that keep a criterion open. */
export interface Openness {
  readonly missing: readonly string[];
  readonly settling: readonly string[];
}
/** A variable whose answer is open, with the facts that would give it: one, or the inputs of a computed fact. */
interface OpenVariable {
  readonly variable: Variable;
  readonly asks: readonly string[];
  readonly cells: readonly (readonly Truth[])[];
}

/** Trials before a fact is taken to matter, and not to settle, without proof. Published rules need fewer than 300. */
const budget = 3_000;

/** Which facts are missing, and which of them settle the criterion alone whatever their value. */
export function opennessOf(
  set: CriteriaSet,
  compiled: CompiledCriterion,
  truths: Truths,
  open: readonly OpenCondition[],
  sight: Sight,
): Openness {
  const places = new Set(open.flatMap(({ comparisons }) => comparisons).filter((place) => truths[place] === 1));
  const variables = compiled.variables
    .filter(({ leaves }) => leaves.some((place) => places.has(place)))
    .map((variable) => ({ variable, asks: asksOf(set, variable, sight), cells: cellsOf(variable, truths) }));
  const asks = [...new Set(inOrder(open, variables).flatMap((one) => one.asks))];
  if (isReadOnce(open, places, variables, asks)) return { missing: asks, settling: asks.length === 1 ? asks : [] };
  const trial = new Trial(compiled, truths);
  const matters = variables.filter((one) => trial.matters(one, variables));
  const missing = asks.filter((ask) => matters.some((one) => one.asks.includes(ask)));
  const settling = missing.filter((ask) => trial.settles(variables.filter((one) => one.asks.length === 1 && one.asks[0] === ask)));
  return { missing: [...settling, ...missing.filter((ask) => !settling.includes(ask))], settling };
}

/** In the order in which the open conditions are read. */
function inOrder(open: readonly OpenCondition[], variables: readonly OpenVariable[]): OpenVariable[] {
  const first = ({ variable }: OpenVariable): number =>
    open.findIndex(({ comparisons }) => comparisons.some((place) => variable.leaves.includes(place)));
  return variables.toSorted((a, b) => first(a) - first(b));
}

/** A computed fact is asked for by those of its inputs that the version defines, a change by two dated values of the fact itself. */
function asksOf(set: CriteriaSet, { slot }: Variable, sight: Sight): readonly string[] {
  const { key } = set.slots[slot] ?? { key: '' };
  if (!sight.isComputed(slot)) return [key];
  const inputs = openInputs(key, sight.readings, sight.moment).filter((input) => set.facts.has(input));
  return inputs.length ? inputs : [key];
}

/** The answers that are still possible where some conditions on the variable are decided by bounds. */
function cellsOf({ leaves, cells }: Variable, truths: Truths): readonly (readonly Truth[])[] {
  return cells.filter((cell) => cell.every((truth, i) => truths[leaves[i] as number] === 1 || truths[leaves[i] as number] === truth));
}

/** Every open fact stands in one condition that can go either way: then each matters, and only a single one settles. */
function isReadOnce(
  open: readonly OpenCondition[],
  places: ReadonlySet<number>,
  variables: readonly OpenVariable[],
  asks: readonly string[],
): boolean {
  const asked = variables.reduce((sum, one) => sum + one.asks.length, 0);
  return (
    open.length === variables.length &&
    places.size === variables.length &&
    asked === asks.length &&
    variables.every(({ cells }) => cells.length === 2)
  );
}

class Trial {
  private left = budget;
  constructor(
    private readonly compiled: CompiledCriterion,
    private readonly truths: Truths,
  ) {}

  /** Whether with some answers to the others this one turns open into decided. */
  matters(one: OpenVariable, all: readonly OpenVariable[]): boolean {
    return this.decides(
      one,
      all.filter((other) => other !== one),
      [...this.truths],
    );
  }

  private decides(one: OpenVariable, others: readonly OpenVariable[], truths: Truths): boolean {
    if (this.left <= 0) return true;
    if (!this.isOpen(truths)) return false;
    if (one.cells.some((cell) => !this.isOpen(suppose(truths, one, cell)))) return true;
    return others.some((other, i) => other.cells.some((cell) => this.decides(one, others.slice(i + 1), suppose(truths, other, cell))));
  }

  /** Whether every answer to these variables, which one fact gives together, decides. */
  settles(given: readonly OpenVariable[], truths: Truths = this.truths): boolean {
    const [one, ...rest] = given;
    if (!one) return !this.isOpen([...truths]);
    return this.left > 0 && one.cells.every((cell) => this.settles(rest, suppose(truths, one, cell)));
  }

  private isOpen(truths: Truths): boolean {
    this.left--;
    const { nodes, rule, population } = this.compiled;
    regroup(nodes, truths);
    return verdictOf(truths[rule] as Truth, truths[population] as Truth) === 'unknown';
  }
}

function suppose(truths: Truths, { variable }: OpenVariable, cell: readonly Truth[]): Truths {
  const supposed = [...truths];
  variable.leaves.forEach((place, i) => (supposed[place] = cell[i] as Truth));
  return supposed;
}
