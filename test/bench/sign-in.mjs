// How long signing in takes when twenty do it at once, whether hashing leaves the event loop alone, and what others feel of ten thousand wrong passwords.
import { argon2Sync, randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { median, percentile } from './bars.mjs';
import { sqlId } from './people.mjs';

const users = 200;
const atOnce = 20;
const rounds = 20;
const guesses = 10_000;
const guessesPerSecond = 250;
const victims = 50;
const addresses = 20;
const password = 'right-Horse-2026';

/** As the portal writes it: argon2id, 19 MiB, two passes. */
function phc() {
  const nonce = randomBytes(16);
  const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
  const base64 = (bytes) => bytes.toString('base64').replace(/=+$/, '');
  return `$argon2id$v=19$m=19456,t=2,p=1$${base64(nonce)}$${base64(argon2Sync('argon2id', { message: Buffer.from(password), nonce, ...cost }))}`;
}

/** Everybody comes from an address of the loopback network of their own. */
const agents = new Map();
const agentOf = (address) => {
  if (!agents.has(address)) agents.set(address, new Agent({ keepAlive: true, maxSockets: 5, localAddress: address }));
  return agents.get(address);
};
/** @returns status and milliseconds of one sign-in */
function signIn(url, username, secret, address) {
  const body = JSON.stringify({ username, password: secret });
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const began = performance.now();
  return new Promise((done, fail) => {
    const asked = request(`${url}/api/session`, { method: 'POST', headers, agent: agentOf(address) }, (reply) => {
      reply.resume().once('end', () => done({ status: reply.statusCode, ms: performance.now() - began }));
    });
    // a connection that was kept may be closed by the other end just now: said again on a new one
    asked.once('error', (error) => (asked.reusedSocket ? done(signIn(url, username, secret, address)) : fail(error))).end(body);
  });
}
const user = (n) => `bench.${1 + (n % users)}`;
const home = (n) => `127.0.1.${1 + (n % users)}`;

/** p99 of the event loop's delay since the last look, in milliseconds. */
async function lag(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(text)?.[1]) * 1000;
}

async function signedIn(url, n) {
  const { status, ms } = await signIn(url, user(n), password, home(n));
  if (status !== 201) throw new Error(`a right password was answered with ${status}`);
  return ms;
}

/** Somebody signs in every 200 ms. @returns milliseconds each took */
async function calmly(url, count) {
  const took = [];
  for (let n = 0; n < count; n++) {
    const next = sleep(200);
    took.push(await signedIn(url, n));
    await next;
  }
  return took;
}

/** Open loop: whoever guesses does not wait for answers. */
async function guess(url, answers) {
  const asked = [];
  for (let i = 0; i < guesses; i++) {
    const attempt = signIn(url, `bench.${users + 1 + (i % victims)}`, `guess ${i}`, `127.0.2.${1 + (i % addresses)}`);
    asked.push(attempt.then(({ status }) => answers.set(status, (answers.get(status) ?? 0) + 1)));
    if (i % 25 === 24) await sleep((25 / guessesPerSecond) * 1000);
  }
  await Promise.all(asked);
}

export async function measureSignIn({ owner, portal, report, say }) {
  await owner.query(
    `update account set password_hash = $1 where id in (select ${sqlId('account', 'n')} from generate_series(1, ${users + victims}) n)`,
    [phc()],
  );
  await owner.query('delete from sign_in_attempt');
  const api = await portal.api('sign-in');
  try {
    await calmly(api.url, 10);
    await lag(api.url);
    const took = [];
    await Promise.all(
      Array.from({ length: atOnce }, async (_, desk) => {
        for (let n = 0; n < rounds; n++) took.push(await signedIn(api.url, desk * rounds + n));
      }),
    );
    const held = await lag(api.url);
    report.tell(`sign-in, ${atOnce} at once: p50`, median(took), 'ms');
    report.tell(`sign-in, ${atOnce} at once: p95`, percentile(took, 95), 'ms', { atMost: 400 });
    report.tell('event loop lag meanwhile: p99', held, 'ms', { atMost: 50 });

    const seconds = guesses / guessesPerSecond;
    const before = await calmly(api.url, seconds * 5);
    const answers = new Map();
    const attack = guess(api.url, answers);
    const meanwhile = await calmly(api.url, seconds * 5);
    await attack;
    report.tell('sign-in of others: p95 alone', percentile(before, 95), 'ms');
    report.tell(`sign-in of others during ${guesses} wrong passwords: p95`, percentile(meanwhile, 95), 'ms');
    report.tell('during / alone', percentile(meanwhile, 95) / percentile(before, 95), '', { atMost: 1.2 });
    report.tell(`guesses that were looked at, of ${guesses}`, answers.get(401) ?? 0, '', { atMost: victims * 5 });
    report.tell('guesses that got in', answers.get(201) ?? 0, '', { atMost: 0 });
    report.tell('accounts locked', (await owner.query('select 1 from sign_in_attempt where locked_until > now()')).rowCount, '', {
      atLeast: victims,
    });
    say('sign-in measured');
  } finally {
    await portal.end(api);
    for (const agent of agents.values()) agent.destroy();
  }
}
