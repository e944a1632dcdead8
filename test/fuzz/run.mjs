// npm run fuzz [-- --count 2000] [--criteria 50000] [--seed 1]: malformed requests at every operation of the OpenAPI document, as a signed-in doctor,
// then malformed rules and fact sets wherever rules and facts come in.
// No answer may be 500 or more, none may break its description, and the process must still stand.
import { File } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { URLSearchParams } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { Report } from '../bench/bars.mjs';
import { doctorOf, headersOf, idOf, renewSession, seedPeople } from '../bench/people.mjs';
import { Portal, root } from '../bench/portal.mjs';
import { Supply, seedPast } from '../bench/referrals.mjs';
import { fuzzCriteria } from './criteria.mjs';
import { Mutator } from './mutate.mjs';

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '2000' },
    criteria: { type: 'string', default: '50000' },
    seed: { type: 'string', default: '1' },
  },
});
const seed = Number(values.seed);

const owner = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 2 });
const portal = new Portal(process.env.DATABASE_URL, process.env.REDIS_URL);
await portal.migrate();
await seedPeople(owner);
await seedPast(owner, 0, 2_000);
await new Supply(owner, 'draft', 400).atLeast(400);
const api = await portal.api('fuzzed', { DEMO: '1' });
const document = await (await fetch(`${api.url}/api/openapi.json`)).json();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
);

// drafts and referrals of one's own, so that requests come past "not found"
const me = doctorOf(3);
const ids = [1, 200, 399].map((i) => idOf('draft', i)).concat([1, 200, 300].map((i) => idOf('referral', i)));
ids.push(...[1, 3, 4].map((n) => idOf('institution', n)), idOf('department', 4), idOf('patient', 1), idOf('patient', 2), randomUUID());
const mutator = new Mutator(seed, document.components?.schemas ?? {}, ids);
const polluted = () => ({}).polluted;

/** A request for an operation with one or more things wrong, now and then with none. */
function requestFor({ path, method, parameters = [], requestBody }) {
  const wrong = mutator.chance(0.85);
  const part = () => wrong && mutator.chance(0.5);
  const search = new URLSearchParams();
  let at = path.startsWith('/api') || path.startsWith('/health') || path === '/metrics' ? path : `/api${path}`;
  for (const { name, in: where, schema, required } of parameters) {
    const value = part() ? mutator.spoil('') : mutator.value(schema);
    const text = typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value);
    if (where === 'path') at = at.replace(`{${name}}`, encodeURIComponent(text) || '%20');
    else if (where === 'query' && (required || mutator.chance(0.5))) search.append(name, text);
  }
  if (part() && mutator.chance(0.3))
    search.append(
      mutator.pick(['limit', 'cursor', '__proto__', 'side[]', 'extra']),
      mutator.pick(['-1', 'WyIxIiwiYSIsImIiXQ', 'W10', 'x', '%00']),
    );
  const headers = { ...headersOf(me), 'idempotency-key': randomUUID() };
  const content = requestBody?.content ?? {};
  let body;
  if (content['multipart/form-data']) {
    const form = new globalThis.FormData();
    for (const name of ['file', 'kind', 'dryRun', 'source', 'from', 'to'])
      if (mutator.chance(0.7))
        form.append(
          name,
          mutator.chance(0.5)
            ? new File(['a,b\n\u0000,"'], 'x/../y\u0000.csv')
            : String(mutator.pick(['pairings', 'institutions', '', 'true', 'x'])),
        );
    body = form;
    delete headers['content-type'];
  } else if (method !== 'GET') {
    const value = mutator.value(content['application/json']?.schema ?? { type: 'object' });
    body = JSON.stringify(part() ? mutator.spoil(value) : value) ?? '';
    if (part() && mutator.chance(0.2))
      body = mutator.pick([
        body.slice(1),
        `${body}}`,
        '"',
        '[',
        '1e999',
        `${'['.repeat(20_000)}`,
        '{"version":1,"version":2}',
        '\ufeff{}',
        '',
      ]);
    if (part() && mutator.chance(0.1))
      headers['content-type'] = mutator.pick([
        'text/plain',
        'application/xml',
        'application/json; charset=utf-16',
        'multipart/form-data',
        '',
      ]);
  }
  if (part() && mutator.chance(0.1))
    headers[mutator.pick(['x-appointment', 'idempotency-key', 'x-request-id', 'cookie'])] = mutator.pick([
      'x',
      'a'.repeat(3_000),
      'sid=%',
      'sid=%E0%A4%A',
    ]);
  const query = search.toString();
  return { url: api.url + at + (query ? `?${query}` : ''), method, headers, body };
}

