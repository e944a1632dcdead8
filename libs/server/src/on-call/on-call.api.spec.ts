import { addShift, cancelShift, changeShift, getHandOver, getRota, leaveNote, takeOver } from '@alliance/contracts/on-call.contract';
import { permissionsOf } from '@alliance/domain/access/may';
import { roles } from '@alliance/domain/access/actor';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { today } from '../platform/today.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, poolOf, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { inHours, onCallSlice, personOf, shiftOf } from '../testing/on-call.story.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let coordinator: Person;
let doctor: Person;
let li: string;
let wang: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, onCallSlice);
  coordinator = await api.as('lead.coordinator');
  doctor = await api.as('lead.doctor');
  li = await personOf(database, 'lead.doctor');
  wang = await personOf(database, 'lead.coordinator');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(() => database.owner.query('delete from on_call_shift'));

const add = (body: ReturnType<typeof shiftOf>) => coordinator.get(addShift, { body });
const take = (person: Person, { id, version }: { id: string; version: number }) =>
  person.ask(takeOver, { params: { id }, body: { version, soundHeard: true } });

describe('the rota', () => {
  it('is kept by those who may: added, changed, cancelled, each with its event and audit', async () => {
    const added = await add(shiftOf(li, { backupPersonId: wang, backupPhone: '13900000002', handOverNote: '3 床待检查结果' }));
    expect(added).toMatchObject({
      version: 1,
      department: null,
      person: { id: li },
      backup: { id: wang, phone: '13900000002' },
      takenOverAt: null,
    });
    const { id } = added;
    const changed = await coordinator.get(changeShift, {
      params: { id },
      body: { version: 1, ...shiftOf(wang, { departmentId: world.lead.departmentId }) },
    });
    expect(changed).toMatchObject({ version: 2, department: { id: world.lead.departmentId }, person: { id: wang }, backup: null });
    expect((await coordinator.ask(cancelShift, { params: { id }, body: { version: 1 } })).problem.code).toBe('record.stale');
    expect((await coordinator.ask(cancelShift, { params: { id }, body: { version: 2 } })).status).toBe(204);
    expect((await coordinator.ask(getHandOver, { params: { id } })).status).toBe(404);
    const events = await database.owner.query('select kind, topic, version, recipients from event where subject_id = $1 order by version', [
      id,
    ]);
    expect(events.rows).toEqual(
      ['shift.added', 'shift.changed', 'shift.cancelled'].map((kind, i) => ({
        kind,
        topic: 'shift',
        version: i + 1,
        recipients: [world.lead.id],
      })),
    );
    const audits = await database.owner.query(
      `select action from audit_entry where $1 = any(object_ids) and outcome = 'allowed' order by id`,
      [id],
    );
    expect(audits.rows.map(({ action }) => action)).toEqual(['shift.added', 'shift.changed', 'shift.cancelled']);
    const [told] = (await database.owner.query(`select concerns from event where subject_id = $1 and kind = 'shift.changed'`, [id])).rows;
    expect(new Set((told as { concerns: string[] }).concerns)).toEqual(new Set([li, wang]));
  });

  it('is the same once, however often the same request arrives', async () => {
    const sender = coordinator.with({ 'idempotency-key': newId() });
    const body = { id: newId(), ...shiftOf(li) };
    expect(await sender.get(addShift, { body })).toEqual(await sender.get(addShift, { body }));
    const after = coordinator.with({ 'idempotency-key': newId() });
    for (let turn = 0; turn < 2; turn++)
      expect((await after.ask(cancelShift, { params: { id: body.id }, body: { version: 1 } })).status).toBe(204);
  });

  it('shows a day of the hospital’s own time zone, with gaps and double bookings', async () => {
    const day = '2027-03-28'; // Europe changes its clocks on it, Shanghai and Ürümqi never do
    const at = (time: string) => new Date(`${day}T${time}:00+08:00`).toISOString();
    await add(shiftOf(li, { from: at('08:00'), to: at('18:00') }));
    await add(shiftOf(wang, { from: at('17:00'), to: at('22:00') }));
    const rota = await doctor.get(getRota, { query: { from: day, to: day } });
    expect(rota.places).toEqual([null]);
    expect(rota.gaps).toEqual([
      { department: null, from: at('00:00'), to: at('08:00') },
      { department: null, from: at('22:00'), to: new Date(Date.parse(at('00:00')) + 86_400_000).toISOString() },
    ]);
    expect(rota.overlaps).toEqual([{ department: null, from: at('17:00'), to: at('18:00'), shiftIds: rota.shifts.map(({ id }) => id) }]);
    await database.owner.query(`update institution set time_zone = 'Asia/Urumqi' where id = $1`, [world.lead.id]);
    const there = await doctor.get(getRota, { query: { from: day, to: day } });
    await database.owner.query(`update institution set time_zone = 'Asia/Shanghai' where id = $1`, [world.lead.id]);
    expect(there.gaps[0]).toEqual({ department: null, from: new Date(`${day}T00:00:00+06:00`).toISOString(), to: at('08:00') });
  });

  it('knows a place by its shifts: a department that keeps none is not missed, the duty office always is', async () => {
    await add(shiftOf(li, { departmentId: world.lead.departmentId }));
    const day = today(new Date());
    const rota = await doctor.get(getRota, { query: { from: day, to: day } });
    expect(rota.places.map((place) => place?.id ?? null)).toEqual([null, world.lead.departmentId]);
    const one = await doctor.get(getRota, { query: { from: day, to: day, departmentId: world.lead.departmentId } });
    expect(one.places.map((place) => place?.id)).toEqual([world.lead.departmentId]);
    expect(one.shifts).toHaveLength(1);
    expect((await doctor.get(getRota, { query: { from: day, to: day, departmentId: 'duty_office' } })).shifts).toEqual([]);
    expect((await doctor.ask(getRota, { query: { from: '2026-01-01', to: '2026-12-31' } })).problem.code).toBe('shift.period_invalid');
    expect((await doctor.ask(getRota, { query: { from: '2026-01-02', to: '2026-01-01' } })).problem.code).toBe('shift.period_invalid');
  });
});

