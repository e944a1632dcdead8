import { addPerson, appoint, listPeople } from '@alliance/contracts/person.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { closedWithin, openSocket } from '../testing/ear.js';
import { colleagueOf, deactivates, personSlice } from '../testing/person.story.js';
import { referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let here: TestApi;
let there: TestApi;
let admin: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const slice = {
    features: [...referralSlice.features, ...personSlice.features],
    contracts: [...referralSlice.contracts, ...personSlice.contracts],
  };
  [here, there] = await Promise.all([startApi(database, slice), startApi(database, slice)]);
  admin = await here.as('county.admin');
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await database.drop();
});

const sql = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => (await database.owner.query(text, values)).rows as Row[];
const hire = (more: Parameters<typeof colleagueOf>[3] = {}) => colleagueOf(database, here, world, more);

describe('somebody who is deactivated', () => {
  it('is out at once: the next request is refused, every socket closes within two seconds, on every process', async () => {
    const leaving = await hire();
    const second = await there.as(leaving.username);
    const sockets = [await openSocket(here, leaving.me), await openSocket(there, second)];
    const { status, answer } = await deactivates(admin, leaving.personId, null);
    const closed = closedWithin(sockets);
    expect([status, answer.account, answer.version]).toEqual([200, 'disabled', 2]);
    expect(answer.deactivatedAt).not.toBeNull();
    for (const who of [leaving.me, second]) expect((await who.ask(listReferrals, { query: { side: 'outbound' } })).status).toBe(401);
    expect(await closed).toBeLessThan(2_000);
    await expect(here.as(leaving.username)).rejects.toThrow('wrong_credentials');
    expect((await admin.get(listPeople, { query: { query: leaving.username } })).items).toEqual([]);
    expect((await admin.get(listPeople, { query: { query: leaving.username, past: 'true' } })).items).toMatchObject([
      { id: leaving.personId, account: 'disabled' },
    ]);
  });

  it('who was appointed only today leaves no day behind and is shown with that day', async () => {
    const first = { role: 'doctor' as const, departmentId: null, title: null, practiceScope: null, independentSince: null };
    const { id } = await admin.get(addPerson, {
      body: { name: '一日', staffNumber: null, phone: null, email: null, appointment: { ...first, from: today(new Date()), to: null } },
    });
    const { answer } = await deactivates(admin, id, null);
    expect(answer.appointments).toMatchObject([{ from: today(new Date()), to: today(new Date()) }]);
    expect(answer.deactivatedAt).not.toBeNull();
    expect((await deactivates(admin, id, null, 2)).problem.code).toBe('person.inactive');
  });

  it('keeps the account where somebody else needs it, but nothing is seen here any more', async () => {
    const leaving = await hire();
    await sql(`insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'expert', '[2020-01-01,)')`, [
      newId(),
      leaving.personId,
      world.lead.id,
    ]);
    expect((await deactivates(admin, leaving.personId, null)).answer).toMatchObject({ account: 'active', elsewhere: 1 });
    expect((await sql('select deactivated_at from person where id = $1', [leaving.personId]))[0]).toEqual({ deactivated_at: null });
    const again = await here.as(leaving.username);
    const asBefore = again.with({ 'x-appointment': leaving.appointmentId });
    expect((await asBefore.ask(listReferrals, { query: { side: 'outbound' } })).problem.code).toBe('access.denied');
    expect((await again.ask(listReferrals, { query: { side: 'outbound' } })).status).toBe(200);
  });

  it('comes back by a new appointment, with the same account', async () => {
    const leaving = await hire();
    await deactivates(admin, leaving.personId, null);
    const fields = { role: 'doctor' as const, departmentId: null, title: null, practiceScope: null, independentSince: null };
    const back = await admin.get(appoint, {
      params: { id: leaving.personId },
      body: { version: 2, ...fields, from: today(new Date()), to: null },
    });
    expect(back).toMatchObject({ deactivatedAt: null, account: 'active' });
    expect(back.appointments).toHaveLength(2);
    const again = await here.as(leaving.username);
    expect((await again.ask(listReferrals, { query: { side: 'outbound' } })).status).toBe(200);
  });
});

describe('what is refused', () => {
  it('oneself, the last administrator, somebody above, a stale version; strangers see nobody', async () => {
    const self = (await sql<{ person_id: string }>(`select person_id from account where username = 'county.admin'`))[0]?.person_id ?? '';
    expect((await deactivates(admin, self, null)).problem.code).toBe('person.self');
    const office = await here.as('office');
    const lead = (await sql<{ person_id: string }>(`select person_id from account where username = 'lead.admin'`))[0]?.person_id ?? '';
    expect((await deactivates(office, lead, null)).problem.code).toBe('person.inactive');
    const leaving = await hire();
    expect((await deactivates(admin, leaving.personId, null, 7)).problem.code).toBe('record.stale');
    expect((await deactivates(await here.as('lead.admin'), leaving.personId, null)).problem.code).toBe('access.not_found');

    const second = newId();
    await sql(
      `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'member_administrator', '[2020-01-01,)')`,
      [second, leaving.personId, world.lead.id],
    );
    const outsider = (await here.as(leaving.username)).with({ 'x-appointment': second });
    expect((await deactivates(outsider, lead, null)).problem.code).toBe('access.denied');
  });

  it('the only administrator of a hospital is not deactivated by another one who has an end', async () => {
    const only = await hire({ hospital: 'lead' });
    await sql(`delete from appointment where institution_id = $1 and role = 'member_administrator'`, [world.lead.id]);
    await sql(`update appointment set role = 'lead_administrator', valid = '[2020-01-01,2099-01-01)' where id = $1`, [only.appointmentId]);
    await sql(
      `insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) values ($1, '领', 'stroke', 'running', $2, '2026-01-01')`,
      [newId(), world.lead.id],
    );
    const lead = (await sql<{ person_id: string }>(`select person_id from account where username = 'lead.admin'`))[0]?.person_id ?? '';
    expect((await deactivates(only.me, lead, null)).problem.code).toBe('person.last_administrator');
  });

  it('a repeated request is answered like the first', async () => {
    const leaving = await hire();
    const sender = admin.with({ 'idempotency-key': newId() });
    const first = await deactivates(sender, leaving.personId, null, 1);
    const again = await deactivates(sender, leaving.personId, null, 1);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(again.answer).toEqual(first.answer);
  });
});
