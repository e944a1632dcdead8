import * as referralAction from '@alliance/contracts/referral-action.contract';
import * as referral from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { doctorDrafts, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let doctor: Person;
const allianceId = randomUUIDv7();

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, referralSlice);
  doctor = await api.as('county.doctor');
  await database.owner.query(
    `insert into alliance (id, name_zh, specialty, phase, lead_id, opened_on) values ($1, '心血管联盟', 'cardiovascular', 'running', $2, '2024-01-01')`,
    [allianceId, world.lead.id],
  );
  for (const { id } of [world.lead, world.county])
    await database.owner.query(
      `insert into membership (id, alliance_id, institution_id, role, agreement, valid) values ($1, $2, $3, 'member', 'A-1', '[2024-01-01,)')`,
      [randomUUIDv7(), allianceId, id],
    );
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const licensed = (...subjects: string[]) =>
  database.owner.query('update department set treatment_subjects = $2 where id = $1', [world.lead.departmentId, subjects]);
const sends = async (more: Record<string, unknown> = {}) => {
  const draft = await doctorDrafts(doctor, world, { allianceId, ...more });
  const sent = await doctor.ask(referralAction.submitReferral, { params: { id: draft.id }, body: { version: draft.version } });
  return { ...sent, draft };
};

describe('a patient is sent', () => {
  it('to no department that is licensed for something else; nothing is written (RF-08)', async () => {
    await licensed('05.02');
    const { status, problem, draft } = await sends();
    expect([status, problem.code]).toEqual([422, 'referral.department_unregistered']);
    expect(problem.facts?.['subjects']).toContain('03.04');
    expect(await doctor.get(referral.getReferral, { params: { id: draft.id } })).toMatchObject({ state: 'draft', completeness: null });
  });

  it.each([[['03.04']], [['03']], [[]]])('to one that is licensed for it, or has not stated anything: %j', async (subjects) => {
    await licensed(...subjects);
    expect((await sends()).answer.state).toBe('submitted');
  });

  it('with what it was worth to its reader then, and why it was sent so', async () => {
    await licensed('03.04');
    const { answer, draft } = await sends({ incompleteReason: 'result_pending', duplicateReason: 'other_problem' });
    expect(draft.completeness).toBeNull();
    expect(answer).toMatchObject({ incompleteReason: 'result_pending', duplicateReason: 'other_problem' });
    const receiver = await api.as('lead.coordinator');
    expect(await receiver.get(referral.getReferral, { params: { id: draft.id } })).toMatchObject({
      ...{ completeness: answer.completeness, incompleteReason: 'result_pending' },
      // that the patient was sent before is the sender's knowledge
      duplicateReason: null,
    });
    const poor = answer.completeness as number;
    const better = (await sends({ summary: '胸痛两周', transport: 'own_way', consentName: '张三' })).answer.completeness as number;
    expect(better).toBeGreaterThan(poor);
  });
});
