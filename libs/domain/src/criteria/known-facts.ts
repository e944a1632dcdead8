import type { Sex } from '../identity/citizen-id.js';
import type { GivenFacts, MeasuredFact } from './fact.types.js';

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
