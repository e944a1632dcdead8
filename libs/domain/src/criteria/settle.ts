import type { CompiledCriterion, CriteriaSet } from './criteria-set.js';
import type { Truths } from './evaluate.js';
import type { OpenCondition } from './node.js';
import { ScoreTrial } from './score-trial.js';
import type { Sight } from './sight.js';
import { Trial, type OpenVariable } from './trial.js';
import type { Variable } from './variable.js';

/** The facts that keep a criterion open. */
export interface Openness {
  readonly missing: readonly string[];
  readonly settling: readonly string[];
}
/** Facts that would give a value: itself, or the inputs of a computed one; `alone` when the only one of them is enough. */
interface Asks {
  readonly facts: readonly string[];
  readonly alone: boolean;
}
interface AskedVariable extends OpenVariable, Asks {}

/** What was found out for a pattern of truths: the same questions stay open again and again. */
const remembered = new WeakMap<CompiledCriterion, Map<string, Openness>>();
const mostPatterns = 500;

/** Which facts are missing, and which of them settle the criterion alone whatever their value. */
export function opennessOf(
  set: CriteriaSet,
  compiled: CompiledCriterion,
  truths: Truths,
  open: readonly OpenCondition[],
  sight: Sight,
): Openness {
  const plain = compiled.fixed ? readOnce(set, compiled, open, sight) : undefined;
  if (plain) return { missing: plain, settling: plain.length === 1 ? plain : [] };
  const variables = openVariables(set, compiled, truths, open, sight);
  if (!variables.every(({ alone }) => alone)) return tried(set, compiled, truths, variables, sight);
  let patterns = remembered.get(compiled);
  if (!patterns || patterns.size >= mostPatterns) remembered.set(compiled, (patterns = new Map<string, Openness>()));
  const pattern = truths.join('') + variables.map(({ facts }) => facts[0]).join();
  const known = patterns.get(pattern) ?? tried(set, compiled, truths, variables, sight);
  patterns.set(pattern, known);
  return known;
}

function tried(set: CriteriaSet, compiled: CompiledCriterion, truths: Truths, variables: readonly AskedVariable[], sight: Sight): Openness {
  const asked = [...new Set(variables.flatMap(({ facts }) => facts))];
  const scored = variables.every(({ alone }) => alone) ? undefined : ScoreTrial.of(set, compiled, sight, asked);
  if (scored) {
    const missing = asked.filter((fact) => scored.matters(fact));
    return settlingFirst(missing, (fact) => scored.settles(fact));
  }
  const trial = new Trial(compiled, truths);
  const matters = variables.filter((one) => trial.matters(one, variables));
  const missing = [...new Set(matters.flatMap(({ facts }) => facts))];
  return settlingFirst(missing, (fact) => trial.settles(variables.filter(({ facts, alone }) => alone && facts[0] === fact)));
}

function settlingFirst(missing: readonly string[], settles: (fact: string) => boolean): Openness {
  const settling = missing.filter(settles);
  return { missing: [...settling, ...missing.filter((fact) => !settling.includes(fact))], settling };
}

/**
 * The usual case without trials: every open condition asks for another fact and can go either way. Then each of them matters, and only a
 * single one settles.
 */
function readOnce(set: CriteriaSet, { variableAt }: CompiledCriterion, open: readonly OpenCondition[], sight: Sight): string[] | undefined {
  const missing: string[] = [];
  for (const { place } of open) {
    const variable = variableAt[place];
    if (!variable || variable.cells.length !== 2) return undefined;
    const { facts, alone } = asksOf(set, variable, sight);
    const [fact] = facts;
    if (!alone || fact === undefined || missing.includes(fact)) return undefined;
    missing.push(fact);
  }
  return missing;
}

function openVariables(
  set: CriteriaSet,
  { variableAt }: CompiledCriterion,
  truths: Truths,
  open: readonly OpenCondition[],
  sight: Sight,
): AskedVariable[] {
  const places = open.flatMap(({ comparisons }) => comparisons).filter((place) => truths[place] === 1);
  const variables = new Set(places.flatMap((place) => variableAt[place] ?? []));
  return [...variables].map((variable) => ({ variable, ...asksOf(set, variable, sight), cells: cellsOf(variable, truths) }));
}

/** A computed fact is asked for by those of its inputs that the version defines, a change by two dated values of the fact itself. */
function asksOf(set: CriteriaSet, { slot, isChange }: Variable, sight: Sight): Asks {
  const key = set.slots[slot]?.key ?? '';
  const inputs = sight.isComputed(slot) && !isChange ? sight.waitsFor(slot) : [];
  const facts = inputs.filter((input) => set.facts.has(input));
  return facts.length ? { facts, alone: inputs.length === 1 } : { facts: [key], alone: true };
}

/** The answers that are still possible where bounds have decided some conditions on the variable. */
const cellsOf = ({ leaves, cells }: Variable, truths: Truths): OpenVariable['cells'] =>
  cells.filter((cell) => cell.every((truth, i) => truths[leaves[i] as number] === 1 || truths[leaves[i] as number] === truth));
