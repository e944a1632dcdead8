// How soon the other hospital hears of a commit: submits on one API process, listeners on another, the relay in between.
import { io } from 'socket.io-client';
import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from './bars.mjs';
import { coordinatorOf, headersOf, idOf, receiverOf } from './people.mjs';
import { requests, send } from './recorded.mjs';
import { openWiretap } from './wiretap.mjs';

const submits = 500;
const listeners = 20;

const now = () => performance.timeOrigin + performance.now();

export async function measureLive({ portal, report, supplies, settle, say }) {
  const committed = new Map();
  // the last statement before the commit names the referral
  const tap = await openWiretap(portal.appUrl, ({ values }) => {
    const id = draft.exec(values.join(' '))?.[0];
    if (id) committed.set(id, now());
  });
  const [worker, here, there] = [
    await portal.worker('live-worker'),
    await portal.api('here', { DATABASE_URL: tap.url }),
    await portal.api('there'),
  ];
  await settle();
  const heard = Array.from({ length: listeners }, () => new Map());
  const sockets = [];
  const hear = async (count) => {
    while (sockets.length < count) {
      const seen = heard[sockets.length];
      sockets.push(await listen(there.url, ({ id }) => seen.has(id) || seen.set(id, now())));
    }
  };
  try {
    for (const [label, count, gapMs, bars] of [
      ['two users', 1, 25, [{ atMost: 8 }, { atMost: 40 }]],
      [`100/s, ${listeners} listeners`, listeners, 10, []],
    ]) {
      await hear(count);
      const took = await round({ here, supplies, heard: heard.slice(0, count), committed, gapMs });
      report.tell(`commit to signal, ${submits} submits, ${label}: p50`, percentile(took, 50), 'ms', bars[0]);
      report.tell(`commit to signal, ${submits} submits, ${label}: p99`, percentile(took, 99), 'ms', bars[1]);
    }
    report.tell(
      'submit to the row read by the other user at the signal (HTTP, no browser): p95',
      percentile(await visible({ here, there, supplies }), 95),
      'ms',
      { atMost: 300 },
    );
    say('signals measured');
  } finally {
    sockets.forEach((socket) => socket.disconnect());
    for (const child of [here, there, worker]) await portal.end(child);
    tap.close();
  }
}

const draft = new RegExp(`${idOf('draft', 0).slice(0, 24)}[0-9a-f]{12}`);
const person = coordinatorOf(1);
const toLead = (supply) => {
  for (;;) {
    const i = supply.take();
    if (receiverOf(i) === 1) return i;
  }
};

/** @returns milliseconds from each commit to its signal at the last listener */
async function round({ here, supplies, heard, committed, gapMs }) {
  await supplies.draft.atLeast(submits * 5);
  for (let n = 0; n < 20; n++) await send(here.url, requests.submit(toLead(supplies.draft)));
  const sent = Array.from({ length: submits }, () => toLead(supplies.draft));
  const asked = [];
  for (const i of sent) {
    asked.push(send(here.url, requests.submit(i)));
    await sleep(gapMs);
  }
  await Promise.all(asked);
  await sleep(2_000);
  const ids = sent.map((i) => idOf('draft', i));
  const missing = ids.filter((id) => heard.some((seen) => !seen.has(id)));
  if (missing.length) throw new Error(`${missing.length} signals were not heard by everybody`);
  return ids.map((id) => Math.max(...heard.map((seen) => seen.get(id))) - committed.get(id));
}

/** From the sender's answer to the receiver's first page that shows it, when the receiver asks again at the signal. */
async function visible({ here, there, supplies }) {
  const took = [];
  let seen = () => undefined;
  const socket = await listen(there.url, ({ id }) => seen(id));
  for (let n = 0; n < 100; n++) {
    const i = toLead(supplies.draft);
    const signalled = new Promise((done) => (seen = (id) => id === idOf('draft', i) && done()));
    const began = now();
    await Promise.all([send(here.url, requests.submit(i)), signalled]);
    await send(there.url, { method: 'GET', path: '/api/referrals?side=inbound', headers: headersOf(person) });
    took.push(now() - began);
  }
  socket.disconnect();
  return took;
}

export function listen(url, heard, auth = {}) {
  const { cookie } = headersOf(person);
  const socket = io(url, { transports: ['websocket'], forceNew: true, auth, extraHeaders: { cookie, origin: url } });
  socket.on('signal', (signals) => signals.forEach(heard));
  return new Promise((done, fail) => {
    socket.once('replayed', () => done(socket));
    socket.once('connect_error', fail);
  });
}
