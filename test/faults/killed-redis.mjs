// Redis is killed, stays away, and comes back: submits go on, deadlines fire, and a client that counts misses nothing.
import { setTimeout as sleep } from 'node:timers/promises';
import { idOf } from '../bench/people.mjs';
import { insist, submitMany } from './crowd.mjs';
import { requests } from '../bench/recorded.mjs';
import { check } from './ledger.mjs';
import { CatchingUp } from './listener.mjs';
import { told } from './killed-worker.mjs';

const due = 40;

export async function killedRedis({ owner, redis, portal, report, supplies, short }) {
  const [here, there, worker] = await Promise.all([portal.api('redis-1'), portal.api('redis-2'), portal.worker('redis-worker')]);
  const lead = new CatchingUp(there.url, 1);
  await lead.catchUp();
  const about = 'kill -9 of Redis';
  const acknowledged = [];
  const late = [];
  for (const seconds of short ? [3] : [5, 60]) {
    await supplies.draft.atLeast(due);
    const numbers = Array.from({ length: due }, () => supplies.draft.take());
    const submitting = submitMany(() => here.url, supplies.draft, { count: 250, clients: 8, pauseMs: seconds * 20 });
    await sleep(500);
    await redis.kill();
    const waiting = await becomeDue(owner, here, numbers);
    acknowledged.push(...numbers, ...(await submitting).acknowledged);
    await sleep(seconds * 1000);
    await redis.start();
    late.push(...(await lateness(owner, waiting)));
  }
  report.tell(`${about}: deadlines fired`, late.length, '', { atLeast: due * (short ? 1 : 2) });
  report.tell(`${about}: latest deadline`, Math.max(...late), 's late', { atMost: 30 });
  await check(owner, report, about, acknowledged);
  await told(owner, report, about, lead);
  lead.socket.disconnect();
  for (const child of [here, there, worker]) await portal.end(child);
  await withoutRedis({ owner, redis, portal, report, supplies });
}

/** Deadlines that pass while Redis is away. */
async function becomeDue(owner, api, numbers) {
  await Promise.all(numbers.map((i) => insist(() => api.url, requests.submit(i))));
  const ids = numbers.map((i) => idOf('draft', i));
  await owner.query(`update referral set next_action_at = now() + interval '2 seconds' where id = any($1)`, [ids]);
  await owner.query(
    `update timer set due_at = r.next_action_at from referral r where r.id = subject_id and kind = 'referral.response_due' and r.id = any($1)`,
    [ids],
  );
  return ids;
}

async function lateness(owner, ids) {
  for (const limit = Date.now() + 60_000; Date.now() < limit; await sleep(200)) {
    const { rows } = await owner.query(
      `select extract(epoch from fired_at - due_at)::float8 as late from timer where subject_id = any($1) and kind = 'referral.response_due' and fired_at is not null`,
      [ids],
    );
    if (rows.length === ids.length) return rows.map(({ late }) => late);
  }
  return [];
}

/** Started without any Redis: slower signals, nothing else. */
async function withoutRedis({ owner, redis, portal, report, supplies }) {
  await redis.kill();
  const [api, worker] = await Promise.all([portal.api('absent-api'), portal.worker('absent-worker')]);
  const { acknowledged } = await submitMany(() => api.url, supplies.draft, { count: 100, clients: 8 });
  await check(owner, report, 'started without Redis', acknowledged);
  for (const child of [api, worker]) await portal.end(child);
  await redis.start();
}
