import type { Trit, Verdict } from './rule.types.js';

/** Kleene's truth in half steps – false 0, open 1, true 2 –, so that "all" is the least, "any" the greatest, "not" what is left of 2. */
export type Truth = 0 | 1 | 2;

export const tritOf = (truth: Truth): Trit => (truth === 2 ? 'met' : truth === 0 ? 'not_met' : 'unknown');
export const opposite = (truth: Truth): Truth => (2 - truth) as Truth;

/**
 * The rule's truth inside its population: outside it the criterion does not apply; where nobody knows, only a rule that is not met
 * says something.
 */
export function verdictOf(rule: Truth, population: Truth): Verdict {
  if (population === 0) return 'not_applicable';
  return population === 2 || rule === 0 ? tritOf(rule) : 'unknown';
}
