// Asks one API process once for each measured request and writes down what it said to PostgreSQL.
import { randomUUID } from 'node:crypto';
import { coordinatorOf, doctorOf, headersOf, idOf, receiverOf, senderOf } from './people.mjs';
import { templateOf } from './replay.mjs';
import { openWiretap } from './wiretap.mjs';

export const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
export const acceptance = () => ({ version: 2, arriveBy: inAnHour(), place: 'Ward 3' });

/** The measured requests, as autocannon and fetch take them. */
export const requests = {
  submit: (i) => ({
    method: 'POST',
    path: `/api/referrals/${idOf('draft', i)}/submit`,
    headers: { ...headersOf(doctorOf(senderOf(i))), 'idempotency-key': randomUUID() },
    body: '{"version":2}',
  }),
  accept: (i) => ({
    method: 'POST',
    path: `/api/referrals/${idOf('waiting', i)}/accept`,
    headers: { ...headersOf(coordinatorOf(receiverOf(i))), 'idempotency-key': randomUUID() },
    body: JSON.stringify(acceptance()),
  }),
  queue: (hospital) => ({ method: 'GET', path: '/api/referrals?side=inbound', headers: headersOf(coordinatorOf(hospital)) }),
};

export const send = async (url, { path, ...request }) => {
  const reply = await fetch(url + path, request);
  const text = await reply.text();
  if (!reply.ok) throw new Error(`${request.method} ${path}: ${reply.status} ${text.slice(0, 500)}`);
  return JSON.parse(text);
};

/** Templates of submit, accept and the queue page; `bare` of each leaves out the look-up of the session. */
export async function record(portal, supplies) {
  const tap = await openWiretap(portal.appUrl);
  const api = await portal.api('tapped', { DATABASE_URL: tap.url });
  const templates = {};
  try {
    for (const [name, kind, number] of [
      ['submit', 'draft', () => supplies.draft.take()],
      ['accept', 'waiting', () => supplies.waiting.take()],
      ['queue', 'page', () => 3],
    ]) {
      await send(api.url, requests[name](number())); // the first opens connections
      const i = number();
      const { statements } = await tap.during(() => send(api.url, requests[name](i)));
      templates[name] = templateOf(statements, kind, i);
      const inside = statements.filter(({ text }) => !text.includes('auth_session'));
      templates[`${name}Only`] = templateOf(inside, kind, i);
    }
  } finally {
    await portal.end(api);
    tap.close();
  }
  return templates;
}
