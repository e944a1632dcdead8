import {
  addBeds,
  addSlots,
  getCapacityBoard,
  getCapacityChoices,
  getHeldPlace,
  holdCapacity,
  markBed,
} from '@alliance/contracts/capacity.contract';
import { registerPatient } from '@alliance/contracts/patient.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import * as journey from '@alliance/contracts/referral-journey.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkCharacterOf } from '@alliance/domain/identity/citizen-id';
import { capacitySlice, inMinutes, someLabel } from '../testing/capacity.story.js';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { doctorDrafts, doctorSubmits, referralSlice } from '../testing/referral.story.js';
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
  api = await startApi(database, {
    features: [...referralSlice.features, ...capacitySlice.features],
    contracts: [...referralSlice.contracts, ...capacitySlice.contracts],
  });
  [coordinator, doctor] = (await Promise.all(['lead.coordinator', 'county.doctor'].map((name) => api.as(name)))) as [Person, Person];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** A department of the lead hospital that has published nothing yet. */
async function department(): Promise<string> {
  const id = newId();
  await database.owner.query(
    `insert into department (id, institution_id, name_zh, name_en, specialties, standing_permissions)
     select $1::uuid, institution_id, name_zh || $1::text, name_en, specialties, standing_permissions from department where id = $2`,
    [id, world.lead.departmentId],
  );
  return id;
}
type Kind = { kind?: 'ordinary' | 'ccu'; sex?: 'any' | 'male' | 'female' };
async function bedIn(departmentId: string, { kind = 'ordinary', sex = 'any' }: Kind = {}) {
  const { items } = await coordinator.get(addBeds, { body: { departmentId, labels: [someLabel()], kind, sex } });
  return items[0] as (typeof items)[number];
}
let men = 0;
async function aMan(): Promise<string> {
  const digits = `99010519600101${String(2 * men++ + 1).padStart(3, '0')}`;
  const identifier = digits + checkCharacterOf(digits);
  return (await doctor.get(registerPatient, { body: { name: '测试男', sex: 'male', identifierKind: 'citizen_id', identifier } })).id;
}
const sent = (receiverDepartmentId: string, more: object = {}) =>
  doctorSubmits(doctor, world, { receiverDepartmentId, service: 'inpatient', transport: 'own_way', ...more });
const taken = () => ({ arriveBy: inMinutes(120), place: '病区', phone: '0990-5550120', physician: '韩医师', bedRoute: 'bed' as const });
const accept = ({ id, version }: ReferralView, more: object = {}) =>
  coordinator.ask(act.acceptReferral, { params: { id }, body: { version, ...taken(), ...more } });
const code = async (asked: ReturnType<typeof accept>) => (await asked).problem.code;
const accepted = async (asked: ReturnType<typeof accept>) => (await asked).answer;

describe('taking an inpatient', () => {
  it('keeps a bed where the department publishes any, free or not; others go on as before', async () => {
    const at = await department();
    expect((await accepted(accept(await sent(at)))).state).toBe('accepted');
    const bed = await bedIn(at);
    const one = await sent(at);
    expect(await code(accept(one))).toBe('capacity.hold_needed');
    await coordinator.get(markBed, { params: { id: bed.id }, body: { version: bed.version, state: 'occupied' } });
    expect(await code(accept(one))).toBe('capacity.hold_needed');
    expect(await doctor.get(getReferral, { params: { id: one.id } })).toMatchObject({ state: 'submitted', version: one.version });
    await coordinator.get(markBed, { params: { id: bed.id }, body: { version: bed.version + 1, state: 'open' } });
    expect((await accepted(accept(one, { hold: { bedId: bed.id } }))).state).toBe('accepted');
    const { departments } = await coordinator.get(getCapacityBoard, { query: { departmentId: at } });
    expect(departments[0]?.beds[0]?.situation).toBe('held');
  });

  it('asks for no bed through the emergency department, further ahead than a bed is held, or once all are closed', async () => {
    const at = await department();
    const bed = await bedIn(at);
    expect((await accepted(accept(await sent(at), { bedRoute: 'via_emergency' }))).state).toBe('accepted');
    expect((await accepted(accept(await sent(at), { arriveBy: inMinutes(20 * 24 * 60) }))).state).toBe('accepted');
    await coordinator.get(markBed, { params: { id: bed.id }, body: { version: bed.version, state: 'closed' } });
    expect((await accepted(accept(await sent(at)))).state).toBe('accepted');
  });

  it('who left before anyone answered is no exception', async () => {
    const at = await department();
    const bed = await bedIn(at);
    const one = await sent(at, { urgency: 'immediate' });
    const left = await doctor.get(journey.departReferral, {
      params: { id: one.id },
      body: { version: one.version, estimatedArrivalAt: inMinutes(60) },
    });
    const physician = await api.as('lead.doctor');
    const acknowledge = (hold: object | null) =>
      physician.ask(act.acknowledgeReferral, { params: { id: left.id }, body: { version: left.version, ...taken(), hold } as never });
    expect((await acknowledge(null)).problem.code).toBe('capacity.hold_needed');
    expect((await acknowledge({ bedId: bed.id })).status).toBe(200);
  });

  it('a newborn may lie with its mother, and has a bed of its own elsewhere', async () => {
    const [ward, nursery] = [await department(), await department()];
    await bedIn(nursery);
    for (const [at, outcome] of [
      [ward, 200],
      [nursery, 422],
    ] as const) {
      const bed = await bedIn(ward);
      const mother = await sent(ward, { transport: 'ambulance' });
      const draft = await doctorDrafts(doctor, world, {
        ...{ receiverDepartmentId: at, service: 'inpatient', transport: 'ambulance', pairId: mother.id },
      });
      await doctor.get(act.submitReferral, { params: { id: draft.id }, body: { version: draft.version } });
      const now = await coordinator.get(getReferral, { params: { id: mother.id } });
      expect((await accept(now, { pair: 'together', hold: { bedId: bed.id } })).status).toBe(outcome);
    }
  });
});

