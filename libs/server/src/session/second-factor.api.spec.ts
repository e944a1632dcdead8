import * as account from '@alliance/contracts/account.contract';
import { readSession } from '@alliance/contracts/session.contract';
import { stepUp } from '@alliance/contracts/own-session.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoPassword, startApi, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { addTotp, makeAccounts, signIn, signInSlice, someAddress, type Totp } from '../testing/sign-in.story.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let names: string[];
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, signInSlice);
  names = await makeAccounts(database, world.county.id, 'factor', 10);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

async function enrolled(): Promise<{ name: string; totp: Totp }> {
  const name = names.pop() as string;
  return { name, totp: await addTotp(api, await api.as(name)) };
}

describe('an authenticator app', () => {
  it('is asked for once it is confirmed, and then signs in', async () => {
    const name = names.pop() as string;
    const doctor = await api.as(name);
    const before = doctor.with({});
    await doctor.get(account.enrolTotp, { body: { name: 'begun and left' } });
    expect((await signIn(api, name, demoPassword)).status).toBe(201);
    const totp = await addTotp(api, doctor);
    expect(totp.recoveryCodes).toHaveLength(10);
    expect((await before.ask(readSession, {})).status).toBe(401);
    expect((await doctor.get(account.getAccountSecurity, {})).authenticators).toMatchObject([{ kind: 'totp', name: 'phone' }]);
    const { status, code, problem } = await signIn(api, name, demoPassword);
    expect([status, code, problem.facts]).toEqual([401, 'session.code_required', { ways: ['totp', 'recovery_code'] }]);
    expect(await signIn(api, name, demoPassword, { code: totp.code() })).toMatchObject({ status: 201, session: { method: 'totp' } });
    api.clock.advance(60);
    expect((await signIn(api, name, demoPassword, { code: totp.code(-1) })).status).toBe(201);
    expect((await signIn(api, name, demoPassword, { code: totp.code(2) })).status).toBe(401);
    expect((await signIn(api, name, 'wrong', { code: totp.code() })).code).toBe('session.wrong_credentials');
  });

  it('keeps its secret encrypted', async () => {
    const { totp } = await enrolled();
    const { rows } = await database.owner.query('select secret_cipher from authenticator where id = $1', [totp.id]);
    expect(rows[0].secret_cipher).toMatch(/^v1\.k1\./);
    expect(rows[0].secret_cipher).not.toContain(totp.secret);
  });

  it('AUT-02: with the right password, of ten thousand guesses at the code at most five are looked at and none is taken', async () => {
    const { name, totp } = await enrolled();
    const address = Array.from({ length: 20 }, someAddress);
    const codes = new Map<string, number>();
    const guess = async (i: number) => {
      const guessed = String(i).padStart(6, '0');
      const right = [-1, 0, 1].map((step) => totp.code(step)).includes(guessed);
      const { code } = await signIn(api, name, demoPassword, { code: right ? '999999' : guessed, address: address[i % 20] as string });
      codes.set(code, (codes.get(code) ?? 0) + 1);
    };
    for (let i = 0; i < 10_000; i += 100) await Promise.all(Array.from({ length: 100 }, (_, n) => guess(i + n)));
    expect(codes.get('session.wrong_credentials')).toBeLessThanOrEqual(5);
    expect([...codes.keys()].sort()).toEqual(['request.too_many', 'session.locked', 'session.wrong_credentials']);
    // the right code does not help either while it is locked
    expect((await signIn(api, name, demoPassword, { code: totp.code() })).code).toBe('session.locked');
  });

  it('AUT-03: of a hundred equal codes at once exactly one is taken', async () => {
    const { name, totp } = await enrolled();
    const code = totp.code();
    const all = await Promise.all(Array.from({ length: 100 }, () => signIn(api, name, demoPassword, { code })));
    expect(all.filter(({ status }) => status === 201)).toHaveLength(1);
  });
});

describe('recovery codes', () => {
  it('work once each, as they are read from paper, and are replaced as a whole', async () => {
    const { name, totp } = await enrolled();
    const [first = '', second = '', third = ''] = totp.recoveryCodes;
    expect(first).toMatch(/^[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$/);
    expect((await signIn(api, name, demoPassword, { code: first })).session.method).toBe('recovery_code');
    expect((await signIn(api, name, demoPassword, { code: first })).code).toBe('session.wrong_credentials');
    const spoken = second.toLowerCase().replaceAll('-', '').replaceAll('o', '0');
    const both = await Promise.all([0, 1].map(() => signIn(api, name, demoPassword, { code: spoken })));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 401]);
    const doctor = await api.as(name, demoPassword, totp.code());
    expect((await doctor.get(account.getAccountSecurity, {})).recoveryCodesLeft).toBe(8);
    const { recoveryCodes } = await doctor.get(account.renewRecoveryCodes, {});
    expect((await signIn(api, name, demoPassword, { code: third })).status).toBe(401);
    expect((await signIn(api, name, demoPassword, { code: recoveryCodes[0] as string })).status).toBe(201);
    const { rows } = await database.owner.query(`select 1 from recovery_code where encode(code_hash, 'escape') like $1`, [`%${third}%`]);
    expect(rows).toEqual([]);
  });

  it('of somebody else are nothing', async () => {
    const [mine, theirs] = [await enrolled(), await enrolled()];
    expect((await signIn(api, mine.name, demoPassword, { code: theirs.totp.recoveryCodes[0] as string })).status).toBe(401);
  });

  it('go with the last factor', async () => {
    const { name, totp } = await enrolled();
    const doctor = await api.as(name, demoPassword, totp.code());
    expect((await doctor.ask(account.removeAuthenticator, { params: { id: totp.id } })).status).toBe(204);
    expect((await doctor.get(account.getAccountSecurity, {})).recoveryCodesLeft).toBe(0);
    expect((await signIn(api, name, demoPassword)).status).toBe(201);
  });
});

describe('a proof that is older than ten minutes', () => {
  it('does not change what proves me; a step-up needs both factors and gives a new id', async () => {
    const { name, totp } = await enrolled();
    const doctor = await api.as(name, demoPassword, totp.code());
    api.clock.advance(30);
    await database.owner.query(`update session set stepped_up_at = now() - interval '11 minutes'`);
    const attempts = [
      doctor.ask(account.enrolTotp, { body: { name: 'x' } }),
      doctor.ask(account.confirmTotp, { params: { id: totp.id }, body: { code: '123456' } }),
      doctor.ask(account.offerPasskey, {}),
      doctor.ask(account.removeAuthenticator, { params: { id: totp.id } }),
      doctor.ask(account.renewRecoveryCodes, {}),
    ];
    for (const { status, problem } of await Promise.all(attempts))
      expect([status, problem.code]).toEqual([403, 'session.step_up_required']);
    expect((await doctor.ask(stepUp, { body: {} })).problem.code).toBe('request.invalid');
    expect((await doctor.ask(stepUp, { body: { password: demoPassword } })).problem.code).toBe('session.code_required');
    const before = doctor.with({});
    const { answer } = await doctor.ask(stepUp, { body: { password: demoPassword, code: totp.code() } });
    expect(new Date(answer.steppedUpUntil).getTime()).toBeGreaterThan(Date.now() + 9 * 60_000);
    expect((await before.ask(readSession, {})).status).toBe(401);
    expect((await doctor.ask(account.renewRecoveryCodes, {})).status).toBe(201);
  });
});
