import {
  getNotificationSettings,
  listDeliveries,
  listOwnDeliveries,
  setNotificationSettings,
  testChannel,
} from '@alliance/contracts/delivery.contract';
import { getNotification, listNotifications } from '@alliance/contracts/notification.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { Database } from '../platform/db/database.js';
import { Deliveries } from '../platform/delivery/deliveries.js';
import type { Template } from '../platform/delivery/template.js';
import { newId } from '../platform/ids.js';
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
let mails: SMTPServer;
let story: DeliveryStory;
const mailed: string[] = [];

const startMail = async () => {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, taken) {
      let mail = '';
      stream.setEncoding('utf8').on('data', (part: string) => (mail += part));
      stream.on('end', () => {
        mailed.push(mail);
        taken();
      });
    },
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return server;
};

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  gateway = await FakeGateway.start();
  mails = await startMail();
  story = new DeliveryStory(database, world);
  // calls are not configured here
  const config = {
    SMS_GATEWAY_URL: gateway.url('/sms'),
    SMS_GATEWAY_TOKEN: 'token-of-sms',
    SMTP_URL: `smtp://127.0.0.1:${(mails.server.address() as AddressInfo).port}`,
    SMTP_FROM: 'portal@alliance.example',
  };
  api = await startApi(database, { ...deliverySlice, config });
  worker = await startWorker(database, deliveryWork, config);
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await gateway.stop();
  await new Promise<void>((closed) => mails.close(() => closed()));
  await database.drop();
});

const wish = (more: object = {}) => ({
  version: 1,
  phone: '138 0000 5678',
  email: 'doctor@hospital.example',
  rules: { immediate: ['sms' as const], referral: ['email' as const], duty: [], administration: [] },
  quietFrom: '22:00',
  quietTo: '07:00',
  digestAt: null,
  escalateAfterMinutes: 10,
  ...more,
});
const refusalOf = async (person: Person, body: ReturnType<typeof wish>) =>
  (await person.ask(setNotificationSettings, { body })).problem.code;

describe('how I want to be told', () => {
  it('is what is usual until I change it', async () => {
    const doctor = await api.as('lead.doctor');
    expect(await doctor.get(getNotificationSettings, {})).toEqual({
      version: 1,
      phone: null,
      email: null,
      rules: { immediate: ['sms'], referral: [], duty: [], administration: [] },
      quietFrom: null,
      quietTo: null,
      digestAt: null,
      escalateAfterMinutes: 5,
      available: ['sms', 'email'],
    });
  });

  it('is kept, with the number as it is dialled, an event and an audit entry', async () => {
    const doctor = await api.as('lead.doctor');
    const kept = await doctor.get(setNotificationSettings, { body: wish() });
    expect(kept).toEqual({ ...wish(), version: 2, phone: '13800005678', available: ['sms', 'email'] });
    expect(await doctor.get(getNotificationSettings, {})).toEqual(kept);
    const personId = await story.personOf('lead.doctor');
    const { rows } = await database.owner.query('select kind, data from event where subject_id = $1', [personId]);
    expect(rows).toEqual([{ kind: 'person.notification_settings_changed', data: {} }]);
    const audits = await database.owner.query('select action from audit_entry where $1 = any(object_ids) order by action', [personId]);
    expect(audits.rows).toEqual([{ action: 'notification.set_own' }, { action: 'person.change_own_contact' }]);
    expect(await refusalOf(doctor, wish())).toBe('record.stale');
    expect(await doctor.get(setNotificationSettings, { body: wish({ version: 2, quietFrom: null, quietTo: null }) })).toMatchObject({
      version: 3,
    });
  });

  it('is nobody else’s: every person has their own', async () => {
    expect(await (await api.as('county.doctor')).get(getNotificationSettings, {})).toMatchObject({ version: 1, phone: null });
  });

  it('refuses a channel without an address, and addresses that are none', async () => {
    const doctor = await api.as('township.doctor');
    expect(await refusalOf(doctor, wish({ phone: null }))).toBe('contact.address_missing');
    expect(await refusalOf(doctor, wish({ email: null }))).toBe('contact.address_missing');
    expect(await refusalOf(doctor, wish({ phone: '120' }))).toBe('contact.address_invalid');
    expect(await refusalOf(doctor, wish({ email: 'a@b' }))).toBe('contact.address_invalid');
  });

  it('needs a fresh proof for another phone or address, and for nothing else', async () => {
    const doctor = await api.as('township.doctor');
    await doctor.get(setNotificationSettings, { body: wish() });
    await database.owner.query(`update session set stepped_up_at = now() - interval '1 hour'`);
    expect(await refusalOf(doctor, wish({ version: 2, phone: '13911112222' }))).toBe('session.step_up_required');
    expect((await doctor.ask(setNotificationSettings, { body: wish({ version: 2, escalateAfterMinutes: 3 }) })).status).toBe(200);
  });
});

