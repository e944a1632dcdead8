// Clients that do not give up: the same request with the same key and the same ids until it is acknowledged.
import { setTimeout as sleep } from 'node:timers/promises';
import { requests } from '../bench/recorded.mjs';

const patienceMs = 90_000;

/** @returns what was acknowledged: status, and how often it had to be asked */
export async function insist(url, request, ok = (status) => status < 300) {
  for (let tries = 1, limit = Date.now() + patienceMs; ; tries++) {
    const reply = await fetch(url() + request.path, { ...request, signal: AbortSignal.timeout(10_000) }).catch(() => undefined);
    const text = await reply?.text().catch(() => undefined);
    if (reply && text !== undefined && ok(reply.status)) return { status: reply.status, tries };
    // only a refusal that says "not now" is asked again
    if (reply && text !== undefined && ![429, 502, 503].includes(reply.status))
      throw new Error(`${request.path}: ${reply.status} ${text.slice(0, 300)}`);
    if (Date.now() > limit) throw new Error(`${request.path} was never acknowledged (${reply?.status ?? 'no answer'})`);
    await sleep(50 + Math.random() * 150);
  }
}

/** `count` submits by `clients` at once. @returns numbers acknowledged and how many requests it took */
export async function submitMany(url, supply, { count, clients, pauseMs = 0 }) {
  await supply.atLeast(count);
  const acknowledged = [];
  let tries = 0;
  let started = 0;
  const one = async () => {
    while (started < count) {
      started++;
      const i = supply.take();
      const request = requests.submit(i); // one key for all its tries
      const answer = await insist(url, request);
      tries += answer.tries;
      acknowledged.push(i);
      if (pauseMs) await sleep(pauseMs);
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
  return { acknowledged, tries };
}
