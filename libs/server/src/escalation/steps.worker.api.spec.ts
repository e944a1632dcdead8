import { listEscalations, setDeadlines } from '@alliance/contracts/escalation.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { acceptReferral, askReferral, replyReferral, returnReferral } from '@alliance/contracts/referral-action.contract';
import { appealReferral, reportOutcome, upholdReturn } from '@alliance/contracts/referral-ending.contract';
import { arriveReferral, signHandOver } from '@alliance/contracts/referral-journey.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { escalationSlice, escalationWork, minutesPass, roundOf } from '../testing/escalation.story.js';
import { eventually } from '../testing/eventually.js';
import { personOf } from '../testing/on-call.story.js';
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

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  allianceId = await makeAlliance(database, world);
  api = await startApi(database, escalationSlice);
  worker = await startWorker(database, escalationWork);
  [doctor, receiver] = [await api.as('township.doctor'), await api.as('county.doctor')];
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

const sends = (more: Partial<Record<string, unknown>> = {}) =>
  doctorSubmits(doctor, world, { allianceId, receiverId: world.county.id, receiverDepartmentId: world.county.departmentId, ...more });
const after = async (id: string, minutes: number) => {
  await minutesPass(database, id, minutes);
  await roundOf(worker);
};
const eventsOf = async (id: string, kind: string) => {
  const { rows } = await database.owner.query<{ data: { step?: string }; told: string[] }>(
    `select data, array(select name from institution where id = any(recipients) order by name) as told from event where subject_id = $1 and kind = $2`,
    [id, kind],
  );
  return rows.map(({ data, told }) => [data.step, told]);
};
const told = async (who: Person, kind: string) =>
  (await who.get(listNotifications, { query: { limit: 100 } })).items.filter((notice) => notice.kind === kind).length;

describe('a step that answers nobody', () => {
  it('is late for its own side alone: a patient who was expected has some time more, then the sender is told', async () => {
    const { id, version } = await sends();
    await receiver.get(acceptReferral, { params: { id }, body: { version, arriveBy: inTwoHours(), place: '门诊三楼' } });
    await after(id, 121);
    expect(await eventsOf(id, 'referral.step_overdue')).toEqual([]);
    await after(id, 118);
    expect(await eventsOf(id, 'referral.step_overdue')).toEqual([]);
    await after(id, 2);
    expect(await eventsOf(id, 'referral.step_overdue')).toEqual([['accepted', ['township hospital']]]);
    const { items } = await doctor.get(listEscalations, { query: {} });
    expect(items[0]).toMatchObject({ rung: 'owner', step: 'accepted', told: { name: 'township hospital' } });
    await eventually(async () => expect(await told(doctor, 'referral.step_overdue')).toBe(1));
  });

  it('that was agreed on waits as long as was agreed', async () => {
    const lead = await api.as('lead.admin');
    await lead.get(setDeadlines, {
      params: { id: allianceId },
      body: { version: 1, minutes: { returned: { urgent: 30 }, appeal: { urgent: 60 } } },
    });
    const { id, version } = await sends();
    await receiver.get(returnReferral, { params: { id }, body: { version, reason: 'other_specialty', advice: '请转神经内科' } });
    await after(id, 29);
    expect(await eventsOf(id, 'referral.step_overdue')).toEqual([]);
    await after(id, 2);
    expect(await eventsOf(id, 'referral.step_overdue')).toEqual([['returned', ['township hospital']]]);
  });
});