describe('a bed by name', () => {
  it('is for this patient: of the sex, open, and of the department unless it is one of special care', async () => {
    const [at, elsewhere] = [await department(), await department()];
    const one = await sent(at, { patientId: await aMan() });
    const women = await bedIn(at, { sex: 'female' });
    const other = await bedIn(elsewhere);
    const closed = await bedIn(at);
    await coordinator.get(markBed, { params: { id: closed.id }, body: { version: closed.version, state: 'closed' } });
    const named = (bedId: string) => accept(one, { hold: { bedId } });
    expect((await named(women.id)).problem).toMatchObject({ code: 'capacity.not_fitting', facts: { misfit: 'sex' } });
    expect((await named(other.id)).problem).toMatchObject({ code: 'capacity.not_fitting', facts: { misfit: 'department' } });
    expect(await code(named(closed.id))).toBe('capacity.taken');
    const ccu = await bedIn(elsewhere, { kind: 'ccu' });
    const { beds } = await coordinator.get(getCapacityChoices, { query: { referralId: one.id } });
    const offered = new Map(beds.map(({ id, suits }) => [id, suits]));
    expect([women, other, closed, ccu].map(({ id }) => offered.get(id))).toEqual([false, undefined, undefined, true]);
    expect((await accepted(named(ccu.id))).state).toBe('accepted');
    const moved = await coordinator.ask(holdCapacity, {
      body: { referralId: one.id, bedId: women.id, slotId: null, until: inMinutes(60) },
    });
    expect(moved.problem.code).toBe('capacity.not_fitting');
  });

  it('is read by both hospitals with the time it is kept until, and by nobody else', async () => {
    const at = await department();
    const bed = await bedIn(at);
    const one = await sent(at);
    const held = async (who: Person) => (await who.get(getHeldPlace, { params: { id: one.id } })).held;
    expect(await held(doctor)).toBeNull();
    await accept(one, { hold: { bedId: bed.id } });
    const seen = await held(doctor);
    expect(seen).toEqual({ label: bed.label, isSlot: false, state: 'held', until: expect.stringMatching(/Z$/) });
    expect(await held(coordinator)).toEqual(seen);
    expect((await coordinator.get(getCapacityChoices, { query: { referralId: one.id } })).held).toMatchObject({
      label: bed.label,
      until: seen?.until,
    });
    for (const who of ['other.doctor', 'township.doctor']) expect(await held(await api.as(who))).toBeNull();
  });
});

describe('a slot', () => {
  const slotsIn = async (departmentId: string, service: 'outpatient' | 'examination' = 'outpatient') => {
    const day = inMinutes(3 * 24 * 60).slice(0, 10);
    await coordinator.get(addSlots, {
      body: {
        ...{ departmentId, service, room: someLabel(), firstDay: day, lastDay: day, weekdays: [1, 2, 3, 4, 5, 6, 7], opens: '09:00' },
        ...{ closes: '10:00', pauses: [], minutes: 30, places: 1 },
      },
    });
    const { departments } = await coordinator.get(getCapacityBoard, { query: { departmentId, day } });
    return departments[0]?.slots.filter((slot) => slot.service === service) ?? [];
  };
  const outpatient = (at: string) => sent(at, { service: 'outpatient', urgency: 'routine' });

  it('is named where free ones are published for that time; a plan that is full or ends before asks for none', async () => {
    const at = await department();
    expect((await accepted(accept(await outpatient(at), { bedRoute: null }))).state).toBe('accepted');
    const slots = await slotsIn(at);
    const one = await outpatient(at);
    expect(await code(accept(one, { bedRoute: null }))).toBe('capacity.hold_needed');
    expect((await accepted(accept(await outpatient(at), { bedRoute: null, arriveBy: inMinutes(40 * 24 * 60) }))).state).toBe('accepted');
    for (const { id, from } of slots) {
      const taking = await outpatient(at);
      expect((await accepted(accept(taking, { bedRoute: null, arriveBy: from, hold: { slotId: id } }))).state).toBe('accepted');
    }
    expect((await accepted(accept(one, { bedRoute: null }))).state).toBe('accepted');
  });

  it('is of the department and of the service', async () => {
    const [at, elsewhere] = [await department(), await department()];
    const [mine] = await slotsIn(at);
    const [theirs] = await slotsIn(elsewhere);
    const [scan] = await slotsIn(at, 'examination');
    const one = await outpatient(at);
    const misfit = async (slotId = '') => (await accept(one, { bedRoute: null, hold: { slotId } })).problem;
    expect(await misfit(theirs?.id)).toMatchObject({ code: 'capacity.not_fitting', facts: { misfit: 'department' } });
    expect(await misfit(scan?.id)).toMatchObject({ code: 'capacity.not_fitting', facts: { misfit: 'service' } });
    const { slots } = await coordinator.get(getCapacityChoices, { query: { referralId: one.id } });
    expect(slots.map(({ id }) => id)).toContain(mine?.id);
    expect(slots.some(({ id }) => id === theirs?.id || id === scan?.id)).toBe(false);
    expect((await accept(one, { bedRoute: null, arriveBy: mine?.from, hold: { slotId: mine?.id } })).status).toBe(200);
  });
});
