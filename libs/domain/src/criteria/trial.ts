import type { CompiledCriterion } from './criteria-set.js';
import { regroup, type Truths } from './evaluate.js';
import { verdictOf, type Truth } from './truth.js';
import type { Variable } from './variable.js';

/** Something open that somebody could answer, in any of the ways of `cells`. */
export interface OpenVariable {
  readonly variable: Variable;
  readonly cells: readonly (readonly Truth[])[];
}

/** Nodes looked at before a fact is taken to matter, and not to settle, without proof: a millisecond. Published rules need a tenth. */
const budget = 100_000;

/** Tries answers to what is open in a criterion. */
export class Trial {
  private left = budget;
  constructor(
    private readonly compiled: CompiledCriterion,
    private readonly truths: Truths,
  ) {}

  /** Whether with some answers to the others this one turns open into decided. Few answers are tried first: mostly one is enough. */
  matters(one: OpenVariable, all: readonly OpenVariable[]): boolean {
    const others = all.filter((other) => other !== one);
    return Array.from({ length: all.length }).some((_, answers) => this.decides(one, others, [...this.truths], answers));
  }

  private decides(one: OpenVariable, others: readonly OpenVariable[], truths: Truths, answers: number): boolean {
    if (this.left <= 0) return true;
    if (!this.isOpen(truths)) return false;
    if (answers === 0) return one.cells.some((cell) => !this.isOpen(suppose(truths, one, cell)));
    return others.some((other, i) =>
      other.cells.some((cell) => this.decides(one, others.slice(i + 1), suppose(truths, other, cell), answers - 1)),
    );
  }

  /** Whether every answer to these, which one fact gives together, decides. */
  settles(given: readonly OpenVariable[], truths: Truths = [...this.truths]): boolean {
    const [one, ...rest] = given;
    if (!one) return !this.isOpen(truths);
    return this.left > 0 && one.cells.every((cell) => this.settles(rest, suppose(truths, one, cell)));
  }

  private isOpen(truths: Truths): boolean {
    const { nodes, rule, population } = this.compiled;
    this.left -= nodes.length;
    regroup(nodes, truths);
    return verdictOf(truths[rule] as Truth, truths[population] as Truth) === 'unknown';
  }
}

function suppose(truths: Truths, { variable }: OpenVariable, cell: readonly Truth[]): Truths {
  const supposed = [...truths];
  for (let i = 0; i < cell.length; i++) supposed[variable.leaves[i] as number] = cell[i] as Truth;
  return supposed;
}
