import { getDeadlines, setDeadlines } from '@alliance/contracts/escalation.contract';
import { listEvents } from '@alliance/contracts/event.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { escalationSlice } from '../testing/escalation.story.js';
import { academic, makeAlliance } from '../testing/protocol.story.js';
import { doctorSubmits } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let allianceId: string;
let lead: Person;
let member: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  allianceId = await makeAlliance(database, world);
  api = await startApi(database, escalationSlice);
  [lead, member] = [await api.as('lead.admin'), await api.as('county.doctor')];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const limit = async (who: Person, step: string, urgency: string) =>
  (await who.get(getDeadlines, { params: { id: allianceId } })).limits.find((each) => each.step === step && each.urgency === urgency);
const agree = (version: number, minutes: object) => ({ params: { id: allianceId }, body: { version, minutes } });

describe('deadlines of an alliance', () => {
  it('are our defaults until somebody agrees on others, and say so', async () => {
    const found = await member.get(getDeadlines, { params: { id: allianceId } });
    expect(found).toMatchObject({
      version: 1,
      manages: false,
      holidayYears: [{ year: 2025 }, { year: 2026, notice: '国办发明电〔2025〕7号' }],
    });
    expect(found.limits.every(({ agreed, minutes, usual }) => !agreed && minutes === usual)).toBe(true);
    expect(await limit(member, 'submitted', 'routine')).toMatchObject({ minutes: 1440, workingTime: true });
    expect(await limit(member, 'in_care', 'routine')).toMatchObject({ workingTime: false });
    expect(found.limits.some(({ step }) => (step as string) === 'in_transit')).toBe(false);
  });

  it('are set by the lead, seen by members, told to them, and hold for what is sent from then on', async () => {
    const before = await doctorSubmits(member, world, { allianceId, urgency: 'urgent' });
    const set = await lead.get(setDeadlines, agree(1, { submitted: { urgent: 45 } }));
    expect(set).toMatchObject({ version: 2, manages: true });
    expect(await limit(member, 'submitted', 'urgent')).toMatchObject({ minutes: 45, agreed: true, usual: 120 });
    expect(await limit(member, 'submitted', 'immediate')).toMatchObject({ minutes: 10, agreed: false });
    const after = await doctorSubmits(member, world, { allianceId, urgency: 'urgent' });
    const outside = await doctorSubmits(member, world, { urgency: 'urgent' });
    const minutesOf = ({ deadline, submittedAt }: typeof after) =>
      Math.round((Date.parse(deadline?.at ?? '') - Date.parse(submittedAt ?? '')) / 60_000);
    expect([before, after, outside].map(minutesOf)).toEqual([120, 45, 120]);
    const { rows } = await database.owner.query<{ told: number }>(
      `select cardinality(recipients) as told from event where kind = 'alliance.deadlines_set'`,
    );
    expect(rows).toEqual([{ told: 3 }]);
    expect((await member.ask(listEvents, { query: {} })).status).toBe(200);
  });

  it('are left out to take the default again; of two who set them one writes', async () => {
    const { version } = await lead.get(getDeadlines, { params: { id: allianceId } });
    expect((await lead.ask(setDeadlines, agree(version + 1, {}))).problem.code).toBe('record.stale');
    const both = await Promise.all([30, 31].map((urgent) => lead.ask(setDeadlines, agree(version, { submitted: { urgent } }))));
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await lead.get(setDeadlines, agree(version + 1, {}));
    expect(await limit(lead, 'submitted', 'urgent')).toMatchObject({ minutes: 120, agreed: false });
  });

  it('of no minutes, of more than thirty days, or of a step that has none are refused', async () => {
    const { version } = await lead.get(getDeadlines, { params: { id: allianceId } });
    for (const minutes of [
      { submitted: { urgent: 0 } },
      { submitted: { urgent: 43_201 } },
      { in_transit: { urgent: 30 } },
      { submitted: { soon: 3 } },
    ])
      expect((await lead.ask(setDeadlines, agree(version, minutes) as never)).status).toBe(400);
  });

  it('are nobody else’s to set, and nobody’s outside to see', async () => {
    const { version } = await lead.get(getDeadlines, { params: { id: allianceId } });
    const expert = await academic(database, api, world, 'lead.expert');
    for (const person of [member, await api.as('county.admin'), expert, await api.as('office')])
      expect((await person.ask(setDeadlines, agree(version, {}))).status).toBe(403);
    const other = await api.as('other.coordinator');
    expect((await other.ask(getDeadlines, { params: { id: allianceId } })).status).toBe(404);
    expect((await (await api.as('office')).ask(getDeadlines, { params: { id: allianceId } })).status).toBe(200);
  });

  it('of another lead are not this lead’s, whatever its role', async () => {
    const admin = await academic(database, api, world, 'other.lead', 'lead_administrator', 'other');
    await database.owner.query(
      `insert into membership (id, alliance_id, institution_id, role, agreement, valid) values (uuidv7(), $1, $2, 'member', 'x', '[2020-01-01,)')`,
      [allianceId, world.other.id],
    );
    const { version } = await admin.get(getDeadlines, { params: { id: allianceId } });
    expect((await admin.ask(setDeadlines, agree(version, {}))).status).toBe(403);
  });
});
