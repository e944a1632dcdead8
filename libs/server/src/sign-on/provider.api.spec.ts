import * as contract from '@alliance/contracts/sign-on.contract';
import { addIdentityProvider, changeIdentityProvider, listIdentityProviders, unlinkPerson } from '@alliance/contracts/sign-on.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FieldCipher } from '../platform/crypto/field-cipher.js';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { startHostileProvider, type HostileProvider } from '../testing/hostile-provider.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { SignOnBrowser } from '../testing/sign-on.browser.js';
import { makeWorld, type World } from '../testing/world.js';
import { ProviderConnection } from './provider.connection.js';
import { SignOnModule } from './sign-on.module.js';

const secret = 'a-secret-nobody-reads';
let database: TestDatabase;
let world: World;
let api: TestApi;
let admin: Person;
let provider: HostileProvider;
let providerId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, { features: [SignOnModule], contracts: [contract], config: { PUBLIC_URL: 'https://portal.example' } });
  provider = await startHostileProvider();
  admin = await api.as('county.admin');
});
beforeEach(async () => {
  for (const name of Object.keys(provider.metadata)) Reflect.deleteProperty(provider.metadata, name);
  await database.owner.query('delete from sign_on_identity');
  await database.owner.query('delete from sign_on_attempt');
  await database.owner.query('delete from identity_provider');
  providerId = (await admin.get(addIdentityProvider, { body: wish() })).id;
});
afterAll(async () => {
  await api.close();
  await provider.close();
  await database.drop();
});

const wish = (more: object = {}) => ({
  name: '县医院统一登录',
  issuer: provider.issuer,
  clientId: 'portal',
  clientSecret: secret,
  linkClaim: 'preferred_username' as const,
  ...more,
});

