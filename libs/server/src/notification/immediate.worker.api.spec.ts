import { readNotifications } from '@alliance/contracts/notification.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { TimerRunner } from '../platform/timers/timer-runner.js';
import { startApi, startWorker, type TestApi } from '../testing/app.js';
import { DeliveryStory, deliverySlice, deliveryWork } from '../testing/delivery.story.js';
import { eventually } from '../testing/eventually.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let gateway: FakeGateway;
let story: DeliveryStory;
const phone = '13800005678';
const dutyPhone = '13900004321';

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  gateway = await FakeGateway.start();
  story = new DeliveryStory(database, world);
  const gateways = {
    ...{ SMS_GATEWAY_URL: gateway.url('/sms'), SMS_GATEWAY_TOKEN: 'token-of-sms' },
    ...{ VOICE_GATEWAY_URL: gateway.url('/voice'), VOICE_GATEWAY_TOKEN: 'token-of-voice' },
  };
  gateway.behave('/sms', 'take');
  gateway.behave('/voice', 'take');
  api = await startApi(database, { ...deliverySlice, config: gateways });
  worker = await startWorker(database, deliveryWork, gateways);
  await story.reach('lead.coordinator', phone);
});
beforeEach(async () => {
  await database.owner.query('update timer set fired_at = now() where fired_at is null');
  await database.owner.query('delete from on_call_shift');
  await database.owner.query('delete from notification_settings');
  gateway.received.length = 0;
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await gateway.stop();
  await database.drop();
});

/** Who was told of an event, once nothing is left to be planned. */
const told = async (eventId: string): Promise<string[]> => {
  const { rows } = await database.owner.query<{ username: string; planned: boolean }>(
    `select c.username, n.planned_at is not null as planned from notification n join appointment a on a.id = n.appointment_id
       join account c on c.person_id = a.person_id where n.event_id = $1 order by 1`,
    [eventId],
  );
  expect(rows.every(({ planned }) => planned)).toBe(true);
  return rows.map(({ username }) => username);
};
const areTold = (eventId: string, ...usernames: string[]) =>
  eventually(async () => expect(await told(eventId)).toEqual([...usernames].sort()));
const pathsTo = (number: string) =>
  gateway
    .to(number)
    .map(({ path }) => path)
    .sort();

describe('an immediate case reaches who is on duty at the receiver', () => {
  it('in its department and in the duty office, by text message and call, and nobody whose shift is over or elsewhere', async () => {
    const other = randomUUIDv7();
    await database.owner.query(
      `insert into department (id, institution_id, name_zh, specialties) values ($1, $2, '儿科', '{paediatrics}')`,
      [other, world.lead.id],
    );
    await story.onDuty('lead.doctor', dutyPhone, { departmentId: world.lead.departmentId });
    await story.onDuty('auditor', '13900004322');
    await story.onDuty('lead.admin', '13900004323', { departmentId: other });
    const { id } = await story.happens('immediate', { departmentId: world.lead.departmentId });
    await areTold(id, 'lead.coordinator', 'lead.doctor', 'auditor');
    await eventually(() =>
      expect([dutyPhone, '13900004322', '13900004323'].map(pathsTo)).toEqual([['/sms', '/voice'], ['/sms', '/voice'], []]),
    );
    await database.owner.query('update on_call_shift set during = tstzrange(lower(during), now()) where person_id = $1', [
      await story.personOf('auditor'),
    ]);
    const later = await story.happens('immediate', { departmentId: world.lead.departmentId });
    await areTold(later.id, 'lead.coordinator', 'lead.doctor');
  });

  it('everywhere in the house where no department is named', async () => {
    await story.onDuty('lead.doctor', dutyPhone, { departmentId: world.lead.departmentId });
    const cancelled = await story.onDuty('lead.admin', '13900004323');
    await database.owner.query('update on_call_shift set cancelled_at = now() where id = $1', [cancelled]);
    await areTold((await story.happens('immediate')).id, 'lead.coordinator', 'lead.doctor');
  });

  it('but nothing that can wait, and nothing that puts no case before them', async () => {
    await story.onDuty('lead.doctor', dutyPhone);
    await areTold((await story.happens('urgent')).id, 'lead.coordinator');
    await areTold((await story.happens('immediate', { kind: 'referral.departed' })).id, 'lead.coordinator');
  });
});

