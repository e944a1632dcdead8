import { addPerson, appoint, changeAppointment, changePerson, getPerson, listPeople } from '@alliance/contracts/person.contract';
import type { AnswerOf } from '@alliance/contracts/route';
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
/** Of the appointment that is there, as the form sends it back. */
const asIs = ({ appointments: [one] }: AnswerOf<typeof getPerson>) => ({
  role: one?.role ?? 'doctor',
  departmentId: one?.department?.id ?? null,
  title: one?.title ?? null,
  practiceScope: one?.practiceScope ?? null,
  independentSince: one?.independentSince ?? null,
  from: one?.from ?? '',
  to: one?.to ?? null,
});

describe('people of an institution', () => {
  it('are added with a first appointment, found by name, initials and staff number, and changed', async () => {
    const made = await administratorAdds(
      admin,
      { name: '欧阳芷若', staffNumber: 'Q-1009', phone: '138 0000 0000', email: 'q@example.org' },
      {
        departmentId: world.county.departmentId,
        title: '主治医师',
        practiceScope: '内科专业',
        independentSince: '2019-07-01',
        to: dayFrom(300),
      },
    );
    expect(made).toMatchObject({
      version: 1,
      name: '欧阳芷若',
      staffNumber: 'Q-1009',
      phone: '138 0000 0000',
      email: 'q@example.org',
      account: 'none',
      deactivatedAt: null,
      elsewhere: 0,
      appointments: [
        {
          role: 'doctor',
          department: { id: world.county.departmentId, name: { zh: '心内科' } },
          practiceScope: '内科专业',
          independentSince: '2019-07-01',
          from: dayFrom(),
          to: dayFrom(300),
        },
      ],
    });
    const found = async (query: object) => (await admin.get(listPeople, { query })).items.map(({ id }) => id);
    for (const query of ['欧阳', '芷若', 'oyzr', 'OYZR', 'ouyang', 'Q-10'])
      expect([query, await found({ query })]).toEqual([query, [made.id]]);
    expect(await found({ query: '没有' })).toEqual([]);
    expect(await found({ departmentId: world.county.departmentId })).toEqual([made.id]);
    expect(await found({ departmentId: world.lead.departmentId })).toEqual([]);
    expect(await found({ role: 'member_administrator' })).toEqual([await idOf(database, 'county.admin')]);

    const body = { ...personFields({ name: '欧阳若', staffNumber: 'Q-2', phone: null, email: null }), version: 1 };
    const changed = await admin.get(changePerson, { params: { id: made.id }, body });
    expect(changed).toMatchObject({ version: 2, name: '欧阳若', staffNumber: 'Q-2', phone: null, email: null });
    expect(await found({ query: 'oyr' })).toEqual([made.id]);
    expect(await refusalOf(admin, changePerson, { params: { id: made.id }, body })).toBe('409 record.stale');
  });

  it('of six who change somebody at once one is heard', async () => {
    const { id } = await administratorAdds(admin);
    // a connection for each, or the first would be through before the others begin
    await Promise.all(Array.from({ length: 6 }, () => detail(admin, id)));
    const changes = Array.from({ length: 6 }, (_, i) =>
      refusalOf(admin, changePerson, { params: { id }, body: { ...personFields({ name: `第${i}` }), version: 1 } }),
    );
    expect((await Promise.all(changes)).sort()).toEqual([200, ...Array<string>(5).fill('409 record.stale')]);
    expect((await detail(admin, id)).version).toBe(2);
  });

  it('are paged without a gap, whatever they are called', async () => {
    const all = (await admin.get(listPeople, { query: { limit: 100 } })).items.map(({ id }) => id);
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const page: AnswerOf<typeof listPeople> = await admin.get(listPeople, { query: { limit: 2, cursor } });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    }
    expect(seen).toEqual(all);
    expect(all.length).toBeGreaterThan(3);
  });

  it('are shown to colleagues without their accounts, and to other hospitals not at all', async () => {
    const { id } = await administratorAdds(admin, { name: '隐名' });
    await database.owner.query(
      `insert into account (id, person_id, username, password_hash, last_seen_at) values ($1, $2, 'hidden', 'x', now())`,
      [newId(), id],
    );
    const seen = async (who: Person) => (await who.get(listPeople, { query: { query: '隐名' } })).items;
    expect(await seen(admin)).toMatchObject([{ id, account: 'active', lastSeenAt: expect.any(String) }]);
    expect(await seen(await api.as('county.doctor'))).toMatchObject([{ id, account: 'none', lastSeenAt: null }]);
    expect(await seen(leadAdmin)).toEqual([]);
  });

  it('machines are no people', async () => {
    const { id } = await administratorAdds(admin, { name: '接口机' });
    await database.owner.query(`update appointment set role = 'integration_client' where person_id = $1`, [id]);
    expect((await admin.get(listPeople, { query: { query: '接口机', past: 'true' } })).items).toEqual([]);
    expect(await refusalOf(admin, getPerson, { params: { id } })).toBe('404 access.not_found');
  });

  it('every look and every change leaves its trace', async () => {
    const { id } = await administratorAdds(admin, { name: '有迹' });
    await admin.get(appoint, { params: { id }, body: { version: 1, ...appointmentFields({ role: 'expert' }) } });
    await detail(admin, id);
    const { rows } = await database.owner.query(
      `select action from audit_entry where $1 = any(object_ids) and institution_id = $2 order by id`,
      [id, world.county.id],
    );
    expect(rows.map(({ action }: { action: string }) => action)).toEqual(['person.added', 'person.appointed', 'person.read']);
    const told = await admin.get(getTimeline, { params: { id }, query: {} });
    expect(told.items.map(({ kind, by, data }) => [kind, by, data['role']])).toEqual([
      ['person.appointed', 'person county.admin', 'expert'],
      ['person.added', 'person county.admin', 'doctor'],
    ]);
    expect((await leadAdmin.get(getTimeline, { params: { id }, query: {} })).items).toEqual([]);
    expect((await (await api.as('county.doctor')).get(getTimeline, { params: { id }, query: {} })).items).toEqual([]);
    const first = await admin.get(getTimeline, { params: { id }, query: { limit: 1 } });
    const next = await admin.get(getTimeline, { params: { id }, query: { limit: 1, cursor: first.nextCursor ?? '' } });
    expect([...first.items, ...next.items].map(({ id: one }) => one)).toEqual(told.items.map(({ id: one }) => one));
  });

  it('a repeated request adds nobody twice', async () => {
    const sender = admin.with({ 'idempotency-key': newId() });
    const body = { ...personFields({ name: '一次' }), appointment: appointmentFields() };
    const made = await sender.get(addPerson, { body });
    expect(await sender.get(addPerson, { body })).toEqual(made);
    expect((await admin.get(listPeople, { query: { query: '一次' } })).items).toHaveLength(1);
  });
});