describe('a test message', () => {
  it('is sent to myself, masked wherever it is shown', async () => {
    const doctor = await api.as('lead.doctor');
    const queued = await doctor.get(testChannel, { body: { channel: 'sms' } });
    expect(queued).toMatchObject({ channel: 'sms', state: 'waiting', address: '138****5678', template: 'test' });
    await eventually(async () => {
      const [last] = (await doctor.get(listOwnDeliveries, { query: {} })).items;
      expect(last).toMatchObject({ id: queued.id, state: 'sent' });
    });
    expect(gateway.to('13800005678')).toEqual([expect.objectContaining({ text: expect.stringContaining('测试消息') as unknown })]);
  });

  it('goes out as mail', async () => {
    const doctor = await api.as('lead.doctor');
    await doctor.get(testChannel, { body: { channel: 'email' } });
    await eventually(() => expect(mailed).toHaveLength(1));
    expect(mailed[0]).toMatch(/^To: doctor@hospital\.example\r$/m);
    expect(mailed[0]).toMatch(/^Message-ID: <[0-9a-f]{40}@alliance\.example>\r$/m);
  });

  it('on a channel that is not configured is undelivered and says why', async () => {
    const doctor = await api.as('lead.doctor');
    expect(await doctor.get(testChannel, { body: { channel: 'voice' } })).toMatchObject({ state: 'undelivered', reason: 'not_configured' });
  });

  it('can be asked for three times in ten minutes', async () => {
    const doctor = await api.as('lead.doctor');
    const { status, problem } = await doctor.ask(testChannel, { body: { channel: 'sms' } });
    expect([status, problem.code]).toEqual([429, 'request.too_many']);
    expect(problem.facts?.['seconds']).toBeGreaterThan(500);
  });

  it('is one, however often the same request arrives, and three when ten arrive at once', async () => {
    const doctor = await api.as('township.doctor');
    const same = doctor.with({ 'idempotency-key': 'one-test-please' });
    const first = await same.get(testChannel, { body: { channel: 'sms' } });
    expect((await same.get(testChannel, { body: { channel: 'sms' } })).id).toBe(first.id);
    const answers = await Promise.all([...new Array<number>(10)].map(() => doctor.ask(testChannel, { body: { channel: 'sms' } })));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
  });

  it('needs an address', async () => {
    const { problem } = await (await api.as('county.doctor')).ask(testChannel, { body: { channel: 'sms' } });
    expect(problem.code).toBe('contact.address_missing');
  });
});

describe('what was sent', () => {
  it('is read by administrators of the institution, with a trace', async () => {
    const admin = await api.as('lead.admin');
    const all = (await admin.get(listDeliveries, { query: {} })).items;
    expect(all.map(({ to }) => to)).toContain('person lead.doctor');
    expect(JSON.stringify(all)).not.toMatch(/13800005678|doctor@hospital/);
    const undelivered = (await admin.get(listDeliveries, { query: { state: 'undelivered' } })).items;
    expect(undelivered.map(({ channel, reason }) => [channel, reason])).toEqual([['voice', 'not_configured']]);
    const { rows } = await database.owner.query(
      `select cardinality(object_ids) as n from audit_entry where action = 'delivery.list' order by at`,
    );
    expect(rows).toEqual([{ n: all.length }, { n: 1 }]);
  });

  it('is nothing to another institution, to other people, to other roles', async () => {
    expect((await (await api.as('county.admin')).get(listDeliveries, { query: {} })).items).toEqual([]);
    expect((await (await api.as('lead.coordinator')).get(listOwnDeliveries, { query: {} })).items).toEqual([]);
    for (const username of ['lead.doctor', 'lead.coordinator', 'auditor'])
      expect((await (await api.as(username)).ask(listDeliveries, { query: {} })).status).toBe(403);
  });
});

