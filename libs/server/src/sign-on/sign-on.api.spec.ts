import { stepUp } from '@alliance/contracts/own-session.contract';
import { readSession } from '@alliance/contracts/session.contract';
import * as contract from '@alliance/contracts/sign-on.contract';
import { addIdentityProvider, changeIdentityProvider, listIdentityProviders, unlinkPerson } from '@alliance/contracts/sign-on.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { Person, demoPassword, startApi, type TestApi } from '../testing/app.js';
import { startSignOnServer, type SignOnServer } from '../testing/oidc-provider.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { SignOnBrowser } from '../testing/sign-on.browser.js';
import { makeWorld, type World } from '../testing/world.js';
import { SignOnModule } from './sign-on.module.js';

const portal = 'https://portal.example';
let database: TestDatabase;
let world: World;
let api: TestApi;
let admin: Person;
let hospital: SignOnServer;
let providerId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, {
    features: [SignOnModule],
    contracts: [contract],
    config: { PUBLIC_URL: portal },
  });
  hospital = await startSignOnServer(`${portal}/sign-on/callback`);
  admin = await api.as('county.admin');
  const body = {
    name: '县医院统一登录',
    issuer: hospital.issuer,
    clientId: hospital.client.id,
    clientSecret: hospital.client.secret,
    linkClaim: 'preferred_username' as const,
  };
  providerId = (await admin.get(addIdentityProvider, { body })).id;
});
beforeEach(() => database.owner.query('delete from sign_on_identity'));
afterAll(async () => {
  await api.close();
  await hospital.close();
  await database.drop();
});

let subjects = 0;
const newSubject = (claims: Record<string, string | boolean> = {}) => {
  const subject = `subject-${++subjects}`;
  hospital.people.set(subject, claims);
  return subject;
};
/** Signs somebody in from beginning to end. */
async function signsIn(subject: string, browser = new SignOnBrowser(api)): Promise<[status: number, answer: string]> {
  const query = await hospital.signIn(await browser.start(providerId), subject);
  return browser.finish(query ?? '');
}
const personOf = async (username: string): Promise<string> =>
  (await database.owner.query('select person_id from account where username = $1', [username])).rows[0].person_id;
const link = async (linkClaim: 'none' | 'preferred_username' | 'email' | 'employee_number', more: object = {}) => {
  const [provider] = (await admin.get(listIdentityProviders, {})).items;
  const { version = 0, name = '', issuer = '', clientId = '' } = provider ?? {};
  const body = { version, name, issuer, clientId, linkClaim, enabled: true, ...more };
  return admin.get(changeIdentityProvider, { params: { id: providerId }, body });
};

