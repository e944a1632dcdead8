import { acknowledgeEscalation, getEscalation, listEscalations } from '@alliance/contracts/escalation.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { acceptReferral, acknowledgeReferral, askReferral, returnReferral } from '@alliance/contracts/referral-action.contract';
import { departReferral } from '@alliance/contracts/referral-journey.contract';
import { getReferral, referralTimeline } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { escalationSlice, escalationWork, minutesPass, roundOf } from '../testing/escalation.story.js';
import { eventually } from '../testing/eventually.js';
import { makeAlliance } from '../testing/protocol.story.js';
import { doctorSubmits, inTwoHours } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let allianceId: string;
let doctor: Person;
let receiver: Person;
let lead: Person;
let office: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  allianceId = await makeAlliance(database, world, [world.county.id, world.township.id]);
  api = await startApi(database, escalationSlice);
  worker = await startWorker(database, escalationWork);
  [doctor, receiver, lead, office] = (await Promise.all(
    ['township.doctor', 'county.coordinator', 'lead.admin', 'office'].map((name) => api.as(name)),
  )) as [Person, Person, Person, Person];
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

const secret = '胸痛反复发作，需冠脉评估';
const sends = (more: Partial<Record<string, unknown>> = {}) =>
  doctorSubmits(doctor, world, {
    allianceId,
    receiverId: world.county.id,
    receiverDepartmentId: world.county.departmentId,
    reason: secret,
    ...more,
  });
const after = async (id: string, minutes: number) => {
  await minutesPass(database, id, minutes);
  await roundOf(worker);
};
const toldOf = async (id: string) => {
  const { rows } = await database.owner.query<{ rung: string; told: string }>(
    'select e.rung, i.name as told from escalation e join institution i on i.id = e.institution_id where e.referral_id = $1 order by e.at, e.rung',
    [id],
  );
  return rows.map(({ rung, told }) => `${rung}: ${told.split(' ')[0] ?? ''}`);
};
const seen = async (who: Person, number: string) =>
  (await who.get(listEscalations, { query: { state: 'all', limit: 100 } })).items.filter(({ referral }) => referral.number === number);
const accept = { arriveBy: inTwoHours(), place: '门诊三楼', phone: '0851-1', physician: '王医生' };

describe('an urgent referral that nobody answers', () => {
  it('climbs from the department to the office, rung by rung, and no rung is told twice', async () => {
    const { id, number } = await sends();
    await after(id, 119);
    expect(await toldOf(id)).toEqual([]);
    await after(id, 2);
    expect(await toldOf(id)).toEqual(['department: county']);
    await after(id, 30);
    expect(await toldOf(id)).toEqual(['department: county', 'duty_office: county']);
    await after(id, 30);
    expect(await toldOf(id)).toEqual(['department: county', 'duty_office: county', 'lead: lead']);
    await after(id, 60);
    const all = ['department: county', 'duty_office: county', 'lead: lead', 'management_office: office'];
    expect(await toldOf(id)).toEqual(all);
    await after(id, 6000);
    expect(await toldOf(id)).toEqual(all);
    const { items } = await doctor.get(referralTimeline, { params: { id } });
    expect(
      items
        .map(({ kind }) => kind)
        .filter((kind) => kind.includes('overdue') || kind.includes('escalated'))
        .sort(),
    ).toEqual([...['referral.escalated', 'referral.escalated', 'referral.escalated', 'referral.response_overdue']]);
    expect((await seen(office, number)).map(({ rung }) => rung).sort()).toEqual(['department', 'duty_office', 'lead', 'management_office']);
  });

  it('a worker that was away for hours tells every rung it missed, once', async () => {
    const { id } = await sends();
    await after(id, 400);
    expect((await toldOf(id)).length).toBe(4);
  });

  it('stops where it is answered, and what climbed is settled', async () => {
    const { id, number, version } = await sends();
    await after(id, 155);
    expect((await seen(receiver, number)).map(({ settledAt }) => settledAt === null)).toEqual([true, true]);
    await (await api.as('county.doctor')).get(acceptReferral, { params: { id }, body: { version, ...accept } });
    await after(id, 60);
    expect(await toldOf(id)).toEqual(['department: county', 'duty_office: county']);
    expect((await seen(receiver, number)).every(({ settledAt }) => settledAt !== null)).toBe(true);
    expect((await receiver.get(listEscalations, { query: {} })).items.some(({ referral }) => referral.number === number)).toBe(false);
  });

  it('a question stops the clock of the receiver and starts the one of the sender', async () => {
    const { id, number, version } = await sends();
    await minutesPass(database, id, 60);
    await receiver.get(askReferral, { params: { id }, body: { version, questions: [{ kind: 'text', text: '心电图？' }] } });
    await after(id, 100);
    expect(await toldOf(id)).toEqual([]);
    // a timer too many tells nobody twice
    await database.owner.query(
      `insert into timer (id, kind, subject_id, due_at, acting_institution)
       select uuidv7(), kind, subject_id, due_at, acting_institution from timer where subject_id = $1 and kind = 'referral.step_due'`,
      [id],
    );
    await after(id, 30);
    const { rows } = await database.owner.query(`select 1 from event where subject_id = $1 and kind = 'referral.step_overdue'`, [id]);
    expect(rows).toHaveLength(1);
    // the reply is late: its own side is told, and the house it waits in once the agreed time has passed again
    expect(await toldOf(id)).toEqual(['owner: township']);
    await after(id, 120);
    expect(await toldOf(id)).toEqual(['owner: township', 'duty_office: township']);
    await after(id, 120);
    const all = ['owner: township', 'duty_office: township', 'lead: lead'];
    expect(await toldOf(id)).toEqual(all);
    await after(id, 3000);
    expect(await toldOf(id)).toEqual(all);
    expect((await seen(office, number)).length).toBe(0);
  });
});