describe('an ID token is believed only if it is right (AUT-06)', () => {
  type Claims = Record<string, unknown>;
  const rightClaims = (nonce: string | null): Claims => {
    const now = Math.floor(Date.now() / 1_000);
    return { iss: provider.issuer, aud: 'portal', sub: 'li', nonce, iat: now, exp: now + 60, preferred_username: 'county.doctor' };
  };
  /** Begins, lets the service answer with a token made from the right claims, and finishes. */
  const signsIn = async (forge: (claims: Claims) => Promise<string | undefined> | string): Promise<[number, string]> => {
    const browser = new SignOnBrowser(api);
    const begun = new URL(await browser.start(providerId)).searchParams;
    provider.idToken = async () => forge(rightClaims(begun.get('nonce')));
    const answer = await browser.finish(new URLSearchParams({ code: 'c', state: begun.get('state') ?? '' }).toString());
    expect(provider.exchanged.at(-1)?.challenge).toBe(begun.get('code_challenge'));
    return answer;
  };
  it('the right one is, and the code is exchanged with the verifier and the secret of the client', async () => {
    expect(await signsIn((claims) => provider.sign({ claims }))).toEqual([201, 'county.doctor']);
    const basic = `Basic ${Buffer.from(`portal:${encodeURIComponent(secret).replaceAll('-', '%2D')}`).toString('base64')}`;
    expect(provider.exchanged.at(-1)).toMatchObject({ authorization: basic, clientSecret: null });
  });

  const now = Math.floor(Date.now() / 1_000);
  it.each<[string, Claims]>([
    ['of another issuer', { iss: 'https://evil.example' }],
    ['for another client', { aud: 'another' }],
    ['for several, and given to another', { aud: ['portal', 'another'], azp: 'another' }],
    ['for several, and given to nobody', { aud: ['portal', 'another'] }],
    ['with another nonce', { nonce: 'x' }],
    ['without a nonce', { nonce: undefined }],
    ['that is over', { iat: now - 600, exp: now - 300 }],
    ['without an end', { exp: undefined }],
    ['without a time', { iat: undefined }],
    ['not valid yet', { nbf: now + 600 }],
    ['about nobody', { sub: undefined }],
    ['about an empty name', { sub: '' }],
    ['about an endless name', { sub: 'x'.repeat(256) }],
    ['about a number', { sub: 7 }],
  ])('one %s is not', async (_, change) => {
    expect(await signsIn((claims) => provider.sign({ claims: { ...claims, ...change } }))).toEqual([401, 'session.sso_failed']);
  });

  it.each<[string, (claims: Claims) => Promise<string | undefined> | string]>([
    ['signed with another key', (claims) => provider.signWithAnotherKey({ claims })],
    ['signed with a key that is not in the set', (claims) => provider.sign({ claims, header: { kid: 'other' } })],
    ['signed with the secret of the client', (claims) => provider.signWithSecret(claims, secret)],
    ['unsigned', (claims) => provider.unsigned(claims)],
    ['with its signature cut off', async (claims) => `${(await provider.sign({ claims })).split('.').slice(0, 2).join('.')}.`],
    ['that is none', () => 'x.y.z'],
    ['that is missing', () => Promise.resolve(undefined)],
  ])('one %s is not', async (_, forge) => {
    expect(await signsIn(forge)).toEqual([401, 'session.sso_failed']);
  });
  it('not even where the service itself says that it signs with nothing or with a shared secret', async () => {
    provider.metadata['id_token_signing_alg_values_supported'] = ['none', 'HS256', 'RS256'];
    await admin.get(changeIdentityProvider, { params: { id: providerId }, body: { version: 1, ...wish(), enabled: true } });
    expect((await signsIn((claims) => provider.unsigned(claims)))[0]).toBe(401);
    expect((await signsIn((claims) => provider.signWithSecret(claims, secret)))[0]).toBe(401);
    expect((await signsIn((claims) => provider.sign({ claims })))[0]).toBe(201);
  });

  it('the same subject of a second service is somebody else', async () => {
    expect((await signsIn((claims) => provider.sign({ claims })))[0]).toBe(201);
    const second = await startHostileProvider();
    const stranger = await (await api.as('lead.admin')).get(addIdentityProvider, { body: wish({ issuer: second.issuer }) });
    const browser = new SignOnBrowser(api);
    const begun = new URL(await browser.start(stranger.id)).searchParams;
    second.idToken = () => second.sign({ claims: { ...rightClaims(begun.get('nonce')), iss: second.issuer } });
    const answer = await browser.finish(new URLSearchParams({ code: 'c', state: begun.get('state') ?? '' }).toString());
    expect(answer).toEqual([403, 'session.sso_unlinked']);
    await second.close();
  });

  it('and the service is asked who it is once in five minutes', async () => {
    const before = provider.discoveries();
    for (let i = 0; i < 3; i++) await signsIn((claims) => provider.sign({ claims }));
    expect(provider.discoveries()).toBe(before + 1);
  });
});

