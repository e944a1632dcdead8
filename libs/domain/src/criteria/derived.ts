import { ages } from './derived.age.js';
import { formulas } from './derived.formulas.js';
import { news2 } from './derived.news2.js';
import { exactly, isExact, type Bounds, type DerivedFact } from './derived.types.js';
import type { FactDefinition } from './fact.types.js';
import type { FactReadings } from './given.js';
import { convert } from './units.js';

export type { Bounds, DerivedFact } from './derived.types.js';

/** Facts that are computed where nobody gave them, by key. */
export const derivedFacts: ReadonlyMap<string, DerivedFact> = new Map([...ages, ...news2, ...formulas].map((fact) => [fact.key, fact]));

/**
 * What is known of a quantity, in the unit of its definition: the given value, else what its inputs allow.
 * @returns undefined when nothing is known
 */
export function boundsOf(definition: Pick<FactDefinition, 'key' | 'unit'>, values: FactReadings, at: Date): Bounds | undefined {
  const given = values.get(definition.key);
  if (given) return typeof given.value === 'number' ? exactly(given.value) : undefined;
  const derived = derivedFacts.get(definition.key);
  const computed = derived?.compute(values, at);
  const { unit } = definition;
  if (!derived || !computed || unit === undefined || unit === derived.unit) return computed;
  const low = convert(computed.low, derived.unit, unit);
  const high = convert(computed.high, derived.unit, unit);
  return low === undefined || high === undefined ? undefined : { low, high };
}

/**
 * The facts that somebody would have to give so that this one is known exactly: itself, or the inputs of a computed one that are open.
 * Empty when it is known.
 */
export function openInputs(key: string, values: FactReadings, at: Date): string[] {
  if (values.has(key)) return [];
  const derived = derivedFacts.get(key);
  if (!derived || derived.askedItself) return [key];
  const computed = derived.compute(values, at);
  if (computed && isExact(computed)) return [];
  const settled = (derived.either ?? []).flatMap((group) => (group.some((input) => values.has(input)) ? group : group.slice(1)));
  const inputs = derived.open?.(values, at) ?? derived.inputs;
  const open = inputs.filter((input) => !settled.includes(input)).flatMap((input) => openInputs(input, values, at));
  // all inputs are there and nothing follows from them (a birth date in the future): it has to be given
  return open.length ? [...new Set(open)] : [key];
}
