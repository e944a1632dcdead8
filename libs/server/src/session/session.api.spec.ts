import { listNotifications, readNotifications } from '@alliance/contracts/notification.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { endSession, readSession } from '@alliance/contracts/session.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { demoPassword, startApi, type TestApi } from '../testing/app.js';
import { referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, referralSlice);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const signIn = (username: string, password: string, headers = {}) =>
  api.app.inject({ method: 'POST', url: '/api/session', payload: { username, password }, headers });

describe('signing in', () => {
  it('answers who one is and sets a cookie no script can read', async () => {
    const reply = await signIn('county.doctor', demoPassword);
    expect(reply.statusCode).toBe(201);
    expect(reply.json()).toMatchObject({
      user: { username: 'county.doctor' },
      appointments: [{ role: 'doctor', institution: { id: world.county.id } }],
    });
    expect(reply.headers['set-cookie']).toMatch(/^sid=[\w-]{43}; .*HttpOnly; SameSite=Strict/);
  });
  it('tells a wrong password and an unknown name apart for nobody', async () => {
    const wrong = await signIn('county.doctor', 'wrong');
    const unknown = await signIn('nobody', 'wrong');
    const without = (reply: { json: () => object }) => ({ ...reply.json(), requestId: '' });
    expect([wrong.statusCode, without(wrong)]).toEqual([unknown.statusCode, without(unknown)]);
  });
  it('locks after five failures, also for the right password', async () => {
    for (let i = 0; i < 5; i++) expect((await signIn('township.doctor', `wrong ${i}`)).statusCode).toBe(401);
    const locked = await signIn('township.doctor', demoPassword);
    expect([locked.statusCode, locked.json().code]).toEqual([429, 'session.locked']);
    await database.owner.query(`update sign_in_attempt set locked_until = now()`);
    expect((await signIn('township.doctor', demoPassword)).statusCode).toBe(201);
  });
  it('is refused for a disabled account', async () => {
    await database.owner.query(`update account set disabled_at = now() where username = 'other.doctor'`);
    expect((await signIn('other.doctor', demoPassword)).statusCode).toBe(401);
  });
  it('keeps only a hash of the token', async () => {
    const token = String((await signIn('lead.doctor', demoPassword)).cookies[0]?.value);
    const { rows } = await database.owner.query("select 1 from session where encode(token_hash, 'escape') like $1", [`%${token}%`]);
    expect(rows).toEqual([]);
  });
});

describe('a session', () => {
  it('is needed for everything else', async () => {
    const reply = await api.app.inject({ url: '/api/referrals?side=inbound' });
    expect([reply.statusCode, reply.json().code, reply.headers['content-type']]).toEqual([
      401,
      'session.missing',
      'application/problem+json; charset=utf-8',
    ]);
  });
  it('ends at sign-out at once', async () => {
    const doctor = await api.as('lead.doctor');
    expect((await doctor.ask(readSession, {})).status).toBe(200);
    await doctor.ask(endSession, {});
    expect((await doctor.ask(readSession, {})).status).toBe(401);
  });
  it.each([
    ['idle for half an hour', `seen_at = now() - interval '31 minutes'`],
    ['older than twelve hours', `expires_at = now() - interval '1 second'`],
  ])('is over when it is %s', async (_, change) => {
    const doctor = await api.as('lead.doctor');
    await database.owner.query(`update session set ${change}`);
    expect((await doctor.ask(readSession, {})).status).toBe(401);
  });
  it('changes nothing without its token, with a stale one, or from another site', async () => {
    const doctor = await api.as('lead.doctor');
    for (const headers of [
      { 'x-csrf-token': '' },
      { 'x-csrf-token': 'x'.repeat(32) },
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]) {
      const { status, problem } = await doctor.with(headers as never).ask(readNotifications, { body: {} });
      expect([status, problem.code]).toEqual([403, 'session.csrf']);
    }
    expect((await doctor.ask(readNotifications, { body: {} })).status).toBe(200);
  });
});

describe('acting as one of several', () => {
  it('is said with the request, and only for an appointment of one’s own', async () => {
    const second = randomUUIDv7();
    await database.owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid) select $1, person_id, $2, 'coordinator', '[2020-01-01,)' from appointment where id = $3`,
      [second, world.other.id, world.appointments['lead.doctor']],
    );
    const doctor = await api.as('lead.doctor');
    expect((await doctor.ask(listNotifications, { query: {} })).problem.code).toBe('session.appointment_required');
    expect((await doctor.with({ 'x-appointment': second }).ask(listNotifications, { query: {} })).status).toBe(200);
    expect(
      (await doctor.with({ 'x-appointment': world.appointments['county.doctor'] as string }).ask(listNotifications, { query: {} })).problem
        .code,
    ).toBe('access.denied');
  });
  it('the auditor and the office see no referral', async () => {
    for (const name of ['auditor', 'office']) {
      const { status, problem } = await (await api.as(name)).ask(getReferral, { params: { id: randomUUIDv7() } });
      expect([status, problem.code]).toEqual([403, 'access.denied']);
    }
  });
});
