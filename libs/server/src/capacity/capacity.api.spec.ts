import {
  addBeds,
  addSlots,
  changeBed,
  confirmCapacity,
  extendHold,
  getCapacityBoard,
  getCapacityChoices,
  holdCapacity,
  markBed,
  markSlots,
  releaseHold,
  type Bed,
  type Slot,
} from '@alliance/contracts/capacity.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { capacitySlice, inMinutes, publishBeds, sentReferral, someLabel } from '../testing/capacity.story.js';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let coordinator: Person;
let doctor: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, capacitySlice);
  coordinator = await api.as('lead.coordinator');
  doctor = await api.as('lead.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const board = async (who = coordinator, day?: string) => {
  const { departments } = await who.get(getCapacityBoard, { query: { ...(day && { day }) } });
  return departments.find(({ department }) => department.id === world.lead.departmentId) as (typeof departments)[number];
};
const onBoard = async (id: string) => (await board()).beds.find((bed) => bed.id === id) as Bed;
const one = async (more?: Parameters<typeof publishBeds>[3]) => (await publishBeds(coordinator, world, [someLabel()], more))[0] as Bed;
const mark = (who: Person, { id, version }: Pick<Bed, 'id' | 'version'>, state: Bed['situation'] | 'open', occupiedUntil?: string) =>
  who.ask(markBed, { params: { id }, body: { version, state: state as 'open', ...(occupiedUntil && { occupiedUntil }) } });
const holdFor = async (bed: Bed, state = 'accepted') => {
  const referralId = await sentReferral(database, world, { state });
  return coordinator.get(holdCapacity, { body: { referralId, bedId: bed.id, slotId: null, until: inMinutes(18) } });
};
const kindsOf = async (subjectId: string) =>
  (await database.owner.query<{ kind: string }>('select kind from event where subject_id = $1 order by id', [subjectId])).rows.map(
    ({ kind }) => kind,
  );

describe('beds', () => {
  it('are published together and stand on the board in the order people count', async () => {
    const labels = ['9 床', '10 床', '11 床'].map((label) => `${someLabel()} ${label}`.replace(/^T\d+ /, ''));
    const items = await publishBeds(coordinator, world, labels);
    expect(items.map(({ label, situation }) => [label, situation])).toEqual(labels.map((label) => [label, 'free']));
    const shown = (await board()).beds.filter(({ label }) => labels.includes(label));
    expect(shown.map(({ label }) => label)).toEqual(labels);
  });

  it('keep their names apart inside a department; nothing is published by halves', async () => {
    const label = someLabel();
    await publishBeds(coordinator, world, [label]);
    const body = { departmentId: world.lead.departmentId, labels: [someLabel(), label], kind: 'ordinary' as const, sex: 'any' as const };
    expect((await coordinator.ask(addBeds, { body })).problem.code).toBe('capacity.label_taken');
    expect((await board()).beds.some((bed) => bed.label === body.labels[0])).toBe(false);
    const bed = await one();
    const fields = { version: bed.version, label, kind: bed.kind, sex: bed.sex, note: null };
    expect((await coordinator.ask(changeBed, { params: { id: bed.id }, body: fields })).problem.code).toBe('capacity.label_taken');
  });

  it('are taken and freed with one word by the ward; closing is for those who manage', async () => {
    const bed = await one();
    const taken = await mark(doctor, bed, 'occupied', inMinutes(600));
    expect(taken.answer).toMatchObject({ situation: 'occupied', version: 2 });
    expect((await mark(doctor, taken.answer, 'closed')).problem.code).toBe('access.denied');
    expect((await mark(doctor, bed, 'open')).problem.code).toBe('record.stale');
    const closed = await mark(coordinator, taken.answer, 'closed');
    expect(closed.answer).toMatchObject({ situation: 'closed', occupiedUntil: null });
    expect((await mark(doctor, closed.answer, 'open')).status).toBe(403);
    expect((await mark(coordinator, closed.answer, 'open')).answer.situation).toBe('free');
    expect(await kindsOf(bed.id)).toEqual(['bed.marked', 'bed.marked', 'bed.marked']);
  });

  it('are not expected back in the past', async () => {
    const bed = await one();
    expect((await mark(coordinator, bed, 'occupied', inMinutes(-5))).problem.code).toBe('capacity.period_invalid');
    expect((await mark(coordinator, bed, 'open', inMinutes(5))).problem.code).toBe('request.invalid');
  });

  it('that are held show for which referral and until when, and cannot be given away or become another kind', async () => {
    const bed = await one();
    const hold = await holdFor(bed);
    expect(await onBoard(bed.id)).toMatchObject({ situation: 'held', hold: { id: hold.id, until: hold.until, referral: hold.referral } });
    for (const state of ['open', 'occupied', 'closed'] as const)
      expect((await mark(coordinator, bed, state)).problem.code).toBe('capacity.in_use');
    const change = { version: 1, label: bed.label, sex: bed.sex, note: '靠窗' };
    const asked = (kind: Bed['kind']) => coordinator.ask(changeBed, { params: { id: bed.id }, body: { ...change, kind } });
    expect((await asked('icu')).problem.code).toBe('capacity.in_use');
    expect((await asked('ordinary')).answer).toMatchObject({ note: '靠窗', version: 2, situation: 'held' });
  });

  it('are freed when the referred patient leaves', async () => {
    const bed = await one();
    const hold = await holdFor(bed, 'in_care');
    expect(hold).toMatchObject({ state: 'occupied', until: null });
    expect((await mark(coordinator, bed, 'closed')).problem.code).toBe('capacity.in_use');
    expect((await mark(doctor, bed, 'open')).answer).toMatchObject({ situation: 'free', hold: null });
    expect(await kindsOf(hold.id)).toEqual(['capacity.held', 'capacity.occupied', 'capacity.released']);
  });

  it('a repeated request marks once', async () => {
    const bed = await one();
    const sender = doctor.with({ 'idempotency-key': newId() });
    const [first, again] = [await mark(sender, bed, 'occupied'), await mark(sender, bed, 'occupied')];
    expect(again.answer).toEqual(first.answer);
    expect(again.answer.version).toBe(2);
  });
});

