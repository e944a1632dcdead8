/// <reference lib="webworker" />
import { ExpirationPlugin } from 'workbox-expiration';
import { registerRoute } from 'workbox-routing';
import type { WorkboxPlugin } from 'workbox-core';
import { CacheFirst, NetworkFirst, NetworkOnly } from 'workbox-strategies';
import { keptHeader } from '../platform/kept-header';
import { answerCache, fileCache, isKeptAnswer, isKeptFile, keyOf, shellCache, stamped } from './kept-answers';

// Lets a protocol that was opened once be read without a line. The shell and its chunks come from here first, protocols from
// the server first; nothing else is answered from here. Built apart from the application, see offline-worker.mjs.

declare const self: ServiceWorkerGlobalScope;
/** Written in by the build: the shell and what the reader of protocols consists of. */
declare const offlineFiles: readonly string[];
const files = new Set(offlineFiles);

const day = 24 * 60 * 60;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(shellCache).then((cache) => cache.addAll([...files])));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOldFiles().then(() => self.clients.claim()));
});

/** Pages of the release before are closed by now: a worker waits for that. */
async function dropOldFiles(): Promise<void> {
  const cache = await caches.open(shellCache);
  for (const request of await cache.keys()) if (!files.has(new URL(request.url).pathname)) await cache.delete(request);
}

const network = new NetworkOnly();
registerRoute(
  ({ request, url }) => request.mode === 'navigate' && !/^\/(api|oauth|health|metrics)(\/|$)/.test(url.pathname),
  async (asked) => {
    try {
      return await network.handle(asked);
    } catch {
      return (await caches.match('/', { cacheName: shellCache })) ?? Response.error();
    }
  },
);

registerRoute(
  ({ url }) => url.origin === self.location.origin && (url.pathname.startsWith('/assets/') || files.has(url.pathname)),
  new CacheFirst({ cacheName: shellCache }),
);

interface Asked {
  readonly request: Request;
}
/** Keeps an answer for the appointment it was given to; whoever may no longer see it loses the copy as well. */
const perAppointment = (cacheName: string) => ({
  cacheKeyWillBeUsed: async ({ request }: Asked) => keyOf(request.url, request.headers.get('x-appointment')),
  fetchDidSucceed: async ({ request, response }: Asked & { readonly response: Response }) => {
    if ([401, 403, 404].includes(response.status))
      await (await caches.open(cacheName)).delete(keyOf(request.url, request.headers.get('x-appointment')));
    return response;
  },
  cacheWillUpdate: async ({ response }: { readonly response: Response }) =>
    response.status === 200 ? stamped(response, keptHeader, new Date().toISOString()) : null,
});

const keepers = [
  { holds: isKeptAnswer, cacheName: answerCache, maxEntries: 300 },
  { holds: isKeptFile, cacheName: fileCache, maxEntries: 20 },
];
for (const { holds, cacheName, maxEntries } of keepers)
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && holds(url.pathname),
    new NetworkFirst({
      cacheName,
      networkTimeoutSeconds: 6,
      plugins: [perAppointment(cacheName), new ExpirationPlugin({ maxEntries, maxAgeSeconds: 90 * day }) as WorkboxPlugin],
    }),
  );
