import * as contract from '@alliance/contracts/machine.contract';
import {
  addMachineClient,
  addMachineKey,
  changeMachineClient,
  disableMachineClient,
  listMachineClients,
  revokeMachineKey,
} from '@alliance/contracts/machine.contract';
import { listEvents } from '@alliance/contracts/event.contract';
import { readSession } from '@alliance/contracts/session.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { newId } from '../platform/ids.js';
import { Person, startApi, type TestApi } from '../testing/app.js';
import { machineToken, newMachineKey, programAddress, registerMachine, type MachineKeyPair } from '../testing/machine.js';
import { referralSlice, registerSomebody } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { MachineModule } from './machine.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let admin: Person;
let key: MachineKeyPair;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const { features, contracts } = referralSlice;
  api = await startApi(database, { features: [MachineModule, ...features], contracts: [contract, ...contracts] });
  admin = await api.as('county.admin');
  key = await newMachineKey();
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const program = (token: string) => new Person(api.app, { authorization: `Bearer ${token}` });
const tokenOf = async (clientId: string, pair = key) => (await machineToken(api, clientId, pair)).body.access_token;
const bodyOf = (more: object = {}) => ({ name: '检验系统', scopes: ['event.read' as const], key: key.publicJwk as never, ...more });

describe('an administrator registers a machine client', () => {
  it('with its public key, tells its programmer where to ask, and sees when it was last used', async () => {
    const client = await registerMachine(admin, key, ['event.read', 'referral.read']);
    expect(client).toMatchObject({
      name: '检验系统',
      version: 1,
      scopes: ['event.read', 'referral.read'],
      keys: [{ kid: key.kid, algorithm: 'ES256', lastUsedAt: null, revokedAt: null }],
      createdBy: 'person county.admin',
      lastUsedAt: null,
    });
    await program(await tokenOf(client.id)).get(listEvents, { query: { after: 0 } });
    const { items, tokenEndpoint } = await admin.get(listMachineClients, {});
    expect(tokenEndpoint).toBe(`${api.config.origin}/oauth/token`);
    const seen = items.find(({ id }) => id === client.id);
    expect([seen?.lastAddress, typeof seen?.lastUsedAt, typeof seen?.keys[0]?.lastUsedAt]).toEqual([programAddress, 'string', 'string']);
  });

  it('and the program acts as itself at that institution: what it registers is written in its own name', async () => {
    const client = await registerMachine(admin, key, ['patient.register', 'patient.read'], '住院系统');
    await registerSomebody(program(await tokenOf(client.id)));
    const { rows } = await database.owner.query(
      `select p.name, a.institution_id, a.role from audit_entry a join person p on p.id = a.person_id where a.role = 'integration_client'`,
    );
    expect(rows[0]).toEqual({ name: '住院系统', institution_id: world.county.id, role: 'integration_client' });
  });

  it('and event and audit say so, without the key', async () => {
    const { id } = await registerMachine(admin, key, ['event.read']);
    const { rows } = await database.owner.query('select kind, version, data, recipients from event where subject_id = $1', [id]);
    expect(rows).toEqual([
      { kind: 'machine.added', version: 1, data: { scopes: ['event.read'], kid: key.kid }, recipients: [world.county.id] },
    ]);
    const audited = await database.owner.query('select action from audit_entry where $1 = any(object_ids)', [id]);
    expect(audited.rows).toEqual([{ action: 'machine.added' }]);
  });

  it('once, however often the same request arrives', async () => {
    const sender = admin.with({ 'idempotency-key': `machine-${newId()}` });
    const body = bodyOf({ id: newId() });
    expect(await sender.get(addMachineClient, { body })).toEqual(await sender.get(addMachineClient, { body }));
  });
});

