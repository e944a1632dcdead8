import { useSyncExternalStore } from 'react';

// Clocks of hospital PCs are often wrong. Deadlines are the server's, so the screen counts with the server's time,
// learned from the `date` header of every answer (one second of precision).
const tolerated = 2_000;
let skew = 0;

export function learnClock(date: string | null): void {
  const server = date ? Date.parse(date) : Number.NaN;
  if (Number.isNaN(server)) return;
  const difference = server - Date.now();
  skew = Math.abs(difference) > tolerated ? difference : 0;
}

/** Milliseconds since 1970, by the server's clock. */
export const serverNow = (): number => Date.now() + skew;

const subscriptions = new Map<number, (tick: () => void) => () => void>();
const every = (ms: number) => {
  const known = subscriptions.get(ms);
  if (known) return known;
  const subscribe = (tick: () => void) => {
    const timer = setInterval(tick, ms);
    return () => clearInterval(timer);
  };
  subscriptions.set(ms, subscribe);
  return subscribe;
};

/** The server's time, fresh every `ms`; components that show it render no more often. */
export function useNow(ms: number): number {
  return useSyncExternalStore(every(ms), () => Math.floor(serverNow() / ms) * ms);
}