describe('somebody signs in through the hospital’s own service', () => {
  it('and is who the service says, in a session like any other', async () => {
    const browser = new SignOnBrowser(api);
    expect(await signsIn(newSubject({ preferred_username: 'county.doctor' }), browser)).toEqual([201, 'county.doctor']);
    const { method, user } = await new Person(api.app, { cookie: browser.cookie }).get(readSession, {});
    expect([method, user.id]).toEqual(['sso', await personOf('county.doctor')]);
  });
  it('for that hospital alone: what another hospital trusts as well takes a proof of one’s own', async () => {
    const person = await personOf('county.admin');
    await database.owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'doctor', '[2020-01-01,)')`,
      [newId(), person, world.lead.id],
    );
    const browser = new SignOnBrowser(api);
    await signsIn(newSubject({ preferred_username: 'county.admin' }), browser);
    const vouched = new Person(api.app, { cookie: browser.cookie });
    const { appointments, csrfToken } = await vouched.get(readSession, {});
    expect(appointments.map(({ institution }) => institution.id)).toEqual([world.county.id]);
    const acting = vouched.with({ 'x-csrf-token': csrfToken, 'x-appointment': String(appointments[0]?.id) });
    const sensitive = () => acting.ask(unlinkPerson, { params: { id: newId() }, body: { personId: newId() } });
    expect((await sensitive()).problem.code).toBe('session.step_up_required');
    expect((await acting.get(stepUp, { body: { password: demoPassword } })).appointments).toHaveLength(2);
    expect((await sensitive()).problem.code).toBe('access.not_found');
    await database.owner.query('delete from appointment where person_id = $1 and institution_id = $2', [person, world.lead.id]);
  });
  it('but nobody whom the one who set the service up could not appoint', async () => {
    const quality = await personOf('county.doctor');
    const higher = newId();
    await database.owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'lead_administrator', '[2020-01-01,)')`,
      [higher, quality, world.county.id],
    );
    const subject = newSubject({ preferred_username: 'county.doctor' });
    expect(await signsIn(subject)).toEqual([403, 'session.sso_unlinked']);
    await database.owner.query('delete from appointment where id = $1', [higher]);
    expect(await signsIn(subject)).toEqual([201, 'county.doctor']);
  });
  it('with cookies that no script reads, no other site sends and no plain connection carries', async () => {
    const browser = new SignOnBrowser(api);
    await signsIn(newSubject({ preferred_username: 'county.doctor' }), browser);
    expect(browser.setCookies).toHaveLength(2);
    for (const line of browser.setCookies)
      expect(line).toMatch(/^__Host-(sign-on|sid)=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  });
  it('asks for no more than it needs, with PKCE, state and nonce that are new each time', async () => {
    const [one, two] = [new URL(await new SignOnBrowser(api).start(providerId)), new URL(await new SignOnBrowser(api).start(providerId))];
    const { scope, code_challenge_method, response_type, redirect_uri } = Object.fromEntries(one.searchParams);
    expect([scope, code_challenge_method, response_type, redirect_uri]).toEqual([
      'openid profile',
      'S256',
      'code',
      `${portal}/sign-on/callback`,
    ]);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(one.searchParams.get(name)).not.toBe(two.searchParams.get(name));
    const { rows } = await database.owner.query('select * from sign_on_attempt');
    expect(JSON.stringify(rows)).not.toContain(one.searchParams.get('state'));
  });
  it('in two tabs of one browser', async () => {
    const browser = new SignOnBrowser(api);
    const subject = newSubject({ preferred_username: 'county.doctor' });
    const [one, two] = [await browser.start(providerId), await browser.start(providerId)];
    expect((await browser.finish((await hospital.signIn(one, subject)) ?? ''))[0]).toBe(201);
    expect((await browser.finish((await hospital.signIn(two, subject)) ?? ''))[0]).toBe(201);
  });
});

