import { io, type Socket } from 'socket.io-client';
import { once } from 'node:events';
import type { Person, TestApi } from './app.js';

/** An open socket of somebody who is signed in, past its replay. */
export async function openSocket(api: TestApi, person: Person): Promise<Socket> {
  const url = await api.listen();
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie: person.headers['cookie'] as string, origin: url },
  });
  await once(socket as never, 'replayed');
  return socket;
}

/** Milliseconds until every one of these sockets is closed. */
export async function closedWithin(sockets: readonly Socket[], startedAt = performance.now()): Promise<number> {
  await Promise.all(sockets.filter(({ connected }) => connected).map((socket) => once(socket as never, 'disconnect')));
  return performance.now() - startedAt;
}
