// Two thousand sockets on two API processes: what a change costs until the last of its listeners knows, and what listening costs whoever writes.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
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
  const to = (wanted) => take(supplies.draft, wanted);
  try {
    await manyHouses({ apis, committed, report, to, say });
    await sleep(1_000);
    await oneHouse({ apis, committed, report, to, say });
  } finally {
    for (const child of [...apis, worker]) await portal.end(child);
    tap.close();
  }
}

/** A hundred hospitals with twenty listeners each, half of them at either process. */
async function manyHouses({ apis, committed, report, to, say }) {
  const houses = Array.from({ length: crowds }, (_, n) => n + 2);
  const ears = await Promise.all(
    apis.map(({ url }) => Ear.open(houses.map((hospital) => ({ url, headers: cookieOf(hospital), count: each / 2 })))),
  );
  try {
    say(`${crowds * each} sockets on two processes`);
    const crowded = (receiver) => receiver >= 2 && receiver < 2 + crowds;
    for (let n = 0; n < 40; n++) await send(apis[0].url, requests.submit(to(crowded)));
    await sleep(1_000);
    const sent = await paced(apis[0].url, changes, 10, () => to(crowded));
    const took = await lastHeard(ears, sent, each, committed);
    const about = `${crowds * each} sockets, 100 changes/s, ${each} listeners each: commit to the last signal`;
    report.tell(`${about} p50`, percentile(took, 50), 'ms', { atMost: 8 });
    report.tell(`${about} p99`, percentile(took, 99), 'ms', { atMost: 25 });
  } finally {
    ears.forEach((ear) => ear.close());
  }
}

/** A thousand listeners of one hospital, beside bare socket.io with as many. */
async function oneHouse({ apis, committed, report, to, say }) {
  const others = (receiver) => receiver !== 1;
  const mine = (receiver) => receiver === 1;
  const alone = await rate(apis[0].url, () => to(others));
  const ears = await Promise.all(apis.map(({ url }) => Ear.open([{ url, headers: cookieOf(1), count: listeners / 2 }])));
  const about = `20 changes/s to ${listeners} listeners`;
  try {
    say(`${listeners} sockets of one hospital`);
    const sent = await paced(apis[0].url, hearing, 50, () => to(mine));
    const took = await lastHeard(ears, sent, listeners, committed);
    const beside = paced(apis[0].url, 100, 50, () => to(mine));
    const while1000 = await rate(apis[0].url, () => to(others));
    await beside;
    const bare = await bareRoom();
    report.tell(`${about}: the last one, p50`, percentile(took, 50), 'ms');
    report.tell(`${about}: bare socket.io, p50`, percentile(bare, 50), 'ms');
    report.tell(`${about}: the last one / bare`, percentile(took, 50) / percentile(bare, 50), '', { atMost: 2 });
    // the twenty changes a second are submits as well
    report.tell(`submits while ${listeners} listen to 20 changes/s / while nobody does`, (while1000 + 20) / alone, '', { atLeast: 0.9 });
  } finally {
    ears.forEach((ear) => ear.close());
  }
}

/** A process that listens. */
class Ear {
  constructor(child) {
    this.child = child;
  }

  static async open(open) {
    const ear = new Ear(
      spawn(process.execPath, [resolve(root, 'test/bench/ears.mjs')], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
    );
    await ear.ask({ open });
    return ear;
  }

  ask(message) {
    return new Promise((answered) => {
      this.child.once('message', answered);
      this.child.send(message);
    });
  }

  close() {
    this.child.kill();
  }
}

/** @returns milliseconds from each change to its last listener, once everybody has heard it */
async function lastHeard(ears, ids, count, began) {
  for (const limit = now() + 20_000; now() < limit; await sleep(500)) {
    const heard = await Promise.all(ears.map((ear) => ear.ask({ report: true })));
    const of = (id) => heard.map((each) => each[id]).filter(Boolean);
    if (ids.every((id) => of(id).reduce((sum, so) => sum + so.count, 0) >= count))
      return ids.map((id) => Math.max(...of(id).map(({ last }) => last)) - began.get(id));
  }
  throw new Error('signals were lost');
}

const cookieOf = (hospital) => ({ cookie: headersOf(coordinatorOf(hospital)).cookie });

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

/** @returns milliseconds from each change to its last listener */
async function bareRoom() {
  const port = await freePort();
  const child = spawn(process.execPath, [resolve(root, 'test/bench/bare/sockets.mjs')], {
    env: { ...process.env, PORT: String(port) },
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  });
  const began = new Map();
  const ears = [];
  try {
    await new Promise((ready) => child.once('message', ready));
    child.on('message', ({ id, at }) => began.set(id, at));
    const url = `http://127.0.0.1:${port}`;
    for (let n = 0; n < 2; n++) ears.push(await Ear.open([{ url, headers: {}, count: listeners / 2 }]));
    const ids = Array.from({ length: hearing }, (_, n) => `change-${n}`);
    for (const id of ids) {
      child.stdin.write(`${id}\n`);
      await sleep(50);
    }
    return await lastHeard(ears, ids, listeners, began);
  } finally {
    ears.forEach((ear) => ear.close());
    child.kill();
  }
}
