import { confirmMerge, listMerges } from '@alliance/contracts/patient-merge.contract';
import { getPatient } from '@alliance/contracts/patient-record.contract';
import { searchPatients } from '@alliance/contracts/patient.contract';
import { today } from '@alliance/server/platform/today';
import { startApi, type TestApi } from '@alliance/server/testing/app';
import { patientSlice } from '@alliance/server/testing/patient.story';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadDemo } from './load.js';

let database: TestDatabase;
let api: TestApi;
const password = 'demo-Alliance-2026';

beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password, history: false });
  api = await startApi(database, patientSlice);
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

it('the county hospital begins with somebody unknown, a mother and her newborn, and a double that waits for a second person', async () => {
  const doctor = await api.as('county.doctor', password);
  const { items } = await doctor.get(searchPatients, { query: { query: '无名氏' } });
  // and one who was identified since, and is found by either name
  expect(items).toMatchObject([
    {
      name: `无名氏-青禾县人民医院-${today(new Date()).replaceAll('-', '')}-1`,
      identifierKind: 'unknown_person',
      sex: 'male',
      birthDate: null,
    },
    { name: '聂远航', identifierKind: 'citizen_id' },
  ]);
  const [mother] = (await doctor.get(searchPatients, { query: { query: '顾念慈' } })).items;
  const { newborns } = await doctor.get(getPatient, { params: { id: mother?.id as string } });
  expect(newborns.map(({ name }) => name)).toEqual(['顾念慈之女']);
  const coordinator = await api.as('county.coordinator', password);
  const [merge] = (await coordinator.get(listMerges, { query: {} })).items;
  expect(merge).toMatchObject({ state: 'proposed', actions: ['confirm', 'refuse'], doubts: [] });
  await coordinator.get(confirmMerge, { params: { id: merge?.id as string }, body: { version: 1 } });
  expect((await coordinator.get(searchPatients, { query: { query: '罗文昌' } })).items).toHaveLength(1);
});
