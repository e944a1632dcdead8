import { useSyncExternalStore } from 'react';

let kept: ReadonlyMap<string, string> = new Map();
const watchers = new Set<() => void>();

/** Every answer says whether it was kept (`at`) or fresh (null). */
export function noteKept(path: string, at: string | null): void {
  if ((kept.get(path) ?? null) === at) return;
  const next = new Map(kept);
  if (at === null) next.delete(path);
  else next.set(path, at);
  kept = next;
  for (const tell of watchers) tell();
}

/** Since when what these paths answered may have changed unseen: the oldest kept answer, undefined where all are fresh. */
export function useKeptAt(paths: readonly string[]): string | undefined {
  const all = useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    () => kept,
  );
  return paths
    .flatMap((path) => all.get(path) ?? [])
    .toSorted()
    .at(0);
}
