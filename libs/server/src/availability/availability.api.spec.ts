import {
  addAbsence,
  addConsultationRoom,
  changeConsultationRoom,
  getAvailability,
  listConsultationRooms,
  removeAbsence,
  setAvailability,
  type AvailabilityRule,
} from '@alliance/contracts/availability.contract';
import { roles } from '@alliance/domain/access/actor';
import { permissionsOf } from '@alliance/domain/access/may';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { availabilitySlice, consultationOf, everyDay, noLimits } from '../testing/availability.story.js';
import { personOf } from '../testing/on-call.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let coordinator: Person;
let doctor: Person;
let li: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, availabilitySlice);
  coordinator = await api.as('lead.coordinator');
  doctor = await api.as('lead.doctor');
  li = await personOf(database, 'lead.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(() =>
  database.owner.query('delete from availability_rule; delete from availability; delete from absence; delete from reservation'),
);

const set = (who: Person, version: number, rules: AvailabilityRule[], limits = noLimits) =>
  who.ask(setAvailability, { params: { id: li }, body: { version, rules, limits } });
const read = (who: Person, id = li) => who.ask(getAvailability, { params: { id } });
const leave = (who: Person, more: object = {}, id = li) =>
  who.ask(addAbsence, { params: { id }, body: { kind: 'leave', startsAt: '2026-12-01T08:00', endsAt: '2026-12-03T18:00', ...more } });
async function booked(from: string, minutes = 60) {
  const subject = await consultationOf(database, world, { [li]: 'lead' });
  await database.owner.query(
    `insert into reservation (subject_id, kind, institution_id, person_id, during, state, created_at, updated_at)
     values ($1, 'scheduled', $2, $3, tstzrange($4::timestamptz, $4::timestamptz + make_interval(mins => $5)), 'confirmed', now(), now())`,
    [subject, world.lead.id, li, from, minutes],
  );
  return subject;
}

