import { listNotifications, readNotifications } from '@alliance/contracts/notification.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { DeliveryStore } from '../platform/delivery/delivery.store.js';
import { Metrics } from '../platform/observe/metrics.js';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
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
let coordinator: Person;
const phone = '13800005678';

const gateways = (served: FakeGateway) => ({
  SMS_GATEWAY_URL: served.url('/sms'),
  SMS_GATEWAY_TOKEN: 'token-of-sms',
  VOICE_GATEWAY_URL: served.url('/voice'),
  VOICE_GATEWAY_TOKEN: 'token-of-voice',
});

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  gateway = await FakeGateway.start();
  story = new DeliveryStory(database, world);
  api = await startApi(database, { ...deliverySlice, config: gateways(gateway) });
  worker = await startWorker(database, deliveryWork, gateways(gateway));
  coordinator = await api.as('lead.coordinator');
});
beforeEach(async () => {
  gateway.behave('/sms', 'take');
  gateway.behave('/voice', 'take');
  gateway.received.length = 0;
  await database.owner.query('delete from notification_settings');
  await story.reach('lead.coordinator', phone);
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await gateway.stop();
  await database.drop();
});

const settle = async (more: Record<string, unknown> = {}) => {
  const { rules = {}, quiet_from = null, quiet_to = null, digest_at = null, minutes = 5 } = more;
  await database.owner.query(
    `insert into notification_settings (person_id, rules, quiet_from, quiet_to, digest_at, escalate_after_minutes) values ($1, $2, $3, $4, $5, $6)`,
    [await story.personOf('lead.coordinator'), JSON.stringify(rules), quiet_from, quiet_to, digest_at, minutes],
  );
};
const states = async (eventId: string) =>
  (await story.about(eventId)).map(({ channel, state, reason }) => [channel, state, reason].join(' ').trim()).sort();

describe('an immediate case', () => {
  it('leaves by text message and call within a second, with a link and nothing about the patient', async () => {
    const began = Date.now();
    const { id } = await story.happens('immediate');
    await eventually(async () => expect(await states(id)).toEqual(['sms sent', 'voice sent']));
    expect(Date.now() - began).toBeLessThan(2_000);
    const [told] = (await coordinator.get(listNotifications, { query: { limit: '1' } })).items;
    expect(gateway.to(phone)).toEqual(
      expect.arrayContaining([
        {
          path: '/sms',
          to: phone,
          text: `【专科联盟协同平台】有一件立即处理的事项等待您，请马上登录查看。 ${api.config.origin}/n/${told?.id}`,
          idempotencyKey: `event:${id}:${await story.personOf('lead.coordinator')}:sms`,
          authorization: 'Bearer token-of-sms',
        },
        expect.objectContaining({ path: '/voice', text: '【专科联盟协同平台】有一件立即处理的事项等待您，请马上登录查看。' }),
      ]),
    );
  });

  it('leaves in quiet hours too', async () => {
    await settle({ rules: { immediate: ['sms'] }, quiet_from: '00:00', quiet_to: '23:59' });
    const { id } = await story.happens('immediate');
    await eventually(async () => expect(await states(id)).toEqual(['sms sent']));
  });

  it('is shown as undelivered where nobody can be reached, never silent', async () => {
    await story.reach('lead.coordinator', null);
    const { id } = await story.happens('immediate');
    await eventually(async () => expect(await states(id)).toEqual(['sms undelivered no_address', 'voice undelivered no_address']));
    const [told] = (await coordinator.get(listNotifications, { query: { limit: '1' } })).items;
    expect(told).toMatchObject({ undelivered: true });
    const { rows } = await database.owner.query(
      `select e.data->>'channel' as channel, i.recipient from event e join inbox i on i.event_id = e.id
       where e.kind = 'delivery.undelivered' and e.subject_id = any($1) order by 1`,
      [(await story.about(id)).map((row) => row.id)],
    );
    expect(rows).toEqual(['sms', 'voice'].map((channel) => ({ channel, recipient: world.lead.id })));
  });
});

describe('what is not immediate', () => {
  it('stays in the portal until somebody chooses a channel', async () => {
    const { id } = await story.happens('urgent');
    await eventually(async () => {
      const { rows } = await database.owner.query('select planned_at is not null as planned from notification where event_id = $1', [id]);
      expect(rows).toEqual([{ planned: true }]);
    });
    expect(await story.about(id)).toEqual([]);
  });

  it('tells the person themselves what was done to their account, and nobody else', async () => {
    const doctor = await story.personOf('lead.doctor');
    const { id } = await story.happens('urgent', { kind: 'person.second_factors_reset', topic: 'person', concerns: [doctor] });
    await eventually(async () => {
      const { rows } = await database.owner.query('select appointment_id from notification where event_id = $1', [id]);
      expect(rows).toEqual([{ appointment_id: world.appointments['lead.doctor'] }]);
    });
    const { items } = await (await api.as('lead.doctor')).get(listNotifications, { query: { limit: '1' } });
    expect(items[0]).toMatchObject({ kind: 'person.second_factors_reset', label: '' });
  });

  it('waits for the end of quiet hours', async () => {
    const local = (minutes: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'short' }).format(Date.now() + minutes * 60_000);
    await settle({ rules: { referral: ['sms'] }, quiet_from: local(-60), quiet_to: local(60) });
    const { id } = await story.happens('urgent');
    await eventually(async () => expect(await states(id)).toEqual(['sms waiting']));
    const [row] = await story.about(id);
    expect(row?.seconds).toBeGreaterThan(58 * 60);
    expect(row?.seconds).toBeLessThan(61 * 60);
    await coordinator.get(readNotifications, { body: {} });
    await story.hurry();
    await eventually(async () => expect(await states(id)).toEqual(['sms cancelled']));
    expect(gateway.to(phone)).toEqual([]);
  });

  it('is collected into one message a day that counts what is unread', async () => {
    const local = (minutes: number) =>
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'short' }).format(Date.now() + minutes * 60_000);
    await settle({ rules: { referral: ['sms'] }, digest_at: local(120) });
    for (const _ of [1, 2, 3]) await story.happens('urgent');
    const digests = () => story.deliveries(`template = 'digest' and state = 'waiting'`);
    await eventually(async () => {
      const { unread } = await coordinator.get(listNotifications, { query: { unread: 'true' } });
      expect([unread, (await digests()).length]).toEqual([3, 1]);
    });
    expect((await digests())[0]?.seconds).toBeGreaterThan(110 * 60);
    await story.hurry();
    await eventually(() => expect(gateway.to(phone).map(({ text }) => text)).toEqual([expect.stringContaining('您有 3 条未读通知')]));
    await coordinator.get(readNotifications, { body: {} });
  });
});

