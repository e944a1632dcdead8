import { sameRule } from '../criteria/override-in-force.js';
import { factsOfRule } from '../criteria/rule-facts.js';
import type { Criterion } from '../criteria/rule.types.js';
import type { ProtocolContent } from './protocol.types.js';

/** A local default holds because somebody answers for it by name; every other grade has a source that does (product: evidence grade). */
export const needsSignOff = ({ grades }: Pick<Criterion, 'grades'>): boolean => grades.includes('L');

/**
 * The sign-offs that still hold for another content: of criteria that say what they said, over facts that mean what they meant.
 * Test cases may be added; nobody answers for those.
 */
export function signOffsThatHold<S extends { readonly code: string }>(
  signOffs: readonly S[],
  signed: ProtocolContent,
  content: ProtocolContent,
): S[] {
  return signOffs.filter(({ code }) => {
    const after = signedPart(content, code);
    return after !== undefined && sameRule(signedPart(signed, code), after);
  });
}

function signedPart({ criteria, facts }: ProtocolContent, code: string): object | undefined {
  const criterion = criteria.find((one) => one.code === code);
  if (!criterion || !needsSignOff(criterion)) return undefined;
  const { testCases: _, ...said } = criterion;
  const used = new Set([...factsOfRule(criterion.rule), ...factsOfRule(criterion.population)]);
  return { said, facts: facts.filter(({ key }) => used.has(key)).toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
}