describe('what is refused', () => {
  const refused = async (body: ReturnType<typeof bodyOf>) => {
    const { status, problem } = await admin.ask(addMachineClient, { body });
    return [status, problem.code];
  };
  it.each(['person.manage', 'policy.manage', 'machine.manage', 'account.own', 'duty.take'])(
    'the scope %s, which no machine has',
    async (scope) => {
      expect(await refused(bodyOf({ scopes: ['event.read', scope] }))).toEqual([422, 'machine.scope_refused']);
    },
  );

  const rsa = (modulusLength: number, publicExponent = 65_537) =>
    generateKeyPairSync('rsa', { modulusLength, publicExponent }).publicKey.export({ format: 'jwk' });
  const secret = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  it.each([
    ['a private key', secret],
    ['an RSA key of 1024 bits', rsa(1_024)],
    ['an RSA key with the exponent 3', rsa(2_048, 3)],
    ['a curve that nobody uses for this', generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey.export({ format: 'jwk' })],
    ['a key that only encrypts', { ...rsa(2_048), use: 'enc' }],
    ['a key that names a symmetric algorithm', { ...rsa(2_048), alg: 'HS256' }],
    ['a key that names none', { ...rsa(2_048), alg: 'none' }],
    ['a point that is not on the curve', { kty: 'EC', crv: 'P-256', x: 'A'.repeat(43), y: 'A'.repeat(43) }],
    ['half a key', { kty: 'RSA', e: 'AQAB' }],
    ['a key agreement key', generateKeyPairSync('x25519').publicKey.export({ format: 'jwk' })],
  ])('%s', async (_, jwk) => {
    expect(await refused(bodyOf({ key: jwk }))).toEqual([422, 'machine.key_invalid']);
  });
  it.each(['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'])('nothing of a key for %s: it works', async (algorithm) => {
    const pair = await newMachineKey(algorithm);
    const named = { ...pair.publicJwk, alg: algorithm };
    const client = await admin.get(addMachineClient, { body: bodyOf({ key: named }) });
    expect(client.keys[0]).toMatchObject({ kid: pair.kid, algorithm });
    expect((await machineToken(api, client.id, pair)).status).toBe(200);
  });

  it('an old version, a client or key that is not there, a key twice', async () => {
    const client = await registerMachine(admin, key, ['event.read']);
    const params = { id: client.id };
    const change = { version: 1, name: '新名', scopes: ['event.read' as const] };
    expect((await admin.get(changeMachineClient, { params, body: change })).version).toBe(2);
    expect((await admin.ask(changeMachineClient, { params, body: change })).problem.code).toBe('record.stale');
    expect((await admin.ask(disableMachineClient, { params: { id: newId() }, body: { version: 1 } })).status).toBe(404);
    expect((await admin.ask(revokeMachineKey, { params, body: { version: 2, kid: 'x' } })).status).toBe(404);
    expect((await admin.ask(addMachineKey, { params, body: { version: 2, key: key.publicJwk as never } })).problem.code).toBe(
      'machine.key_invalid',
    );
  });

  it('everybody without the permission, and everybody without a fresh proof', async () => {
    for (const username of ['county.doctor', 'county.coordinator', 'auditor']) {
      const somebody = await api.as(username);
      expect((await somebody.ask(listMachineClients, {})).status).toBe(403);
      expect((await somebody.ask(addMachineClient, { body: bodyOf() })).status).toBe(403);
    }
    const late = await api.as('lead.admin');
    await database.owner.query(`update session set stepped_up_at = now() - interval '11 minutes'`);
    expect((await late.ask(addMachineClient, { body: bodyOf() })).problem.code).toBe('session.step_up_required');
    expect((await late.ask(listMachineClients, {})).status).toBe(200);
    await database.owner.query(`update session set stepped_up_at = now()`);
  });

  it('another hospital sees nothing and changes nothing', async () => {
    const { id, version } = await registerMachine(admin, key, ['event.read']);
    const stranger = await api.as('lead.admin');
    expect((await stranger.get(listMachineClients, {})).items).toEqual([]);
    const params = { id };
    const body = { version, name: 'x', scopes: ['event.read' as const] };
    expect((await stranger.ask(changeMachineClient, { params, body })).status).toBe(404);
    expect((await stranger.ask(addMachineKey, { params, body: { version, key: key.publicJwk as never } })).status).toBe(404);
    expect((await stranger.ask(revokeMachineKey, { params, body: { version, kid: key.kid } })).status).toBe(404);
    expect((await stranger.ask(disableMachineClient, { params, body: { version } })).status).toBe(404);
    expect((await machineToken(api, id, key)).status).toBe(200);
  });
});