describe('what does not sign in (AUT-06)', () => {
  const begun = async () => {
    const browser = new SignOnBrowser(api);
    const url = await browser.start(providerId);
    const subject = newSubject({ preferred_username: 'county.doctor' });
    return { browser, url, subject, query: (await hospital.signIn(url, subject)) ?? '' };
  };
  const changed = (query: string, change: Record<string, string | null>) => {
    const parameters = new URLSearchParams(query);
    for (const [name, value] of Object.entries(change))
      if (value === null) parameters.delete(name);
      else parameters.set(name, value);
    return parameters.toString();
  };
  it('an answer that was used already', async () => {
    const { browser, query } = await begun();
    expect((await browser.finish(query))[0]).toBe(201);
    expect(await browser.finish(query)).toEqual([401, 'session.sso_failed']);
  });
  it('one answer twenty times at once counts once', async () => {
    const { browser, query } = await begun();
    const statuses = await Promise.all(Array.from({ length: 20 }, async () => (await browser.finish(query))[0]));
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  });
  it('a code of somebody else, put into one’s own answer', async () => {
    const [mine, theirs] = [await begun(), await begun()];
    const code = new URLSearchParams(theirs.query).get('code');
    expect(await mine.browser.finish(changed(mine.query, { code }))).toEqual([401, 'session.sso_failed']);
  });
  it('a used code in a new attempt', async () => {
    const { browser, query } = await begun();
    await browser.finish(query);
    const state = new URL(await browser.start(providerId)).searchParams.get('state');
    expect(await browser.finish(changed(query, { state }))).toEqual([401, 'session.sso_failed']);
  });
  it('another browser, with the cookie of its own attempt or without any', async () => {
    const [mine, theirs] = [await begun(), await begun()];
    expect(await theirs.browser.finish(mine.query)).toEqual([401, 'session.sso_failed']);
    expect(await new SignOnBrowser(api).finish(mine.query)).toEqual([401, 'session.sso_failed']);
    expect((await mine.browser.finish(mine.query))[0]).toBe(201);
  });
  it.each([
    ['another state', { state: 'x'.repeat(43) }],
    ['no state', { state: null }],
    ['another issuer', { iss: 'https://evil.example' }],
    ['no issuer, where the service promises one', { iss: null }],
    ['no code', { code: null }],
    ['an invented code', { code: 'x'.repeat(43) }],
    ['a refusal', { code: null, error: 'access_denied' }],
  ])('an answer with %s', async (_, change) => {
    const { browser, query } = await begun();
    expect(await browser.finish(changed(query, change))).toEqual([401, 'session.sso_failed']);
  });
  it('an answer with two states or two codes', async () => {
    for (const name of ['state', 'code']) {
      const { browser, query } = await begun();
      expect(await browser.finish(`${query}&${name}=x`)).toEqual([401, 'session.sso_failed']);
    }
  });
  it('an answer after ten minutes', async () => {
    const { browser, query } = await begun();
    await database.owner.query(`update sign_on_attempt set expires_at = expires_at - interval '10 minutes'`);
    expect(await browser.finish(query)).toEqual([401, 'session.sso_failed']);
  });
  it('a code that was begun without PKCE, or with somebody else’s challenge', async () => {
    const browser = new SignOnBrowser(api);
    const subject = newSubject({ preferred_username: 'county.doctor' });
    const bare = new URL(await browser.start(providerId));
    for (const name of ['code_challenge', 'code_challenge_method']) bare.searchParams.delete(name);
    expect((await browser.finish((await hospital.signIn(bare.href, subject)) ?? ''))[0]).toBe(401);
    const foreign = new URL(await browser.start(providerId));
    foreign.searchParams.set('code_challenge', 'a'.repeat(43));
    const query = await hospital.signIn(foreign.href, subject);
    expect(query).toMatch(/code=/);
    expect(await browser.finish(query ?? '')).toEqual([401, 'session.sso_failed']);
  });
  it('all of it looks alike: same status, same body', async () => {
    const bodies = new Set<string>();
    for (const change of [{ state: 'x' }, { iss: 'https://evil.example' }, { code: 'x' }]) {
      const { browser, query } = await begun();
      const reply = await browser.ask(changed(query, change));
      bodies.add(JSON.stringify({ ...reply.json(), requestId: '' }));
    }
    expect(bodies.size).toBe(1);
  });
  it('a service that is switched off, or that nobody connected', async () => {
    const { browser, query } = await begun();
    await link('preferred_username', { enabled: false });
    expect(await browser.finish(query)).toEqual([401, 'session.sso_failed']);
    await expect(browser.start(providerId)).rejects.toThrow('404');
    await link('preferred_username');
    await expect(browser.start(newId())).rejects.toThrow('404');
  });
});

