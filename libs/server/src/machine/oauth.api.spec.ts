import { listEvents } from '@alliance/contracts/event.contract';
import * as contract from '@alliance/contracts/machine.contract';
import { changeMachineClient } from '@alliance/contracts/machine.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { base64url, exportSPKI, importJWK, SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { newId } from '../platform/ids.js';
import { Person, startApi, type TestApi } from '../testing/app.js';
import {
  askForToken,
  assertionOf,
  formOf,
  machineToken,
  newMachineKey,
  refreshed,
  registerMachine,
  type MachineKeyPair,
  type Wrong,
} from '../testing/machine.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { MachineModule } from './machine.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let admin: Person;
let key: MachineKeyPair;
let clientId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, { features: [MachineModule], contracts: [contract] });
  admin = await api.as('county.admin');
  key = await newMachineKey('RS256');
});
beforeEach(async () => {
  clientId = (await registerMachine(admin, key, ['event.read', 'referral.read'])).id;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const works = async (token: string) =>
  (await new Person(api.app, { authorization: `Bearer ${token}` }).ask(listEvents, { query: { after: 0 } })).status;
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

describe('an assertion', () => {
  it('is accepted for the endpoint and for the portal, with the client named beside it or not', async () => {
    for (const aud of [api.config.origin, `${api.config.origin}/oauth/token`, [api.config.origin]]) {
      const { status, body } = await askForToken(api, formOf(await assertionOf(api, clientId, key, { aud }), { client_id: clientId }));
      expect([status, body.scope, await works(body.access_token)]).toEqual([200, 'event.read referral.read', 200]);
    }
  });

  const wrong: [string, Wrong][] = [
    ['for somebody else', { aud: 'https://another.example/oauth/token' }],
    ['for us and somebody else', { aud: ['https://another.example', 'http://127.0.0.1:0'] }],
    ['for nobody', { aud: undefined }],
    ['that is over', { exp: inSeconds(-60) }],
    ['without an end', { exp: undefined }],
    ['valid for longer than five minutes', { exp: inSeconds(400) }],
    ['not valid yet', { nbf: inSeconds(120) }],
    ['without an id', { jti: undefined }],
    ['with an id that is none', { jti: 7 }],
    ['with an endless id', { jti: 'x'.repeat(201) }],
    ['from another issuer', { iss: randomUUID() }],
    ['about somebody else', { sub: randomUUID() }],
    ['from a client that is no client', { iss: 'x', sub: 'x' }],
    ['from a client that does not exist', { iss: '01a00000-0000-7000-8000-000000000000', sub: '01a00000-0000-7000-8000-000000000000' }],
    ['with a key nobody knows', { header: { kid: 'unknown' } }],
    ['without a key', { header: { kid: undefined } }],
  ];
  it.each(wrong)('%s is not', async (_, change) => {
    const assertion = await assertionOf(api, clientId, key, change);
    const { status, body } = await askForToken(api, formOf(assertion));
    expect([status, body.error, body.access_token]).toEqual([401, 'invalid_client', undefined]);
  });

  it('counts once, also when it comes twenty times at the same time', async () => {
    const form = formOf(await assertionOf(api, clientId, key));
    const replies = await Promise.all(Array.from({ length: 20 }, () => askForToken(api, form)));
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await askForToken(api, form)).body.error).toBe('invalid_client');
  });

  it('is not believed unsigned, signed with the public key as a secret, by another key under our kid, or changed afterwards', async () => {
    const claims = { iss: clientId, sub: clientId, aud: api.config.origin, jti: randomUUID(), exp: inSeconds(60) };
    const unsigned = `${base64url.encode(JSON.stringify({ alg: 'none', kid: key.kid }))}.${base64url.encode(JSON.stringify(claims))}.`;
    const publicKey = (await importJWK(key.publicJwk, 'RS256', { extractable: true })) as CryptoKey;
    const secret = new TextEncoder().encode(await exportSPKI(publicKey));
    const symmetric = await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: key.kid }).sign(secret);
    const foreign = await newMachineKey('RS256');
    const forged = await assertionOf(api, clientId, { ...foreign, kid: key.kid });
    const otherAlgorithm = await assertionOf(api, clientId, { ...(await newMachineKey('PS256')), kid: key.kid });
    const [header, , signature] = (await assertionOf(api, clientId, key)).split('.');
    const changed = `${header}.${base64url.encode(JSON.stringify({ ...claims, jti: randomUUID() }))}.${signature}`;
    for (const assertion of [unsigned, symmetric, forged, otherAlgorithm, changed, 'x', ''])
      expect((await askForToken(api, formOf(assertion))).body.error).toBe('invalid_client');
  });

  it('proves nobody but its own client: not with the kid of another one, not for a client named beside it', async () => {
    const other = await newMachineKey();
    const stranger = await registerMachine(await api.as('lead.admin'), other, ['event.read']);
    expect((await askForToken(api, formOf(await assertionOf(api, clientId, other)))).body.error).toBe('invalid_client');
    const named = await askForToken(api, formOf(await assertionOf(api, clientId, key), { client_id: stranger.id }));
    expect(named.body.error).toBe('invalid_client');
  });
});