describe('a machine', () => {
  it('does what its scopes say and nothing else, whatever it asks for', async () => {
    const { id } = await registerMachine(admin, key, ['event.read', 'patient.read']);
    const narrow = program((await machineToken(api, id, key, { scope: 'patient.read' })).body.access_token);
    expect((await narrow.ask(listEvents, { query: { after: 0 } })).status).toBe(403);
    expect((await machineToken(api, id, key, { scope: 'patient.register' })).body.error).toBe('invalid_scope');
    expect((await program(await tokenOf(id)).ask(listEvents, { query: { after: 0 } })).status).toBe(200);
  });

  it('reaches nothing that belongs to a person, nothing that administers, and no socket', async () => {
    const { id } = await registerMachine(admin, key, ['event.read']);
    const machine = program(await tokenOf(id));
    expect((await machine.ask(readSession, {})).status).toBe(403);
    expect((await machine.ask(listMachineClients, {})).status).toBe(403);
    expect((await machine.ask(addMachineClient, { body: bodyOf() })).status).toBe(403);
  });

  it('has less at once when its client has less, and nothing when it is switched off', async () => {
    const { id, version } = await registerMachine(admin, key, ['event.read', 'patient.read']);
    const machine = program(await tokenOf(id));
    expect((await machine.ask(listEvents, { query: { after: 0 } })).status).toBe(200);
    const narrowed = { version, name: '检验系统', scopes: ['patient.read' as const] };
    const changed = await admin.get(changeMachineClient, { params: { id }, body: narrowed });
    expect((await machine.ask(listEvents, { query: { after: 0 } })).status).toBe(403);
    const widened = {
      ...narrowed,
      version: changed.version,
      scopes: ['patient.read' as const, 'event.read' as const, 'duty.read' as const],
    };
    const { version: last } = await admin.get(changeMachineClient, { params: { id }, body: widened });
    expect((await machine.ask(listEvents, { query: { after: 0 } })).status).toBe(200);
    await admin.get(disableMachineClient, { params: { id }, body: { version: last } });
    expect((await machine.ask(listEvents, { query: { after: 0 } })).status).toBe(401);
    expect((await machineToken(api, id, key)).body.error).toBe('invalid_client');
  });

  it('is over with its appointment', async () => {
    const { id } = await registerMachine(admin, key, ['event.read']);
    const machine = program(await tokenOf(id));
    await database.owner.query(
      `update appointment set valid = '[2020-01-01,2020-02-01)' where id = (select appointment_id from machine_client where id = $1)`,
      [id],
    );
    expect((await machine.ask(listEvents, { query: { after: 0 } })).status).toBe(401);
  });

  it('changes its key without a gap', async () => {
    const { id, version } = await registerMachine(admin, key, ['event.read']);
    const [next, before] = [await newMachineKey('EdDSA'), program(await tokenOf(id))];
    const works = async (machine: Person) => (await machine.ask(listEvents, { query: { after: 0 } })).status;
    const added = await admin.get(addMachineKey, { params: { id }, body: { version, key: next.publicJwk as never } });
    const after = program(await tokenOf(id, next));
    expect([await works(before), await works(after), (await machineToken(api, id, key)).status]).toEqual([200, 200, 200]);
    await admin.get(revokeMachineKey, { params: { id }, body: { version: added.version, kid: key.kid } });
    expect([await works(before), await works(after), (await machineToken(api, id, key)).status]).toEqual([401, 200, 401]);
    expect((await machineToken(api, id, next)).status).toBe(200);
  });

  it('leaves no token in the database, and its use is noted once a minute', async () => {
    const { id } = await registerMachine(admin, key, ['event.read']);
    const { body } = await machineToken(api, id, key);
    const { rows } = await database.owner.query(`select encode(token_hash, 'escape') as kept from machine_token`);
    expect(rows.some(({ kept }) => [body.access_token, body.refresh_token].includes(kept))).toBe(false);
    await database.owner.query(`update machine_client set last_used_at = now() - interval '30 seconds' where id = $1`, [id]);
    const noted = async () =>
      (await database.owner.query('select last_used_at from machine_client where id = $1', [id])).rows[0].last_used_at;
    const first = await noted();
    await program(body.access_token).get(listEvents, { query: { after: 0 } });
    expect(await noted()).toEqual(first);
    await database.owner.query(`update machine_client set last_used_at = now() - interval '61 seconds' where id = $1`, [id]);
    await program(body.access_token).get(listEvents, { query: { after: 0 } });
    expect((await noted()) > first).toBe(true);
  });

  it('has five minutes', async () => {
    const { id } = await registerMachine(admin, key, ['event.read']);
    const { body } = await machineToken(api, id, key);
    expect(body.expires_in).toBe(300);
    await database.owner.query(`update machine_token set expires_at = expires_at - interval '300 seconds' where client_id = $1`, [id]);
    expect((await program(body.access_token).ask(listEvents, { query: { after: 0 } })).status).toBe(401);
  });
});
