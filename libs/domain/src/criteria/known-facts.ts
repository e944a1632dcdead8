import type { Sex } from '../identity/citizen-id.js';
import { derivedFacts } from './derived.js';
import type { FactOrigin, GivenFact, GivenFacts, MeasuredFact } from './fact.types.js';

const known = (value: MeasuredFact['value']): MeasuredFact => ({ value, origin: 'known' });
/** What cannot be of a man, so that obstetric questions are not left open for him. */
const neverOfMen = ['pregnant', 'lactating'];

/**
 * What the portal knows of a patient without asking: the registered sex and birth date (`YYYY-MM-DD`), and what follows from them.
 * A person of unknown sex or age stays unknown.
 */
export function knownFacts({ sex, birthDate }: { readonly sex: Sex | null; readonly birthDate: string | null }): GivenFacts {
  return {
    ...(sex === 'male' || sex === 'female' ? { sex: known(sex) } : {}),
    ...(sex === 'male' ? Object.fromEntries(neverOfMen.map((key) => [key, known(false)])) : {}),
    ...(birthDate ? { birth_date: known(birthDate) } : {}),
  };
}

type Registered = Parameters<typeof knownFacts>[0];

/**
 * The facts of a case: what is registered of the patient counts. What somebody gave against it, or what follows from it (an age beside a
 * birth date), does not: adult criteria never touch a child because of a slip.
 */
export function caseFacts(patient: Registered | null, given: GivenFacts | null): GivenFacts {
  const registered = patient ? knownFacts(patient) : {};
  const follows = (key: string): boolean => derivedFacts.get(key)?.inputs.every((input) => input in registered) ?? false;
  const own = Object.entries(given ?? {}).filter(([key]) => !(key in registered) && !follows(key));
  return { ...Object.fromEntries(own), ...registered };
}

/** Facts as somebody may give them: only the portal knows by itself, and only a system imports. */
export function givenBy(facts: GivenFacts, giver: 'person' | 'system'): GivenFacts {
  const allowed: FactOrigin = giver === 'system' ? 'imported' : 'typed';
  const one = (fact: MeasuredFact): MeasuredFact => (fact.origin === undefined ? fact : { ...fact, origin: allowed });
  const given = (fact: GivenFact): GivenFact => {
    if (Array.isArray(fact)) return (fact as readonly MeasuredFact[]).map(one);
    return typeof fact === 'object' ? one(fact as MeasuredFact) : fact;
  };
  return Object.fromEntries(Object.entries(facts).map(([key, fact]) => [key, given(fact)]));
}
