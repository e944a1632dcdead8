import * as account from '@alliance/contracts/account.contract';
import { stepUp } from '@alliance/contracts/own-session.contract';
import { openSessionByPasskey } from '@alliance/contracts/passkey.contract';
import type { Problem } from '@alliance/contracts/problem';
import type { SessionView } from '@alliance/contracts/session.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoPassword, startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { addPasskey, challenge, makeAccounts, signIn, signInSlice, someAddress } from '../testing/sign-in.story.js';
import { SoftwareAuthenticator, type Forgery } from '../testing/software-authenticator.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let names: string[];
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, signInSlice);
  names = await makeAccounts(database, world.county.id, 'keyholder', 16);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

async function keyholder(): Promise<{ name: string; doctor: Person; key: SoftwareAuthenticator }> {
  const name = names.pop() as string;
  const doctor = await api.as(name);
  const key = new SoftwareAuthenticator();
  await addPasskey(doctor, key);
  return { name, doctor, key };
}
async function send(payload: object): Promise<{ status: number; code: string; session: SessionView; cookies: number }> {
  const reply = await api.app.inject({ method: 'POST', url: `/api${openSessionByPasskey.path}`, payload, remoteAddress: someAddress() });
  const json = reply.json<Problem & SessionView>();
  return { status: reply.statusCode, code: json.code, session: json, cookies: reply.cookies.length };
}
async function signInWith(key: SoftwareAuthenticator, forgery: Forgery = {}) {
  const { challengeId, options } = await challenge(api);
  return send({ challengeId, response: key.get(options, forgery) });
}

describe('a passkey', () => {
  it('signs in without a name and without a password, and is both factors', async () => {
    const { name, key } = await keyholder();
    const { status, session } = await signInWith(key);
    expect([status, session.user.username, session.method]).toEqual([201, name, 'passkey']);
    const password = await signIn(api, name, demoPassword);
    expect([password.code, password.problem.facts]).toEqual(['session.code_required', { ways: ['recovery_code', 'passkey'] }]);
  });

  it('is offered as one that lives in the device and asks its user, and nobody is named in a challenge', async () => {
    const doctor = await api.as(names.pop() as string);
    const { options } = await doctor.get(account.offerPasskey, {});
    expect(options).toMatchObject({
      rp: { id: 'localhost' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    const anonymous = await challenge(api);
    expect(anonymous.options).toEqual({
      rpId: 'localhost',
      challenge: expect.stringMatching(/^[\w-]{43}$/),
      timeout: 60_000,
      userVerification: 'required',
    });
  });

  const forgeries: [string, Forgery][] = [
    ['made for another site', { origin: 'https://evil.example' }],
    ['bound to another site', { rpId: 'evil.example' }],
    ['without its user verified', { userVerified: false }],
    ['signed with another key', { otherKey: true }],
  ];
  it.each(forgeries)('%s signs nobody in', async (_, forgery) => {
    const { key } = await keyholder();
    expect(await signInWith(key, forgery)).toMatchObject({ status: 401, code: 'session.passkey_failed', cookies: 0 });
    expect((await signInWith(key)).status).toBe(201);
  });

  it('that was copied is found out by its counter', async () => {
    const { key } = await keyholder();
    expect((await signInWith(key, { counter: 7 })).status).toBe(201);
    expect((await signInWith(key, { counter: 7 })).code).toBe('session.passkey_failed');
    expect((await signInWith(key, { counter: 8 })).status).toBe(201);
  });

  it('answers a challenge once, its own only, and in time', async () => {
    const { key } = await keyholder();
    const { challengeId, options } = await challenge(api);
    // an authenticator without a counter: only the challenge stands against a replay
    const answer = { challengeId, response: key.get(options, { counter: 0 }) };
    const both = await Promise.all([send(answer), send(answer)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
    const [one, other] = [await challenge(api), await challenge(api)];
    expect((await send({ challengeId: one.challengeId, response: key.get(other.options, { counter: 0 }) })).status).toBe(401);
    const late = await challenge(api);
    await database.owner.query('update passkey_challenge set expires_at = now()');
    expect((await send({ challengeId: late.challengeId, response: key.get(late.options, { counter: 0 }) })).status).toBe(401);
  });

  it('that nobody registered is refused alike', async () => {
    expect(await signInWith(new SoftwareAuthenticator())).toMatchObject({ status: 401, code: 'session.passkey_failed' });
  });

  it('shares the count of its account: five failures lock it for passwords too', async () => {
    const { name, key } = await keyholder();
    for (let i = 0; i < 5; i++) expect((await signInWith(key, { otherKey: true })).code).toBe('session.passkey_failed');
    expect((await signInWith(key)).code).toBe('session.locked');
    expect((await signIn(api, name, demoPassword)).code).toBe('session.locked');
  });

  it('of a colleague proves nothing at my desk, mine does', async () => {
    const [me, colleague] = [await keyholder(), await keyholder()];
    const prove = async (key: SoftwareAuthenticator) => {
      const { challengeId, options } = await challenge(api);
      return me.doctor.ask(stepUp, { body: { passkey: { challengeId, response: key.get(options) } } });
    };
    expect((await prove(colleague.key)).problem.code).toBe('session.passkey_failed');
    expect((await prove(me.key)).status).toBe(200);
  });
});

describe('adding a passkey', () => {
  it('refuses a forged one, one registered already, and the answer to somebody else’s offer', async () => {
    const { doctor, key } = await keyholder();
    const colleague = await api.as(names.pop() as string);
    const add = async (person: Person, from: Person, authenticator: SoftwareAuthenticator, forgery?: Forgery) => {
      const { challengeId, options } = await from.get(account.offerPasskey, {});
      return person.ask(account.addPasskey, { body: { challengeId, name: 'x', response: authenticator.create(options, forgery) } });
    };
    for (const { problem } of [
      await add(colleague, colleague, new SoftwareAuthenticator(), { origin: 'https://evil.example' }),
      await add(colleague, colleague, new SoftwareAuthenticator(), { userVerified: false }),
      await add(colleague, doctor, new SoftwareAuthenticator()),
      await add(colleague, colleague, key),
    ])
      expect(problem.code).toBe('authenticator.passkey_refused');
    expect((await colleague.get(account.getAccountSecurity, {})).authenticators).toEqual([]);
  });
});
