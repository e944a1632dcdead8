// The worker that leads the relay is killed: the second one takes over, and a client that counts misses nothing.
import { setTimeout as sleep } from 'node:timers/promises';
import { submitMany } from './crowd.mjs';
import { check, settled } from './ledger.mjs';
import { CatchingUp } from './listener.mjs';

export async function killedWorker({ owner, portal, report, supplies, short }) {
  let [api, leader, second] = await Promise.all([portal.api('relay-api'), portal.worker('relay-1'), portal.worker('relay-2')]);
  const lead = new CatchingUp(api.url, 1);
  await lead.catchUp();
  const rounds = short ? 2 : 6;
  const handovers = [];
  const acknowledged = [];
  for (let round = 0; round < rounds; round++) {
    const submitting = submitMany(() => api.url, supplies.draft, { count: 150, clients: 8, pauseMs: 20 });
    await sleep(150 + Math.random() * 200);
    await portal.end(leader, 'SIGKILL');
    const began = Date.now();
    acknowledged.push(...(await submitting).acknowledged);
    await settled(owner);
    handovers.push((Date.now() - began) / 1000);
    [leader, second] = [second, await portal.worker(`relay-${round + 3}`)];
  }
  await sleep(500);
  const about = 'kill -9 of the leading worker';
  report.tell(`${about}: times`, rounds);
  report.tell(`${about}: everything told again after, at most`, Math.max(...handovers), 's', { atMost: 15 });
  await check(owner, report, about, acknowledged);
  await told(owner, report, about, lead);
  lead.socket.disconnect();
  for (const child of [api, leader, second]) await portal.end(child);
}

/** Whether a client that only listens, and asks when it sees a gap, has everything; and how long it took. */
export async function told(owner, report, about, client, seconds = 30) {
  const head = async () =>
    Number((await owner.query('select max(seq) as seq from inbox where recipient = $1', [client.hospitalId])).rows[0].seq);
  const began = Date.now();
  while ((await head()) > client.last && Date.now() - began < seconds * 1000) await sleep(100);
  report.tell(`${about}: missed by a listener after ${seconds} s`, (await head()) - client.last, '', { atMost: 0 });
  report.tell(`${about}: the listener was complete after`, (Date.now() - began) / 1000, 's');
}
