import { addWebhook, changeWebhook, listWebhooks } from '@alliance/contracts/webhook.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '../platform/ids.js';
import { startApi, startWorker, type TestApi } from '../testing/app.js';
import { DeliveryStory, deliverySlice, deliveryWork } from '../testing/delivery.story.js';
import { eventually } from '../testing/eventually.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld } from '../testing/world.js';

let database: TestDatabase;
let api: TestApi;
let worker: INestApplicationContext;
let gateway: FakeGateway;
let story: DeliveryStory;

beforeAll(async () => {
  database = await cloneDatabase();
  story = new DeliveryStory(database, await makeWorld(database));
  gateway = await FakeGateway.start();
  const config = { WEBHOOK_HOSTS: gateway.host };
  api = await startApi(database, { ...deliverySlice, config });
  worker = await startWorker(database, deliveryWork, config);
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await gateway.stop();
  await database.drop();
});

const robot = (more: object = {}) => ({
  id: newId(),
  channel: 'wecom' as const,
  name: '转诊群',
  url: gateway.url('/robot?key=secret'),
  ...more,
});

it('a robot is told of immediate cases, and its address is never shown again', async () => {
  const admin = await api.as('lead.admin');
  const added = await admin.get(addWebhook, { body: robot() });
  expect(added).toMatchObject({ channel: 'wecom', name: '转诊群', enabled: true, version: 1, lastUsedAt: null });
  const { rows } = await database.owner.query('select url_cipher from webhook where id = $1', [added.id]);
  expect(JSON.stringify([added, rows])).not.toContain('secret');
  const { id } = await story.happens('immediate');
  await story.happens('urgent');
  await eventually(() => expect(gateway.to('/robot?key=secret')).toHaveLength(1));
  expect(gateway.to('/robot?key=secret')[0]?.text).toBe(
    `【专科联盟协同平台】有一件立即处理的事项等待您，请马上登录查看。 ${api.config.origin}/n/${id}`,
  );
  await eventually(async () => expect((await admin.get(listWebhooks, {})).items[0]?.lastUsedAt).not.toBeNull());
  const off = await admin.get(changeWebhook, { params: { id: added.id }, body: { version: 1, name: '转诊群', enabled: false } });
  expect(off).toMatchObject({ enabled: false, version: 2 });
  await story.happens('immediate');
  expect((await admin.ask(changeWebhook, { params: { id: added.id }, body: { version: 1, name: 'x', enabled: true } })).problem.code).toBe(
    'record.stale',
  );
  expect(gateway.to('/robot?key=secret')).toHaveLength(1);
});

it('a robot speaks to known hosts only', async () => {
  const admin = await api.as('lead.admin');
  for (const url of [
    'https://example.org/robot',
    'https://qyapi.weixin.qq.com.example.org/x',
    'https://oapi.dingtalk.com/robot/send?access_token=x',
    'https://somebody@qyapi.weixin.qq.com/x',
    'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x',
    'https://qyapi.weixin.qq.com:8443/x',
    'http://127.0.0.1:1/x',
    'http://169.254.169.254/latest',
  ])
    expect([url, (await admin.ask(addWebhook, { body: robot({ url }) })).problem.code]).toEqual([url, 'webhook.host_refused']);
  expect((await admin.ask(addWebhook, { body: robot({ url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x' }) })).status).toBe(
    201,
  );
});

it('a robot is an administrator’s to add, with a fresh proof; another institution’s does not exist', async () => {
  const admin = await api.as('county.admin');
  const added = await admin.get(addWebhook, { body: robot() });
  const stranger = await api.as('lead.admin');
  expect((await stranger.get(listWebhooks, {})).items.map(({ id }) => id)).not.toContain(added.id);
  const change = { params: { id: added.id }, body: { version: 1, name: 'mine now', enabled: false } };
  expect((await stranger.ask(changeWebhook, change)).status).toBe(404);
  for (const username of ['lead.doctor', 'lead.coordinator', 'auditor'])
    expect((await (await api.as(username)).ask(addWebhook, { body: robot() })).status).toBe(403);
  await database.owner.query(`update session set stepped_up_at = now() - interval '1 hour'`);
  expect((await admin.ask(addWebhook, { body: robot() })).problem.code).toBe('session.step_up_required');
});
