import { touch } from '../platform/query';
import { sessionNow } from '../platform/session';
import { keepSession } from './kept-session';

/**
 * Registers the worker, in built applications only. What is already on the screen came past it on the very first visit:
 * protocols are asked for again once it listens, so that they are kept, and so is who asked.
 */
export function startOffline(): void {
  if (!import.meta.env?.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  const listens = () => {
    const now = sessionNow();
    if (now.phase === 'in') keepSession(now.session);
    void touch('protocol');
    // what was on its way at that moment is not asked again at once
    setTimeout(() => void touch('protocol'), 5_000);
  };
  if (!serviceWorker.controller) serviceWorker.addEventListener('controllerchange', listens, { once: true });
  // private windows and full disks refuse it; the portal works without
  serviceWorker.register('/offline-worker.js').catch(() => undefined);
}
