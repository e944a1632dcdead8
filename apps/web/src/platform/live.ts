import { listEvents } from '@alliance/contracts/event.contract';
import type { LiveCommands, LiveEvents, Signal } from '@alliance/contracts/live';
import { useSyncExternalStore } from 'react';
import type { Socket } from 'socket.io-client';
import { call } from './call';
import { touch, touchSubject } from './query';
import { lookAtSession } from './session';
import { keepTab } from './storage';

export type LiveState = 'connecting' | 'connected' | 'reconnecting' | 'offline';
export type Heard = (signal: Pick<Signal, 'topic' | 'id' | 'version' | 'alarm'>) => void;

// Without a socket (proxies block them) the events are asked for instead.
const askEveryMs = 10_000;

let live: LiveState = 'connecting';
const watchers = new Set<() => void>();
const hearers = new Set<Heard>();
const setLive = (next: LiveState): void => {
  if (next === live) return;
  live = next;
  for (const tell of watchers) tell();
};

export function useLive(): LiveState {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => void watchers.delete(tell);
    },
    () => live,
  );
}
/** Hears every signal of the institution, after the queries have been told. */
export function onSignal(heard: Heard): () => void {
  hearers.add(heard);
  return () => void hearers.delete(heard);
}

const lastKey = (appointmentId: string) => `seq.${appointmentId}`;

/** Listens for one appointment until the returned function is called. */
export function listenLive(appointmentId: string): () => void {
  let ended = false;
  let socket: Socket<LiveEvents, LiveCommands> | undefined;
  let last = readNumber(keepTab.get(lastKey(appointmentId)));
  let filling: Promise<void> | undefined;

  const advance = (seq: number) => {
    if (last !== undefined && seq <= last) return;
    last = seq;
    keepTab.set(lastKey(appointmentId), String(seq));
  };
  const take = (signal: Signal) => {
    if (ended || (last !== undefined && signal.seq <= last)) return;
    advance(signal.seq);
    touchSubject(signal);
    for (const heard of hearers) heard(signal);
  };
  /** The server was heard. A short gap leaves the socket whole: nothing else would say that the line is back. */
  const answered = () => !ended && setLive(socket?.connected ? 'connected' : 'reconnecting');
  /** Everything between the last seen number and now, in order. */
  const fill = (): Promise<void> =>
    (filling ??= askSince(last)
      .then(({ signals, head }) => {
        signals.forEach(take);
        if (head !== undefined) advance(head);
        answered();
      })
      .catch(() => undefined)
      .finally(() => {
        filling = undefined;
      }));

  const onSignals = (signals: readonly Signal[]) => {
    answered();
    const first = signals[0];
    if (first && last !== undefined && first.seq > last + 1) void fill();
    else signals.forEach(take);
  };
  const down = () => setLive(navigator.onLine ? 'reconnecting' : 'offline');

  setLive('connecting');
  void import('socket.io-client').then(({ io }) => {
    if (ended) return;
    socket = io({
      transports: ['websocket'],
      reconnectionDelayMax: 5_000,
      auth: (give) => give({ appointmentId, ...(last === undefined ? {} : { after: last }) }),
    });
    socket.on('connect', () => {
      setLive('connected');
      if (last === undefined) void fill();
    });
    socket.on('signal', onSignals);
    socket.on('replayed', ({ seq }) => advance(seq));
    socket.on('disconnect', (reason) => {
      down();
      if (reason !== 'io server disconnect') return;
      // the server ended it: perhaps the session is over; perhaps it restarts, and socket.io does not come back by itself
      void lookAtSession();
      setTimeout(() => !ended && socket?.connect(), 2_000);
    });
    socket.on('connect_error', down);
  });

  const asking = setInterval(() => live !== 'connected' && void fill(), askEveryMs);
  const back = () => {
    socket?.connect();
    void fill();
    // more than the inbox keeps may have happened while the lid was closed
    void touch('notification');
  };
  window.addEventListener('online', back);
  window.addEventListener('offline', down);
  return () => {
    ended = true;
    clearInterval(asking);
    window.removeEventListener('online', back);
    window.removeEventListener('offline', down);
    socket?.disconnect();
  };
}

async function askSince(after: number | undefined): Promise<{ signals: Signal[]; head: number | undefined }> {
  if (after === undefined) return { signals: [], head: (await call(listEvents, { query: { limit: 1 } })).head };
  const signals: Signal[] = [];
  for (let from = after; ;) {
    const { items, head, nextCursor } = await call(listEvents, { query: { after: from, limit: 500 } });
    signals.push(...items);
    const newest = items.at(-1)?.seq;
    if (newest === undefined || nextCursor === null || newest >= head) return { signals, head: undefined };
    from = newest;
  }
}

const readNumber = (text: string | null): number | undefined => (text && /^\d+$/.test(text) ? Number(text) : undefined);