describe('when somebody can be asked', () => {
  it('is set by oneself, step by step, and read as it was written', async () => {
    expect((await read(doctor)).answer).toMatchObject({ version: 0, zone: 'Asia/Shanghai', rules: [], limits: noLimits, mayChange: true });
    const board = everyDay({
      rrule: 'FREQ=WEEKLY;BYDAY=WE',
      startsAt: '14:05',
      minutes: 115,
      kinds: ['multidisciplinary'],
      protected: true,
    });
    const rules = [
      everyDay({ rrule: 'FREQ=WEEKLY;BYDAY=MO,WE', without: ['2026-12-02'], validUntil: '2027-01-31', onHolidays: false }),
      board,
    ];
    const limits = { bufferBefore: 5, bufferAfter: 10, perDay: 3, perWeek: null, leastNoticeHours: 24, mostNoticeDays: 60 };
    const first = await set(doctor, 0, rules, limits);
    expect([first.status, first.answer.version, first.answer.rules, first.answer.limits]).toEqual([200, 1, rules, limits]);
    expect((await set(doctor, 0, [])).problem).toMatchObject({ code: 'record.stale', facts: { version: 1 } });
    expect((await set(doctor, 1, [board])).answer).toMatchObject({ version: 2, rules: [board], limits: noLimits });
    const { rows } = await database.owner.query(`select kind, version, data from event where subject_id = $1 order by version`, [li]);
    expect(rows).toEqual([1, 2].map((version) => ({ kind: 'availability.set', version, data: {} })));
  });

  it('is set by one of two at once', async () => {
    const both = await Promise.all([set(doctor, 0, [everyDay()]), set(coordinator, 0, [])]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it.each([
    ['a repetition nobody can read', { rrule: 'FREQ=FORTNIGHTLY' }],
    ['a zone that does not exist', { zone: 'Asia/Atlantis' }],
  ])('is refused with %s', async (_, more) => {
    const rule = everyDay(more);
    expect((await set(doctor, 0, [everyDay(), rule])).problem).toMatchObject({
      code: 'availability.rule_invalid',
      facts: { ruleId: rule.id },
    });
    expect((await set(doctor, 0, [rule, rule])).problem.code).toBe('availability.rule_invalid');
  });
  it('is refused with a protected session of every kind, or one that ends before it begins', async () => {
    expect((await set(doctor, 0, [everyDay({ protected: true })])).problem.code).toBe('request.invalid');
    expect((await set(doctor, 0, [everyDay({ validUntil: '2025-01-01' })])).problem.code).toBe('request.invalid');
  });

  it('says which sessions lie outside afterwards; they stay', async () => {
    const early = await booked('2026-12-01T00:00:00Z');
    const late = await booked('2026-12-01T08:00:00Z');
    expect((await read(doctor)).answer.outside).toEqual([]);
    const mornings = [everyDay({ minutes: 240 })];
    expect((await set(doctor, 0, mornings)).answer.outside.map(({ subjectId }) => subjectId)).toEqual([late]);
    const away = await leave(doctor, { startsAt: '2026-12-01T08:30', endsAt: '2026-12-01T12:00', kind: 'meeting', note: '院周会' });
    expect(away.answer).toMatchObject({
      absence: { kind: 'meeting', startsAt: '2026-12-01T00:30:00.000Z', note: '院周会' },
      outside: [{ subjectId: early }],
    });
    expect((await read(doctor)).answer.outside.map(({ subjectId }) => subjectId)).toEqual([early, late]);
    expect((await database.owner.query(`select 1 from reservation where state = 'confirmed'`)).rowCount).toBe(2);
  });
});

describe('an absence', () => {
  it('is entered as the clock of the hospital shows it, or of a named zone, and taken back', async () => {
    const { answer } = await leave(doctor);
    expect(answer.absence).toMatchObject({ startsAt: '2026-12-01T00:00:00.000Z', endsAt: '2026-12-03T10:00:00.000Z' });
    const abroad = await leave(doctor, { zone: 'Asia/Urumqi' });
    expect(abroad.answer.absence.startsAt).toBe('2026-12-01T02:00:00.000Z');
    expect((await read(doctor)).answer.absences.map(({ id }) => id)).toEqual([answer.absence.id, abroad.answer.absence.id]);
    const remove = (who: Person, absenceId: string) => who.ask(removeAbsence, { params: { id: li, absenceId } });
    expect((await remove(coordinator, answer.absence.id)).status).toBe(204);
    expect((await remove(doctor, answer.absence.id)).status).toBe(404);
    expect((await read(doctor)).answer.absences).toHaveLength(1);
  });
  it('is entered once, however often the same request arrives', async () => {
    const sender = doctor.with({ 'idempotency-key': newId() });
    const id = newId();
    const answers = [await leave(sender, { id }), await leave(sender, { id })];
    expect(answers.map(({ status, answer }) => [status, answer.absence.id])).toEqual([
      [201, id],
      [201, id],
    ]);
  });
  it('ends after it begins and after now, within a year, in a zone that exists', async () => {
    for (const more of [
      { endsAt: '2026-12-01T08:00' },
      { endsAt: '2028-01-01T00:00' },
      { startsAt: '2026-11-01T08:00', endsAt: '2026-11-02T08:00' },
      { zone: 'Asia/Atlantis' },
    ])
      expect((await leave(doctor, more)).problem.code).toBe('availability.period_invalid');
    expect((await leave(doctor, { startsAt: '2026-12-01T08:00Z' })).problem.code).toBe('request.invalid');
  });
});

describe('others', () => {
  it('arrange for colleagues where that is their task; a doctor only for oneself', async () => {
    expect((await set(coordinator, 0, [everyDay()])).status).toBe(200);
    expect((await leave(await api.as('lead.admin'))).status).toBe(201);
    const wang = await personOf(database, 'lead.coordinator');
    expect((await read(doctor, wang)).answer.mayChange).toBe(false);
    const body = { version: 0, rules: [], limits: noLimits };
    expect((await doctor.ask(setAvailability, { params: { id: wang }, body })).problem.code).toBe('access.denied');
    expect((await leave(doctor, {}, wang)).problem.code).toBe('access.denied');
    const absenceId = (await leave(coordinator, {}, wang)).answer.absence.id;
    expect((await doctor.ask(removeAbsence, { params: { id: wang, absenceId } })).problem.code).toBe('access.denied');
  });

  it('of another hospital find nobody there; the auditor may not ask', async () => {
    const absenceId = (await leave(doctor)).answer.absence.id;
    for (const name of ['other.coordinator', 'county.admin']) {
      const stranger = await api.as(name);
      expect([(await read(stranger)).status, (await set(stranger, 0, [])).status, (await leave(stranger)).status]).toEqual([404, 404, 404]);
      expect((await stranger.ask(removeAbsence, { params: { id: li, absenceId } })).status).toBe(404);
    }
    expect((await read(await api.as('auditor'))).status).toBe(403);
    expect((await set(await api.as('auditor'), 0, [])).status).toBe(403);
  });

  it('a look at a colleague’s times leaves a trace', async () => {
    await read(coordinator);
    const { rows } = await database.owner.query(`select object_ids from audit_entry where action = 'availability.read'`);
    expect(rows).toContainEqual({ object_ids: [li] });
  });

  it('the database knows the same roles as the permissions', async () => {
    const known: string[] = [];
    for (const role of roles) {
      const { rows } = await database.owner.query<{ may: boolean }>(
        `with acting as (select set_config('app.role', $1, false)) select arranges_time_here() as may from acting`,
        [role],
      );
      if (rows[0]?.may) known.push(role);
    }
    expect(known).toEqual(roles.filter((role) => permissionsOf[role].includes('availability.arrange')));
  });
});

describe('rooms', () => {
  it('are added, renamed and taken out of use, each name once', async () => {
    const { answer: room } = await coordinator.ask(addConsultationRoom, { body: { name: '远程会诊室一', equipment: '双屏' } });
    expect(room).toMatchObject({ version: 1, name: '远程会诊室一', equipment: '双屏', endedAt: null });
    expect((await coordinator.ask(addConsultationRoom, { body: { name: '远程会诊室一' } })).problem.code).toBe('availability.name_taken');
    const change = (version: number, ended: boolean, who = coordinator) =>
      who.ask(changeConsultationRoom, { params: { id: room.id }, body: { version, name: '一号室', equipment: null, ended } });
    expect((await change(1, true)).answer).toMatchObject({ version: 2, name: '一号室', equipment: null });
    expect((await change(1, true)).problem.code).toBe('record.stale');
    const list = async (who: Person, ended: 'yes' | 'no') =>
      (await who.get(listConsultationRooms, { query: { ended } })).items.map(({ id }) => id);
    expect([await list(doctor, 'no'), await list(doctor, 'yes')]).toEqual([[], [room.id]]);
    expect(await list(await api.as('county.doctor'), 'yes')).toEqual([]);
    expect((await change(2, false, await api.as('county.coordinator'))).status).toBe(404);
    expect((await change(2, false, doctor)).status).toBe(403);
    expect((await doctor.ask(addConsultationRoom, { body: { name: '二' } })).status).toBe(403);
  });
});
