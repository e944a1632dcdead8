import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { reachable } from '../machine.js';
import { Refusal } from '../refusal.js';
import { checkMergeable, decideMerge, doubtsOf, mergeActionsOf, type Doubted, type Kept, type MergeFacts } from './merge.decide.js';
import { mergeMachine, mergeStates, standingStates, type MergeAction, type MergeState } from './merge.machine.js';

const codeOf = (decide: () => unknown): string | null => {
  try {
    decide();
  } catch (error) {
    return (error as Refusal).code;
  }
  return null;
};
const [first, second] = [{ personId: 'first' }, { personId: 'second' }];
const actions = ['confirm', 'refuse', 'withdraw', 'undo'] as const satisfies readonly MergeAction[];

describe('joining two rows', () => {
  it('every state is reached from a proposal, and only what is over is final', () => {
    expect([...reachable(mergeMachine, 'proposed')].sort()).toEqual([...mergeStates].sort());
    expect(mergeStates.filter((state) => !Object.keys(mergeMachine[state]).length)).toEqual(['undone', 'refused', 'withdrawn']);
  });

  const proposal: MergeFacts = { state: 'proposed', proposedBy: 'first', undoProposedBy: null };
  const parting: MergeFacts = { state: 'undo_proposed', proposedBy: 'second', undoProposedBy: 'first' };
  it.each([
    ['whoever proposed it cannot confirm it', proposal, 'confirm', first, 'patient.same_person'],
    ['nor refuse it', proposal, 'refuse', first, 'patient.same_person'],
    ['but takes it back', proposal, 'withdraw', first, null],
    ['which nobody else does', proposal, 'withdraw', second, 'access.denied'],
    ['a second person confirms', proposal, 'confirm', second, null],
    ['who proposed to part them cannot confirm that', parting, 'confirm', first, 'patient.same_person'],
    ['who proposed the merge may', parting, 'confirm', second, null],
    ['nothing is undone that is only proposed', proposal, 'undo', second, 'patient.wrong_state'],
    ['nothing is confirmed twice', { ...proposal, state: 'in_force' }, 'confirm', second, 'patient.wrong_state'],
  ] as const)('%s', (_, merge, action, actor, code) => expect(codeOf(() => decideMerge(merge, action, actor))).toBe(code));

  it('an identification told by another hospital is taken back by two people of this one', () => {
    const told: MergeFacts = { state: 'in_force', proposedBy: null, undoProposedBy: null };
    expect(decideMerge(told, 'undo', first)).toBe('undo_proposed');
    expect(codeOf(() => decideMerge({ ...told, state: 'undo_proposed', undoProposedBy: 'first' }, 'confirm', first))).toBe(
      'patient.same_person',
    );
  });

  it('whatever anybody tries: no state begins or ends to stand without two people, and buttons are what is allowed', () => {
    const someone = fc.constantFrom('a', 'b', 'c');
    const attempts = fc.array(fc.record({ who: someone, action: fc.constantFrom(...actions) }), { maxLength: 30 });
    fc.assert(
      fc.property(attempts, fc.constantFrom<MergeState>('proposed', 'in_force'), (tries, start) => {
        let merge: MergeFacts = { state: start, proposedBy: 'a', undoProposedBy: null };
        const stands = (state: MergeState) => (standingStates as readonly MergeState[]).includes(state);
        for (const { who, action } of tries) {
          const allowed = mergeActionsOf(merge, { personId: who }).includes(action);
          expect(codeOf(() => decideMerge(merge, action, { personId: who })) === null).toBe(allowed);
          if (!allowed) continue;
          const state = decideMerge(merge, action, { personId: who });
          if (stands(state) !== stands(merge.state))
            expect(who).not.toBe(merge.state === 'proposed' ? merge.proposedBy : merge.undoProposedBy);
          merge = { ...merge, state, ...(action === 'undo' ? { undoProposedBy: who } : {}) };
        }
      }),
    );
  });
});

describe('which rows', () => {
  const numbered: Kept = { identifierKind: 'citizen_id', sameAs: null };
  const nameless: Kept = { identifierKind: 'unknown_person', sameAs: null };
  it.each([
    ['two with numbers', numbered, numbered, null],
    ['somebody unknown under a number', numbered, nameless, null],
    ['two unknown ones', nameless, nameless, null],
    ['a number under somebody unknown', nameless, numbered, 'patient.wrong_state'],
    ['into a row that is kept under another', { ...numbered, sameAs: 'x' }, numbered, 'patient.wrong_state'],
    ['a row that is kept under another', numbered, { ...numbered, sameAs: 'x' }, 'patient.wrong_state'],
  ] as const)('%s', (_, kept, merged, code) => expect(codeOf(() => checkMergeable(kept, merged))).toBe(code));

  const one: Doubted = {
    name: '王芳',
    sex: 'female',
    birthDate: '1980-05-01',
    estimatedBirthYear: null,
    identifierKind: 'citizen_id',
    identifierMasked: '1*1',
  };
  const unknown: Doubted = {
    name: '无名氏-1',
    sex: 'unknown',
    birthDate: null,
    estimatedBirthYear: 1985,
    identifierKind: 'unknown_person',
    identifierMasked: null,
  };
  it.each([
    ['nothing speaks against it', one, unknown, []],
    ['an age far off', one, { ...unknown, estimatedBirthYear: 1950 }, ['age']],
    ['another sex', one, { ...unknown, sex: 'male' }, ['sex']],
    ['two citizen numbers', one, { ...one, identifierMasked: '2*2' }, ['two_numbers']],
    ['another name and birth date', one, { ...one, name: '王方', birthDate: '1980-05-02' }, ['birth_date', 'name']],
  ] as const)('%s', (_, a, b, doubts) => expect(doubtsOf(a, b, '2026-11-22')).toEqual(doubts));
});