describe('a request for a token', () => {
  it.each([
    ['without a grant', { grant_type: '' }, 'unsupported_grant_type'],
    ['with a password', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['to refresh without a token', { grant_type: 'refresh_token' }, 'invalid_request'],
    ['proven by a secret', { client_assertion_type: 'secret' }, 'invalid_client'],
    ['with a scope the client lacks', { scope: 'event.read patient.read' }, 'invalid_scope'],
    ['with a scope nobody has', { scope: 'admin' }, 'invalid_scope'],
  ])('%s is answered in the words of OAuth', async (_, more, error) => {
    const { status, body } = await machineToken(api, clientId, key, more);
    expect([body.error, status]).toEqual([error, error === 'invalid_client' ? 401 : 400]);
  });
  it('comes as a form, each parameter once, and its answer is kept by nobody', async () => {
    const form = formOf(await assertionOf(api, clientId, key));
    const asJson = await api.app.inject({ method: 'POST', url: '/oauth/token', payload: form });
    expect([asJson.statusCode, asJson.json().error]).toEqual([400, 'invalid_request']);
    const twice = `${new URLSearchParams(form).toString()}&grant_type=client_credentials`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const repeated = await api.app.inject({ method: 'POST', url: '/oauth/token', headers, payload: twice });
    expect([repeated.statusCode, repeated.json().error]).toEqual([400, 'invalid_request']);
    const right = await api.app.inject({ method: 'POST', url: '/oauth/token', headers, payload: new URLSearchParams(form).toString() });
    expect([right.statusCode, right.headers['cache-control'], right.headers['set-cookie']]).toEqual([200, 'no-store', undefined]);
  });
  it('is not made by a page of another site', async () => {
    const form = formOf(await assertionOf(api, clientId, key));
    expect((await askForToken(api, form, { origin: 'https://evil.example' })).status).toBe(403);
  });
  it('may be made six hundred times a minute from one address', async () => {
    const from = (remoteAddress: string) =>
      api.app.inject({
        method: 'POST',
        url: '/oauth/token',
        remoteAddress,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: '',
      });
    const address = `10.9.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
    for (let asked = 0; asked < 600; asked++) await from(address);
    const refused = await from(address);
    expect([refused.statusCode, refused.json().error]).toEqual([429, 'temporarily_unavailable']);
    expect((await from('10.8.0.1')).statusCode).toBe(400);
  });
  it('is described where programs look (RFC 8414)', async () => {
    const { statusCode, body } = await api.app.inject({ url: '/.well-known/oauth-authorization-server' });
    expect([statusCode, JSON.parse(body)]).toMatchObject([
      200,
      {
        issuer: api.config.origin,
        token_endpoint: `${api.config.origin}/oauth/token`,
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
      },
    ]);
    expect(JSON.parse(body).scopes_supported).not.toContain('person.manage');
  });
});

describe('a refresh token', () => {
  it('is good once and gives the next; asking for less narrows the access alone', async () => {
    const first = (await machineToken(api, clientId, key)).body;
    const second = await refreshed(api, clientId, key, first.refresh_token, { scope: 'referral.read' });
    expect([second.status, second.body.scope, await works(second.body.access_token)]).toEqual([200, 'referral.read', 403]);
    const third = await refreshed(api, clientId, key, second.body.refresh_token);
    expect([third.body.scope, await works(third.body.access_token)]).toEqual(['event.read referral.read', 200]);
    expect((await refreshed(api, clientId, key, third.body.refresh_token, { scope: 'patient.read' })).body.error).toBe('invalid_scope');
  });

  it('never gives back what the client has lost meanwhile', async () => {
    const first = (await machineToken(api, clientId, key)).body;
    const body = { version: 1, name: '检验系统', scopes: ['referral.read' as const] };
    await admin.get(changeMachineClient, { params: { id: clientId }, body });
    expect((await refreshed(api, clientId, key, first.refresh_token)).body.scope).toBe('referral.read');
  });

  it('used again ends its whole family, raises one alarm, and gives nothing (SES-05)', async () => {
    const first = (await machineToken(api, clientId, key)).body;
    const untouched = (await machineToken(api, clientId, key)).body;
    const second = (await refreshed(api, clientId, key, first.refresh_token)).body;
    expect([await works(first.access_token), await works(second.access_token)]).toEqual([200, 200]);

    const replay = await refreshed(api, clientId, key, first.refresh_token);
    expect([replay.status, replay.body.error, replay.body.access_token]).toEqual([400, 'invalid_grant', undefined]);
    expect([await works(first.access_token), await works(second.access_token)]).toEqual([401, 401]);
    expect((await refreshed(api, clientId, key, second.refresh_token)).body.error).toBe('invalid_grant');
    expect((await refreshed(api, clientId, key, first.refresh_token)).body.error).toBe('invalid_grant');
    expect(await works(untouched.access_token)).toBe(200);

    const { rows: family } = await database.owner.query(
      'select count(*)::int as n from machine_token where client_id = $1 and revoked_at is null and expires_at > now()',
      [clientId],
    );
    expect(family).toEqual([{ n: 2 }]);
    const alarms = await database.owner.query(
      `select action from audit_entry where action = 'machine.refresh_reused' and $1 = any(object_ids)`,
      [clientId],
    );
    const events = await database.owner.query(`select recipients from event where kind = 'machine.refresh_reused' and subject_id = $1`, [
      clientId,
    ]);
    expect([alarms.rowCount, events.rows]).toEqual([1, [{ recipients: [world.county.id] }]]);
  });

  it('is good once when it comes ten times at the same time, and nothing of the race stays', async () => {
    const { body } = await machineToken(api, clientId, key);
    const replies = await Promise.all(Array.from({ length: 10 }, () => refreshed(api, clientId, key, body.refresh_token)));
    const given = replies.filter(({ status }) => status === 200);
    expect(given).toHaveLength(1);
    expect(await works(given[0]?.body.access_token as string)).toBe(401);
  });

  it('is nothing to another client, after its day, or as an access token', async () => {
    const other = await newMachineKey();
    const { id: otherId } = await registerMachine(admin, other, ['event.read']);
    const { body } = await machineToken(api, clientId, key);
    expect((await refreshed(api, otherId, other, body.refresh_token)).body.error).toBe('invalid_grant');
    expect(await works(body.refresh_token)).toBe(401);
    expect((await refreshed(api, clientId, key, body.access_token)).body.error).toBe('invalid_grant');
    expect((await refreshed(api, clientId, key, newId())).body.error).toBe('invalid_grant');
    await database.owner.query(`update machine_token set expires_at = now() where client_id = $1`, [clientId]);
    expect((await refreshed(api, clientId, key, body.refresh_token)).body.error).toBe('invalid_grant');
  });
});

describe('a bearer token', () => {
  const bearer = (authorization: string) => api.app.inject({ url: '/api/events?after=0', headers: { authorization } });
  it.each(['Bearer', 'Bearer ', 'Bearer short', `Basic ${base64url.encode('a:b')}`, `Bearer ${'x'.repeat(43)}`, 'bearer null'])(
    'that is none is no session: %s',
    async (authorization) => {
      expect((await bearer(authorization)).statusCode).toBe(401);
    },
  );
  it('opens no socket, however it is handed over', async () => {
    const { body } = await machineToken(api, clientId, key);
    const address = await api.listen();
    const headers = { authorization: `Bearer ${body.access_token}`, origin: address, cookie: `sid=${body.access_token}` };
    const auth = { token: body.access_token };
    const socket: Socket = io(address, { transports: ['websocket'], extraHeaders: headers, auth, reconnection: false });
    const answer = await new Promise((resolve) => {
      socket.on('connect', () => resolve('connected'));
      socket.on('connect_error', (error) => resolve(error.message));
    });
    socket.disconnect();
    expect(answer).toBe('session.missing');
  });
});
