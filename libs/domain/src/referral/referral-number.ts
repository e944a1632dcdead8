// Crockford's base 32: no I, L, O, U, so that a number survives the telephone.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 8;

/** The number people read out: eight random characters and a check character, `R7K2-M9QX-4`. 40 bits; a collision is refused by the database. */
export function referralNumber(random: Uint8Array): string {
  if (random.length < length) throw new RangeError(`needs ${length} random bytes`);
  const body = Array.from(random.subarray(0, length), (byte) => alphabet[byte % 32]).join('');
  return `${body.slice(0, 4)}-${body.slice(4)}-${checkOf(body)}`;
}

/**
 * Reads a number as typed or dictated: case, spaces and the letters people confuse do not matter.
 * @returns the canonical form, or undefined when the check character says it was misread
 */
export function readReferralNumber(text: string): string | undefined {
  const typed = text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  if (typed.length !== length + 1 || ![...typed].every((c) => alphabet.includes(c))) return undefined;
  const body = typed.slice(0, length);
  return checkOf(body) === typed[length] ? `${body.slice(0, 4)}-${body.slice(4)}-${typed[length]}` : undefined;
}

/** ISO 7064 hybrid MOD 32+1 over the alphabet: finds every single wrong character and nearly every swap of neighbours. */
function checkOf(body: string): string {
  const total = [...body].reduce((sum, c) => (((sum + alphabet.indexOf(c)) % 32 || 32) * 2) % 33, 32);
  return alphabet[(33 - total) % 32] as string;
}