describe('appointments', () => {
  it('only in roles that the actor may give', async () => {
    const adding = (role: string, who: Person, more: object = {}) =>
      refusalOf(who, addPerson, { body: { ...personFields(), appointment: appointmentFields({ role }), ...more } });
    for (const role of ['doctor', 'coordinator', 'expert', 'quality_manager', 'member_administrator', 'auditor'])
      expect(await adding(role, admin)).toBe(201);
    for (const role of ['lead_administrator', 'management_office', 'integration_client'])
      expect(await adding(role, admin)).toBe('403 appointment.role_refused');
    expect(await adding('lead_administrator', leadAdmin)).toBe('403 appointment.role_refused');
    await database.owner.query(
      `insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) values ($1, '领', 'stroke', 'running', $2, '2026-01-01')`,
      [newId(), world.lead.id],
    );
    expect(await adding('lead_administrator', leadAdmin)).toBe(201);
    expect(await adding('management_office', office)).toBe(201);
    expect(await adding('member_administrator', office, { institutionId: world.township.id })).toBe(201);
    expect(await adding('doctor', office, { institutionId: world.township.id })).toBe('403 appointment.role_refused');
    expect(await adding('doctor', admin, { institutionId: world.township.id })).toBe('403 access.denied');
  });

  it('with a first day before the last, in an open department of the own institution', async () => {
    const adding = (first: object) => refusalOf(admin, addPerson, { body: { ...personFields(), appointment: appointmentFields(first) } });
    expect(await adding({ from: dayFrom(), to: dayFrom(-1) })).toBe('422 appointment.period_invalid');
    expect(await adding({ from: dayFrom(), to: dayFrom() })).toBe(201);
    expect(await adding({ departmentId: world.lead.departmentId })).toBe('422 department.foreign');
    const closed = newId();
    await database.owner.query(
      `insert into department (id, institution_id, name_zh, specialties, closed_at) values ($1, $2, '旧科', '{other}', now())`,
      [closed, world.county.id],
    );
    expect(await adding({ departmentId: closed })).toBe('422 department.foreign');
  });

  it('are changed and ended by their last day; the last one only by deactivating', async () => {
    const made = await administratorAdds(admin);
    const params = { id: made.id, appointmentId: made.appointments[0]?.id ?? '' };
    const change = (version: number, more: object) =>
      admin.ask(changeAppointment, { params, body: { version, ...appointmentFields({ from: dayFrom(-9) }), ...more } });
    expect((await change(1, { title: '副主任医师', role: 'coordinator' })).answer).toMatchObject({
      version: 2,
      appointments: [{ title: '副主任医师', role: 'coordinator', from: dayFrom(-9), to: null }],
    });
    expect((await change(1, {})).problem.code).toBe('record.stale');
    expect((await change(2, { role: 'lead_administrator' })).problem.code).toBe('appointment.role_refused');
    expect((await change(2, { to: dayFrom(-1) })).problem.code).toBe('appointment.period_invalid');
    expect((await change(2, { to: dayFrom(30) })).answer).toMatchObject({ version: 3, appointments: [{ to: dayFrom(30) }] });
    await admin.get(appoint, { params: { id: made.id }, body: { version: 3, ...appointmentFields({ role: 'expert' }) } });
    expect((await change(4, { to: dayFrom(-1) })).answer.appointments.map(({ role, to }) => [role, to])).toEqual([
      ['expert', null],
      ['doctor', dayFrom(-1)],
    ]);
    const elsewhere = { params: { ...params, appointmentId: newId() }, body: { version: 5, ...appointmentFields() } };
    expect(await refusalOf(admin, changeAppointment, elsewhere)).toBe('404 access.not_found');
  });

  it('an administrator stays, and nobody appoints themselves or changes what they are appointed to', async () => {
    const only = await detail(leadAdmin, await idOf(database, 'lead.admin'));
    const params = { id: only.id, appointmentId: only.appointments[0]?.id ?? '' };
    const own = (more: object) =>
      refusalOf(leadAdmin, changeAppointment, { params, body: { version: only.version, ...asIs(only), ...more } });
    expect(await own({ role: 'doctor' })).toBe('409 person.self');
    expect(await own({ to: dayFrom(10) })).toBe('409 person.self');
    expect(await own({ title: '处长' })).toBe('409 person.self');
    const further = { params: { id: only.id }, body: { version: only.version, ...appointmentFields({ role: 'quality_manager' }) } };
    expect(await refusalOf(leadAdmin, appoint, further)).toBe('409 person.self');
    expect(await detail(leadAdmin, only.id)).toEqual(only);

    const township = await office.get(addPerson, {
      body: {
        ...personFields({ name: '独一' }),
        appointment: appointmentFields({ role: 'lead_administrator' }),
        institutionId: world.other.id,
      },
    });
    const there = { id: township.id, appointmentId: township.appointments[0]?.id ?? '' };
    const ends = { version: 1, ...asIs(township), to: dayFrom(20) };
    expect(await refusalOf(office, changeAppointment, { params: there, body: ends })).toBe('409 person.last_administrator');
    await office.get(addPerson, {
      body: { ...personFields(), appointment: appointmentFields({ role: 'member_administrator' }), institutionId: world.other.id },
    });
    expect(await refusalOf(office, changeAppointment, { params: there, body: ends })).toBe(200);
  });

  it('eight administrators who all end at once: one of them stays', async () => {
    const all = [];
    while (all.length < 8) all.push(await administratorAdds(office, {}, { role: 'management_office' }));
    const others = await database.owner.query(
      `update appointment set valid = '[2020-01-01,2099-01-01)'
       where institution_id = $1 and role = 'management_office' and not person_id = any($2::uuid[]) returning id`,
      [world.office.id, all.map(({ id }) => id)],
    );
    const ending = all.map((who) =>
      refusalOf(office, changeAppointment, {
        params: { id: who.id, appointmentId: who.appointments[0]?.id ?? '' },
        body: { version: 1, ...asIs(who), to: dayFrom(1) },
      }),
    );
    expect((await Promise.all(ending)).sort()).toEqual([...Array<number>(7).fill(200), '409 person.last_administrator']);
    await database.owner.query(`update appointment set valid = '[2020-01-01,)' where id = any($1::uuid[])`, [
      others.rows.map(({ id }: { id: string }) => id),
    ]);
  });
});