describe('an immediate referral', () => {
  const immediate = { urgency: 'immediate', service: 'emergency' };

  it('tells backup and lead after three minutes and the office after ten', async () => {
    const { id } = await sends(immediate);
    await after(id, 2);
    expect(await toldOf(id)).toEqual([]);
    await after(id, 1.1);
    expect(await toldOf(id)).toEqual(['backup: county', 'lead: lead']);
    await after(id, 7);
    expect(await toldOf(id)).toEqual(['backup: county', 'lead: lead', 'management_office: office']);
  });

  it('whose timers all come due at once, after a pause of the worker, tells each rung once', async () => {
    for (let round = 0; round < 5; round++) {
      const { id } = await sends(immediate);
      await after(id, 400);
      expect(await toldOf(id)).toEqual(['backup: county', 'lead: lead', 'management_office: office']);
      const { rows } = await database.owner.query(`select 1 from event where subject_id = $1 and kind = 'referral.response_overdue'`, [id]);
      expect(rows).toHaveLength(1);
    }
  });

  it('rings the desks of the rungs, and reaches their people', async () => {
    const { id } = await sends(immediate);
    await after(id, 3.1);
    await eventually(async () => {
      const { rows } = await database.owner.query<{ name: string }>(
        `select distinct i.name from inbox b join escalation e on e.id = b.subject_id join institution i on i.id = b.recipient where e.referral_id = $1 and b.alarm order by 1`,
        [id],
      );
      expect(rows.map(({ name }) => name)).toEqual(['county hospital', 'lead hospital']);
      const { items } = await lead.get(listNotifications, { query: {} });
      expect(items.some(({ kind }) => kind === 'escalation.raised')).toBe(true);
    });
  });

  it('that has left unanswered is waited for on the way too, until somebody takes it', async () => {
    const { id, number, version } = await sends(immediate);
    await doctor.get(departReferral, { params: { id }, body: { version, estimatedArrivalAt: inTwoHours() } as never });
    await after(id, 3.1);
    expect(await toldOf(id)).toEqual(['backup: county', 'lead: lead']);
    await after(id, 7);
    expect(await toldOf(id)).toEqual(['backup: county', 'lead: lead', 'management_office: office']);
    const settled = async () => (await seen(receiver, number)).map(({ settledAt }) => settledAt !== null);
    expect(await settled()).toEqual([false, false, false]);
    const taken = { version: version + 1, ...accept };
    await (await api.as('county.doctor')).get(acknowledgeReferral, { params: { id }, body: taken });
    expect(await settled()).toEqual([true, true, true]);
  });
});