const found = new Map();
const statuses = {};
const tell = (kind, operation, { url, method, headers, body }, answer) => {
  const key = `${kind} ${method} ${operation.path}`;
  const one = {
    count: 0,
    method,
    url: url.slice(api.url.length).slice(0, 300),
    body: typeof body === 'string' ? body.slice(0, 600) : body && '(form)',
    headers: { ...headers, cookie: undefined, 'x-csrf-token': undefined },
    answer,
  };
  found.set(key, { ...one, ...found.get(key), count: (found.get(key)?.count ?? 0) + 1 });
};
for (let n = 0; n < Number(values.count); n++) {
  const operation = operations[n % operations.length];
  if (operation.method === 'DELETE' && operation.path.endsWith('/session')) continue; // one's own way in
  const request = requestFor(operation);
  const { url, ...how } = request;
  let reply;
  try {
    reply = await fetch(url, { ...how, signal: AbortSignal.timeout(20_000) });
  } catch (error) {
    if (error.cause?.code === 'UND_ERR_INVALID_ARG' || (error instanceof TypeError && !error.cause)) continue; // no client can send it
    tell('no answer', operation, request, String(error.cause ?? error));
    continue;
  }
  const text = await reply.text();
  statuses[reply.status] = (statuses[reply.status] ?? 0) + 1;
  // one of them ended the session, and everything after it would be refused at the door
  if (reply.status === 401) await renewSession(owner, me);
  if (reply.status >= 500) tell(reply.status, operation, request, text.slice(0, 300));
  else if (reply.status >= 400 && !/problem\+json/.test(reply.headers.get('content-type') ?? ''))
    tell('no problem document', operation, request, text.slice(0, 200));
  if (/\bat .+\.(js|ts):\d+/.test(text)) tell('stack trace', operation, request, text.slice(0, 300));
}
const report = new Report();
const began = performance.now();
const criteria = await fuzzCriteria({ owner, api, mutator, count: Number(values.criteria) });
report.tell(`${values.criteria} malformed rules and fact sets: statuses`, JSON.stringify(criteria.statuses));
report.tell('malformed rules and fact sets', Number(values.criteria) / ((performance.now() - began) / 1000), '/s');
report.tell('of these answered with 500 and more, with a stack trace or not at all', criteria.found.length, '', { atMost: 0 });
for (const one of criteria.found.slice(0, 20)) console.log(JSON.stringify(one, null, 2));
const alive = await fetch(`${api.url}/health/ready`).then(
  ({ ok }) => ok,
  () => false,
);
const of = (test) => [...found].filter(([key]) => test(key)).reduce((sum, [, { count }]) => sum + count, 0);
for (const [key, one] of found) console.log(`${key}\n${JSON.stringify(one, null, 2)}`);
report.tell(`${values.count} requests at ${operations.length} operations, seed ${seed}: statuses`, JSON.stringify(statuses));
report.tell(
  'answers of 500 and more',
  of((key) => /^5\d\d/.test(key)),
  '',
  { atMost: 0 },
);
report.tell(
  'refusals that are no problem document',
  of((key) => key.startsWith('no problem')),
  '',
  { atMost: 0 },
);
report.tell(
  'answers with a stack trace',
  of((key) => key.startsWith('stack')),
  '',
  { atMost: 0 },
);
report.tell(
  'requests without an answer',
  of((key) => key.startsWith('no answer')),
  '',
  { atMost: 0 },
);
report.tell('process ended or not ready', alive ? 0 : 1, '', { atMost: 0 });
report.tell('prototypes polluted', polluted() ? 1 : 0, '', { atMost: 0 });
await portal.end(api);
report.close(resolve(root, 'test/results/fuzz.json'), { seed, found: Object.fromEntries(found), criteria: criteria.found });
