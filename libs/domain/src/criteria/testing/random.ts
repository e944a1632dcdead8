import type { FactDefinition, FactScalar } from '../fact.types.js';
import { innerRules } from '../rule-facts.js';
import type { Rule } from '../rule.types.js';

export type Random = () => number;

/** Numbers from 0 to below 1 that are the same for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Values worth trying for each fact of some rules: on, below and above every threshold, within the limits of the fact. */
export function valuesToTry(definitions: readonly FactDefinition[], rules: readonly Rule[]): ReadonlyMap<string, readonly FactScalar[]> {
  const marks = new Map<string, number[]>();
  const open = [...rules];
  for (let rule = open.pop(); rule; rule = open.pop()) {
    open.push(...innerRules(rule));
    if (!('fact' in rule)) continue;
    const numbers = [rule.value].flat().filter((value) => typeof value === 'number');
    marks.set(rule.fact, [...(marks.get(rule.fact) ?? []), ...numbers]);
  }
  const known = new Map(definitions.map((definition) => [definition.key, definition]));
  return new Map(
    [...marks].flatMap(([key, numbers]): [string, FactScalar[]][] => {
      const definition = known.get(key);
      if (definition?.kind === 'boolean') return [[key, [true, false]]];
      if (definition?.kind === 'code') return [[key, (definition.codes ?? []).map(({ code }) => code)]];
      const { low = -Infinity, high = Infinity } = definition ?? {};
      const tried = numbers.flatMap((mark) => [mark - 0.01, mark, mark + 0.01]).filter((value) => value >= low && value <= high);
      return definition?.kind === 'quantity' ? [[key, [...new Set(tried)]]] : [];
    }),
  );
}

/** One value for some of the facts; `share` of them, from none (0) to all (1). */
export function randomFacts(values: ReadonlyMap<string, readonly FactScalar[]>, random: Random, share: number): Record<string, FactScalar> {
  const facts: Record<string, FactScalar> = {};
  for (const [key, tried] of values) {
    const value = random() < share ? tried[Math.floor(random() * tried.length)] : undefined;
    if (value !== undefined) facts[key] = value;
  }
  return facts;
}
