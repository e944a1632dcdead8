import { addShift, listOnDuty, takeOver } from '@alliance/contracts/on-call.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { Database } from '../platform/db/database.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { allied, inHours, onCallSlice, personOf, shiftOf } from '../testing/on-call.story.js';
import { OnDutyReader } from './on-duty.reader.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let asking: Person;
let allianceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  allianceId = await allied(database, world);
  api = await startApi(database, onCallSlice);
  asking = await api.as('county.doctor');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const lineOf = (institutionId: string, kind: string, phone: string) =>
  database.owner.query('insert into contact_line (id, institution_id, kind, phone) values ($1, $2, $3, $4)', [
    randomUUIDv7(),
    institutionId,
    kind,
    phone,
  ]);
const shift = async (institutionId: string, username: string, departmentId: string | null, phone: string) => {
  const personId = await personOf(database, username);
  await database.owner.query(
    `insert into on_call_shift (id, institution_id, department_id, person_id, phone, during) values ($1, $2, $3, $4, $5, tstzrange(now() - interval '1 hour', now() + interval '6 hours'))`,
    [randomUUIDv7(), institutionId, departmentId, personId, phone],
  );
};
const cardiologyOf = async (person: Person) => {
  const { items } = await person.get(listOnDuty, {
    query: { institutionId: world.township.id, departmentId: world.township.departmentId },
  });
  expect(items).toHaveLength(1);
  const [{ rung, phone, person: name, until }] = items as [(typeof items)[number]];
  return [rung, phone, name, until !== null];
};

describe('who is on duty', () => {
  it('is answered by every rung, the last one first, with nobody to the last', async () => {
    const climb = async () => cardiologyOf(asking);
    expect(await climb()).toEqual(['emergency_number', '120', null, false]);
    await database.owner.query(`update institution set phone = '0871-00' where id = $1`, [world.office.id]);
    expect(await climb()).toEqual(['management_office', '0871-00', null, false]);
    await lineOf(world.office.id, 'round_the_clock', '0871-01');
    expect(await climb()).toEqual(['management_office', '0871-01', null, false]);
    await shift(world.office.id, 'office', null, '139-office');
    expect(await climb()).toEqual(['management_office', '139-office', 'person office', true]);
    await lineOf(world.lead.id, 'round_the_clock', '0871-11');
    expect(await climb()).toEqual(['lead_line', '0871-11', null, false]);
    await shift(world.lead.id, 'lead.coordinator', null, '139-lead');
    expect(await climb()).toEqual(['lead_duty_office', '139-lead', 'person lead.coordinator', true]);
    await lineOf(world.township.id, 'round_the_clock', '0872-21');
    expect(await climb()).toEqual(['round_the_clock_line', '0872-21', null, false]);
    await lineOf(world.township.id, 'duty_office', '0872-22');
    expect(await climb()).toEqual(['duty_office', '0872-22', null, false]);
    // nobody else works there: the same person would be at two places, so the office's one is borrowed
    await shift(world.township.id, 'auditor', null, '139-duty');
    expect(await climb()).toEqual(['duty_office', '139-duty', 'person auditor', true]);
    await shift(world.township.id, 'township.doctor', world.township.departmentId, '139-cardiology');
    expect(await climb()).toEqual(['department', '139-cardiology', 'person township.doctor', true]);
  });

  it('is asked by other features for their own transaction, at any instant', async () => {
    const reader = api.app.get(OnDutyReader);
    const place = { institutionId: world.township.id, departmentId: world.township.departmentId };
    const at = (hours: number) =>
      api.app.get(Database).read({ institutionId: world.county.id }, (tx) => reader.whoIsOnDuty(tx, place, new Date(inHours(hours))));
    expect(await at(0)).toMatchObject({
      rung: 'department',
      department: { id: place.departmentId },
      institution: { id: place.institutionId },
    });
    expect(await at(7)).toMatchObject({ rung: 'duty_office', person: null, phone: '0872-22' });
  });

  it('a partner learns who is on duty and no more; a stranger only the lines', async () => {
    const { items, roundTheClockLine } = await asking.get(listOnDuty, { query: { institutionId: world.township.id } });
    expect(items.map(({ department, phone }) => [department?.id ?? null, phone])).toEqual([
      [null, '139-duty'],
      [world.township.departmentId, '139-cardiology'],
    ]);
    expect(roundTheClockLine).toBe('0872-21');
    const stranger = await api.as('other.doctor');
    expect(await cardiologyOf(stranger)).toEqual(['duty_office', '0872-22', null, false]);
    expect((await stranger.ask(listOnDuty, { query: { institutionId: randomUUIDv7() } })).status).toBe(404);
    const foreign = { institutionId: world.township.id, departmentId: world.lead.departmentId };
    expect((await asking.ask(listOnDuty, { query: foreign })).status).toBe(404);
    expect((await (await api.as('auditor')).ask(listOnDuty, { query: {} })).status).toBe(403);
  });

  it('a suspended member still learns it, because its immediate cases are never held back; one that left does not', async () => {
    const ofCounty = [allianceId, world.county.id];
    await database.owner.query('update membership set suspended_at = now() where alliance_id = $1 and institution_id = $2', ofCounty);
    expect((await cardiologyOf(asking))[0]).toBe('department');
    await database.owner.query(
      'update membership set suspended_at = null, valid = daterange(lower(valid), local_today()) where alliance_id = $1 and institution_id = $2',
      ofCounty,
    );
    expect(await cardiologyOf(asking)).toEqual(['duty_office', '0872-22', null, false]);
    await database.owner.query('update membership set valid = daterange(lower(valid), null) where alliance_id = $1', [allianceId]);
    expect((await cardiologyOf(asking))[0]).toBe('department');
  });

  it('at home every place that keeps a rota is told, those with nobody by the next rung', async () => {
    const coordinator = await api.as('lead.coordinator');
    const doctor = await api.as('lead.doctor');
    const { id } = await coordinator.get(addShift, {
      body: shiftOf(await personOf(database, 'lead.doctor'), { departmentId: world.lead.departmentId, from: inHours(1) }),
    });
    const now = async () =>
      (await coordinator.get(listOnDuty, { query: {} })).items.map(({ department, rung, phone, takenOver }) => [
        department?.name.zh ?? null,
        rung,
        phone,
        takenOver,
      ]);
    expect(await now()).toEqual([
      [null, 'duty_office', '139-lead', false],
      ['心内科', 'duty_office', '139-lead', false],
    ]);
    await doctor.get(takeOver, { params: { id }, body: { version: 1, soundHeard: true } });
    expect((await now())[1]).toEqual(['心内科', 'department', '13900000001', true]);
  });
});
