import * as invitation from '@alliance/contracts/invitation.contract';
import type { Route } from '@alliance/contracts/route';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes, randomUUIDv7 } from 'node:crypto';
import { AccountAdministration, type LinkKind } from '../platform/auth/account.administration.js';
import { Commands } from '../platform/command/commands.js';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { placeOf } from '../platform/delivery/deliveries.js';
import { demoPassword, startApi, type TestApi } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { addTotp, makeAccounts, signIn, signInSlice, someAddress } from '../testing/sign-in.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, { ...signInSlice, config: { SMTP_URL: 'smtp://127.0.0.1:1', SMTP_FROM: 'portal@hospital.example' } });
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const chosen = 'quiet-Zebra-2026';
const nobodys = () => randomBytes(32).toString('base64url');
async function send(route: Route, payload: object, address = someAddress()) {
  const reply = await api.app.inject({ method: 'POST', url: `/api${route.path}`, payload, remoteAddress: address });
  const json = reply.body ? reply.json() : {};
  return { status: reply.statusCode, code: json.code, json, cookies: reply.cookies };
}
const idOf = async (username: string): Promise<string> =>
  (await database.owner.query('select person_id from account where username = $1', [username])).rows[0].person_id;
async function link(personId: string, kind: LinkKind): Promise<string> {
  const admin = { institutionId: world.county.id, personId: await idOf('county.admin'), role: 'member_administrator' } as const;
  const accounts = api.app.get(AccountAdministration);
  return api.app.get(Commands).run(admin, async (work) => {
    await accounts.ensureAccount(work, personId);
    return (await accounts.issueLink(work, personId, kind)).token;
  });
}
async function newcomer(): Promise<string> {
  const id = randomUUIDv7();
  await database.owner.query(`insert into person (id, name) values ($1, '李小红')`, [id]);
  await database.owner.query(
    `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'doctor', '[2020-01-01,)')`,
    [randomUUIDv7(), id, world.county.id],
  );
  return id;
}

describe('an invitation', () => {
  it('says to whom it is, is used once, and signs in', async () => {
    const token = await link(await newcomer(), 'invitation');
    const looked = await send(invitation.lookAtInvitation, { token });
    expect(looked.json).toEqual({
      name: '李小红',
      username: expect.stringMatching(/^lixiaohong\d{4}$/),
      institution: 'county hospital',
      roles: ['doctor'],
      minimumPasswordLength: 10,
    });
    expect((await send(invitation.acceptInvitation, { token, password: 'lixiaohong2026' })).code).toBe('password.contains_name');
    const both = await Promise.all([0, 1].map(() => send(invitation.acceptInvitation, { token, password: chosen })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 404]);
    const joined = both.find(({ status }) => status === 201);
    expect([joined?.json.user.username, joined?.cookies.length]).toEqual([looked.json.username, 1]);
    expect((await signIn(api, looked.json.username, chosen)).status).toBe(201);
    expect((await send(invitation.lookAtInvitation, { token })).code).toBe('link.invalid');
  });

  it.each([
    ['is over after 72 hours', `update one_time_link set expires_at = now()`],
    [
      'is nothing for a disabled account',
      `update account set disabled_at = now() where person_id = (select max(person_id::text)::uuid from account)`,
    ],
  ])('%s', async (_, change) => {
    const token = await link(await newcomer(), 'invitation');
    await database.owner.query(change);
    expect((await send(invitation.lookAtInvitation, { token })).code).toBe('link.invalid');
    expect((await send(invitation.acceptInvitation, { token, password: chosen })).code).toBe('link.invalid');
  });

  it('does not go around a second factor that is there', async () => {
    const [name = ''] = await makeAccounts(database, world.county.id, 'returner', 1);
    const totp = await addTotp(api, await api.as(name));
    const accepted = await send(invitation.acceptInvitation, { token: await link(await idOf(name), 'invitation'), password: chosen });
    expect([accepted.status, accepted.code, accepted.cookies]).toEqual([401, 'session.code_required', []]);
    expect((await signIn(api, name, chosen, { code: totp.code() })).status).toBe(201);
  });

  it('is not a reset, nor the other way round', async () => {
    const id = await newcomer();
    const token = await link(id, 'invitation');
    expect((await send(invitation.redeemPasswordReset, { token, password: chosen })).code).toBe('link.invalid');
    expect((await send(invitation.lookAtInvitation, { token: await link(id, 'password_reset') })).code).toBe('link.invalid');
  });

  it('cannot be guessed: an address that keeps trying is held off', async () => {
    const address = someAddress();
    const codes: string[] = [];
    for (let i = 0; i < 105; i++) codes.push((await send(invitation.lookAtInvitation, { token: nobodys() }, address)).code);
    expect(codes.slice(0, 100).every((code) => code === 'link.invalid')).toBe(true);
    expect(codes.slice(100).every((code) => code === 'request.too_many')).toBe(true);
    expect((await send(invitation.lookAtInvitation, { token: nobodys() })).code).toBe('link.invalid');
  });
});

