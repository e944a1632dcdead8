// Two thousand sockets on two API processes: what a change costs until the last of its listeners knows, and what listening costs whoever writes.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { percentile } from './bars.mjs';
import { coordinatorOf, headersOf, idOf, receiverOf } from './people.mjs';
import { freePort, root } from './portal.mjs';
import { requests, send } from './recorded.mjs';
import { openWiretap } from './wiretap.mjs';

const crowds = 100;
const each = 20;
const changes = 500;
const listeners = 1_000;
const hearing = 200;

const now = () => performance.timeOrigin + performance.now();
const draft = new RegExp(`${idOf('draft', 0).slice(0, 24)}[0-9a-f]{12}`);

export async function measureCrowd({ portal, report, supplies, settle, say }) {
  const committed = new Map();
  const tap = await openWiretap(portal.appUrl, ({ values }) => {
    const id = draft.exec(values.join(' '))?.[0];
    if (id) committed.set(id, now());
  });
  const worker = await portal.worker('crowd-worker');
  const apis = [await portal.api('crowd-one', { DATABASE_URL: tap.url }), await portal.api('crowd-two')];
  await settle();
  await supplies.draft.atLeast(20_000);
  const opened = [];
  try {
    const heard = new Map();
    for (let hospital = 2; hospital < 2 + crowds; hospital++)
      for (let n = 0; n < each; n++)
        opened.push(await listen(apis[n % 2].url, coordinatorOf(hospital), (id) => heard.set(id, [...(heard.get(id) ?? []), now()])));
    say(`${opened.length} sockets on two processes`);
    const to = (wanted) => take(supplies.draft, wanted);
    const crowded = (receiver) => receiver >= 2 && receiver < 2 + crowds;
    for (let n = 0; n < 40; n++) await send(apis[0].url, requests.submit(to(crowded)));
    await sleep(1_000);
    const sent = await paced(apis[0].url, changes, 10, () => to(crowded));
    await heardBy(heard, sent, each);
    const took = sent.map((id) => Math.max(...heard.get(id)) - committed.get(id));
    report.tell(
      `${opened.length} sockets, 100 changes/s, ${each} listeners each: commit to the last signal p50`,
      percentile(took, 50),
      'ms',
      { atMost: 8 },
    );
    report.tell(
      `${opened.length} sockets, 100 changes/s, ${each} listeners each: commit to the last signal p99`,
      percentile(took, 99),
      'ms',
      { atMost: 25 },
    );
    opened.splice(0).forEach((socket) => socket.disconnect());
    await sleep(1_000);
    await oneHouse({ apis, committed, report, to, say });
  } finally {
    opened.forEach((socket) => socket.disconnect());
    for (const child of [...apis, worker]) await portal.end(child);
    tap.close();
  }
}

/** A thousand listeners of one hospital, beside bare socket.io with as many. */
async function oneHouse({ apis, committed, report, to, say }) {
  const others = (receiver) => receiver !== 1;
  const alone = await rate(apis[0].url, () => to(others));
  const heard = new Map();
  const sockets = [];
  for (let n = 0; n < listeners; n++) sockets.push(await listen(apis[n % 2].url, coordinatorOf(1), (id) => note(heard, id)));
  say(`${listeners} sockets of one hospital`);
  const mine = (receiver) => receiver === 1;
  const sent = await paced(apis[0].url, hearing, 50, () => to(mine));
  await counted(heard, sent, listeners);
  const took = sent.map((id) => heard.get(id).last - committed.get(id));
  const beside = paced(apis[0].url, 100, 50, () => to(mine));
  const heardWhile = await rate(apis[0].url, () => to(others));
  await beside;
  sockets.forEach((socket) => socket.disconnect());
  const bare = await bareRoom();
  const [last, bareLast] = [percentile(took, 50), percentile(bare, 50)];
  report.tell(`20 changes/s to ${listeners} listeners: the last one, p50`, last, 'ms');
  report.tell(`20 changes/s to ${listeners} listeners: bare socket.io, p50`, bareLast, 'ms');
  report.tell(`20 changes/s to ${listeners} listeners: the last one / bare`, last / bareLast, '', { atMost: 2 });
  report.tell(`submits while ${listeners} listen to 20 changes/s / while nobody does`, heardWhile / alone, '', { atLeast: 0.9 });
}

const note = (heard, id) => {
  const so = heard.get(id) ?? { count: 0, last: 0 };
  heard.set(id, { count: so.count + 1, last: now() });
};

function take(supply, wanted) {
  for (;;) {
    const i = supply.take();
    if (wanted(receiverOf(i))) return i;
  }
}

async function paced(url, count, gapMs, next) {
  const numbers = Array.from({ length: count }, next);
  const asked = [];
  for (const i of numbers) {
    asked.push(send(url, requests.submit(i)));
    await sleep(gapMs);
  }
  await Promise.all(asked);
  return numbers.map((i) => idOf('draft', i));
}

/** Submits a second of eight who each send the next when the last is answered, for five seconds. */
async function rate(url, next) {
  const until = now() + 5_000;
  let done = 0;
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (; now() < until; done++) await send(url, requests.submit(next()));
    }),
  );
  return done / 5;
}

async function until(holds, what) {
  for (const limit = now() + 20_000; now() < limit; await sleep(50)) if (holds()) return;
  throw new Error(what);
}
const heardBy = (heard, ids, count) => until(() => ids.every((id) => (heard.get(id)?.length ?? 0) >= count), 'signals were lost');
const counted = (heard, ids, count) => until(() => ids.every((id) => (heard.get(id)?.count ?? 0) >= count), 'signals were lost');

/** @returns milliseconds from each change to its last listener */
async function bareRoom() {
  const port = await freePort();
  const child = spawn(process.execPath, [resolve(root, 'test/bench/bare/sockets.mjs')], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  });
  const began = new Map();
  try {
    await new Promise((ready) => child.once('message', ready));
    child.on('message', ({ id, at }) => began.set(id, at));
    const heard = new Map();
    const sockets = [];
    for (let n = 0; n < listeners; n++) sockets.push(await listen(`http://127.0.0.1:${port}`, coordinatorOf(1), (id) => note(heard, id)));
    const ids = Array.from({ length: hearing }, (_, n) => `change-${n}`);
    for (const id of ids) {
      child.stdin.write(`${id}\n`);
      await sleep(50);
    }
    await counted(heard, ids, listeners);
    sockets.forEach((socket) => socket.disconnect());
    return ids.map((id) => heard.get(id).last - began.get(id));
  } finally {
    child.kill();
  }
}

function listen(url, person, heard) {
  const { cookie } = headersOf(person);
  const socket = io(url, { transports: ['websocket'], forceNew: true, extraHeaders: { cookie, origin: url } });
  socket.on('signal', (signals) => signals.forEach(({ id }) => heard(id)));
  return new Promise((done, fail) => {
    socket.once('replayed', () => done(socket));
    socket.once('connect_error', fail);
  });
}