describe('an immediate notification that stays unread', () => {
  const due = async () => {
    const { rowCount } = await database.owner.query(
      `update timer set due_at = now() where kind = 'notification.escalate' and fired_at is null`,
    );
    await worker.get(TimerRunner).reconcile();
    return rowCount;
  };
  const rungs = async (eventId: string) => {
    const { rows } = await database.owner.query<{ rung: string }>(
      `select e.data->>'rung' as rung from event e join notification n on n.id = e.subject_id
       where e.kind = 'notification.escalated' and n.event_id = $1 order by e.id`,
      [eventId],
    );
    return rows.map(({ rung }) => rung);
  };
  const smsFirst = async () =>
    database.owner.query(
      `insert into notification_settings (person_id, rules, escalate_after_minutes) values ($1, '{"immediate":["sms"]}', 7)`,
      [await story.personOf('lead.coordinator')],
    );

  it('climbs: text message, call, the backup on duty, the administrators, each once', async () => {
    await story.onDuty('lead.coordinator', '0851-1', { backup: 'lead.doctor' });
    await smsFirst();
    const { id } = await story.happens('immediate');
    await areTold(id, 'lead.coordinator');
    const { rows } = await database.owner.query<{ minutes: number }>(
      `select round(extract(epoch from due_at - now()) / 60)::int as minutes from timer where kind = 'notification.escalate' and fired_at is null`,
    );
    expect(rows).toEqual([{ minutes: 7 }]);
    await due();
    await eventually(() => expect(pathsTo(phone)).toEqual(['/sms', '/voice']));
    await due();
    await areTold(id, 'lead.coordinator', 'lead.doctor');
    // the backup has no phone of their own: the one of the shift is rung
    await eventually(() => expect(pathsTo('13900001234')).toEqual(['/sms', '/voice']));
    await due();
    await areTold(id, 'lead.admin', 'lead.coordinator', 'lead.doctor');
    for (let round = 0; round < 4; round++) await due();
    expect(await rungs(id)).toEqual(['voice', 'backup', 'administration', 'nobody']);
    expect(await story.about(id)).toHaveLength(6);
    expect(gateway.received).toHaveLength(4);
  });

  it('without a backup goes to the duty office, then to the administrators, and says when nobody is left', async () => {
    const { id } = await story.happens('immediate');
    await areTold(id, 'lead.coordinator');
    await story.onDuty('lead.doctor', dutyPhone);
    await due();
    await areTold(id, 'lead.coordinator', 'lead.doctor');
    await eventually(() => expect(pathsTo(dutyPhone)).toEqual(['/sms', '/voice']));
    await due();
    await areTold(id, 'lead.admin', 'lead.coordinator', 'lead.doctor');
    expect(await due()).toBe(1);
    expect(await due()).toBe(0);
    expect(await rungs(id)).toEqual(['duty_office', 'administration', 'nobody']);
  });

  it('climbs one rung at a time, however many were told at first', async () => {
    await story.onDuty('lead.doctor', dutyPhone, { departmentId: world.lead.departmentId });
    const { id } = await story.happens('immediate');
    await areTold(id, 'lead.coordinator', 'lead.doctor');
    await story.onDuty('auditor', '13900004322');
    expect(await due()).toBe(2);
    await areTold(id, 'auditor', 'lead.coordinator', 'lead.doctor');
    expect(await rungs(id)).toEqual(['duty_office']);
    expect(await due()).toBe(1);
    await areTold(id, 'auditor', 'lead.admin', 'lead.coordinator', 'lead.doctor');
    expect(await rungs(id)).toEqual(['duty_office', 'administration']);
  });

  it('does nothing more once it was read, or once the institution acted', async () => {
    await smsFirst();
    const { id } = await story.happens('immediate');
    await areTold(id, 'lead.coordinator');
    await (await api.as('lead.coordinator')).get(readNotifications, { body: {} });
    await due();
    const other = await story.happens('immediate');
    await areTold(other.id, 'lead.coordinator');
    await database.owner.query(
      `insert into event (id, kind, topic, subject_id, version, happened_at, institution_id, person_id, recipients)
       values (uuidv7(), 'referral.accepted', 'referral', $1, 2, now(), $2, $3, array[$2]::uuid[])`,
      [other.subjectId, world.lead.id, await story.personOf('lead.doctor')],
    );
    expect(await due()).toBe(1);
    for (const event of [id, other.id])
      expect([await rungs(event), (await story.about(event)).map(({ channel }) => channel)]).toEqual([[], ['sms']]);
  });
});
