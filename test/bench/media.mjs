// Four browsers in one room: how soon everybody sees everybody, what forwarding costs, and that a call goes on without the portal.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowsers } from './media-browsers.mjs';
import { freePort, root } from './portal.mjs';

const KEY = 'bench-key-bench-key-bench-key-bench-key';
const size = { width: 568, height: 320 };

/** Starts the media process on its own. */
export async function startMedia(port = undefined) {
  port ??= await freePort();
  const child = spawn(process.execPath, [join(root, 'apps/media/dist/main.js')], {
    env: { ...process.env, MEDIA_PORT: String(port), MEDIA_KEY: KEY, HOST: '127.0.0.1' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const ask = async (method, path, body) => {
    const headers = { 'x-media-key': KEY };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  };
  while (!(await ask('GET', '/health').catch(() => false))) await sleep(50);
  return { ask, port, pid: child.pid, stop: (signal = 'SIGTERM') => child.kill(signal) };
}

const forwarding = (media, room) => ({
  async connect(id) {
    await media().ask('PUT', `/rooms/${room}/participants/${id}`, { publish: true });
    return { engine: 'sfu', participantId: id, publish: true, iceServers: [] };
  },
  async signal(id, { type, sdp }) {
    if (type !== 'offer') return null;
    return { type: 'answer', ...(await media().ask('POST', `/rooms/${room}/participants/${id}/offer`, { sdp })) };
  },
});
const between = {
  connect: async (id) => ({ engine: 'mesh', participantId: id, publish: true, iceServers: [] }),
  signal: async () => null,
};

const TICKS_PER_SECOND = 100;
/** Processor time of a process so far, in seconds. */
function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

const frames = async (pages) =>
  (await Promise.all(pages.map((page) => page.evaluate('media.decoded()')))).flatMap((one) => Object.values(one));
/** In how many directions the picture has moved on within a second. */
async function moving(pages) {
  const before = await frames(pages);
  await sleep(1_000);
  const after = await frames(pages);
  return after.filter((count, index) => count > (before[index] ?? 0)).length;
}

/** How long it takes until every direction has a decoded picture, in milliseconds; null when not within 15 s. */
async function everybodySeen(pages, directions, began) {
  for (; performance.now() - began < 15_000; await sleep(50)) {
    const counts = await frames(pages);
    if (counts.length === directions && counts.every((count) => count > 0)) return performance.now() - began;
  }
  return null;
}

async function roomOfFour(browsers) {
  const pages = [];
  let began = 0;
  for (let one = 0; one < 4; one++) {
    began = performance.now(); // the page of the last one is opened, its camera started
    pages.push(await browsers.join(randomUUID(), size));
  }
  return { pages, seenAfter: await everybodySeen(pages, 12, began) };
}

export async function measureMedia({ report, say }) {
  let media = await startMedia();
  const browsers = await openBrowsers(forwarding(() => media, randomUUID()));
  try {
    const { pages, seenAfter } = await roomOfFour(browsers);
    report.tell('media process: all 12 directions decoded since the last one opened the page', seenAfter ?? 99_999, 'ms', {
      atMost: 5_000,
    });
    const before = processorSeconds(media.pid);
    await sleep(10_000);
    report.tell('media process: one core, 4 x 320 lines', (processorSeconds(media.pid) - before) * 10, '%', { atMost: 25 });
    browsers.cut(true);
    await sleep(3_000);
    report.tell('media process: directions moving while the portal is gone', await moving(pages), 'of 12', { atLeast: 12 });
    browsers.cut(false);
    media.stop('SIGKILL');
    const killed = performance.now();
    media = await startMedia(media.port);
    await sleep(500); // what was on the way has been shown
    while ((await moving(pages)) < 12 && performance.now() - killed < 30_000) await sleep(50);
    report.tell('media process killed: all directions moving again', performance.now() - killed, 'ms', { atMost: 10_000 });
    say('media process measured');
  } finally {
    await browsers.close();
    media.stop();
  }
  const mesh = await openBrowsers(between);
  try {
    const { pages, seenAfter } = await roomOfFour(mesh);
    report.tell('mesh: all 12 directions decoded since the last one opened the page', seenAfter ?? 99_999, 'ms', { atMost: 5_000 });
    report.tell('mesh: directions moving', await moving(pages), 'of 12', { atLeast: 12 });
  } finally {
    await mesh.close();
  }
}
