import { reportFromTrip, type ReportFromTrip } from '@alliance/contracts/trip.contract';
import { useSyncExternalStore } from 'react';
import { Refused, call } from '../../platform/call';

/** `sent` has the time at which the server took it. */
export interface Said {
  readonly report: ReportFromTrip;
  readonly state: 'waiting' | 'refused' | { readonly receivedAt: string; readonly recordedLate: boolean };
}

const key = 'alliance.trip';
/** Numbers without a name, of one tab: they outlive a reload and go with the tab. */
function read(): readonly Said[] {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '[]') as Said[];
  } catch {
    return [];
  }
}
let said: readonly Said[] = read();
let sending: Promise<void> | undefined;
const watchers = new Set<() => void>();

function put(next: readonly Said[]): void {
  said = next;
  try {
    sessionStorage.setItem(key, JSON.stringify(next));
  } catch {
    // a full or private phone: it lives as long as the page
  }
  for (const tell of watchers) tell();
}
const settle = (id: string, state: Said['state']) => put(said.map((each) => (each.report.id === id ? { ...each, state } : each)));

/** What was said by this link, newest last. */
export function useSaid(token: string): readonly Said[] {
  const all = useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    () => said,
  );
  return all.filter(({ report }) => report.token === token);
}

/** Keeps a report visibly, then sends it; the server takes the same one once, however often it comes. */
export function sayOnTheWay(report: ReportFromTrip): Promise<void> {
  put([...said, { report, state: 'waiting' }]);
  return sendWaiting();
}

/** Sends what waits, oldest first, until the line is gone. One run at a time. */
export function sendWaiting(): Promise<void> {
  return (sending ??= sendAll().finally(() => {
    sending = undefined;
  }));
}

const patienceMs = 15_000;
async function sendAll(): Promise<void> {
  for (;;) {
    const next = said.find(({ state }) => state === 'waiting');
    if (!next) return;
    try {
      const kept = await call(reportFromTrip, { body: next.report }, { final: true, signal: AbortSignal.timeout(patienceMs) });
      settle(next.report.id, kept);
    } catch (error) {
      const over = error instanceof Refused && ['link.invalid', 'request.invalid'].includes(error.problem.code);
      if (!over) return;
      settle(next.report.id, 'refused');
    }
  }
}

/** For specs: nothing was said. */
export const forgetSaid = (): void => put([]);
