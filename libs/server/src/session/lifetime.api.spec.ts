import { listOwnSessions, lockSession, renewSession, unlockSession } from '@alliance/contracts/own-session.contract';
import { readSession } from '@alliance/contracts/session.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoPassword, startApi, type Person, type TestApi } from '../testing/app.js';
import { closedWithin, openSocket } from '../testing/ear.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { addTotp, makeAccounts, signIn, signInSlice } from '../testing/sign-in.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
/** As it is served behind TLS. */
let secure: TestApi;
let names: string[];
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  [api, secure] = await Promise.all([
    startApi(database, signInSlice),
    startApi(database, { ...signInSlice, config: { PUBLIC_URL: 'https://portal.example' } }),
  ]);
  names = await makeAccounts(database, world.county.id, 'sitter', 20);
});
afterAll(async () => {
  await Promise.all([api.close(), secure.close()]);
  await database.drop();
});

const someone = () => api.as(names.pop() as string);
const sessionOf = async (person: Person): Promise<string> =>
  (await person.get(listOwnSessions, {})).items.find(({ current }) => current)?.id as string;
/** Moves what the row of this session says, as if time had passed. */
async function pass(person: Person, change: string): Promise<void> {
  await database.owner.query(`update session set ${change} where id = $1`, [await sessionOf(person)]);
}
const status = async (person: Person): Promise<number> => (await person.ask(readSession, {})).status;
const token = (cookie: string): string => cookie.slice(cookie.indexOf('=') + 1);

describe('SES-01: a session id', () => {
  it('has 256 bits and never comes twice', async () => {
    const name = names.pop() as string;
    const tokens: Buffer[] = [];
    for (let i = 0; i < 40; i++) tokens.push(Buffer.from(token((await signIn(api, name, demoPassword)).cookie), 'base64url'));
    expect(new Set(tokens.map((bytes) => bytes.toString('hex'))).size).toBe(40);
    expect(tokens.every(({ length }) => length === 32)).toBe(true);
    // every byte varies: no part of it is a counter or a clock
    for (let at = 0; at < 32; at++) expect(new Set(tokens.map((bytes) => bytes[at])).size).toBeGreaterThan(20);
  });

  it('is the server’s own at a sign-in, whatever the browser came with', async () => {
    const before = 'planted'.padEnd(43, 'x');
    const reply = await api.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: names.pop(), password: demoPassword },
      headers: { cookie: `sid=${before}` },
    });
    expect(reply.cookies[0]?.value).not.toBe(before);
    expect((await api.app.inject({ url: '/api/session', headers: { cookie: `sid=${before}` } })).statusCode).toBe(401);
  });

  it('changes with a second factor and with a change of role; the old one is over', async () => {
    const person = await someone();
    const old = [person.with({})];
    await addTotp(api, person);
    old.push(person.with({}));
    const { csrfToken } = await person.get(renewSession, {});
    expect(csrfToken).toBe(person.headers['x-csrf-token']);
    expect(await Promise.all(old.map(status))).toEqual([401, 401]);
    expect(await status(person)).toBe(200);
    expect((await person.get(listOwnSessions, {})).items).toHaveLength(1);
  });

  it('is not renewed without its protection against forged requests', async () => {
    const person = await someone();
    expect((await person.with({ 'x-csrf-token': 'x'.repeat(32) }).ask(renewSession, {})).problem.code).toBe('session.csrf');
  });
});

describe('SES-03: a session is over', () => {
  it.each([
    ['after half an hour without an act', 'seen_at = now() - interval '],
    ['twelve hours after the sign-in', `created_at = now() - interval '12 hours', expires_at = now() + interval '12 hours' - interval `],
  ])('%s, to the minute', async (what, change) => {
    const [early, late] = what.startsWith('after half')
      ? ["'29 minutes'", "'31 minutes'"]
      : ["'11 hours 59 minutes'", "'12 hours 1 minute'"];
    const [kept, over] = [await someone(), await someone()];
    await pass(kept, change + early);
    await pass(over, change + late);
    expect([await status(kept), await status(over)]).toEqual([200, 401]);
  });

  it('also for sockets that stay open: they are closed by the next sweep', async () => {
    const [idle, old, kept] = [await someone(), await someone(), await someone()];
    const sockets = await Promise.all([idle, old, kept].map((person) => openSocket(api, person)));
    await pass(idle, `seen_at = now() - interval '31 minutes'`);
    await pass(old, `expires_at = now() - interval '1 second'`);
    expect(await closedWithin(sockets.slice(0, 2))).toBeLessThan(16_000);
    expect(sockets[2]?.connected).toBe(true);
    sockets[2]?.disconnect();
  });

  it('a person’s act keeps it, a screen that looks again by itself does not', async () => {
    const person = await someone();
    const seen = async () => new Date((await person.get(listOwnSessions, {})).items[0]?.seenAt as string).getTime();
    await pass(person, `seen_at = now() - interval '29 minutes'`);
    const unattended = person.with({ 'x-unattended': '1' });
    for (let i = 0; i < 3; i++) expect(await status(unattended)).toBe(200);
    const { items } = await unattended.get(listOwnSessions, {});
    expect(Date.now() - new Date(items[0]?.seenAt as string).getTime()).toBeGreaterThan(28 * 60_000);
    expect(Date.now() - (await seen())).toBeLessThan(60_000);
  });
});