describe('what the rota refuses', () => {
  const refusal = async (more: Parameters<typeof shiftOf>[1], personId = li) => {
    const { status, problem } = await coordinator.ask(addShift, { body: shiftOf(personId, more) });
    return [status, problem.code, problem.facts];
  };
  it('shifts that end before they start or never; strangers; other hospitals’ and closed departments; a backup without a number', async () => {
    expect(await refusal({ to: inHours(-1) })).toEqual([422, 'shift.period_invalid', { longestHours: 72 }]);
    expect(await refusal({ to: inHours(73) })).toEqual([422, 'shift.period_invalid', { longestHours: 72 }]);
    const stranger = await personOf(database, 'other.doctor');
    expect(await refusal({}, stranger)).toEqual([422, 'shift.person_foreign', { fields: ['personId'] }]);
    expect(await refusal({ backupPersonId: stranger, backupPhone: '1' })).toEqual([
      422,
      'shift.person_foreign',
      { fields: ['backupPersonId'] },
    ]);
    expect(await refusal({ backupPersonId: li, backupPhone: '1' })).toEqual([422, 'shift.person_foreign', { fields: ['backupPersonId'] }]);
    expect(await refusal({ departmentId: world.other.departmentId })).toEqual([422, 'department.foreign', { fields: ['departmentId'] }]);
    expect((await refusal({ backupPersonId: wang }))[1]).toBe('request.invalid');
    await database.owner.query('update department set closed_at = now() where id = $1', [world.lead.departmentId]);
    expect((await refusal({ departmentId: world.lead.departmentId }))[1]).toBe('department.foreign');
    await database.owner.query('update department set closed_at = null where id = $1', [world.lead.departmentId]);
  });

  it('one person at two places, and says where and until when', async () => {
    const first = await add(shiftOf(li, { departmentId: world.lead.departmentId }));
    const facts = { departmentId: world.lead.departmentId, until: first.to };
    expect(await refusal({ from: inHours(7), to: inHours(9) })).toEqual([409, 'shift.person_elsewhere', facts]);
    const next = await add(shiftOf(li, { from: first.to, to: inHours(16) }));
    const moved = await coordinator.ask(changeShift, {
      params: { id: next.id },
      body: { version: 1, ...shiftOf(li, { from: inHours(7), to: inHours(16) }) },
    });
    expect([moved.problem.code, moved.problem.facts]).toEqual(['shift.person_elsewhere', facts]);
    // of a hospital one may not look into, one learns only that it is so
    await database.owner.query(
      `insert into on_call_shift (id, institution_id, person_id, phone, during) values ($1, $2, $3, '1', tstzrange(now(), now() + interval '1 hour'))`,
      [newId(), world.other.id, wang],
    );
    expect(await refusal({}, wang)).toEqual([409, 'shift.person_elsewhere', undefined]);
  });

  it('fifty who put the same person somewhere at once: exactly one', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => coordinator.ask(addShift, { body: shiftOf(li) })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ problem }) => problem.code))).toEqual(
      new Set(['shift.person_elsewhere']),
    );
    expect((await database.owner.query('select 1 from on_call_shift')).rowCount).toBe(1);
  }, 30_000);
});

