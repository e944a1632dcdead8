import { changePassword, getAccountSecurity } from '@alliance/contracts/account.contract';
import { acceptInvitation } from '@alliance/contracts/invitation.contract';
import { readSession } from '@alliance/contracts/session.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dictionary } from '@zxcvbn-ts/language-common';
import { randomBytes } from 'node:crypto';
import { tokenHash } from '../platform/auth/session.reader.js';
import { demoPassword, startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeAccounts, signIn, signInSlice } from '../testing/sign-in.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let names: string[];
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, signInSlice);
  names = await makeAccounts(database, world.county.id, 'wangxiaoming', 8);
  await database.owner.query(`update person set name = '王小明' where name like 'wangxiaoming%'`);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const change = (person: Person, next: string, current = demoPassword) => person.ask(changePassword, { body: { current, next } });

describe('AUT-07: a new password', () => {
  it('is none of the three thousand commonest, also where eight characters are enough', async () => {
    const commonest = (dictionary as Record<string, (string | number)[]>)['passwords-common']?.slice(0, 3_000).map(String) ?? [];
    expect(commonest).toHaveLength(3_000);
    const token = randomBytes(32).toString('base64url');
    await database.owner.query(`insert into sign_in_policy (institution_id, minimum_password_length) values ($1, 8)`, [world.county.id]);
    await database.owner.query(
      `insert into one_time_link (token_hash, kind, account_id, institution_id, expires_at)
       select $1, 'invitation', id, $3, now() + interval '1 hour' from account where username = $2`,
      [tokenHash(token), names.pop(), world.county.id],
    );
    const accept = (password: string) =>
      api.app.inject({ method: 'POST', url: `/api${acceptInvitation.path}`, payload: { token, password } });
    const upper = commonest.filter(({ length }) => length >= 8).map((word) => word.toUpperCase());
    const refused = new Map<string, number>();
    for (const password of [...commonest, ...upper]) {
      const { code = 'taken' } = (await accept(password)).json<{ code?: string }>();
      refused.set(code, (refused.get(code) ?? 0) + 1);
    }
    expect([...refused.keys()].sort()).toEqual(['password.common', 'password.too_short']);
    expect((refused.get('password.common') ?? 0) + (refused.get('password.too_short') ?? 0)).toBe(commonest.length + upper.length);
    expect((await accept('quiet-Zebra-2026')).statusCode).toBe(201);
    await database.owner.query('delete from sign_in_policy');
  });

  it.each([
    ['seven characters', 'x7-Kq!z', 'password.too_short'],
    ['the user name', (name: string) => `Zebra-${name.toUpperCase()}-2026`, 'password.contains_name'],
    ['the own name', '我就是王小明没有错呀', 'password.contains_name'],
    ['the own name in pinyin', 'zebra Wang-Xiao-Ming 77', 'password.contains_name'],
  ])('is not taken with %s', async (_, next, code) => {
    const name = names[0] as string;
    const { status, problem } = await change(await api.as(name), typeof next === 'string' ? next : next(name));
    expect([status, problem.code]).toEqual([422, code]);
  });

  it('is as long as the strictest of my institutions demands', async () => {
    await database.owner.query(`insert into sign_in_policy (institution_id, minimum_password_length) values ($1, 8), ($2, 16)`, [
      world.county.id,
      world.other.id,
    ]);
    await database.owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid)
       select gen_random_uuid(), person_id, $2, 'expert', '[2020-01-01,)' from account where username = $1`,
      [names[1], world.other.id],
    );
    const person = await api.as(names[1] as string);
    const { items } = { items: (await person.get(readSession, {})).appointments };
    const acting = person.with({ 'x-appointment': items[0]?.id as string });
    const { problem } = await change(acting, 'fifteen-letters');
    expect([problem.code, problem.facts]).toEqual(['password.too_short', { minimum: 16 }]);
    expect((await acting.get(getAccountSecurity, {})).minimumPasswordLength).toBe(16);
    await database.owner.query('delete from sign_in_policy');
  });
});

describe('changing the password', () => {
  it('needs the old one, ends links, renews this session and signs in from then on', async () => {
    const name = names.pop() as string;
    const person = await api.as(name);
    await database.owner.query(
      `insert into one_time_link (token_hash, kind, account_id, institution_id, expires_at)
       select '\\x01', 'password_reset', id, $2, now() + interval '1 hour' from account where username = $1`,
      [name, world.county.id],
    );
    const before = person.with({});
    expect((await change(person, 'another-Zebra-2026', 'wrong')).problem.code).toBe('password.wrong');
    expect((await change(person, 'another-Zebra-2026')).status).toBe(200);
    expect((await before.ask(readSession, {})).status).toBe(401);
    const { passwordChangedAt } = await person.get(getAccountSecurity, {});
    expect(Date.now() - new Date(passwordChangedAt as string).getTime()).toBeLessThan(10_000);
    expect((await database.owner.query(`select 1 from one_time_link where token_hash = '\\x01'`)).rowCount).toBe(0);
    expect([(await signIn(api, name, demoPassword)).status, (await signIn(api, name, 'another-Zebra-2026')).status]).toEqual([401, 201]);
  });

  it('counts a wrong one like a failed sign-in', async () => {
    const name = names.pop() as string;
    const person = await api.as(name);
    for (let i = 0; i < 5; i++) await change(person, 'another-Zebra-2026', `wrong ${i}`);
    expect((await change(person, 'another-Zebra-2026')).problem.code).toBe('session.locked');
    expect((await signIn(api, name, demoPassword)).code).toBe('session.locked');
  });
});
