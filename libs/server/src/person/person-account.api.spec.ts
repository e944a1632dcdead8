import {
  addPerson,
  appoint,
  changeAppointment,
  changePerson,
  getOpenWork,
  getPerson,
  invitePerson,
  issuePasswordReset,
  listPeople,
  resetSecondFactors,
  unlockAccount,
  deactivatePerson,
} from '@alliance/contracts/person.contract';
import type { AnswerOf, Route } from '@alliance/contracts/route';
import { getTimeline } from '@alliance/contracts/timeline.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { administratorAdds, appointmentFields, dayFrom, idOf, personFields, personSlice, refusalOf } from '../testing/person.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let admin: Person;
let leadAdmin: Person;
let office: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, personSlice);
  [admin, leadAdmin, office] = [await api.as('county.admin'), await api.as('lead.admin'), await api.as('office')];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const detail = async (who: Person, id: string): Promise<AnswerOf<typeof getPerson>> => who.get(getPerson, { params: { id } });
describe('accounts of people', () => {
  it('are let in by a link that is shown once and sent where that is possible', async () => {
    const { id } = await administratorAdds(admin, { phone: '13900000000' });
    const link = await admin.get(invitePerson, { params: { id } });
    expect(link.url).toMatch(/^http:\/\/[^/]+\/join#[\w-]{20,}$/);
    expect(link.sentBy).toEqual([]);
    expect((await detail(admin, id)).account).toBe('invited');
    expect((await detail(admin, id)).invitationExpiresAt).toBe(link.expiresAt);
    const { rows } = await database.owner.query('select channel, state, reason from delivery where person_id = $1 order by channel', [id]);
    expect(rows).toEqual([
      { channel: 'email', state: 'undelivered', reason: 'not_configured' },
      { channel: 'sms', state: 'undelivered', reason: 'not_configured' },
    ]);
    const reset = await admin.get(issuePasswordReset, { params: { id } });
    expect(reset.url).toMatch(/\/reset#[\w-]{20,}$/);
    expect(await refusalOf(admin, unlockAccount, { params: { id } })).toBe(204);
    expect(await refusalOf(admin, resetSecondFactors, { params: { id } })).toBe(204);
    const told = await admin.get(getTimeline, { params: { id }, query: {} });
    expect(told.items.map(({ kind }) => kind)).toEqual([
      'person.second_factors_reset',
      'person.unlocked',
      'person.password_reset_issued',
      'person.invited',
      'person.added',
    ]);
    expect(JSON.stringify(told)).not.toContain(link.url.split('#')[1]);
  });

  it('the answer says by which channels the link was sent', async () => {
    const withSms = await startApi(database, {
      ...personSlice,
      config: { SMS_GATEWAY_URL: 'http://127.0.0.1:9/', SMS_GATEWAY_TOKEN: 'a-token-of-tests' },
    });
    const inviting = await withSms.as('county.admin');
    const [reachable, silent] = [await administratorAdds(admin, { phone: '13900000001' }), await administratorAdds(admin)];
    expect((await inviting.get(invitePerson, { params: { id: reachable.id } })).sentBy).toEqual(['sms']);
    expect((await inviting.get(invitePerson, { params: { id: silent.id } })).sentBy).toEqual([]);
    await withSms.close();
  });

  it('nobody’s proofs are replaced by somebody who may not give their roles, or where another hospital trusts them too', async () => {
    await database.owner.query(
      `insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) values ($1, '领', 'stroke', 'running', $2, '2026-01-01')`,
      [newId(), world.lead.id],
    );
    const above = await leadAdmin.get(addPerson, {
      body: { ...personFields(), appointment: appointmentFields({ role: 'lead_administrator' }) },
    });
    const lower = await administratorAdds(leadAdmin, {}, { role: 'member_administrator' });
    await leadAdmin.get(invitePerson, { params: { id: lower.id } });
    await database.owner.query(
      `update account a set username = 'lead.lower', password_hash = (select password_hash from account where username = 'lead.admin') where person_id = $1`,
      [lower.id],
    );
    const lowerAdmin = await api.as('lead.lower');
    const both = await administratorAdds(admin);
    await database.owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'expert', '[2020-01-01,)')`,
      [newId(), both.id, world.lead.id],
    );
    const redirect = async (who: Person, id: string, more: object = {}) => {
      const { rows } = await database.owner.query<{ version: number; name: string; staff_number: string | null }>(
        'select version, name, staff_number from person where id = $1',
        [id],
      );
      const [{ version, name, staff_number: staffNumber } = { version: 0, name: '', staff_number: null }] = rows;
      const body = { ...personFields({ name, staffNumber }), version, ...more };
      return refusalOf(who, changePerson, { params: { id }, body });
    };
    for (const address of [{ phone: '13911110000' }, { email: 'mine@example.org' }]) {
      expect(await redirect(lowerAdmin, above.id, address)).toBe('403 access.denied');
      expect(await redirect(admin, both.id, address)).toBe('403 access.denied');
      expect(await redirect(leadAdmin, both.id, address)).toBe('403 access.denied');
    }
    // whatever does not lead to them stays the house's to keep
    expect(await redirect(lowerAdmin, above.id, { name: '改名' })).toBe(200);
    expect(await redirect(admin, both.id, { staffNumber: 'B-1' })).toBe(200);
    // one's own is changed as on one's own page, whatever one's role
    expect(await redirect(leadAdmin, await idOf(database, 'lead.admin'), { phone: '13911110001' })).toBe(200);
    expect(await redirect(office, both.id, { phone: '13911110002' })).toBe(200);
    for (const route of [invitePerson, issuePasswordReset, resetSecondFactors]) {
      expect(await refusalOf(lowerAdmin, route, { params: { id: above.id } })).toBe('403 access.denied');
      expect(await refusalOf(admin, route, { params: { id: both.id } })).toBe('403 access.denied');
      expect(await refusalOf(leadAdmin, route, { params: { id: both.id } })).toBe('403 access.denied');
      expect(await refusalOf(office, route, { params: { id: both.id } })).toBeLessThan(300);
    }
    expect((await detail(admin, both.id)).elsewhere).toBe(1);
    expect(await refusalOf(admin, resetSecondFactors, { params: { id: await idOf(database, 'county.admin') } })).toBe('409 person.self');
  });

  it('of somebody who left for another hospital stay out of reach', async () => {
    const { id, appointments } = await administratorAdds(admin, { phone: '13900000003' }, { from: dayFrom(-9) });
    await database.owner.query(`update appointment set valid = daterange(lower(valid), $2::date), ended_at = now() where id = $1`, [
      appointments[0]?.id,
      dayFrom(-1),
    ]);
    await database.owner.query(
      `insert into appointment (id, person_id, institution_id, role, valid) values ($1, $2, $3, 'doctor', '[2020-01-01,)')`,
      [newId(), id, world.lead.id],
    );
    const redirect = (version: number) =>
      refusalOf(admin, changePerson, { params: { id }, body: { ...personFields({ phone: '13911110003' }), version } });
    expect(await redirect(1)).toBe('409 person.inactive');
    // nor by taking them on again first
    const again = { params: { id }, body: { version: 1, ...appointmentFields({ role: 'expert' }) } };
    expect(await refusalOf(admin, appoint, again)).toBe(201);
    expect(await redirect(2)).toBe('403 access.denied');
    const { rows } = await database.owner.query('select phone from person_contact where person_id = $1', [id]);
    expect(rows).toEqual([{ phone: '13900000003' }]);
  });

  it('a new address is told to whom it belongs, named nowhere, and voids links to a new password', async () => {
    const { id } = await administratorAdds(admin, { phone: '13900000004' });
    const kinds = async () => {
      const { rows } = await database.owner.query<{ kind: string }>(
        `select l.kind from one_time_link l join account a on a.id = l.account_id where a.person_id = $1 order by l.kind`,
        [id],
      );
      return rows.map(({ kind }) => kind);
    };
    await admin.get(invitePerson, { params: { id } });
    await admin.get(issuePasswordReset, { params: { id } });
    const change = (version: number, more: object) =>
      admin.get(changePerson, { params: { id }, body: { ...personFields({ phone: '13900000004', ...more }), version } });
    await change(1, { name: '钱三多' });
    expect(await kinds()).toEqual(['invitation', 'password_reset']);
    await change(2, { name: '钱三多', phone: '13922220000', email: 'new@example.org' });
    expect(await kinds()).toEqual(['invitation']);
    const { rows } = await database.owner.query(
      `select kind, data, concerns from event where subject_id = $1 and kind like 'person.%changed' order by version`,
      [id],
    );
    expect(rows).toEqual([
      { kind: 'person.changed', data: { changed: ['name'] }, concerns: [id] },
      { kind: 'person.contact_changed', data: { changed: ['phone', 'email'] }, concerns: [id] },
    ]);
    const audits = await database.owner.query(
      `select 1 from audit_entry where action = 'person.contact_changed' and object_ids = array[$1::uuid]`,
      [id],
    );
    expect(audits.rowCount).toBe(1);
  });

  it('a proof that is too old is not enough', async () => {
    const { id } = await administratorAdds(admin);
    const stale = await api.as('county.admin');
    await database.owner.query(
      `update session set stepped_up_at = now() - interval '11 minutes' where id in (select id from session order by created_at desc limit 1)`,
    );
    for (const route of [invitePerson, issuePasswordReset, unlockAccount, resetSecondFactors])
      expect(await refusalOf(stale, route, { params: { id } })).toBe('403 session.step_up_required');
    const added = { ...personFields(), appointment: appointmentFields() };
    expect(await refusalOf(stale, addPerson, { body: added })).toBe('403 session.step_up_required');
    const changed = (more: object) => refusalOf(stale, changePerson, { params: { id }, body: { ...personFields(more), version: 1 } });
    expect(await changed({ phone: '13900000005' })).toBe('403 session.step_up_required');
    expect(await changed({ email: 'stale@example.org' })).toBe('403 session.step_up_required');
    expect(await changed({ name: '改名' })).toBe(200);
    const body = { version: 2, reason: '离职', successorId: null };
    expect(await refusalOf(stale, deactivatePerson, { params: { id }, body })).toBe('403 session.step_up_required');
  });
});

describe('every route about people', () => {
  const body = { ...personFields(), version: 1 };
  const cases = (id: string, appointmentId: string): [Route, { params?: object; body?: object; query?: object }][] => [
    [getPerson, { params: { id } }],
    [changePerson, { params: { id }, body }],
    [appoint, { params: { id }, body: { version: 1, ...appointmentFields() } }],
    [changeAppointment, { params: { id, appointmentId }, body: { version: 1, ...appointmentFields() } }],
    [invitePerson, { params: { id } }],
    [issuePasswordReset, { params: { id } }],
    [unlockAccount, { params: { id } }],
    [resetSecondFactors, { params: { id } }],
    [getOpenWork, { params: { id } }],
    [deactivatePerson, { params: { id }, body: { version: 1, reason: '离职', successorId: null } }],
  ];
  it('is 404 to an administrator of another hospital and 403 to who keeps no people', async () => {
    const made = await administratorAdds(admin);
    const strangers = [leadAdmin];
    const without = await Promise.all(['county.doctor', 'county.coordinator', 'other.doctor', 'auditor'].map((name) => api.as(name)));
    for (const [route, ask] of cases(made.id, made.appointments[0]?.id ?? '')) {
      for (const who of strangers) expect([route.path, (await who.ask(route, ask as never)).status]).toEqual([route.path, 404]);
      for (const who of without) expect([route.path, (await who.ask(route, ask as never)).status]).toEqual([route.path, 403]);
    }
    for (const who of without)
      expect(await refusalOf(who, addPerson, { body: { ...personFields(), appointment: appointmentFields() } })).toBe('403 access.denied');
    expect(await refusalOf(await api.as('auditor'), listPeople, { query: {} })).toBe('403 access.denied');
    expect(await detail(admin, made.id)).toMatchObject({ version: 1, deactivatedAt: null });
  });

  it('and 404 for somebody nobody knows', async () => {
    for (const [route, ask] of cases(newId(), newId()))
      expect([route.path, (await admin.ask(route, ask as never)).status]).toEqual([route.path, 404]);
  });
});
