import { readSession } from '@alliance/contracts/session.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { AccountAdministration } from '../platform/auth/account.administration.js';
import { Database, type Identity, type Transaction } from '../platform/db/database.js';
import { startApi, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let accounts: AccountAdministration;
const personOf: Record<string, string> = {};
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, { features: [], contracts: [] });
  accounts = api.app.get(AccountAdministration);
  for (const { username, person_id } of (await database.owner.query('select username, person_id from account')).rows)
    personOf[username] = person_id;
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const person = (username: string) => personOf[username] as string;
const admin = (): Identity => ({ institutionId: world.county.id, personId: person('county.admin'), role: 'member_administrator' });
const as = <T>(identity: Identity, work: (tx: Transaction) => Promise<T>) => api.app.get(Database).write(identity, work);
const newcomer = async (name: string, institutionId: string): Promise<string> => {
  const id = randomUUIDv7();
  await database.owner.query('insert into person (id, name) values ($1, $2)', [id, name]);
  await database.owner.query(
    `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'doctor', '[2020-01-01,)')`,
    [randomUUIDv7(), id, institutionId],
  );
  return id;
};

describe('accounts of my people', () => {
  it('are made with a name of the system, invited, and seen in their state', async () => {
    const id = await newcomer('王小明', world.county.id);
    const state = async () => (await as(admin(), (tx) => accounts.states(tx, [id]))).get(id);
    expect(await state()).toMatchObject({ state: 'none', username: null });
    const account = await as(admin(), (tx) => accounts.ensureAccount(tx, id));
    expect(await as(admin(), (tx) => accounts.ensureAccount(tx, id))).toBe(account);
    const first = await as(admin(), (tx) => accounts.issueLink(tx, id, 'invitation'));
    const second = await as(admin(), (tx) => accounts.issueLink(tx, id, 'invitation'));
    expect(second.token).toMatch(/^[\w-]{43}$/);
    expect(second.token).not.toBe(first.token);
    expect((second.expiresAt.getTime() - Date.now()) / 3_600_000).toBeCloseTo(72, 1);
    expect(await state()).toMatchObject({
      state: 'invited',
      username: expect.stringMatching(/^wangxiaoming\d{4}$/),
      invitationExpiresAt: second.expiresAt,
    });
    expect((await database.owner.query('select 1 from one_time_link where account_id = $1', [account])).rowCount).toBe(1);
  });

  it('lose their sessions, factors and doors', async () => {
    const id = person('county.doctor');
    const doctor = await api.as('county.doctor');
    await database.owner.query(
      `insert into authenticator (id, person_id, kind, name, secret_cipher, confirmed_at) values ($1, $2, 'totp', 'phone', 'x', now())`,
      [randomUUIDv7(), id],
    );
    const state = async () => (await as(admin(), (tx) => accounts.states(tx, [id]))).get(id);
    expect(await state()).toMatchObject({ state: 'active', secondFactors: 1, lastSeenAt: expect.any(Date) });
    expect(await as(admin(), (tx) => accounts.resetFactors(tx, id))).toHaveLength(1);
    expect(await state()).toMatchObject({ secondFactors: 0 });
    expect((await doctor.ask(readSession, {})).status).toBe(401);
    await api.as('county.doctor');
    await as(admin(), (tx) => accounts.disable(tx, id));
    expect(await state()).toMatchObject({ state: 'disabled' });
    await expect(as(admin(), (tx) => accounts.issueLink(tx, id, 'password_reset'))).rejects.toThrow('person.inactive');
    expect(await as(admin(), (tx) => accounts.endSessions(tx, id))).toHaveLength(1);
    await as(admin(), (tx) => accounts.enable(tx, id));
    for (let i = 0; i < 5; i++) await expect(api.as('county.doctor', 'wrong')).rejects.toThrow();
    expect(await state()).toMatchObject({ state: 'locked' });
    await as(admin(), (tx) => accounts.unlock(tx, id));
    await api.as('county.doctor');
  });

  it('who works elsewhere too keeps the account; who left for elsewhere is out of reach', async () => {
    const id = await newcomer('李四', world.county.id);
    await as(admin(), (tx) => accounts.ensureAccount(tx, id));
    await database.owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'expert', '[2020-01-01,)')`,
      [randomUUIDv7(), id, world.other.id],
    );
    await as(admin(), (tx) => accounts.disable(tx, id));
    expect((await as(admin(), (tx) => accounts.states(tx, [id]))).get(id)).toMatchObject({ state: 'none', username: expect.any(String) });
    await database.owner.query(
      `update appointment set valid = daterange('2020-01-01', local_today()) where person_id = $1 and institution_id = $2`,
      [id, world.county.id],
    );
    await expect(as(admin(), (tx) => accounts.issueLink(tx, id, 'password_reset'))).rejects.toMatchObject({ code: '42501' });
    await expect(as(admin(), (tx) => accounts.resetFactors(tx, id))).rejects.toMatchObject({ code: '42501' });
    expect(await as(admin(), (tx) => accounts.endSessions(tx, id))).toEqual([]);
  });
});

describe('accounts of others', () => {
  const attempts: [string, (tx: Transaction, id: string) => Promise<unknown>][] = [
    ['made', (tx, id) => accounts.ensureAccount(tx, id)],
    ['linked', (tx, id) => accounts.issueLink(tx, id, 'password_reset')],
    ['unlocked', (tx, id) => accounts.unlock(tx, id)],
    ['reset', (tx, id) => accounts.resetFactors(tx, id)],
    ['signed out', (tx, id) => accounts.endSessions(tx, id)],
    ['disabled', (tx, id) => accounts.disable(tx, id)],
    ['enabled', (tx, id) => accounts.enable(tx, id)],
  ];
  it.each(attempts)('cannot be %s from another hospital or by a doctor; the management office may', async (_, attempt) => {
    const id = person('other.doctor');
    await expect(as(admin(), (tx) => attempt(tx, id))).rejects.toMatchObject({ code: '42501' });
    const doctor: Identity = { institutionId: world.other.id, personId: id, role: 'doctor' };
    await expect(as(doctor, (tx) => attempt(tx, id))).rejects.toMatchObject({ code: '42501' });
    const office: Identity = { institutionId: world.office.id, personId: person('office'), role: 'management_office' };
    await as(office, (tx) => attempt(tx, id));
  });
  it('are not seen', async () => {
    const ids = [person('other.doctor'), person('county.doctor')];
    expect([...(await as(admin(), (tx) => accounts.states(tx, ids))).keys()]).toEqual([person('county.doctor')]);
    const doctor: Identity = { institutionId: world.county.id, personId: person('county.doctor'), role: 'doctor' };
    expect((await as(doctor, (tx) => accounts.states(tx, ids))).size).toBe(0);
  });
});
