import * as receivers from '@alliance/contracts/receivers.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { Database } from '../platform/db/database.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type Hospital, type World } from '../testing/world.js';
import { ReceiversModule } from './receivers.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
const patientId = randomUUIDv7();

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, { features: [ReceiversModule], contracts: [receivers] });
  doctor = await api.as('county.doctor');
  await database.owner.query(`insert into patient (id, identifier_kind) values ($1, 'unknown_person')`, [patientId]);
  for (const { id } of [world.county, world.township, world.other])
    await database.owner.query(
      `insert into patient_relation (institution_id, patient_id, name, initials) values ($1, $2, '张三丰', 'zsf')`,
      [id, patientId],
    );
  const allianceId = randomUUIDv7();
  await database.owner.query(
    `insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) values ($1, '心血管联盟', 'cardiovascular', 'running', $2, '2024-01-01')`,
    [allianceId, world.lead.id],
  );
  for (const { id } of [world.lead, world.county, world.township])
    await database.owner.query(
      `insert into membership (id, alliance_id, institution_id, role, agreement, valid) values ($1, $2, $3, 'member', 'A-1', '[2024-01-01,)')`,
      [randomUUIDv7(), allianceId, id],
    );
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(() => database.owner.query('delete from referral'));

let made = 0;
async function sent(sender: Hospital, by: string, receiver: Hospital, state = 'submitted', service = 'inpatient'): Promise<string> {
  const id = randomUUIDv7();
  await database.owner.query(
    `insert into referral (id, number, state, sender_id, custodian_id, receiver_id, receiver_department_id, service, urgency, patient_id, created_by, owner_id,
       submitted_at, next_action_at, next_action_by)
     values ($1, $2, $3, $4, $4, $5, $6, $7, 'urgent', $8, $9, $9, case when $3 <> 'draft' then '2026-11-20T20:00:00Z'::timestamptz end, now(), 'receiver')`,
    [id, `N${++made}`, state, sender.id, receiver.id, receiver.departmentId, service, patientId, world.appointments[by]],
  );
  return id;
}
const find = (who = doctor, more: { exceptId?: string; patientId?: string } = {}) =>
  who.ask(receivers.findDuplicates, { query: { patientId, service: 'inpatient', ...more } });
const nothing = { own: [], elsewhere: null };

describe('a patient who was already sent for the same', () => {
  it('by a colleague: with number, author and state', async () => {
    const id = await sent(world.county, 'county.doctor', world.lead);
    const { answer } = await find();
    expect(answer).toEqual({
      own: [{ id, number: `N${made}`, state: 'submitted', urgency: 'urgent', author: 'person county.doctor', since: '2026-11-21' }],
      elsewhere: null,
    });
    expect((await find(doctor, { exceptId: id })).answer).toEqual(nothing);
  });

  it('by another member: that there is one, since when and how urgent, and nothing of whose', async () => {
    await sent(world.township, 'township.doctor', world.lead);
    const { answer } = await find();
    expect(answer).toEqual({ own: [], elsewhere: { since: '2026-11-21', urgency: 'urgent' } });
  });

  it('by a hospital that shares no alliance with mine: nothing at all', async () => {
    await sent(world.other, 'other.doctor', { ...world.office });
    expect((await find()).answer).toEqual(nothing);
    expect((await find(await api.as('other.doctor'))).answer.own).toHaveLength(1);
  });

  it('is not one who was sent for something else, whose referral is over, or only being written', async () => {
    await sent(world.county, 'county.doctor', world.lead, 'submitted', 'outpatient');
    await sent(world.county, 'county.doctor', world.lead, 'closed');
    await sent(world.township, 'township.doctor', world.lead, 'cancelled');
    await sent(world.county, 'county.doctor', world.lead, 'draft');
    expect((await find()).answer).toEqual(nothing);
  });
});

describe('somebody sent as an unknown person and identified since', () => {
  const unknownId = randomUUIDv7();
  beforeAll(async () => {
    await database.owner.query(`insert into patient (id, identifier_kind, same_as) values ($1, 'unknown_person', $2)`, [
      unknownId,
      patientId,
    ]);
  });
  const relate = async (hospital: Hospital, sameAs: string | null) => {
    await database.owner.query(
      `insert into patient_relation (institution_id, patient_id, name, initials, same_as) values ($1, $2, '无名氏', 'wms', $3)`,
      [hospital.id, unknownId, sameAs],
    );
    return () => database.owner.query('delete from patient_relation where patient_id = $1', [unknownId]);
  };
  const asUnknown = () => database.owner.query('update referral set patient_id = $1', [unknownId]);

  it('is the same person elsewhere, asked for by the number', async () => {
    await sent(world.township, 'township.doctor', world.lead);
    await asUnknown();
    expect((await find()).answer).toEqual({ own: [], elsewhere: { since: '2026-11-21', urgency: 'urgent' } });
  });

  it('is the same person here, asked for by either row', async () => {
    const id = await sent(world.county, 'county.doctor', world.lead);
    await asUnknown();
    const forget = await relate(world.county, patientId);
    for (const each of [patientId, unknownId])
      expect((await find(doctor, { patientId: each })).answer.own.map((own) => own.id)).toEqual([id]);
    await forget();
  });

  it('is nobody else for a hospital that was not told who it is', async () => {
    await sent(world.township, 'township.doctor', world.lead);
    const forget = await relate(world.county, null);
    expect((await find(doctor, { patientId: unknownId })).answer).toEqual(nothing);
    await forget();
  });
});

describe('who asks', () => {
  it('knows the patient: the answer for a stranger is the same as for nobody', async () => {
    await sent(world.county, 'county.doctor', world.lead);
    const coordinator = await api.as('lead.coordinator');
    expect((await find(coordinator)).problem.code).toBe('access.not_found');
    expect((await find(coordinator, { patientId: randomUUIDv7() })).problem.code).toBe('access.not_found');
  });

  it('and the function behind it answers nobody who does not know the patient, even past the route', async () => {
    await sent(world.township, 'township.doctor', world.county);
    const asked = (institutionId: string) =>
      api.app.get(Database).read({ institutionId }, (tx) => tx.rows('select * from open_elsewhere($1, $2)', [patientId, 'inpatient']));
    expect(await asked(world.lead.id)).toEqual([]);
    await database.owner.query(
      `insert into patient_relation (institution_id, patient_id, name, initials) values ($1, $2, '张三丰', 'zsf') on conflict do nothing`,
      [world.lead.id, patientId],
    );
    expect(await asked(world.lead.id)).toHaveLength(1);
    await database.owner.query('delete from patient_relation where institution_id = $1', [world.lead.id]);
  });

  it('sends patients, and leaves a trace', async () => {
    expect((await find(await api.as('county.admin'))).problem.code).toBe('access.denied');
    await find();
    const { rows } = await database.owner.query(`select object_ids from audit_entry where action = 'referral.duplicates_asked' limit 1`);
    expect(rows).toEqual([{ object_ids: [patientId] }]);
  });
});