describe('what is held', () => {
  it('is held longer, moves to another bed, and is given back', async () => {
    const [bed, other] = [await one(), await one()];
    const hold = await holdFor(bed);
    const longer = await coordinator.get(extendHold, { params: { id: hold.id }, body: { version: 1, until: inMinutes(90) } });
    expect(longer).toMatchObject({ version: 2, until: expect.stringMatching(/Z$/) });
    for (const until of [inMinutes(-1), inMinutes(15 * 24 * 60)]) {
      const refused = await coordinator.ask(extendHold, { params: { id: hold.id }, body: { version: 2, until } });
      expect(refused.problem.code).toBe('capacity.period_invalid');
    }
    expect((await coordinator.ask(releaseHold, { params: { id: hold.id }, body: { version: 1 } })).problem.code).toBe('record.stale');
    const referralId = hold.referral?.id as string;
    const moved = await coordinator.get(holdCapacity, { body: { referralId, bedId: other.id, slotId: null, until: inMinutes(60) } });
    expect([(await onBoard(bed.id)).situation, (await onBoard(other.id)).situation]).toEqual(['free', 'held']);
    expect((await coordinator.ask(releaseHold, { params: { id: moved.id }, body: { version: 1 } })).status).toBe(204);
    expect((await onBoard(other.id)).situation).toBe('free');
    const { rows } = await database.owner.query('select ended_as from capacity_hold where referral_id = $1 order by id', [referralId]);
    expect(rows).toEqual([{ ended_as: 'replaced' }, { ended_as: 'given_back' }]);
    const told = await database.owner.query(`select recipients from event where subject_id = $1 and kind = 'referral.hold_ended'`, [
      referralId,
    ]);
    expect(told.rows).toEqual([{ recipients: [world.county.id, world.lead.id] }]);
  });

  it('is for somebody who is coming, and for two weeks at most', async () => {
    const bed = await one();
    const submitted = await sentReferral(database, world, { state: 'submitted' });
    const ask = (referralId: string, until: string) =>
      coordinator.ask(holdCapacity, { body: { referralId, bedId: bed.id, slotId: null, until } });
    expect((await ask(submitted, inMinutes(10))).problem.code).toBe('referral.wrong_state');
    const accepted = await sentReferral(database, world);
    for (const until of [inMinutes(-1), inMinutes(15 * 24 * 60)])
      expect((await ask(accepted, until)).problem.code).toBe('capacity.period_invalid');
  });
});

