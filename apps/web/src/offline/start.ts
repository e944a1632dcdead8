import { touch } from '../platform/query';

/**
 * Registers the worker, in built applications only. What is already on the screen came past it on the very first visit:
 * protocols are asked for again once it listens, so that they are kept.
 */
export function startOffline(): void {
  if (!import.meta.env?.PROD || !('serviceWorker' in navigator)) return;
  const { serviceWorker } = navigator;
  if (!serviceWorker.controller) serviceWorker.addEventListener('controllerchange', () => void touch('protocol'), { once: true });
  // private windows and full disks refuse it; the portal works without
  serviceWorker.register('/offline-worker.js').catch(() => undefined);
}
