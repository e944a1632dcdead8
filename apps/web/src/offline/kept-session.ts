import type { SessionView } from '@alliance/contracts/session.contract';
import { keepLocal } from '../platform/storage';
import { answerCache, fileCache } from './kept-answers';

const key = 'offline.session';
/** Without a worker nothing of the portal is there offline, and who was signed in is of no use. */
const served = (): boolean => typeof navigator !== 'undefined' && !!navigator.serviceWorker?.controller;

/** Remembers who is signed in, for a start without a line; another person loses what was kept for the one before. */
export function keepSession(session: SessionView): void {
  const before = read();
  if (before && before.user.id !== session.user.id) void forgetKept();
  if (served()) keepLocal.set(key, JSON.stringify({ ...session, csrfToken: '' }));
}

/** Who was signed in when the server last answered; nobody, where the portal is not kept on this machine. */
export const keptSession = (): SessionView | null => (served() ? read() : null);

/** Nothing of anybody stays on the machine. */
export async function forgetKept(): Promise<void> {
  keepLocal.set(key, '');
  if (typeof caches === 'undefined') return;
  await Promise.all([caches.delete(answerCache), caches.delete(fileCache)]);
}

function read(): SessionView | null {
  const text = keepLocal.get(key);
  try {
    return text ? (JSON.parse(text) as SessionView) : null;
  } catch {
    return null;
  }
}
