import { Refusal } from '../refusal.js';
import { pointsOf, type MarkKind } from './case-board.codes.js';

/** A mark, or any other piece of the board: made under an id of its maker, and later perhaps taken away. It never changes. */
export interface Piece {
  readonly id: string;
}
/** What one hand did to the board. */
export type BoardChange<P extends Piece> = { readonly add: P } | { readonly remove: string };

/**
 * The board after changes, in whatever order they came and however often: what was taken away stays away, even when the news of it
 * comes before the piece itself. Pieces lie in the order of their ids, which their makers take from their clocks (UUIDv7).
 */
export function boardAfter<P extends Piece>(changes: readonly BoardChange<P>[]): P[] {
  const removed = new Set(changes.flatMap((change) => ('remove' in change ? [change.remove] : [])));
  const pieces = new Map<string, P>();
  for (const change of changes) if ('add' in change && !removed.has(change.add.id)) pieces.set(change.add.id, change.add);
  return [...pieces.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

export type Point = readonly [x: number, y: number];

/**
 * Whether a mark says what its kind needs: so many points on the page, and words where it is words.
 * @param points shares of the width and height of the page
 * @throws Refusal request.invalid
 */
export function checkMark({ kind, points, text }: { kind: MarkKind; points: readonly Point[]; text: string | null }): void {
  const { least, most } = pointsOf[kind];
  const fields = [
    ...(points.length < least || points.length > most || points.flat().some((share) => !(share >= 0 && share <= 1)) ? ['points'] : []),
    ...(kind === 'text' && !text ? ['text'] : []),
  ];
  if (fields.length) throw new Refusal('request.invalid', { fields });
}