it('a link leads those who were told to what it is about, by the id of their notification or of its event', async () => {
  const coordinator = await api.as('lead.coordinator');
  const { id, subjectId } = await story.happens('immediate');
  await eventually(async () =>
    expect(await coordinator.get(getNotification, { params: { id } })).toMatchObject({ subjectId, topic: 'referral' }),
  );
  const [mine] = (await coordinator.get(listNotifications, { query: { limit: '1' } })).items;
  expect(await coordinator.get(getNotification, { params: { id: mine?.id as string } })).toMatchObject({ id: mine?.id, subjectId });
  for (const username of ['lead.doctor', 'other.coordinator'])
    expect((await (await api.as(username)).ask(getNotification, { params: { id } })).status).toBe(404);
});

describe('behind the walls', () => {
  it('no message carries anything about a patient', async () => {
    const bodies = [...gateway.received.map(({ text }) => text), ...mailed];
    expect(bodies.length).toBeGreaterThan(3);
    for (const text of gateway.received.map((got) => got.text.replace(/https?:\/\/\S+/, '')))
      expect(text).toMatch(/^【专科联盟协同平台】[\p{Script=Han}，。]+ ?$/u);
  });

  it('the application can neither write deliveries past the queue nor read an address or a link', async () => {
    const { rows } = await database.owner.query<{ insert: boolean; address: boolean; link: boolean; url: boolean }>(
      `select has_table_privilege('alliance_app', 'delivery', 'insert') as insert, has_column_privilege('alliance_app', 'delivery', 'address_cipher', 'select') as address,
         has_column_privilege('alliance_app', 'delivery', 'link_cipher', 'select') as link, has_column_privilege('alliance_system', 'webhook', 'name', 'select') as name`,
    );
    expect(rows).toEqual([{ insert: false, address: false, link: false, name: false }]);
  });

  const act = async (statement: string, institutionId: string, ...values: unknown[]) => {
    const client = await database.owner.connect();
    try {
      await client.query('begin');
      await client.query('set local role alliance_app');
      await client.query(`select set_config('app.institution', $1, true)`, [institutionId]);
      return (await client.query(statement, values)).rows as unknown[];
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  it('a link that lets somebody in never goes to the phone of a shift, which somebody else chose', async () => {
    const personId = await story.personOf('auditor');
    const shift = await story.onDuty('auditor', '13900009999');
    expect(await act('select phone from contact_to_tell($1, true)', world.lead.id, personId)).toEqual([{ phone: '13900009999' }]);
    expect(await act('select phone from contact_to_tell($1, false)', world.lead.id, personId)).toEqual([{ phone: null }]);
    const deliveries = api.app.get(Deliveries);
    const to = async (template: Template) => {
      const [queued] = await api.app
        .get(Database)
        .write({ institutionId: world.lead.id }, (tx) =>
          deliveries.queue(tx, { personId, institutionId: world.lead.id, template, link: '/', channels: ['sms'], idempotencyKey: newId() }),
        );
      return [template, queued?.state, queued?.reason];
    };
    for (const template of ['invitation', 'password_reset'] as const)
      expect(await to(template)).toEqual([template, 'undelivered', 'no_address']);
    for (const template of ['immediate', 'notice', 'digest', 'test'] as const)
      expect(await to(template)).toEqual([template, 'waiting', null]);
    await database.owner.query('delete from on_call_shift where id = $1', [shift]);
  });

  it('nobody is told, or looked up, by an institution they do not work for', async () => {
    const doctor = await story.personOf('lead.doctor');
    const row = JSON.stringify([
      { id: newId(), person_id: doctor, channel: 'sms', template: 'test', state: 'waiting', urgent: false, idempotency_key: newId() },
    ]);
    expect(await act('select phone from contact_to_tell($1, true)', world.lead.id, doctor)).toEqual([{ phone: '13800005678' }]);
    expect(await act('select phone from contact_to_tell($1, true)', world.county.id, doctor)).toEqual([]);
    expect(await act('select state from queue_deliveries($1::jsonb)', world.lead.id, row)).toEqual([{ state: 'waiting' }]);
    await expect(act('select state from queue_deliveries($1::jsonb)', world.county.id, row)).rejects.toMatchObject({ code: '42501' });
  });
});
