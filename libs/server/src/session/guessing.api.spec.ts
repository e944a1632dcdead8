import { lookAtInvitation, requestPasswordReset } from '@alliance/contracts/invitation.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { demoPassword, startApi, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeAccounts, signIn, signInSlice, someAddress } from '../testing/sign-in.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, signInSlice);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** The bench sends ten thousand and measures what others feel of it. */
const guesses = 3_000;

describe('AUT-01: wrong passwords on fifty accounts from twenty addresses', () => {
  it('five tries for each account, then it is locked; nobody gets in, and everybody else does', async () => {
    const victims = await makeAccounts(database, world.county.id, 'victim', 50);
    const others = await makeAccounts(database, world.county.id, 'bystander', guesses / 300);
    const addresses = Array.from({ length: 20 }, someAddress);
    const tries = new Map<string, number>();
    const codes = new Map<string, number>();
    const guess = async (i: number) => {
      const victim = victims[i % victims.length] as string;
      const { code = 'in' } = await signIn(api, victim, `guess ${i}`, { address: addresses[i % addresses.length] as string });
      codes.set(code, (codes.get(code) ?? 0) + 1);
      if (code === 'session.wrong_credentials') tries.set(victim, (tries.get(victim) ?? 0) + 1);
    };
    const signedIn: number[] = [];
    for (let i = 0; i < guesses; i += 100) {
      const bystander = i % 300 === 0 ? others[i / 300] : undefined;
      const attack = Promise.all(Array.from({ length: 100 }, (_, n) => guess(i + n)));
      if (bystander) signedIn.push((await signIn(api, bystander, demoPassword)).status);
      await attack;
    }
    expect(Math.max(...tries.values())).toBeLessThanOrEqual(5);
    expect([...codes.keys()].sort()).toEqual(['request.too_many', 'session.locked', 'session.wrong_credentials']);
    expect([...codes.values()].reduce((sum, n) => sum + n)).toBe(guesses);
    expect(signedIn).toEqual(Array(guesses / 300).fill(201));
  }, 90_000);

  it('a lock says how long, doubles, and opens for one try, not five', async () => {
    const [name = ''] = await makeAccounts(database, world.county.id, 'locked', 1);
    const failing = async () => {
      const { code, problem, headers } = await signIn(api, name, 'wrong');
      return { code, seconds: problem.facts?.['seconds'] as number, retryAfter: Number(headers['retry-after']) };
    };
    for (let i = 0; i < 5; i++) expect((await failing()).code).toBe('session.wrong_credentials');
    const first = await failing();
    expect(first.seconds).toBeGreaterThan(50);
    expect(first.seconds).toBeLessThanOrEqual(60);
    expect(first.retryAfter).toBe(first.seconds);
    await database.owner.query('update sign_in_attempt set locked_until = now() where locked_until is not null');
    expect((await failing()).code).toBe('session.wrong_credentials');
    const second = await failing();
    expect(second.code).toBe('session.locked');
    expect(second.seconds).toBeGreaterThan(100);
    expect(second.seconds).toBeLessThanOrEqual(120);
  });

  it('an unknown name is locked like a known one', async () => {
    const codes: string[] = [];
    for (let i = 0; i < 6; i++) codes.push((await signIn(api, 'nobody at all', `wrong ${i}`)).code);
    expect(codes).toEqual([...Array<string>(5).fill('session.wrong_credentials'), 'session.locked']);
  });
});

/** Two-sided p of the Mann-Whitney test in its normal approximation; the samples are large and times have no ties to speak of. */
function mannWhitney(a: readonly number[], b: readonly number[]): number {
  const u = a.reduce((sum, x) => sum + b.filter((y) => y < x).length, 0);
  const mean = (a.length * b.length) / 2;
  const z = Math.abs(u - mean) / Math.sqrt((a.length * b.length * (a.length + b.length + 1)) / 12);
  // Abramowitz & Stegun 26.2.17
  const t = 1 / (1 + 0.2316419 * z);
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (2 * poly * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
const median = (values: readonly number[]): number => [...values].sort((x, y) => x - y)[values.length >> 1] as number;

interface Seen {
  readonly status: number;
  readonly body: unknown;
  readonly headers: string[];
  readonly ms: number;
}
async function ask(url: string, payload: object): Promise<Seen> {
  const before = performance.now();
  const reply = await api.app.inject({ method: 'POST', url: `/api${url}`, payload, remoteAddress: someAddress() });
  const ms = performance.now() - before;
  return { status: reply.statusCode, body: { ...reply.json<object>(), requestId: '' }, headers: Object.keys(reply.headers).sort(), ms };
}

describe('AUT-04: nobody learns who exists', () => {
  const pairs = 60;
  const questions: [string, string, (name: string) => object][] = [
    ['at the sign-in', '/session', (username) => ({ username, password: 'wrong' })],
    ['from a forgotten password', requestPasswordReset.path, (username) => ({ username })],
  ];
  it.each(questions)(
    '%s: the same answer in the same time',
    async (_, url, payload) => {
      let verdict = { difference: Infinity, p: 0 };
      // a busy machine may look like a leak once; a leak looks like one every time
      for (let round = 0; round < 3 && (verdict.difference >= 5 || verdict.p <= 0.01); round++) {
        const known = await makeAccounts(database, world.county.id, `known.${url.length}.${round}.`, pairs);
        const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
        for (const [i, name] of known.entries()) {
          const both = { known: name, unknown: name.replace('known', 'nobody') };
          const order = i % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const);
          const seen = {} as Record<keyof typeof both, Seen>;
          for (const which of order) {
            seen[which] = await ask(url, payload(both[which]));
            times[which].push(seen[which].ms);
          }
          const { ms: _known, ...one } = seen.known;
          const { ms: _unknown, ...other } = seen.unknown;
          expect(one).toEqual(other);
        }
        verdict = { difference: Math.abs(median(times.known) - median(times.unknown)), p: mannWhitney(times.known, times.unknown) };
      }
      expect(verdict.difference).toBeLessThan(5);
      expect(verdict.p).toBeGreaterThan(0.01);
    },
    60_000,
  );

  it('from a link: unknown, used and expired ones are answered alike', async () => {
    const tokens = Array.from({ length: 2 }, () => randomBytes(32).toString('base64url'));
    await database.owner.query(
      `insert into one_time_link (token_hash, kind, account_id, institution_id, expires_at)
       select sha256($1::bytea), 'invitation', id, $2, now() - interval '1 second' from account where username = 'county.doctor'`,
      [Buffer.from(tokens[0] as string), world.county.id],
    );
    const [expired, unknown] = await Promise.all(tokens.map((token) => ask(lookAtInvitation.path, { token })));
    expect({ ...expired, ms: 0 }).toEqual({ ...unknown, ms: 0 });
    expect(unknown?.status).toBe(404);
  });

  it('in a locked account: name and lock say nothing', async () => {
    const [name = ''] = await makeAccounts(database, world.county.id, 'shut', 1);
    for (const username of [name, 'never.was']) for (let i = 0; i < 5; i++) await signIn(api, username, 'wrong');
    const [known, unknown] = await Promise.all([name, 'never.was'].map((username) => signIn(api, username, demoPassword)));
    expect([known?.status, known?.code]).toEqual([429, 'session.locked']);
    expect(known?.code).toBe(unknown?.code);
  });
});
