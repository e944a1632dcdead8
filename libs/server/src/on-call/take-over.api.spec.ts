import { addShift, changeShift, getHandOver, leaveNote, takeOver } from '@alliance/contracts/on-call.contract';
import { readSession } from '@alliance/contracts/session.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
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

describe('taking over', () => {
  const onCallUntil = async (person: Person) => (await person.get(readSession, {})).onCallUntil;

  it('relieves the one before, starts now, reads their note, and lets this desk lock until the end', async () => {
    const day = await add(shiftOf(wang, { from: inHours(-8), to: inHours(1) }));
    const dayDesk = await api.as('lead.coordinator');
    const held = (await take(dayDesk, day)).answer;
    expect(await onCallUntil(dayDesk)).toBe(day.to);
    const noted = await dayDesk.get(leaveNote, {
      params: { id: day.id },
      body: { version: held.version, handOverNote: '县医院一例已在途中' },
    });
    const night = await add(shiftOf(li, { from: inHours(1), to: inHours(12) }));
    const desk = await api.as('lead.doctor');
    expect(await desk.get(getHandOver, { params: { id: night.id } })).toMatchObject({
      shift: { id: night.id, mine: true },
      before: { id: day.id, handOverNote: '县医院一例已在途中' },
    });
    const before = Date.now();
    const { status, answer } = await take(desk, night);
    expect(status).toBe(200);
    expect(Date.parse(answer.from)).toBeGreaterThanOrEqual(before - 1_000);
    expect(Date.parse(answer.from)).toBeLessThanOrEqual(Date.now());
    expect(answer).toMatchObject({ to: night.to, person: { id: li }, version: 2 });
    expect(answer.takenOverAt).toBe(answer.from);
    expect(await onCallUntil(desk)).toBe(night.to);
    expect(await onCallUntil(dayDesk)).toBeNull();
    const after = await desk.get(getHandOver, { params: { id: night.id } });
    expect(after.before).toMatchObject({ id: day.id, to: answer.from, version: noted.version + 1 });
    const kinds = await database.owner.query(
      `select kind from event where subject_id = any($1) and kind in ('shift.taken_over', 'shift.relieved') order by recorded_at, id`,
      [[day.id, night.id]],
    );
    expect(kinds.rows.map(({ kind }) => kind).sort()).toEqual(['shift.relieved', 'shift.taken_over', 'shift.taken_over']);
  });

  it('the backup comes instead: the two change places, and the desk of the first is released', async () => {
    const shift = await add(shiftOf(li, { backupPersonId: wang, backupPhone: '13900000002' }));
    const [first, second] = [await api.as('lead.doctor'), await api.as('lead.coordinator')];
    const { answer } = await take(first, shift);
    expect((await take(second, answer)).answer).toMatchObject({
      person: { id: wang, phone: '13900000002' },
      backup: { id: li, phone: '13900000001' },
    });
    expect([await onCallUntil(first), await onCallUntil(second)]).toEqual([null, shift.to]);
  });

  it('by nobody else, not hours before, not after, and only with the sound heard', async () => {
    const shift = await add(shiftOf(wang));
    expect((await take(doctor, shift)).problem.code).toBe('shift.not_yours');
    const later = await add(shiftOf(li, { from: inHours(3), to: inHours(8) }));
    expect((await take(doctor, later)).problem).toMatchObject({ status: 409, code: 'shift.not_now' });
    const silent = await doctor.ask(takeOver, { params: { id: later.id }, body: { version: 1, soundHeard: false as never } });
    expect(silent.status).toBe(400);
    expect((await take(doctor, { id: later.id, version: 7 })).problem.code).toBe('record.stale');
    expect((await doctor.ask(leaveNote, { params: { id: shift.id }, body: { version: 1, handOverNote: 'x' } })).problem.code).toBe(
      'shift.not_yours',
    );
  });

  it('not while on duty at another place', async () => {
    await add(shiftOf(li, { departmentId: world.lead.departmentId, from: inHours(-4), to: inHours(1) }));
    const next = await add(shiftOf(li, { from: inHours(1), to: inHours(9) }));
    expect((await take(doctor, next)).problem).toMatchObject({
      code: 'shift.person_elsewhere',
      facts: { departmentId: world.lead.departmentId },
    });
  });

  it('fifty presses at once: exactly one', async () => {
    const shift = await add(shiftOf(li));
    await add(shiftOf(wang, { from: inHours(-3), to: inHours(2) }));
    const answers = await Promise.all(Array.from({ length: 50 }, () => take(doctor, shift)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map(({ problem }) => problem.code))).toEqual(new Set(['record.stale']));
    const kinds = await database.owner.query(`select kind from event where kind = 'shift.taken_over' and subject_id = $1`, [shift.id]);
    expect(kinds.rowCount).toBe(1);
  }, 30_000);

  it('two who relieve each other at once leave one on duty', async () => {
    const [a, b] = [await add(shiftOf(li)), await add(shiftOf(wang))];
    const answers = await Promise.all([take(doctor, a), take(coordinator, b)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { rowCount } = await database.owner.query('select 1 from on_call_shift where cancelled_at is null and during @> now()');
    expect(rowCount).toBe(1);
  });

  it('a changed or cancelled shift takes the desk with it', async () => {
    const shift = await add(shiftOf(li));
    const desk = await api.as('lead.doctor');
    const taken = (await take(desk, shift)).answer;
    const longer = await coordinator.get(changeShift, {
      params: { id: shift.id },
      body: { version: taken.version, ...shiftOf(li, { from: taken.from, to: inHours(10) }) },
    });
    expect(longer.takenOverAt).toBe(taken.takenOverAt);
    expect(await onCallUntil(desk)).toBe(inHours(10));
    const others = await coordinator.get(changeShift, { params: { id: shift.id }, body: { version: longer.version, ...shiftOf(wang) } });
    expect(others.takenOverAt).toBeNull();
    expect(await onCallUntil(desk)).toBeNull();
  });

  it('a desk on call is locked, keeps its session, and does nothing more', async () => {
    const shift = await add(shiftOf(li));
    const desk = await api.as('lead.doctor');
    await take(desk, shift);
    await database.owner.query(`update session set locked_at = now() where person_id = $1 and on_call_until is not null`, [li]);
    expect(await desk.get(readSession, {})).toMatchObject({ locked: true, onCallUntil: shift.to });
    expect((await take(desk, { id: shift.id, version: 2 })).problem.code).toBe('session.desk_locked');
  });
});
