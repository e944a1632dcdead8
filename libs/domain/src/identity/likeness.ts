import type { Sex } from './citizen-id.js';
import type { IdentifierKind } from './patient.js';

/** What two descriptions of a person have in common. */
export const likenessMarks = ['name', 'initials', 'birthDate', 'age', 'sex', 'phone', 'unknown'] as const;
export type LikenessMark = (typeof likenessMarks)[number];

export interface Described {
  readonly name: string;
  readonly initials: string;
  readonly sex: Sex;
  /** `YYYY-MM-DD`; null where unknown. */
  readonly birthDate: string | null;
  readonly estimatedBirthYear: number | null;
  readonly phone: string | null;
  readonly identifierKind: IdentifierKind;
}

/** A guessed age may be off by this many years. */
const guessYears = 10;

const plain = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/[\s·.]/g, '')
    .toLowerCase();
const yearOf = ({ birthDate, estimatedBirthYear }: Described): number | null =>
  birthDate ? Number(birthDate.slice(0, 4)) : estimatedBirthYear;

function aged(a: Described, b: Described): boolean | null {
  const [one, other] = [yearOf(a), yearOf(b)];
  if (one === null || other === null) return null;
  return Math.abs(one - other) <= (a.birthDate && b.birthDate ? 1 : guessYears);
}

/**
 * Whether two descriptions may be one person, by what they share; two numbers of one kind are compared elsewhere.
 * Different sexes are never one person here: a slip of sex is found by number.
 * @returns null for different people; what is shared otherwise, the strongest first
 */
export function likeness(a: Described, b: Described): readonly LikenessMark[] | null {
  const sexes = a.sex !== 'unknown' && b.sex !== 'unknown';
  if (sexes && a.sex !== b.sex) return null;
  const sameDay = Boolean(a.birthDate) && a.birthDate === b.birthDate;
  const near = aged(a, b);
  const nameless = a.identifierKind === 'unknown_person' && b.identifierKind === 'unknown_person';
  const has: Readonly<Record<LikenessMark, boolean>> = {
    name: !nameless && plain(a.name) === plain(b.name),
    initials: !nameless && a.initials === b.initials && plain(a.name) !== plain(b.name),
    birthDate: sameDay,
    age: !sameDay && near === true,
    sex: sexes,
    phone: Boolean(a.phone) && a.phone === b.phone,
    unknown: nameless,
  };
  const likely =
    (has.name && near !== false) ||
    (has.initials && (has.birthDate || (has.phone && near !== false))) ||
    (has.birthDate && has.phone) ||
    // nobody knows who they are: brought in twice, perhaps
    (has.unknown && near !== false && (sexes || has.age));
  return likely ? likenessMarks.filter((mark) => has[mark]) : null;
}
