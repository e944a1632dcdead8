import { useSyncExternalStore } from 'react';
import { serverNow } from './clock';
import { tellTabs } from './tabs';

// Two clocks: when a person last did something here, and when the server last heard of somebody (from any tab).
const attendedMs = 60_000;
const tellEveryMs = 10_000;
const inputs = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

let lastAct = Date.now();
let presentAt = serverNow();
let toldAt = 0;
let held = 0;
const watchers = new Set<() => void>();

/** Whether what is asked now follows an act of a person within the last minute; a screen that looks again by itself does not. */
export const attended = (): boolean => Date.now() - lastAct <= attendedMs;
/** Somebody did something. */
export const noteAct = (): void => {
  lastAct = Date.now();
};

/** The server has heard of somebody, in this tab unless `told` by another one. */
export function notePresence(at = serverNow(), told = false): void {
  // our own clock may just have been set right; of another tab's word the later counts
  if (told && at <= presentAt) return;
  presentAt = at;
  for (const tell of watchers) tell();
  if (told || at - toldAt < tellEveryMs) return;
  toldAt = at;
  tellTabs({ kind: 'present', at });
}
export const presentSince = (): number => presentAt;
/** When the server last heard of somebody, in milliseconds of its clock. */
export function usePresence(): number {
  return useSyncExternalStore((tell) => {
    watchers.add(tell);
    return () => void watchers.delete(tell);
  }, presentSince);
}

/** Notes every press and key until the returned function is called; `onAct` hears of each. */
export function watchActs(onAct: () => void): () => void {
  const act = () => {
    if (held > 0) return;
    noteAct();
    onAct();
  };
  for (const input of inputs) window.addEventListener(input, act, { capture: true, passive: true });
  return () => {
    for (const input of inputs) window.removeEventListener(input, act, { capture: true });
  };
}
/** While somebody is asked whether they are there, only the answer counts: a press must not take the question away under the finger. */
export function holdActs(): () => void {
  held += 1;
  return () => void (held -= 1);
}