describe('a desk on call', () => {
  const onCall = async (): Promise<{ person: Person; name: string }> => {
    const name = names.pop() as string;
    const person = await api.as(name);
    await pass(person, `on_call_until = now() + interval '8 hours'`);
    return { person, name };
  };

  it('locks where others end: it shows nothing, keeps its socket, and opens for its person with a new id', async () => {
    const { person } = await onCall();
    const socket = await openSocket(api, person);
    await pass(person, `seen_at = now() - interval '31 minutes'`);
    expect((await person.get(readSession, {})).locked).toBe(true);
    for (const answer of [await person.ask(listOwnSessions, {}), await person.ask(renewSession, {})])
      expect([answer.status, answer.problem.code]).toEqual([401, 'session.desk_locked']);
    const wrong = await person.ask(unlockSession, { body: { password: 'wrong' } });
    expect(wrong.problem.code).toBe('session.wrong_credentials');
    const before = person.with({});
    expect(await person.get(unlockSession, { body: { password: demoPassword } })).toMatchObject({ locked: false });
    expect([await status(before), (await person.ask(listOwnSessions, {})).status, socket.connected]).toEqual([401, 200, true]);
    socket.disconnect();
  });

  it('locks after twelve hours too, and begins twelve new ones', async () => {
    const { person } = await onCall();
    await pass(person, `created_at = now() - interval '13 hours', expires_at = now() - interval '1 hour'`);
    expect((await person.get(readSession, {})).locked).toBe(true);
    const { absoluteEnd } = await person.get(unlockSession, { body: { password: demoPassword } });
    expect((new Date(absoluteEnd).getTime() - Date.now()) / 3_600_000).toBeCloseTo(12, 1);
  });

  it('is locked by hand; one that is not on call cannot be', async () => {
    const { person } = await onCall();
    expect((await person.ask(lockSession, {})).status).toBe(204);
    expect((await person.ask(listOwnSessions, {})).problem.code).toBe('session.desk_locked');
    expect((await (await someone()).ask(lockSession, {})).problem.code).toBe('shift.not_now');
  });

  it('ends with its shift', async () => {
    const { person } = await onCall();
    const socket = await openSocket(api, person);
    await pass(person, `seen_at = now() - interval '31 minutes', on_call_until = now() + interval '1 second'`);
    expect(await closedWithin([socket])).toBeLessThan(17_500);
    expect(await status(person)).toBe(401);
  });
});

describe('SES-06: the cookie', () => {
  it('is bound to host and TLS, out of reach of scripts and of other sites', async () => {
    const { headers } = await signIn(secure, names.at(-1) as string, demoPassword);
    expect(headers['set-cookie']).toMatch(/^__Host-sid=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  });
  it('is renewed and cleared with the same marks', async () => {
    const { cookie, session } = await signIn(secure, names.at(-1) as string, demoPassword);
    const ask = (method: 'POST' | 'DELETE', url: string, cookies: string) =>
      secure.app.inject({ method, url, headers: { cookie: cookies, 'x-csrf-token': session.csrfToken, origin: 'https://portal.example' } });
    const renewed = await ask('POST', '/api/session/renew', cookie);
    expect(renewed.headers['set-cookie']).toMatch(/^__Host-sid=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const cleared = await ask('DELETE', '/api/session', `__Host-sid=${renewed.cookies[0]?.value}`);
    expect(cleared.headers['set-cookie']).toMatch(/^__Host-sid=; .*Path=\/; .*HttpOnly; Secure; SameSite=Strict$/);
  });
});
