import type { Actor } from '../access/actor.js';
import { next } from '../machine.js';
import { Refusal } from '../refusal.js';
import type { Sex } from './citizen-id.js';
import { estimatedAgeOn, ageOn } from './age.js';
import { mergeMachine, type MergeAction, type MergeState } from './merge.machine.js';
import { hasNumber, type IdentifierKind } from './patient.js';

/** Where a merge stands, and who spoke last. */
export interface MergeFacts {
  readonly state: MergeState;
  readonly proposedBy: string | null;
  readonly undoProposedBy: string | null;
}

/** One of two rows that may be one person. */
export interface Kept {
  readonly identifierKind: IdentifierKind;
  /** The row it is kept under already, if any. */
  readonly sameAs: string | null;
}

/**
 * Which two rows can be joined: both stand on their own, and a row with a number is never kept under one without.
 * @throws Refusal patient.wrong_state
 */
export function checkMergeable(kept: Kept, merged: Kept): void {
  const fields = [kept.sameAs !== null && 'keepId', merged.sameAs !== null && 'mergedId'].filter((field) => field !== false);
  if (fields.length) throw new Refusal('patient.wrong_state', { fields });
  if (!hasNumber(kept.identifierKind) && hasNumber(merged.identifierKind)) throw new Refusal('patient.wrong_state', { fields: ['keepId'] });
}

/**
 * The next state of a merge. Whoever proposed something cannot confirm or refuse it, and nobody else takes it back.
 * @throws Refusal patient.wrong_state, patient.same_person, access.denied
 */
export function decideMerge(merge: MergeFacts, action: MergeAction, actor: Pick<Actor, 'personId'>): MergeState {
  const state = next<MergeState, MergeAction>(mergeMachine, merge.state, action);
  if (!state) throw new Refusal('patient.wrong_state', { state: merge.state, action });
  if (action === 'undo') return state;
  const own = actor.personId === proposerOf(merge);
  if (action === 'withdraw' && !own) throw new Refusal('access.denied');
  if (action !== 'withdraw' && own) throw new Refusal('patient.same_person');
  return state;
}

/** Who proposed what waits for a second person. */
const proposerOf = ({ state, proposedBy, undoProposedBy }: MergeFacts): string | null =>
  state === 'proposed' ? proposedBy : undoProposedBy;

/** What somebody may do with a merge now; buttons follow it. */
export function mergeActionsOf(merge: MergeFacts, actor: Pick<Actor, 'personId'>): MergeAction[] {
  const own = actor.personId === proposerOf(merge);
  return (Object.keys(mergeMachine[merge.state]) as MergeAction[]).filter(
    (action) => action === 'undo' || (action === 'withdraw' ? own : !own),
  );
}

/** What speaks against two rows being one person: shown before anybody decides, and refused by nobody. */
export const mergeDoubts = ['sex', 'birth_date', 'age', 'two_numbers', 'name'] as const;
export type MergeDoubt = (typeof mergeDoubts)[number];

export interface Doubted {
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: string | null;
  readonly estimatedBirthYear: number | null;
  readonly identifierKind: IdentifierKind;
  readonly identifierMasked: string | null;
}

/** Years that a guessed age may be off without raising a doubt. */
const guessYears = 15;

export function doubtsOf(a: Doubted, b: Doubted, today: string): MergeDoubt[] {
  const known = (one: Sex, other: Sex) => one !== 'unknown' && other !== 'unknown' && one !== other;
  const ages = [a, b].map(
    ({ birthDate, estimatedBirthYear }) =>
      ageOn(birthDate, today) ?? (estimatedBirthYear === null ? null : estimatedAgeOn(estimatedBirthYear, today)),
  );
  const [one = null, other = null] = ages;
  const nameless = [a, b].some(({ identifierKind }) => identifierKind === 'unknown_person' || identifierKind === 'none_newborn');
  const found: Readonly<Record<MergeDoubt, boolean>> = {
    sex: known(a.sex, b.sex),
    birth_date: a.birthDate !== null && b.birthDate !== null && a.birthDate !== b.birthDate,
    age: !(a.birthDate && b.birthDate) && one !== null && other !== null && Math.abs(one - other) > guessYears,
    two_numbers: a.identifierKind === b.identifierKind && hasNumber(a.identifierKind) && a.identifierMasked !== b.identifierMasked,
    name: !nameless && a.name.replace(/\s/g, '') !== b.name.replace(/\s/g, ''),
  };
  return mergeDoubts.filter((doubt) => found[doubt]);
}