describe('a gateway', () => {
  it('that fails is tried again after 5 s, 30 s, 2 min and 10 min under the same key, then it is given up', async () => {
    await settle({ rules: { immediate: ['sms'] } });
    gateway.behave('/sms', 'fail');
    const { id } = await story.happens('immediate');
    for (const [attempt, seconds] of [5, 30, 120, 600].entries()) {
      await eventually(async () =>
        expect((await story.about(id))[0]).toMatchObject({ attempts: attempt + 1, reason: 'unreachable', lease_until: null }),
      );
      const [row] = await story.about(id);
      expect(row?.seconds).toBeGreaterThan(seconds - 4);
      expect(row?.seconds).toBeLessThanOrEqual(seconds);
      await story.hurry();
    }
    await eventually(async () => expect(await states(id)).toEqual(['sms undelivered gave_up']));
    const [row] = await story.about(id);
    expect([row?.link_cipher, row?.address_cipher, row?.address_masked]).toEqual([null, null, '138****5678']);
    expect(new Set(gateway.received.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    expect(gateway.received).toHaveLength(5);
  });

  it('that refuses is not asked again', async () => {
    await settle({ rules: { immediate: ['sms'] } });
    gateway.behave('/sms', 'refuse');
    const { id } = await story.happens('immediate');
    await eventually(async () => expect(await states(id)).toEqual(['sms undelivered refused']));
    expect(gateway.received).toHaveLength(1);
    const [row] = await story.about(id);
    await eventually(async () => {
      const { rows } = await database.owner.query(`select data from event where kind = 'delivery.undelivered' and subject_id = $1`, [
        row?.id,
      ]);
      expect(rows).toEqual([{ data: { channel: 'sms', reason: 'refused' } }]);
    });
    const metrics = await worker.get(Metrics).registry.metrics();
    expect(metrics).toMatch(/^deliveries_undelivered_total\{channel="sms",reason="refused"\} 1$/m);
    expect(metrics).toMatch(/^deliveries_waiting\{channel="sms"\} 0$/m);
  });

  it('that takes a message and cuts the line hears it again under the same key', async () => {
    await settle({ rules: { immediate: ['sms'] } });
    gateway.behave('/sms', 'drop');
    const { id } = await story.happens('immediate');
    await eventually(async () =>
      expect((await story.about(id))[0]).toMatchObject({ attempts: 1, reason: 'unreachable', lease_until: null }),
    );
    gateway.behave('/sms', 'take');
    await story.hurry();
    await eventually(async () => expect(await states(id)).toEqual(['sms sent']));
    expect(gateway.received.map(({ idempotencyKey }) => idempotencyKey)).toEqual(
      [...new Array<string>(2)].map(() => gateway.received[0]?.idempotencyKey),
    );
  });

  it('that hangs does not hold up another channel', async () => {
    gateway.behave('/sms', 'hang');
    for (let n = 0; n < 30; n++) await story.happens('immediate');
    await eventually(() => expect(gateway.received.filter(({ path }) => path === '/voice')).toHaveLength(30), 4_000);
    expect(gateway.received.filter(({ path }) => path === '/sms').length).toBeLessThanOrEqual(20);
    gateway.behave('/sms', 'take');
    const waiting = () => story.deliveries(`state = 'waiting' and template = 'immediate'`);
    await eventually(async () => expect((await waiting()).filter(({ reason }) => reason === 'unreachable')).toHaveLength(20), 8_000);
    await story.hurry();
    await eventually(async () => expect(await waiting()).toEqual([]), 15_000);
  });
});

it('what a killed worker had claimed is sent by another when the lease ends, under the same key, once', async () => {
  await settle({ rules: { immediate: ['sms'] } });
  await worker.close();
  const { id } = await story.happens('immediate');
  worker = await startWorker(database, deliveryWork, { ...gateways(gateway), SMS_GATEWAY_URL: gateway.url('/hang') });
  gateway.behave('/hang', 'hang');
  await eventually(() => expect(gateway.received).toHaveLength(1));
  // it dies here: it claims nothing more, and what it claimed is never recorded in time
  const dying = worker.close();
  const other = await startWorker(database, deliveryWork, gateways(gateway));
  expect(await other.get(DeliveryStore).claim(new Map([['sms', 20]]))).toEqual([]);
  await database.owner.query(`update delivery set lease_until = now() - interval '1 second' where state = 'waiting'`);
  await eventually(async () => expect(await states(id)).toEqual(['sms sent']));
  expect(new Set(gateway.received.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  await dying;
  worker = other;
  expect(await states(id)).toEqual(['sms sent']);
});
