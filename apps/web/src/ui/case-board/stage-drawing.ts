import { pointsOf, type MarkKind } from '@alliance/domain/case-board/case-board.codes';
import { useState, type KeyboardEvent } from 'react';
import { shareOf } from './view';

export const tools = ['move', 'arrow', 'circle', 'freehand', 'text', 'measure'] as const;
export type Tool = (typeof tools)[number];
export type Points = readonly (readonly [number, number])[];

const step = 0.02;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-step, 0],
  ArrowRight: [step, 0],
  ArrowUp: [0, -step],
  ArrowDown: [0, step],
};
/** Directions of the arrow keys, in shares. */
export const directionOf = (key: string): readonly [number, number] | undefined => arrows[key];

/** Less than this, of width and height, is a press and no line. */
const slip = 0.005;
const isSlip = (points: Points): boolean => {
  const [first] = points;
  return !first || points.every(([x, y]) => Math.abs(x - first[0]) < slip && Math.abs(y - first[1]) < slip);
};
/** What a hand drew, with no more points than a mark may have. */
function thinned(points: Points): Points {
  const { most } = pointsOf.freehand;
  const every = Math.ceil(points.length / most);
  return every > 1 ? points.filter((_, at) => at % every === 0 || at === points.length - 1).slice(-most) : points;
}

/**
 * A mark as it is being drawn, by a pointer or by keys: arrows move a cross, Enter sets the beginning and then the end.
 * @param onDone all points of a mark that is finished
 */
export function useDrawing(tool: Tool, onDone: (kind: MarkKind, points: Points) => void) {
  const [points, setPoints] = useState<Points | null>(null);
  const [cross, setCross] = useState<readonly [number, number] | null>(null);
  const kind = tool === 'move' ? null : tool;
  const finish = (all: Points) => {
    setPoints(null);
    if (!kind) return;
    if (kind === 'text') onDone(kind, all.slice(-1));
    else if (!isSlip(all)) onDone(kind, kind === 'freehand' ? thinned(all) : all);
  };
  const with_ = (to: readonly [number, number]): Points => {
    const [first = to] = points ?? [];
    return kind === 'freehand' ? [...(points ?? []), to] : [first, to];
  };
  const onKeyDown = (event: KeyboardEvent): boolean => {
    const at = cross ?? ([0.5, 0.5] as const);
    const direction = directionOf(event.key);
    if (direction) {
      const next = [shareOf(at[0] + direction[0]), shareOf(at[1] + direction[1])] as const;
      setCross(next);
      if (points) setPoints(with_(next));
    } else if (event.key === 'Enter') {
      setCross(at);
      if (points || kind === 'text') finish(kind === 'text' ? [at] : with_(at));
      else setPoints([at]);
    } else if (event.key === 'Escape' && points) setPoints(null);
    else return false;
    return true;
  };
  return {
    kind,
    points,
    cross: kind ? cross : null,
    begin: (at: readonly [number, number]) => (setCross(null), setPoints([at])),
    go: (at: readonly [number, number]) => points && setPoints(with_(at)),
    end: (at: readonly [number, number]) => points && finish(with_(at)),
    giveUp: () => setPoints(null),
    onKeyDown,
  };
}