describe('others', () => {
  it('neither see nor touch a hospital’s rota', async () => {
    const { id } = await add(shiftOf(li));
    const stranger = await api.as('other.coordinator');
    const fields = shiftOf(await personOf(database, 'other.doctor'));
    const day = today(new Date());
    expect((await stranger.get(getRota, { query: { from: day, to: day } })).shifts).toEqual([]);
    expect((await stranger.ask(getHandOver, { params: { id } })).status).toBe(404);
    expect((await stranger.ask(changeShift, { params: { id }, body: { version: 1, ...fields } })).status).toBe(404);
    expect((await stranger.ask(cancelShift, { params: { id }, body: { version: 1 } })).status).toBe(404);
    expect((await stranger.ask(leaveNote, { params: { id }, body: { version: 1, handOverNote: 'x' } })).status).toBe(404);
    expect((await take(stranger, { id, version: 1 })).status).toBe(404);
  });

  it('a doctor reads it and does not change it; the auditor does not see it', async () => {
    const { id } = await add(shiftOf(li));
    expect((await doctor.ask(addShift, { body: shiftOf(li) })).status).toBe(403);
    expect((await doctor.ask(changeShift, { params: { id }, body: { version: 1, ...shiftOf(li) } })).status).toBe(403);
    expect((await doctor.ask(cancelShift, { params: { id }, body: { version: 1 } })).status).toBe(403);
    const day = today(new Date());
    expect((await (await api.as('auditor')).ask(getRota, { query: { from: day, to: day } })).status).toBe(403);
    expect((await take(await api.as('lead.admin'), { id, version: 1 })).status).toBe(403);
  });

  it('are held off by the database itself, and so is a doctor of the house', async () => {
    const { id } = await add(shiftOf(li));
    const app = poolOf(database.appUrl, 1);
    const as = async (institutionId: string, role: string, statement: string) => {
      const client = await app.connect();
      try {
        await client.query('begin');
        await client.query(
          `select set_config('app.institution', $1, true), set_config('app.role', $2, true), set_config('app.person', $3, true)`,
          [institutionId, role, newId()],
        );
        return (await client.query(statement)).rowCount;
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    const moves = `update on_call_shift set phone = '1' where id = '${id}'`;
    const adds = `insert into on_call_shift (id, institution_id, person_id, phone, during)
      values (uuidv7(), '${world.lead.id}', '${wang}', '1', tstzrange(now(), now() + interval '1 hour'))`;
    const relieves = `select * from relieve('${id}', array['${id}']::uuid[], now())`;
    expect(await as(world.lead.id, 'coordinator', moves)).toBe(1);
    expect(await as(world.lead.id, 'doctor', moves)).toBe(0);
    expect(await as(world.other.id, 'coordinator', moves)).toBe(0);
    expect(await as(world.other.id, 'coordinator', 'select id from on_call_shift')).toBe(0);
    expect(await as(world.lead.id, 'coordinator', adds)).toBe(1);
    for (const [house, role] of [
      [world.lead.id, 'doctor'],
      [world.other.id, 'coordinator'],
    ] as const)
      await expect(as(house, role, adds)).rejects.toMatchObject({ code: '42501' });
    expect(await as(world.lead.id, 'doctor', relieves)).toBe(0);
    await expect(as(world.lead.id, 'coordinator', 'select taken_over_session from on_call_shift')).rejects.toMatchObject({ code: '42501' });
    await app.end();
  });

  it('the database knows the same roles as the permissions', async () => {
    const known: string[] = [];
    for (const role of roles) {
      const { rows } = await database.owner.query<{ may: boolean }>(
        `with acting as (select set_config('app.role', $1, false)) select manages_rota_here() as may from acting`,
        [role],
      );
      if (rows[0]?.may) known.push(role);
    }
    expect(known).toEqual(roles.filter((role) => permissionsOf[role].includes('duty.manage')));
  });
});