describe('who somebody is', () => {
  it('is decided by the claim once and by the subject from then on, and the audit says when', async () => {
    const subject = newSubject({ preferred_username: 'county.doctor' });
    await signsIn(subject);
    hospital.people.set(subject, { preferred_username: 'county.coordinator' });
    expect(await signsIn(subject)).toEqual([201, 'county.doctor']);
    const { rows } = await database.owner.query(
      `select institution_id, action, count(*)::int as n from audit_entry where action = 'sign_on.linked' and object_ids = array[$1::uuid] group by 1, 2`,
      [await personOf('county.doctor')],
    );
    expect(rows).toMatchObject([{ institution_id: world.county.id, action: 'sign_on.linked' }]);
  });
  it('another subject with the same claim is a stranger', async () => {
    await signsIn(newSubject({ preferred_username: 'county.doctor' }));
    expect(await signsIn(newSubject({ preferred_username: 'county.doctor' }))).toEqual([403, 'session.sso_unlinked']);
  });
  it.each([
    ['nobody’s name', { preferred_username: 'nobody' }],
    ['no name', {}],
    ['an empty name', { preferred_username: '' }],
    ['a name of another hospital', { preferred_username: 'lead.doctor' }],
  ])('%s links nobody', async (_, claims) => {
    expect(await signsIn(newSubject(claims))).toEqual([403, 'session.sso_unlinked']);
  });
  it('by electronic mail or staff number, where exactly one person fits', async () => {
    const [doctor, coordinator] = [await personOf('county.doctor'), await personOf('county.coordinator')];
    await database.owner.query(`insert into person_contact (person_id, email) values ($1, 'li@county.example')`, [doctor]);
    await database.owner.query(`update person set staff_number = 'A007' where id = $1`, [doctor]);
    await link('email');
    expect(await signsIn(newSubject({ email: 'Li@county.example', email_verified: false }))).toEqual([403, 'session.sso_unlinked']);
    expect(await signsIn(newSubject({ email: 'Li@county.example', email_verified: true }))).toEqual([201, 'county.doctor']);
    await database.owner.query('delete from sign_on_identity');
    await database.owner.query(`insert into person_contact (person_id, email) values ($1, 'li@county.example')`, [coordinator]);
    expect(await signsIn(newSubject({ email: 'li@county.example' }))).toEqual([403, 'session.sso_unlinked']);
    await link('employee_number');
    expect(await signsIn(newSubject({ employee_number: 'A007' }))).toEqual([201, 'county.doctor']);
    await link('none');
    expect(await signsIn(newSubject({ preferred_username: 'county.coordinator' }))).toEqual([403, 'session.sso_unlinked']);
    await link('preferred_username');
  });
  it('who left the hospital or whose account is disabled does not come in, linked or not', async () => {
    const subject = newSubject({ preferred_username: 'county.coordinator' });
    expect((await signsIn(subject))[0]).toBe(201);
    const appointment = world.appointments['county.coordinator'];
    await database.owner.query(`update appointment set valid = '[2020-01-01,2021-01-01)' where id = $1`, [appointment]);
    expect(await signsIn(subject)).toEqual([403, 'session.sso_unlinked']);
    await database.owner.query(`update appointment set valid = '[2020-01-01,)' where id = $1`, [appointment]);
    await database.owner.query(`update account set disabled_at = now() where username = 'county.coordinator'`);
    expect(await signsIn(subject)).toEqual([403, 'session.sso_unlinked']);
    await database.owner.query('delete from sign_on_identity');
    expect(await signsIn(subject)).toEqual([403, 'session.sso_unlinked']);
    await database.owner.query(`update account set disabled_at = null`);
  });
  it('is forgotten by an administrator, and linked again at the next sign-in', async () => {
    const subject = newSubject({ preferred_username: 'county.doctor' });
    const browser = new SignOnBrowser(api);
    await signsIn(subject, browser);
    const body = { personId: await personOf('county.doctor') };
    const unlinked = await admin.get(unlinkPerson, { params: { id: providerId }, body });
    expect([unlinked.linkedPeople, typeof unlinked.lastUsedAt]).toEqual([0, 'string']);
    expect((await new Person(api.app, { cookie: browser.cookie }).ask(readSession, {})).status).toBe(401);
    expect((await admin.ask(unlinkPerson, { params: { id: providerId }, body })).status).toBe(404);
    hospital.people.set(subject, { preferred_username: 'county.admin' });
    expect(await signsIn(subject)).toEqual([201, 'county.admin']);
  });
});