describe('an administrator connects the service of the hospital', () => {
  it('once it has said who it is; the secret is kept and never shown', async () => {
    const { items } = await admin.get(listIdentityProviders, {});
    expect(items).toEqual([
      {
        id: providerId,
        version: 1,
        name: '县医院统一登录',
        issuer: provider.issuer,
        clientId: 'portal',
        hasSecret: true,
        linkClaim: 'preferred_username',
        enabled: true,
        linkedPeople: 0,
        lastUsedAt: null,
        redirectUri: 'https://portal.example/sign-on/callback',
      },
    ]);
    const { rows } = await database.owner.query('select client_secret_cipher from identity_provider');
    expect(rows[0].client_secret_cipher).toMatch(/^v1\.k1\./);
    const offered = await api.app.inject({ url: '/api/sign-on' });
    expect(offered.json()).toEqual({ items: [{ id: providerId, name: '县医院统一登录', institution: 'county hospital' }] });
  });
  it('and event and audit say so, without a word of the secret', async () => {
    const { rows } = await database.owner.query('select kind, topic, version, data, recipients from event where subject_id = $1', [
      providerId,
    ]);
    expect(rows).toEqual([
      {
        kind: 'provider.added',
        topic: 'policy',
        version: 1,
        data: { enabled: true, linkClaim: 'preferred_username' },
        recipients: [world.county.id],
      },
    ]);
    const audited = await database.owner.query('select action from audit_entry where $1 = any(object_ids)', [providerId]);
    expect(audited.rows).toEqual([{ action: 'provider.added' }]);
  });
  it('and keeps the secret when the name changes, but tells it to nobody else', async () => {
    const { clientSecret: _, ...withoutSecret } = wish({ name: '新名' });
    const params = { id: providerId };
    const renamed = await admin.get(changeIdentityProvider, { params, body: { version: 1, ...withoutSecret, enabled: true } });
    expect([renamed.name, renamed.hasSecret, renamed.version]).toEqual(['新名', true, 2]);
    const moved = await admin.get(changeIdentityProvider, {
      params,
      body: { version: 2, ...withoutSecret, clientId: 'another', enabled: true },
    });
    expect(moved.hasSecret).toBe(false);
    const stale = await admin.ask(changeIdentityProvider, { params, body: { version: 2, ...withoutSecret, enabled: true } });
    expect([stale.status, stale.problem.code]).toEqual([409, 'record.stale']);
  });

  it.each<[string, Record<string, unknown>]>([
    ['says it is somebody else', { issuer: 'https://evil.example' }],
    ['says it is a template for many', { issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }],
    ['knows no PKCE', { code_challenge_methods_supported: ['plain'] }],
    ['has no keys', { jwks_uri: undefined }],
    ['has no token endpoint', { token_endpoint: undefined }],
    ['keeps its keys elsewhere without TLS', { jwks_uri: 'http://10.1.2.3/keys' }],
    ['exchanges codes without TLS', { token_endpoint: 'http://10.1.2.3/token' }],
    ['tells about people without TLS', { userinfo_endpoint: 'http://10.1.2.3/me' }],
    ['sends people to a script', { authorization_endpoint: 'javascript:alert(1)' }],
  ])('not one that %s', async (_, metadata) => {
    Object.assign(provider.metadata, metadata);
    await database.owner.query('delete from identity_provider');
    const { status, problem } = await admin.ask(addIdentityProvider, { body: wish() });
    expect([status, problem.code]).toEqual([422, 'provider.unusable']);
  });
  it.each(['http://10.1.2.3', 'http://169.254.169.254', 'http://127.0.0.1.evil.example', 'http://127.0.0.1:1', 'https://127.0.0.1:1'])(
    'not one at %s',
    async (issuer) => {
      const { status, problem } = await admin.ask(addIdentityProvider, { body: wish({ issuer }) });
      expect([status, problem.code]).toEqual([422, 'provider.unusable']);
    },
  );
  it('not one without TLS in production', async () => {
    const inProduction = new ProviderConnection(new FieldCipher(api.config), { ...api.config, NODE_ENV: 'production' });
    await expect(inProduction.check(provider.issuer, 'portal')).rejects.toThrow('provider.unusable');
  });
  it('not twice', async () => {
    expect((await admin.ask(addIdentityProvider, { body: wish() })).problem.code).toBe('provider.unusable');
  });
  it('once, however often the same request arrives', async () => {
    await database.owner.query('delete from identity_provider');
    const sender = admin.with({ 'idempotency-key': `provider-${newId()}` });
    const body = wish({ id: newId() });
    const first = await sender.get(addIdentityProvider, { body });
    expect(await sender.get(addIdentityProvider, { body })).toEqual(first);
  });

  it('only for the own hospital, only as administrator, only freshly proven', async () => {
    const params = { id: providerId };
    const change = { version: 1, ...wish(), enabled: false };
    const stranger = await api.as('lead.admin');
    expect((await stranger.get(listIdentityProviders, {})).items).toEqual([]);
    expect((await stranger.ask(changeIdentityProvider, { params, body: change })).status).toBe(404);
    expect((await stranger.ask(unlinkPerson, { params, body: { personId: newId() } })).status).toBe(404);
    for (const username of ['county.doctor', 'county.coordinator', 'auditor']) {
      const somebody = await api.as(username);
      expect((await somebody.ask(listIdentityProviders, {})).status).toBe(403);
      expect((await somebody.ask(addIdentityProvider, { body: wish() })).status).toBe(403);
    }
    await database.owner.query(`update session set stepped_up_at = now() - interval '11 minutes'`);
    expect((await admin.ask(changeIdentityProvider, { params, body: change })).problem.code).toBe('session.step_up_required');
    await database.owner.query(`update session set stepped_up_at = now()`);
  });
});
