import type { CompiledCriterion, CriteriaSet } from './criteria-set.js';
import { derivedFacts } from './derived.js';
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
/** Facts that would give a value: the one that the rule names and, where it is computed, the inputs it waits for. */
interface Asks {
  readonly key: string;
  /** Empty for what is only asked for itself. */
  readonly inputs: readonly string[];
  /** Each of the facts is enough: there is no input, or no other one. */
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
  if (plain) return plain;
  const variables = openVariables(set, compiled, truths, open, sight);
  if (!variables.every(({ alone, key }) => alone && !givenWith(key, variables).length))
    return tried(set, compiled, truths, variables, sight);
  let patterns = remembered.get(compiled);
  if (!patterns || patterns.size >= mostPatterns) remembered.set(compiled, (patterns = new Map<string, Openness>()));
  const pattern = truths.join('') + variables.map(({ key, inputs }) => `${key} ${inputs[0] ?? ''}`).join();
  const known = patterns.get(pattern) ?? tried(set, compiled, truths, variables, sight);
  patterns.set(pattern, known);
  return known;
}

function tried(set: CriteriaSet, compiled: CompiledCriterion, truths: Truths, variables: readonly AskedVariable[], sight: Sight): Openness {
  const computed = new Set(variables.filter(({ inputs }) => inputs.length > 0).map(({ key }) => key));
  const trial = new Trial(compiled, truths);
  const asked = factsOf(variables);
  const last = asked.filter((fact) => !computed.has(fact));
  const scored = variables.every(({ alone }) => alone) ? undefined : ScoreTrial.of(set, compiled, sight, last);
  const matters = new Set(variables.filter((one) => (!scored || computed.has(one.key)) && trial.matters(one, variables)));
  const missing = scored
    ? asked.filter((fact) => (computed.has(fact) ? [...matters].some(({ key }) => key === fact) : scored.matters(fact)))
    : factsOf([...matters]);
  return settlingFirst(missing, (fact) => {
    if (scored && !computed.has(fact)) return scored.settles(fact);
    const through = givenWith(fact, variables);
    if (through.length) return settlesThrough(through, trial, ScoreTrial.of(set, compiled, sight, [fact])?.truthsFor(fact) ?? []);
    // confirmed, it counts also where it contradicts its bounds
    const own = variables.filter(({ key }) => key === fact).map((one) => ({ ...one, cells: one.variable.cells }));
    const inputOf = variables.filter(({ key, inputs, alone }) => key !== fact && alone && inputs[0] === fact);
    return trial.settles([...own, ...inputOf]);
  });
}

/** What is computed from a fact that is open and computed itself: scores and eGFR from the age. */
const givenWith = (fact: string, variables: readonly AskedVariable[]): AskedVariable[] =>
  variables.some(({ key, inputs }) => key === fact && inputs.length > 0)
    ? variables.filter(({ key, inputs }) => inputs.length > 0 && derivedFacts.get(key)?.inputs.includes(fact))
    : [];

/** A score is the same all over a step, of which each is tried; what is no score may be anything, once it is something. */
function settlesThrough(through: readonly AskedVariable[], trial: Trial, tries: readonly Truths[]): boolean {
  const others = through.filter(({ key }) => derivedFacts.get(key)?.unit !== '{score}');
  const settled = (truths: Truths): boolean => {
    const known = others.filter(({ alone, variable: { leaves } }) => alone && leaves.every((leaf) => truths[leaf] !== 1));
    const supposed = [...truths];
    for (const { variable } of others) for (const leaf of variable.leaves) supposed[leaf] = 1;
    return trial.settles(known, supposed);
  };
  return tries.length > 0 && tries.every(settled);
}

/** In the order of the conditions, a computed fact before the first of its inputs. */
function factsOf(variables: readonly AskedVariable[]): string[] {
  const facts: string[] = [];
  for (const { key, inputs } of variables) {
    const first = facts.findIndex((fact) => inputs.includes(fact));
    if (!facts.includes(key)) facts.splice(first < 0 ? facts.length : first, 0, key);
    for (const input of inputs) if (!facts.includes(input)) facts.push(input);
  }
  return facts;
}

function settlingFirst(missing: readonly string[], settles: (fact: string) => boolean): Openness {
  const settling = missing.filter(settles);
  return { missing: [...settling, ...missing.filter((fact) => !settling.includes(fact))], settling };
}

/**
 * The usual case without trials: every open condition asks for other facts, each of them enough, and can go either way. Then each of them
 * matters, and only those of a single condition settle.
 */
function readOnce(set: CriteriaSet, { variableAt }: CompiledCriterion, open: readonly OpenCondition[], sight: Sight): Openness | undefined {
  const missing: string[] = [];
  for (const { place } of open) {
    const variable = variableAt[place];
    if (!variable || variable.cells.length !== 2) return undefined;
    const { key, inputs, alone } = asksOf(set, variable, sight);
    const [input] = inputs;
    if (!alone || missing.includes(key)) return undefined;
    missing.push(key);
    if (input === undefined) continue;
    if (missing.includes(input)) return undefined;
    missing.push(input);
  }
  return { missing, settling: open.length === 1 ? missing : [] };
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

/** A computed fact is asked for with those of its inputs that the version defines, a change by two dated values of the fact itself. */
function asksOf(set: CriteriaSet, { slot, isChange }: Variable, sight: Sight): Asks {
  const key = set.slots[slot]?.key ?? '';
  const waiting = sight.isComputed(slot) && !isChange ? sight.waitsFor(slot) : [];
  const inputs = waiting.filter((input) => input !== key && set.facts.has(input));
  return { key, inputs, alone: !inputs.length || waiting.length === 1 };
}

/** The answers that are still possible where bounds have decided some conditions on the variable. */
const cellsOf = ({ leaves, cells }: Variable, truths: Truths): OpenVariable['cells'] =>
  cells.filter((cell) => cell.every((truth, i) => truths[leaves[i] as number] === 1 || truths[leaves[i] as number] === truth));
