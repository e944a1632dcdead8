import { changePassword } from '@alliance/contracts/account.contract';
import { listOwnSessions, revokeOtherSessions, revokeSession } from '@alliance/contracts/own-session.contract';
import { endSession, readSession } from '@alliance/contracts/session.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { AccountAdministration } from '../platform/auth/account.administration.js';
import { Commands } from '../platform/command/commands.js';
import { demoPassword, startApi, type Person, type TestApi } from '../testing/app.js';
import { closedWithin, openSocket } from '../testing/ear.js';
import { eventually } from '../testing/eventually.js';
import { redisLine, type RedisLine } from '../testing/redis-line.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeAccounts, signInSlice } from '../testing/sign-in.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let here: TestApi;
let there: TestApi;
/** A process whose Redis goes away. */
let alone: TestApi;
let line: RedisLine;
let connections: number;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  line = await redisLine();
  [here, there, alone] = await Promise.all([
    startApi(database, signInSlice),
    startApi(database, signInSlice),
    startApi(database, { ...signInSlice, config: { REDIS_URL: line.url } }),
  ]);
});
afterAll(async () => {
  // the adapter of the sockets only lets go of a connection that answers
  line.mend();
  await eventually(() => expect(line.inUse).toBe(connections));
  await Promise.all([here, there, alone].map((api) => api.close()));
  await eventually(() => expect(line.inUse).toBe(0));
  line.close();
  await database.drop();
});

interface Desk {
  readonly person: Person;
  readonly socket: Socket;
}
/** One person, signed in many times; sockets on both processes. */
async function desks(username: string, count: number, apis: readonly TestApi[] = [here, there]): Promise<Desk[]> {
  const opened: Desk[] = [];
  for (let i = 0; i < count; i++) {
    const api = apis[i % apis.length] as TestApi;
    const person = await api.as(username);
    opened.push({ person, socket: await openSocket(api, person) });
  }
  return opened;
}
const refused = async (all: readonly Desk[]): Promise<number> => {
  const answers = await Promise.all(all.map(({ person }) => person.ask(readSession, {})));
  return answers.filter(({ status }) => status === 401).length;
};
const account = async (prefix: string) => (await makeAccounts(database, world.county.id, prefix, 1))[0] as string;

/** Somebody of the administration ends what a person has, in a command. */
async function administer(api: TestApi, username: string, end: 'disable' | 'endSessions'): Promise<void> {
  const { rows } = await database.owner.query('select person_id from account where username = $1', [username]);
  const accounts = api.app.get(AccountAdministration);
  await api.app
    .get(Commands)
    .run({ institutionId: world.county.id, personId: rows[0].person_id, role: 'member_administrator' }, async (work) => {
      if (end === 'disable') await accounts.disable(work, rows[0].person_id);
      const ended = await accounts.endSessions(work, rows[0].person_id);
      work.afterCommit(() => accounts.announceEnded(ended));
    });
}

describe('SES-02: with twenty sessions and twenty sockets', () => {
  const ways: [string, (name: string, first: Desk) => Promise<unknown>, number][] = [
    [
      'a changed password ends all others',
      (_, { person }) => person.get(changePassword, { body: { current: demoPassword, next: 'another-Zebra-2026' } }),
      19,
    ],
    ['“sign out everywhere else” ends all others', (_, { person }) => person.get(revokeOtherSessions, {}), 19],
    ['a disabled account ends all', (name) => administer(here, name, 'disable'), 20],
    ['an administrator ends all', (name) => administer(there, name, 'endSessions'), 20],
  ];
  it.each(ways)('%s: 401 on the next request, sockets closed within two seconds', async (way, act, over) => {
    const name = await account(`many.${ways.findIndex(([known]) => known === way)}.`);
    const all = await desks(name, 20);
    const [first] = all as [Desk];
    let lost: string | undefined;
    first.socket.on('disconnect', (reason) => (lost = reason));
    const ending = all.slice(20 - over);
    const closed = closedWithin(ending.map(({ socket }) => socket));
    const before = performance.now();
    await act(name, first);
    const acted = performance.now() - before;
    expect(await refused(ending)).toBe(over);
    expect((await closed) - acted).toBeLessThan(2_000);
    if (over < 20) expect([lost, (await first.person.ask(readSession, {})).status]).toEqual([undefined, 200]);
    first.socket.disconnect();
  });

  it('sign-out ends its own and no other', async () => {
    const all = await desks(await account('leaver'), 20);
    const [leaving, ...staying] = all as [Desk, ...Desk[]];
    const closed = closedWithin([leaving.socket]);
    await leaving.person.ask(endSession, {});
    expect(await closed).toBeLessThan(2_000);
    expect([await refused([leaving]), await refused(staying)]).toEqual([1, 0]);
    expect(staying.every(({ socket }) => socket.connected)).toBe(true);
    for (const { socket } of staying) socket.disconnect();
  });

  it('without Redis the next request is refused as well, and the sockets are closed within thirty seconds', async () => {
    const name = await account('alone');
    const all = await desks(name, 20, [alone]);
    connections = line.inUse;
    line.cut();
    const closed = closedWithin(all.map(({ socket }) => socket));
    await administer(alone, name, 'disable');
    expect(await refused(all)).toBe(20);
    expect(await closed).toBeLessThan(30_000);
  }, 45_000);
});

describe('my own sessions', () => {
  it('are listed with what one recognises them by, this one first; one can be ended', async () => {
    const name = await account('lister');
    const chrome = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36' };
    const other = await here.as(name);
    const reply = await here.app.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: name, password: demoPassword },
      headers: chrome,
    });
    const me = other.with({ cookie: reply.cookies.map((c) => `${c.name}=${c.value}`).join('; '), 'x-csrf-token': reply.json().csrfToken });
    const { items } = await me.get(listOwnSessions, {});
    expect(items).toMatchObject([
      { current: true, device: 'Chrome · Windows', method: 'password', address: '127.0.0.1', onCallUntil: null },
      { current: false },
    ]);
    expect((await me.ask(revokeSession, { params: { id: items[1]?.id as string } })).status).toBe(204);
    expect((await other.ask(readSession, {})).status).toBe(401);
    expect((await me.get(listOwnSessions, {})).items).toHaveLength(1);
    const { rows } = await database.owner.query(
      `select object_ids from audit_entry where action = 'session.revoke' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ object_ids: [items[1]?.id] }]);
  });

  it('are nobody else’s: another’s session is not there', async () => {
    const colleague = await here.as(await account('colleague'));
    const { items } = await colleague.get(listOwnSessions, {});
    const me = await here.as('other.doctor');
    for (const id of [items[0]?.id as string, randomUUIDv7()]) expect((await me.ask(revokeSession, { params: { id } })).status).toBe(404);
    expect((await colleague.ask(readSession, {})).status).toBe(200);
    expect((await me.get(listOwnSessions, {})).items).toHaveLength(1);
  });
});