describe('slots', () => {
  const plan = {
    service: 'outpatient',
    room: '诊室 2',
    firstDay: '2027-03-01',
    lastDay: '2027-03-07',
    weekdays: [1, 3],
    opens: '08:00',
    closes: '12:00',
    pauses: [{ from: '09:30', to: '10:30' }],
    minutes: 30,
    places: 2,
  } as const;
  const add = (more: object = {}) =>
    coordinator.ask(addSlots, { body: { departmentId: world.lead.departmentId, ...plan, ...more } as never });
  const slotsOf = async (day: string) => (await board(coordinator, day)).slots;
  const markAll = (who: Person, slots: readonly Slot[], state: 'open' | 'given' | 'closed') =>
    who.ask(markSlots, { body: { slots: slots.map(({ id, version }) => ({ id, version })), state } });

  it('follow a plan in the hospital’s own time, and the same plan adds nothing twice', async () => {
    expect((await add()).answer).toEqual({ added: 2 * 6 * 2 });
    expect((await add()).answer).toEqual({ added: 0 });
    expect((await add({ places: 3 })).answer).toEqual({ added: 2 * 6 });
    const monday = await slotsOf('2027-03-01');
    expect([...new Set(monday.map(({ from }) => from))]).toEqual(
      ['08:00', '08:30', '09:00', '10:30', '11:00', '11:30'].map((time) => new Date(`2027-03-01T${time}:00+08:00`).toISOString()),
    );
    expect(await slotsOf('2027-03-02')).toEqual([]);
    expect((await add({ lastDay: '2027-02-01' })).problem.code).toBe('capacity.period_invalid');
  });

  it('are given to others and closed, together or not at all', async () => {
    const room = someLabel();
    await add({ room, lastDay: '2027-03-01', places: 1 });
    const mine = (await slotsOf('2027-03-01')).filter((slot) => slot.room === room);
    expect((await markAll(doctor, mine, 'closed')).status).toBe(403);
    expect((await markAll(doctor, mine.slice(0, 2), 'given')).answer).toEqual({ marked: 2 });
    expect((await markAll(coordinator, mine, 'closed')).problem.code).toBe('record.stale');
    const now = (await slotsOf('2027-03-01')).filter((slot) => slot.room === room);
    expect(now.map(({ situation }) => situation)).toEqual(['given', 'given', 'free', 'free', 'free', 'free']);
    expect((await markAll(coordinator, now, 'closed')).answer).toEqual({ marked: 6 });
  });

  it('are offered for an outpatient, held for one, and then neither closed nor held again', async () => {
    const room = someLabel();
    const day = new Date(api.clock.now().getTime() + 3 * 86_400_000).toISOString().slice(0, 10);
    await add({ room, firstDay: day, lastDay: day, weekdays: [1, 2, 3, 4, 5, 6, 7], places: 1 });
    const [first, second] = [
      await sentReferral(database, world, { service: 'outpatient', state: 'accepted' }),
      await sentReferral(database, world, { service: 'outpatient', state: 'accepted' }),
    ];
    const offered = (await coordinator.get(getCapacityChoices, { query: { referralId: first } })).slots.filter(
      (slot) => slot.room === room,
    );
    expect(offered).toHaveLength(6);
    const slotId = offered[0]?.id as string;
    const until = offered[0]?.to as string;
    const held = await coordinator.get(holdCapacity, { body: { referralId: first, bedId: null, slotId, until } });
    expect((await coordinator.get(getCapacityChoices, { query: { referralId: first } })).held).toEqual(held);
    const again = await coordinator.ask(holdCapacity, { body: { referralId: second, bedId: null, slotId, until } });
    expect(again.problem.code).toBe('capacity.taken');
    const tile = (await slotsOf(day)).find(({ id }) => id === slotId) as Slot;
    expect(tile).toMatchObject({ situation: 'held', hold: { id: held.id } });
    expect((await markAll(coordinator, [tile], 'closed')).problem.code).toBe('capacity.in_use');
    await coordinator.ask(releaseHold, { params: { id: held.id }, body: { version: held.version } });
    expect((await coordinator.ask(holdCapacity, { body: { referralId: second, bedId: null, slotId, until } })).status).toBe(201);
  });
});

describe('the figures', () => {
  it('are right when somebody says so, and old after twelve hours', async () => {
    const before = await board();
    expect((await doctor.get(confirmCapacity, { body: { departmentId: world.lead.departmentId } })).old).toBe(false);
    const after = await board();
    expect(after.confirmedBy).toBe('person lead.doctor');
    expect(Date.parse(after.confirmedAt as string)).toBeGreaterThanOrEqual(Date.parse(before.confirmedAt ?? '2020-01-01'));
    api.clock.advance(13 * 3600);
    expect((await board()).old).toBe(true);
    api.clock.advance(-13 * 3600);
  });

  it('choices for an inpatient: free beds with those that suit, nothing for anybody else', async () => {
    const [men, women] = [await one({ kind: 'icu', sex: 'male' }), await one({ kind: 'icu', sex: 'female' })];
    const held = await one({ kind: 'icu' });
    await holdFor(held);
    const referralId = await sentReferral(database, world, { state: 'submitted', sex: 'female' });
    const { beds, slots } = await doctor.get(getCapacityChoices, { query: { referralId } });
    expect(slots).toEqual([]);
    const suits = new Map(beds.map((bed) => [bed.id, bed.suits]));
    expect([suits.get(men.id), suits.get(women.id), suits.get(held.id)]).toEqual([false, true, undefined]);
    const cot = await one({ kind: 'nicu' });
    const bornOn = async (day: string) => {
      await database.owner.query('update referral set patient_birth_date = $2 where id = $1', [referralId, day]);
      return (await doctor.get(getCapacityChoices, { query: { referralId } })).beds.find(({ id }) => id === cot.id)?.suits;
    };
    expect([await bornOn('1955-03-01'), await bornOn(api.clock.now().toISOString().slice(0, 10))]).toEqual([false, true]);
    for (const who of ['county.doctor', 'other.doctor', 'township.doctor'])
      expect((await (await api.as(who)).ask(getCapacityChoices, { query: { referralId } })).problem.code).toBe('referral.not_found');
  });
});
