import * as conversation from '@alliance/contracts/conversation.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { doctorSubmits, referralSlice, referralWork } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { ConversationModule } from './conversation.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const slice = { features: [...referralSlice.features, ConversationModule], contracts: [...referralSlice.contracts, conversation] };
  api = await startApi(database, slice);
  worker = await startWorker(database, referralWork);
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

const told = async (who: Person) =>
  (await who.get(listNotifications, { query: {} })).items
    .filter(({ kind }) => /mention|message/.test(kind))
    .map(({ kind, topic }) => [kind, topic]);

it('who is called into a conversation is notified, of either side; nobody else is, and the notification says nothing of the case', async () => {
  const names = ['county.doctor', 'county.coordinator', 'lead.coordinator', 'lead.doctor'];
  const people = (await Promise.all(names.map((name) => api.as(name)))) as [Person, Person, Person, Person];
  const [doctor, colleague, coordinator, physician] = people;
  const { id } = await doctorSubmits(doctor, world);
  const mentions = ['lead.doctor', 'county.coordinator'].map((name) => world.appointments[name] as string);
  await doctor.get(conversation.sendMessage, { params: { id }, body: { id: randomUUIDv7(), text: '请王主任看片', mentions } });
  for (const who of [physician, colleague])
    await eventually(async () => expect(await told(who)).toEqual([['referral.mentioned', 'conversation']]));
  for (const who of [doctor, coordinator]) expect(await told(who)).toEqual([]);
  const { rows } = await database.owner.query<{ found: number }>(
    `select count(*)::int as found from notification n where to_jsonb(n)::text like '%王主任%'`,
  );
  expect(rows).toEqual([{ found: 0 }]);
});
