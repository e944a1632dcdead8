import * as act from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { DeliveryStory } from '../testing/delivery.story.js';
import { eventually } from '../testing/eventually.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { doctorSubmits, inTwoHours, referralSlice, referralWork } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let gateway: FakeGateway;
let doctor: Person;
let coordinator: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  gateway = await FakeGateway.start();
  const config = { SMS_GATEWAY_URL: gateway.url('/sms'), SMS_GATEWAY_TOKEN: 'token-of-sms' };
  api = await startApi(database, { ...referralSlice, config });
  worker = await startWorker(database, referralWork, config);
  [doctor, coordinator] = [await api.as('county.doctor'), await api.as('lead.coordinator')];
  const story = new DeliveryStory(database, world);
  await story.reach('county.doctor', '13800001234');
  await database.owner.query(
    `insert into notification_settings (person_id, rules, escalate_after_minutes) values ($1, '{"referral": ["sms"]}', 5)`,
    [await story.personOf('county.doctor')],
  );
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await gateway.stop();
  await database.drop();
});

const messages = async (kind: string) =>
  (
    await database.owner.query<{ state: string; reason: string | null; wait: number }>(
      `select d.state, d.reason, extract(epoch from d.next_attempt_at - n.at)::int as wait from delivery d join notification n on n.id = d.notification_id where n.kind = $1 order by d.id`,
      [kind],
    )
  ).rows;

it('an answer is told outside the portal once it stands; taken back, it never was', async () => {
  const accept = { arriveBy: inTwoHours(), place: '三楼' };
  const sent = await doctorSubmits(doctor, world);
  const accepted = await coordinator.get(act.acceptReferral, { params: { id: sent.id }, body: { version: sent.version, ...accept } });
  await eventually(async () => expect(await messages('referral.accepted')).toMatchObject([{ state: 'waiting' }]));
  expect((await messages('referral.accepted'))[0]?.wait).toBeGreaterThan(50);
  await coordinator.get(act.undoReferral, { params: { id: sent.id }, body: { version: accepted.version } });
  expect(await messages('referral.accepted')).toMatchObject([{ state: 'cancelled', reason: 'undone' }]);
});

it('of an immediate case nothing waits', async () => {
  const sent = await doctorSubmits(doctor, world, { urgency: 'immediate', service: 'emergency' });
  const physician = await api.as('lead.doctor');
  const body = { version: sent.version, arriveBy: inTwoHours(), place: '抢救室', phone: '0990-5550120', physician: '韩医师' };
  await physician.get(act.acceptReferral, { params: { id: sent.id }, body });
  await eventually(async () => expect((await messages('referral.accepted')).map(({ state }) => state)).toEqual(['cancelled', 'sent']));
});

it('whoever was rung for a case is told that nobody comes', async () => {
  const story = new DeliveryStory(database, world);
  await story.onDuty('lead.doctor', '13900001111');
  const sent = await doctorSubmits(doctor, world, { urgency: 'immediate', service: 'emergency' });
  const told = async (kind: string) =>
    (
      await database.owner.query(
        `select 1 from notification n join appointment a on a.id = n.appointment_id where n.subject_id = $1 and n.kind = $2 and a.person_id = $3`,
        [sent.id, kind, await story.personOf('lead.doctor')],
      )
    ).rows.length;
  await eventually(async () => expect(await told('referral.submitted')).toBe(1));
  await doctor.get(ending.cancelReferral, { params: { id: sent.id }, body: { version: sent.version, reason: 'patient_improved' } });
  await eventually(async () => expect(await told('referral.cancelled')).toBe(1));
});
