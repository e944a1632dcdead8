import * as account from '@alliance/contracts/account.contract';
import { listEvents } from '@alliance/contracts/event.contract';
import { listOwnSessions } from '@alliance/contracts/own-session.contract';
import { getSignInPolicy, setSignInPolicy, type SignInPolicy } from '@alliance/contracts/policy.contract';
import { readSession } from '@alliance/contracts/session.contract';
import { afterAll, beforeEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { closedWithin, openSocket } from '../testing/ear.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { addPasskey, addTotp, makeAccounts, signIn, signInSlice } from '../testing/sign-in.story.js';
import { SoftwareAuthenticator } from '../testing/software-authenticator.js';
import { demoPassword } from '../testing/app.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let admin: Person;
let names: string[];
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, signInSlice);
  names = await makeAccounts(database, world.county.id, 'member', 12);
});
beforeEach(async () => {
  await database.owner.query('delete from sign_in_policy');
  await database.owner.query('delete from session');
  admin = await api.as('county.admin');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const unsaid: SignInPolicy = { version: 1, secondFactor: 'optional', minimumPasswordLength: 10, idleMinutes: 30, absoluteHours: 12 };
const demand = (more: Partial<SignInPolicy>) => admin.get(setSignInPolicy, { body: { ...unsaid, ...more } });
const someone = () => api.as(names.pop() as string);

describe('what an institution demands of sign-ins', () => {
  it('is the default until it says otherwise; one saying at a time counts', async () => {
    expect(await admin.get(getSignInPolicy, {})).toEqual(unsaid);
    expect(await demand({ minimumPasswordLength: 12 })).toEqual({ ...unsaid, version: 2, minimumPasswordLength: 12 });
    expect((await admin.ask(setSignInPolicy, { body: unsaid })).problem.code).toBe('record.stale');
    expect(await demand({ version: 2, idleMinutes: 60 })).toMatchObject({ version: 3, minimumPasswordLength: 10, idleMinutes: 60 });
    expect((await admin.ask(setSignInPolicy, { body: { ...unsaid, version: 2 } })).problem.code).toBe('record.stale');
    const other = await api.as('lead.admin');
    expect(await other.get(getSignInPolicy, {})).toEqual(unsaid);
    const { rows } = await database.owner.query(
      `select topic, version, data from event where kind = 'sign_in_policy.changed' and institution_id = $1 order by recorded_at desc limit 1`,
      [world.county.id],
    );
    expect(rows).toMatchObject([{ topic: 'policy', version: 3, data: { before: { version: 2 }, after: { idleMinutes: 60 } } }]);
    expect((await database.owner.query(`select 1 from audit_entry where action = 'sign_in_policy.set'`)).rowCount).toBe(2);
  });

  it('is an administrator’s to see and to say, with a fresh proof', async () => {
    for (const name of ['county.doctor', 'county.coordinator', 'auditor']) {
      const person = await api.as(name);
      expect((await person.ask(getSignInPolicy, {})).problem.code).toBe('access.denied');
      expect((await person.ask(setSignInPolicy, { body: unsaid })).problem.code).toBe('access.denied');
    }
    await database.owner.query(`update session set stepped_up_at = now() - interval '11 minutes'`);
    expect((await admin.ask(setSignInPolicy, { body: unsaid })).problem.code).toBe('session.step_up_required');
  });

  it('shortens running sessions at once, ends those that are over, and leaves other hospitals alone', async () => {
    const [idle, old, fresh, elsewhere] = [await someone(), await someone(), await someone(), await api.as('other.doctor')];
    const idOf = async (person: Person) => (await person.get(listOwnSessions, {})).items.find(({ current }) => current)?.id;
    await database.owner.query(`update session set seen_at = now() - interval '10 minutes' where id = any($1)`, [
      [await idOf(idle), await idOf(elsewhere)],
    ]);
    await database.owner.query(`update session set created_at = now() - interval '3 hours' where id = $1`, [await idOf(old)]);
    const sockets = await Promise.all([idle, old].map((person) => openSocket(api, person)));
    const closed = closedWithin(sockets);
    await demand({ idleMinutes: 5, absoluteHours: 2 });
    expect(await closed).toBeLessThan(2_000);
    const states = await Promise.all(
      [idle, old, fresh, elsewhere].map((person) => person.with({ 'x-unattended': '1' }).ask(readSession, {})),
    );
    expect(states.map(({ status }) => status)).toEqual([401, 401, 200, 200]);
    const { idleSeconds, absoluteEnd } = (states[2] as (typeof states)[number]).answer;
    expect(idleSeconds).toBe(300);
    expect((new Date(absoluteEnd).getTime() - Date.now()) / 3_600_000).toBeCloseTo(2, 1);
    expect(states[3]?.answer.idleSeconds).toBe(1_800);
    expect((await someone()).headers).toBeDefined();
  });

  it('holds whoever works for several to the strictest', async () => {
    await demand({ idleMinutes: 120, absoluteHours: 4 });
    const [name = ''] = [names.pop()];
    await database.owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid)
       select gen_random_uuid(), person_id, $2, 'expert', '[2020-01-01,)' from account where username = $1`,
      [name, world.other.id],
    );
    const { session } = await signIn(api, name, demoPassword);
    // the other one never said anything: thirty minutes
    expect(session.idleSeconds).toBe(1_800);
    expect((new Date(session.absoluteEnd).getTime() - Date.now()) / 3_600_000).toBeCloseTo(4, 1);
  });
});

describe('a second factor that is required', () => {
  it('lets whoever has none do nothing but add one, at once and at the next sign-in', async () => {
    const person = await someone();
    expect((await person.ask(listEvents, { query: {} })).status).toBe(200);
    await demand({ secondFactor: 'required' });
    expect((await person.ask(listEvents, { query: {} })).problem.code).toBe('session.enrolment_required');
    expect((await person.get(readSession, {})).enrolmentRequired).toBe(true);
    await addTotp(api, person);
    expect((await person.get(readSession, {})).enrolmentRequired).toBe(false);
    expect((await person.ask(listEvents, { query: {} })).status).toBe(200);
    const name = names.pop() as string;
    const { session } = await signIn(api, name, demoPassword);
    expect(session.enrolmentRequired).toBe(true);
    const newcomer = await api.as(name);
    await addPasskey(newcomer, new SoftwareAuthenticator());
    expect((await newcomer.ask(listEvents, { query: {} })).status).toBe(200);
  });

  it('cannot be taken off again, the last but one can', async () => {
    const person = await someone();
    const totp = await addTotp(api, person);
    const passkey = await addPasskey(person, new SoftwareAuthenticator());
    expect(passkey.recoveryCodes).toBeNull();
    await demand({ secondFactor: 'required' });
    const remove = (id: string) => person.ask(account.removeAuthenticator, { params: { id } });
    const both = await Promise.all([remove(totp.id), remove(passkey.authenticator.id)]);
    expect(both.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(both.find(({ status }) => status === 409)?.problem.code).toBe('authenticator.required');
    expect((await person.get(account.getAccountSecurity, {})).secondFactor).toBe('required');
  });

  it('of somebody else cannot be seen or removed', async () => {
    const [one, other] = [await someone(), await someone()];
    const totp = await addTotp(api, one);
    for (const { problem } of [
      await other.ask(account.removeAuthenticator, { params: { id: totp.id } }),
      await other.ask(account.confirmTotp, { params: { id: totp.id }, body: { code: totp.code() } }),
    ])
      expect(problem.code).toBe('access.not_found');
    expect((await other.get(account.getAccountSecurity, {})).authenticators).toEqual([]);
    expect((await one.get(account.getAccountSecurity, {})).authenticators).toHaveLength(1);
  });
});