describe('a step that stays late', () => {
  /** Which rung told whom, in order. */
  const climbed = async (id: string) => {
    const { rows } = await database.owner.query<{ rung: string; told: string; settled: boolean }>(
      `select e.rung, i.name as told, e.settled_at is not null as settled from escalation e join institution i on i.id = e.institution_id
       where e.referral_id = $1 and e.step in ('outcome_sent', 'info_requested', 'arrived') order by e.at, e.rung <> 'owner'`,
      [id],
    );
    return rows.map(({ rung, told: house, settled }) => `${rung}: ${house.split(' ')[0] ?? ''}${settled ? ', settled' : ''}`);
  };
  const day = 1440;

  it('papers only: a result that nobody reads climbs in the house of the sender, quietly, and no further', async () => {
    await database.owner.query(
      `insert into on_call_shift (id, institution_id, person_id, phone, during)
       values (uuidv7(), $1, $2, '0851-3', tstzrange(now() - interval '1 hour', now() + interval '1 hour'))`,
      [world.township.id, await personOf(database, 'township.doctor')],
    );
    const { id, version } = await sends({ urgency: 'immediate' });
    const accepted = await receiver.get(acceptReferral, { params: { id }, body: { version, arriveBy: inTwoHours(), place: '门诊三楼' } });
    const arrived = await receiver.get(arriveReferral, { params: { id }, body: { version: accepted.version } });
    await receiver.get(reportOutcome, { params: { id }, body: { version: arrived.version, outcome: 'discharged_home', summary: '好转' } });
    await after(id, 3 * day + 1);
    expect(await climbed(id)).toEqual(['owner: township']);
    await after(id, 3 * day);
    expect(await climbed(id)).toEqual(['owner: township', 'duty_office: township']);
    await after(id, 30 * day);
    expect(await climbed(id)).toEqual(['owner: township', 'duty_office: township']);
    await eventually(async () => expect(await told(doctor, 'escalation.raised')).toBe(1));
    const { rows } = await database.owner.query(
      `select 1 from inbox b join escalation e on e.id = b.subject_id where e.referral_id = $1 and e.step = 'outcome_sent' and b.alarm`,
      [id],
    );
    expect(rows).toEqual([]);
  });

  it('a hand-over that nobody signs is late at the side that has not signed', async () => {
    const { id, version } = await sends({ service: 'inpatient', transport: 'ambulance' });
    const reception = { arriveBy: inTwoHours(), place: '急诊科', bedRoute: 'via_emergency' } as const;
    const accepted = await receiver.get(acceptReferral, { params: { id }, body: { version, ...reception } });
    const arrived = await receiver.get(arriveReferral, { params: { id }, body: { version: accepted.version } });
    await after(id, 121);
    expect(await climbed(id)).toEqual(['owner: township']);
    const sheet = { allergies: '无', infections: '无', isolation: 'none', condition: '平稳' } as const;
    await doctor.get(signHandOver, { params: { id }, body: { version: arrived.version, sheet } });
    // it is late already: nobody waits for a round
    await eventually(async () => expect(await climbed(id)).toEqual(['owner: township, settled', 'owner: county']));
    await after(id, 120);
    expect(await climbed(id)).toEqual(['owner: township, settled', 'owner: county', 'duty_office: county']);
    await after(id, 120);
    expect((await climbed(id)).at(-1)).toBe('lead: lead');
  });

  it('a question that is answered late is settled, and climbs no more', async () => {
    const { id, version } = await sends();
    const asked = await receiver.get(askReferral, { params: { id }, body: { version, questions: [{ kind: 'text', text: '心电图？' }] } });
    await after(id, 241);
    expect(await climbed(id)).toEqual(['owner: township', 'duty_office: township']);
    await doctor.get(replyReferral, { params: { id }, body: { version: asked.version, answers: [{ question: 1, text: '已上传' }] } });
    await after(id, 100);
    expect(await climbed(id)).toEqual(['owner: township, settled', 'duty_office: township, settled']);
  });
});

describe('an appeal', () => {
  const appeals = async () => {
    const sent = await sends();
    await receiver.get(returnReferral, {
      params: { id: sent.id },
      body: { version: sent.version, reason: 'other', advice: '请先完善检查' },
    });
    const body = { version: sent.version + 1, reviewerInstitutionId: world.lead.id, explanation: '检查已齐全' };
    await doctor.get(appealReferral, { params: { id: sent.id }, body });
    return sent;
  };

  it('that nobody decides is brought to mind on both sides, once', async () => {
    const { id } = await appeals();
    await after(id, 59);
    expect(await eventsOf(id, 'referral.appeal_overdue')).toEqual([]);
    await after(id, 2);
    expect(await eventsOf(id, 'referral.appeal_overdue')).toEqual([[undefined, ['lead hospital', 'township hospital']]]);
    await after(id, 6000);
    expect(await eventsOf(id, 'referral.appeal_overdue')).toHaveLength(1);
    const reviewer = await api.as('lead.coordinator');
    await eventually(async () => expect(await told(reviewer, 'referral.appeal_overdue')).toBe(1));
  });

  it('that was decided says nothing', async () => {
    const { id, version } = await appeals();
    const body = { version: version + 2, explanation: '退回意见成立' };
    await (await api.as('lead.doctor')).get(upholdReturn, { params: { id }, body });
    await after(id, 61);
    expect(await eventsOf(id, 'referral.appeal_overdue')).toEqual([]);
  });
});

describe('who of a rung is told', () => {
  const shift = async (username: string, backup: string | null, departmentId: string | null) =>
    database.owner.query(
      `insert into on_call_shift (id, institution_id, department_id, person_id, phone, backup_person_id, backup_phone, during)
       values (uuidv7(), $1, $2, $3, '0851-1', $4, $5, tstzrange(now() - interval '1 hour', now() + interval '1 hour'))`,
      [world.county.id, departmentId, await personOf(database, username), backup && (await personOf(database, backup)), backup && '0851-2'],
    );
  /** Names of those told of each rung of one referral. */
  const people = async (id: string) => {
    const { rows } = await database.owner.query<{ rung: string; who: string[] }>(
      `select e.rung, array(select p.name from notification n join appointment a on a.id = n.appointment_id join person p on p.id = a.person_id
         where n.subject_id = e.id order by 1) as who from escalation e where e.referral_id = $1 and e.rung <> 'department' order by e.rung`,
      [id],
    );
    return rows.map(({ rung, who }) => [rung, ...who.map((name) => name.replace('person ', ''))]);
  };

  it('the duty office is told by name, and the backup only when it is its turn', async () => {
    await shift('county.admin', 'county.doctor', null);
    const late = await sends();
    await after(late.id, 155);
    await eventually(async () => expect(await people(late.id)).toEqual([['duty_office', 'county.admin', 'county.coordinator']]));
    const immediate = await sends({ urgency: 'immediate', service: 'emergency' });
    await after(immediate.id, 3.1);
    await eventually(async () =>
      expect(await people(immediate.id)).toEqual([
        ['backup', 'county.admin', 'county.coordinator', 'county.doctor'],
        ['lead', 'lead.admin', 'lead.coordinator'],
      ]),
    );
  });
});