/** What was sent to somebody, as the portal's worker will read it. */
async function sentLink(personId: string): Promise<string | undefined> {
  const { rows } = await database.owner.query(
    `select id, link_cipher from delivery where person_id = $1 and template = 'password_reset' and channel = 'email' order by id desc limit 1`,
    [personId],
  );
  return rows[0]?.link_cipher && api.app.get(FieldCipher).decrypt(rows[0].link_cipher, placeOf('link', rows[0].id));
}

describe('a forgotten password', () => {
  it('is set anew by a link that was sent; sessions end, the second factor and the lock stay', async () => {
    const [name = ''] = await makeAccounts(database, world.county.id, 'forgetful', 1);
    const id = await idOf(name);
    await database.owner.query(`insert into person_contact (person_id, email) values ($1, 'forgetful@hospital.example')`, [id]);
    const person = await api.as(name);
    const totp = await addTotp(api, person);
    expect(await send(invitation.requestPasswordReset, { username: name.toUpperCase() })).toMatchObject({
      status: 202,
      json: { accepted: true },
    });
    await eventually(async () => expect(await sentLink(id)).toMatch(/\/reset#[\w-]{43}$/));
    const token = (await sentLink(id))?.split('#')[1] as string;
    expect((await send(invitation.redeemPasswordReset, { token, password: 'short' })).code).toBe('password.too_short');
    for (let i = 0; i < 5; i++) await signIn(api, name, 'wrong');
    expect((await send(invitation.redeemPasswordReset, { token, password: chosen })).status).toBe(204);
    expect((await send(invitation.redeemPasswordReset, { token, password: chosen })).code).toBe('link.invalid');
    expect((await database.owner.query('select 1 from session where person_id = $1', [id])).rowCount).toBe(0);
    expect((await signIn(api, name, chosen)).code).toBe('session.locked');
    await database.owner.query('delete from sign_in_attempt');
    expect((await signIn(api, name, demoPassword)).code).toBe('session.wrong_credentials');
    expect((await signIn(api, name, chosen)).code).toBe('session.code_required');
    expect((await signIn(api, name, chosen, { code: totp.code() })).status).toBe(201);
  });

  it('asked for again at once sends nothing more', async () => {
    const [name = ''] = await makeAccounts(database, world.county.id, 'impatient', 1);
    const id = await idOf(name);
    const deliveries = async () => (await database.owner.query('select 1 from delivery where person_id = $1', [id])).rowCount;
    await send(invitation.requestPasswordReset, { username: name });
    await eventually(async () => expect(await deliveries()).toBe(2));
    for (let i = 0; i < 3; i++) expect((await send(invitation.requestPasswordReset, { username: name })).status).toBe(202);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await deliveries()).toBe(2);
  });

  it('says nowhere under which address it was asked for: the host of the request is not believed', async () => {
    const [name = ''] = await makeAccounts(database, world.county.id, 'target', 1);
    const id = await idOf(name);
    await database.owner.query(`insert into person_contact (person_id, email) values ($1, 'target@hospital.example')`, [id]);
    await api.app.inject({ method: 'POST', url: '/api/password-resets', payload: { username: name }, headers: { host: 'evil.example' } });
    await eventually(async () => expect(await sentLink(id)).toBeDefined());
    expect(await sentLink(id)).not.toContain('evil.example');
  });
});
