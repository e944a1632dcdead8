import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Actor } from '../access/actor.js';
import { consultationStates } from '../consultation/consultation.machine.js';
import { boardAfter, checkMark, type BoardChange, type Point } from './case-board.js';
import { markKinds } from './case-board.codes.js';
import { mayRemoveFromBoard, mayWriteOnBoard } from './case-board.policy.js';
import { preparationOf } from './preparation.js';

interface Mark {
  readonly id: string;
  readonly by: number;
}
const made = (by: number, at: number): Mark => ({ id: `${String(at).padStart(2, '0')}-${by}`, by });

describe('the board after changes', () => {
  it('is the same for all readers, whatever the order in which the marks and removals of three people come, and how often', () => {
    const hands = fc.array(fc.record({ by: fc.nat(2), at: fc.nat(12), remove: fc.boolean() }), { maxLength: 40 });
    const several = hands.chain((done) => {
      const changes = done.map(({ by, at, remove }): BoardChange<Mark> => (remove ? { remove: made(by, at).id } : { add: made(by, at) }));
      const order = () => fc.shuffledSubarray([...changes, ...changes], { minLength: changes.length * 2 });
      return fc.tuple(fc.constant(changes), order(), order(), order());
    });
    fc.assert(
      fc.property(several, ([changes, ...readers]) => {
        const expected = boardAfter(changes);
        for (const seen of readers) expect(boardAfter(seen)).toEqual(expected);
        const removed = changes.flatMap((change) => ('remove' in change ? [change.remove] : []));
        const added = changes.flatMap((change) => ('add' in change ? [change.add.id] : []));
        expect(expected.map(({ id }) => id)).toEqual([...new Set(added)].filter((id) => !removed.includes(id)).sort());
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a mark', () => {
  const line: Point[] = [[0, 0], [1, 1]]; // prettier-ignore
  it.each(markKinds.map((kind) => [kind] as const))('%s on the page is taken', (kind) =>
    expect(() => checkMark({ kind, points: kind === 'text' ? line.slice(1) : line, text: 'x' })).not.toThrow(),
  );
  it.each<[string, Parameters<typeof checkMark>[0]]>([
    ['an arrow from nowhere', { kind: 'arrow', points: [[0, 0]], text: null }],
    ['a circle of three points', { kind: 'circle', points: [...line, [0, 1]], text: null }],
    ['words without words', { kind: 'text', points: [[0, 0]], text: '' }],
    ['beside the page', { kind: 'measure', points: [[0, 0], [1.01, 0]], text: null }],
    ['no number', { kind: 'measure', points: [[0, 0], [NaN, 0]], text: null }],
    ['an endless line', { kind: 'freehand', points: Array.from({ length: 401 }, (): Point => [0, 0]), text: null }],
  ])('%s is refused', (_, mark) => expect(() => checkMark(mark)).toThrow('request.invalid')); // prettier-ignore
});

describe('who writes on a board', () => {
  const board = { state: 'booked', invitingId: 'county', invitedIds: ['lead'] } as const;
  const actor = (institutionId: string, role: Actor['role'] = 'doctor', personId = 'me') => ({ institutionId, role, personId }) as Actor;
  it.each<[string, Actor, boolean]>([
    ['a doctor of the inviting side', actor('county'), true],
    ['an expert who was invited', actor('lead', 'expert'), true],
    ['a coordinator', actor('lead', 'coordinator'), true],
    ['a quality manager, who attends', actor('lead', 'quality_manager'), false],
    ['an administrator', actor('county', 'member_administrator'), false],
    ['a third hospital', actor('other'), false],
  ])('%s', (_, who, may) => expect(mayWriteOnBoard(who, board)).toBe(may));
  it('until the case is over', () => {
    const open = consultationStates.filter((state) => mayWriteOnBoard(actor('county'), { ...board, state }));
    expect(open).toEqual(['draft', 'invited', 'booked', 'in_session', 'concluding', 'decided']);
  });
  it('a piece goes with its maker, or with the side whose case it is', () => {
    const may = (who: Actor, madeBy: string) => mayRemoveFromBoard(who, board, madeBy);
    expect([may(actor('lead'), 'me'), may(actor('lead'), 'you'), may(actor('county'), 'you'), may(actor('other'), 'me')]).toEqual([true, false, true, false]); // prettier-ignore
  });
});

describe('what a case should have with it', () => {
  const document = (kind: 'ecg' | 'image' | 'lab' | 'other', mediaType = 'image/png', quarantine: string | null = null) => ({
    kind,
    mediaType,
    quarantine,
  });
  it('follows the field', () => {
    const of = (...given: Parameters<typeof preparationOf>) => preparationOf(...given).map(({ material }) => material);
    expect(of('cardiovascular', [])).toEqual(['images', 'ecg', 'labs', 'reports', 'consent']);
    expect(of('oncology', [])).toEqual(['images', 'labs', 'pathology', 'reports', 'consent']);
    expect(of(null, [], { isLesson: true })).toEqual(['labs', 'reports']);
  });
  it('is there when somebody can look at it; DICOM is an image whatever it was called', () => {
    const there = (...documents: ReturnType<typeof document>[]) =>
      preparationOf('cardiovascular', documents).filter((each) => each.there).map(({ material }) => material); // prettier-ignore
    expect(there(document('ecg'), document('lab', 'application/pdf', 'malware'))).toEqual(['ecg']);
    expect(there(document('other', 'application/dicom'))).toEqual(['images']);
    expect(there(document('other'))).toEqual([]);
  });
});
