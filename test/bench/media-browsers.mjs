// Headless Chromium pages that run the portal's own media clients against a media process, with invented cameras.
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { resolveChromium } from '../../infra/run/chromium.mjs';
import { root } from './portal.mjs';

const args = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--disable-gpu', '--disable-background-networking'];

/** The browser's half of a room, in one script: `media.join(id, size)`. */
async function pageScript() {
  const name = '\0page';
  const clients = resolve(root, 'apps/web/src/platform/media/media-client.ts');
  const code = `
    import { openMedia } from ${JSON.stringify(clients)};
    const ask = (path, body) => fetch(path, { method: 'POST', body: JSON.stringify(body) }).then((r) => r.ok ? r.json() : Promise.reject(new Error('room.media_unavailable')));
    export async function join(id, { width, height }) {
      const heard = new EventSource('/hear/' + id);
      const present = new Promise((first) => heard.addEventListener('participants', first, { once: true }));
      const client = await openMedia({
        connect: () => ask('/connect/' + id, {}),
        send: (message) => ask('/send/' + id, message),
        onMessage: (on) => { heard.addEventListener('media', ({ data }) => on(JSON.parse(data))); return () => {}; },
      });
      const arrived = ({ data }) => client.setParticipants(JSON.parse(data));
      heard.addEventListener('participants', arrived);
      void present.then(arrived);
      const state = { states: [], quality: null };
      const videos = new Map();
      client.onState((one) => state.states.push(one));
      client.onQuality((one) => (state.quality = one));
      client.onRemote((participant, { person }) => {
        const video = videos.get(participant) ?? Object.assign(document.createElement('video'), { autoplay: true, muted: true, playsInline: true, width: 160 });
        videos.set(participant, video);
        video.srcObject = person;
        document.body.append(video);
        void video.play().catch(() => {});
      });
      const own = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width, height, frameRate: 15 } });
      await client.publish({ audio: own.getAudioTracks()[0], video: own.getVideoTracks()[0] });
      await client.connect();
      return Object.assign(window, { client, state, videos });
    }
    /** Pictures decoded so far, of each other participant. */
    export const decoded = () => Object.fromEntries([...window.videos].map(([id, video]) => [id, video.getVideoPlaybackQuality().totalVideoFrames]));
  `;
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    root,
    resolve: { conditions: ['@alliance/source', 'module', 'browser', 'development|production'] },
    plugins: [{ name: 'page', resolveId: (id) => (id === name ? id : undefined), load: (id) => (id === name ? code : undefined) }],
    build: {
      write: false,
      minify: false,
      rollupOptions: { input: name, preserveEntrySignatures: 'strict', output: { format: 'iife', name: 'media', codeSplitting: false } },
    },
  });
  return output[0].code;
}

/**
 * A room of browsers. `engine` answers as the API would: `connect(id)`, `signal(id, message)`, which answers null for what is to be
 * passed on to `message.to`.
 */
export async function openBrowsers(engine) {
  const script = await pageScript();
  const listeners = new Map();
  let cut = false;
  const tell = (id, event, data) => listeners.get(id)?.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  const answer = async (what, id, body) => {
    if (what === 'connect') return engine.connect(id);
    const reply = await engine.signal(id, body);
    if (reply === null && body.to) tell(body.to, 'media', { from: id, message: body });
    return reply;
  };
  const server = createServer(async (request, response) => {
    const [, what, id] = request.url.split('/');
    if (cut) return response.destroy();
    if (what === 'hear') {
      listeners.set(id, response.writeHead(200, { 'content-type': 'text/event-stream' }));
      for (const one of listeners.keys()) tell(one, 'participants', [...listeners.keys()]);
      return;
    }
    if (request.method !== 'POST')
      return response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><body><script>${script}</script>`);
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
    answer(what, id, body).then(
      (value) => response.end(JSON.stringify(value)),
      (error) => response.writeHead(503).end(String(error)),
    );
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { path, env } = resolveChromium();
  const browser = await chromium.launch({ executablePath: path, args, env: { ...process.env, ...env } });
  const context = await browser.newContext({ permissions: ['camera', 'microphone'] });
  return {
    async join(id, size) {
      const page = await context.newPage();
      page.on('pageerror', (error) => console.error(`page: ${error.message}`));
      await page.goto(`http://127.0.0.1:${server.address().port}/`);
      await page.evaluate(`media.join(${JSON.stringify(id)}, ${JSON.stringify(size)}).then(() => {})`);
      return page;
    },
    /** The portal is gone for the browsers, or back. */
    cut(gone) {
      cut = gone;
      if (gone) server.closeAllConnections();
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}
