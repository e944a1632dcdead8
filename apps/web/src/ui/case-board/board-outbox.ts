import { drawMark, eraseMark, type BoardMark } from '@alliance/contracts/case-board.contract';
import type { AskOf } from '@alliance/contracts/route';
import { boardAfter, type BoardChange } from '@alliance/domain/case-board/case-board';
import { useMemo, useSyncExternalStore } from 'react';
import { Refused, call } from '../../platform/call';
import { touch } from '../../platform/query';
import { say } from '../said';

export type Drawn = AskOf<typeof drawMark>['body'];
/** Drawn or erased here and not there yet. Held in memory only: what is drawn on a patient's picture is never put on disk. */
type Waiting = { readonly key: string } & ({ readonly draw: Drawn } | { readonly erase: string });

const againMs = 5_000;
const none: readonly Waiting[] = [];
const waiting = new Map<string, readonly Waiting[]>();
const watchers = new Set<() => void>();
const running = new Set<string>();
let refusedWords = '';
let timer: ReturnType<typeof setTimeout> | undefined;

function keep(consultationId: string, list: readonly Waiting[]): void {
  if (list.length) waiting.set(consultationId, list);
  else waiting.delete(consultationId);
  for (const tell of watchers) tell();
}

/** Draws: on the screen at once, with the others as soon as there is a line. @param sorry said where the server will not keep it */
export function draw(consultationId: string, mark: Drawn, sorry: string): void {
  refusedWords = sorry;
  push(consultationId, { key: mark.id, draw: mark });
}
export function erase(consultationId: string, markId: string, sorry: string): void {
  refusedWords = sorry;
  push(consultationId, { key: `-${markId}`, erase: markId });
}

function push(consultationId: string, change: Waiting): void {
  keep(consultationId, [...(waiting.get(consultationId) ?? none), change]);
  void flush(consultationId);
}

/** One after the other, in the order they were made: nothing is erased before it was drawn. */
async function flush(consultationId: string): Promise<void> {
  if (running.has(consultationId)) return;
  running.add(consultationId);
  try {
    for (let next = waiting.get(consultationId)?.[0]; next; next = waiting.get(consultationId)?.[0]) {
      if (!(await sent(consultationId, next))) return later();
      await touch('consultation');
      keep(
        consultationId,
        (waiting.get(consultationId) ?? none).filter(({ key }) => key !== next?.key),
      );
    }
  } finally {
    running.delete(consultationId);
  }
}

/** @returns whether there was an answer; a refusal is one, and final */
async function sent(consultationId: string, change: Waiting): Promise<boolean> {
  try {
    if ('draw' in change) await call(drawMark, { params: { id: consultationId }, body: change.draw }, { key: change.key });
    else await call(eraseMark, { params: { id: consultationId, markId: change.erase } });
    return true;
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.code === 'server.unavailable') return false;
    // somebody else took it away before
    if (error.problem.code !== 'access.not_found') say(refusedWords, { urgent: true });
    return true;
  }
}

const flushAll = (): void => {
  for (const consultationId of waiting.keys()) void flush(consultationId);
};
function later(): void {
  clearTimeout(timer);
  timer = setTimeout(flushAll, againMs);
}
if (typeof window !== 'undefined') {
  window.addEventListener('online', flushAll);
  window.addEventListener('beforeunload', (event) => {
    if (waiting.size) event.preventDefault();
  });
}

/** A mark as it is shown: `waiting` is one that the others do not see yet. */
export type ShownMark = Omit<BoardMark, 'institution' | 'at'> & { readonly institution: string; readonly waiting: boolean };

/** Marks of the server with those that wait here: the same rule that makes every reader see the same board. */
export function useMarks(
  consultationId: string,
  marks: readonly BoardMark[],
  me: { readonly id: string; readonly name: string; readonly institution: string },
): { readonly marks: ShownMark[]; readonly waiting: number } {
  const list = useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    () => waiting.get(consultationId) ?? none,
  );
  const { id, name, institution } = me;
  return useMemo(() => {
    const own = { by: { id, name }, institution, mayRemove: true, waiting: true };
    const local = list.map((change): BoardChange<ShownMark> => {
      if ('erase' in change) return { remove: change.erase };
      return { add: { page: 1, text: null, ...change.draw, ...own } as ShownMark };
    });
    const kept = marks.map((mark): BoardChange<ShownMark> => ({
      add: { ...mark, institution: mark.institution.name, waiting: false },
    }));
    return { marks: boardAfter([...local, ...kept]), waiting: list.length };
  }, [list, marks, id, name, institution]);
}