describe('who reads it', () => {
  let number: string;
  let id: string;
  beforeAll(async () => {
    ({ number, id } = await sends({ diagnosisText: '急性心肌梗死' }));
    await after(id, 250);
  });

  it('both hospitals may open the referral; the lead and the office only learn that somebody waits', async () => {
    for (const party of [doctor, receiver])
      expect((await seen(party, number))[0]).toMatchObject({ referral: { id }, sender: { name: 'township hospital' } });
    for (const third of [lead, office]) {
      const rows = await seen(third, number);
      expect(rows[0]).toMatchObject({ referral: { id: null }, receiver: { name: 'county hospital' }, urgency: 'urgent' });
      const answer = JSON.stringify([rows, await third.get(listNotifications, { query: {} })]);
      for (const word of ['张三丰', '急性心肌梗死', secret, id]) expect(answer).not.toContain(word);
      expect((await third.ask(getReferral, { params: { id } })).status).toBeGreaterThan(399);
    }
  });

  it('another hospital sees nothing, and the auditor may not ask', async () => {
    const other = await api.as('other.coordinator');
    expect((await other.get(listEscalations, { query: { state: 'all' } })).items).toEqual([]);
    const [row] = await seen(office, number);
    expect((await other.ask(getEscalation, { params: { id: row?.id ?? '' } })).status).toBe(404);
    expect((await (await api.as('auditor')).ask(listEscalations, { query: {} })).status).toBe(403);
  });

  it('what only makes its own side late is no matter of the office, and of the lead when its house did nothing either', async () => {
    const sent = await sends();
    await (
      await api.as('county.doctor')
    ).get(returnReferral, { params: { id: sent.id }, body: { version: sent.version, reason: 'other_specialty', advice: '请转神经内科' } });
    await after(sent.id, 241);
    expect((await seen(doctor, sent.number)).map(({ rung, step }) => [rung, step])).toEqual([['owner', 'returned']]);
    for (const third of [lead, office]) expect(await seen(third, sent.number)).toEqual([]);
    await after(sent.id, 240);
    expect((await seen(doctor, sent.number)).map(({ rung, told, call }) => [rung, told.name, call.institution])).toEqual([
      ['duty_office', 'township hospital', 'township hospital'],
      ['owner', 'township hospital', 'township hospital'],
    ]);
    for (const third of [lead, office]) expect(await seen(third, sent.number)).toEqual([]);
    await after(sent.id, 240);
    const rows = await seen(lead, sent.number);
    expect(rows).toMatchObject([{ rung: 'lead', referral: { id: null }, call: { institution: 'township hospital' } }]);
    for (const word of ['张三丰', secret, sent.id]) expect(JSON.stringify(rows)).not.toContain(word);
    expect(await seen(office, sent.number)).toEqual([]);
  });

  it('whoever was told says that they see to it, once; nobody else can', async () => {
    const rungs = await seen(office, number);
    const own = rungs.find(({ rung }) => rung === 'management_office');
    const leads = rungs.find(({ rung }) => rung === 'lead');
    if (!own || !leads) throw new Error('not told');
    expect([own.actions, leads.actions]).toEqual([['acknowledge'], []]);
    const say = (row: typeof own) => ({ params: { id: row.id }, body: { version: row.version, note: 'calling' as const } });
    expect((await office.ask(acknowledgeEscalation, say(leads))).status).toBe(403);
    const said = await office.get(acknowledgeEscalation, say(own));
    expect(said).toMatchObject({ acknowledged: { by: 'person office', note: 'calling' }, actions: [], settledAt: null });
    expect((await office.ask(acknowledgeEscalation, say(own))).problem.code).toBe('record.stale');
    const other = await api.as('other.coordinator');
    expect((await other.ask(acknowledgeEscalation, say(own))).status).toBe(404);
  });
});
