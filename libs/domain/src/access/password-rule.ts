/** What a new password is held against. */
export interface PasswordDemands {
  /** Characters at least, of the strictest institution somebody works for. */
  readonly minimum: number;
  readonly username: string;
  readonly name: string;
  /** The name in pinyin, where whoever asks knows it. */
  readonly pinyin?: string;
  /** Passwords that everybody uses, lower case; the browser does not have them. */
  readonly common?: ReadonlySet<string>;
}
export type PasswordRefusal = 'password.too_short' | 'password.common' | 'password.contains_name';

const none: ReadonlySet<string> = new Set();

/**
 * Whether a password may be chosen: long enough, not one that everybody uses, without the own name (AUT-07). Nothing is said about kinds of
 * characters: such rules make passwords worse (NIST SP 800-63B-4 §3.1.1.2, ASVS 6.2.5).
 */
export function passwordRule(password: string, { minimum, common = none, ...who }: PasswordDemands): PasswordRefusal | null {
  const normal = password.normalize('NFKC');
  if (Array.from(normal).length < minimum) return 'password.too_short';
  const lower = normal.toLowerCase();
  if (common.has(lower) || new Set(lower).size < 3) return 'password.common';
  const bare = compact(lower);
  return partsOf(who).some((part) => bare.includes(part)) ? 'password.contains_name' : null;
}

const compact = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** User name with and without its digits, the whole name, its parts; what is too short would forbid half the dictionary. */
function partsOf({ username, name, pinyin = '' }: Pick<PasswordDemands, 'username' | 'name' | 'pinyin'>): string[] {
  const whole = [username, username.replace(/\d+$/, ''), name, pinyin];
  return [...whole, ...name.split(/[\s·.]+/)]
    .map((part) => compact(part.normalize('NFKC').toLowerCase()))
    .filter((part) => (/\p{Script=Han}/u.test(part) ? part.length >= 2 : part.length >= 4));
}
