import { confirmMerge, undoMerge } from '@alliance/contracts/patient-merge.contract';
import { identifyPatient } from '@alliance/contracts/patient-record.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { noticeWork, noticedSlice, numberOf, sent, unknownPerson } from '../testing/patient.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, noticedSlice);
  worker = await startWorker(database, noticeWork);
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

const toldKinds = async (person: Person) =>
  (await person.get(listNotifications, { query: {} })).items.map(({ kind, subjectId }) => [kind, subjectId]);

it('the other hospital’s coordinator is told who an unknown person is, and that it was wrong; the second person at home is asked', async () => {
  const [doctor, second, lead, other] = (await Promise.all(
    ['county.doctor', 'county.coordinator', 'lead.coordinator', 'other.coordinator'].map((name) => api.as(name)),
  )) as [Person, Person, Person, Person];
  const unknown = await unknownPerson(doctor);
  await sent(database, world, unknown.id, world.county, world.lead);
  const body = {
    identifierKind: 'citizen_id' as const,
    identifier: numberOf('male'),
    name: '秦川',
    sex: 'male' as const,
    basis: 'police' as const,
  };
  const { merges } = await doctor.get(identifyPatient, { params: { id: unknown.id }, body });
  await eventually(async () => expect(await toldKinds(lead)).toEqual([['patient.identified', unknown.id]]));
  const params = { id: merges[0]?.id as string };
  await doctor.get(undoMerge, { params, body: { version: 1, reason: '看错' } });
  await eventually(async () => expect(await toldKinds(second)).toEqual([['patient.undo_proposed', unknown.id]]));
  await second.get(confirmMerge, { params, body: { version: 2 } });
  const wrong = ['patient.undo_confirmed', unknown.id];
  await eventually(async () => expect(await toldKinds(lead)).toEqual([wrong, ['patient.identified', unknown.id]]));
  await eventually(async () => expect(await toldKinds(doctor)).toEqual([wrong]));
  expect(await toldKinds(other)).toEqual([]);
});
