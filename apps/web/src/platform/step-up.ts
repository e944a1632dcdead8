import { useSyncExternalStore } from 'react';

// A command refused with `session.step_up_required` waits here until the person has proved who they are, or does not want to.
let waiting: { readonly answer: Promise<boolean>; readonly settle: (proven: boolean) => void } | undefined;
const watchers = new Set<() => void>();
const changed = () => watchers.forEach((tell) => tell());

/** True once the person has proved it again; false when they leave it, or where nobody can be asked. Several commands share one question. */
export function proveAgain(): Promise<boolean> {
  if (watchers.size === 0) return Promise.resolve(false);
  if (waiting) return waiting.answer;
  const { promise, resolve } = Promise.withResolvers<boolean>();
  waiting = { answer: promise, settle: resolve };
  changed();
  return promise;
}
export function settleStepUp(proven: boolean): void {
  const asked = waiting;
  waiting = undefined;
  changed();
  asked?.settle(proven);
}
/** Whether a proof is asked for; whoever uses this asks it. */
export const useStepUp = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    () => waiting !== undefined,
  );
