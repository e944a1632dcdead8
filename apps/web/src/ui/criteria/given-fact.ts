import type { FactScalar, GivenFact, MeasuredFact } from '@alliance/domain/criteria/fact.types';

/** The value that counts today: the newest of a series, a bare one as itself. */
export function currentOf(given: GivenFact | undefined): MeasuredFact | undefined {
  if (given === undefined) return undefined;
  if (Array.isArray(given)) return (given as readonly MeasuredFact[]).toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '')).at(-1);
  return typeof given === 'object' ? (given as MeasuredFact) : { value: given as FactScalar };
}

/** The value before it, where a series was given. */
export function earlierOf(given: GivenFact | undefined): MeasuredFact | undefined {
  if (!Array.isArray(given) || given.length < 2) return undefined;
  return (given as readonly MeasuredFact[]).toSorted((a, b) => (a.at ?? '').localeCompare(b.at ?? '')).at(-2);
}

/** Both together; a series needs a time for each value, so the newer one is of now. */
export function withEarlier(current: MeasuredFact | undefined, earlier: MeasuredFact | undefined, now: Date): GivenFact | undefined {
  if (!earlier) return current;
  return current ? [earlier, { ...current, at: now.toISOString() }] : [earlier];
}

/** `12,5`, `１２．５` and `12.5` are the same number; anything else is none. */
export function numberOf(text: string): number | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/[,，。]/g, '.')
    .trim();
  return /^[+-]?\d+(\.\d*)?$|^[+-]?\.\d+$/.test(plain) ? Number(plain) : undefined;
}
