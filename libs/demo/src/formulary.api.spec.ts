import { checkFormulary, listFormulary } from '@alliance/contracts/formulary.contract';
import { startApi, type TestApi } from '@alliance/server/testing/app';
import { referralSlice } from '@alliance/server/testing/referral.story';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoId } from './demo-id.js';
import { loadDemo } from './load.js';

let database: TestDatabase;
let api: TestApi;
const password = 'demo-Alliance-2026';

beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password, history: false });
  api = await startApi(database, referralSlice);
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

it('the county can go on with what the lead gives after an infarction; the township with less of it', async () => {
  const physician = await api.as('lead.doctor', password);
  const medicines = [
    { name: '替格瑞洛片', strength: '90mg' },
    { name: '阿托伐他汀钙片', strength: '20mg' },
    { name: '富马酸比索洛尔片', strength: '5mg' },
  ];
  const at = async (hospital: string) =>
    (await physician.get(checkFormulary, { params: { id: demoId(`institution ${hospital}`) }, body: { medicines } })).items.map(
      ({ availability }) => availability,
    );
  expect(await at('county')).toEqual(['listed', 'listed', 'listed']);
  expect(await at('township')).toEqual(['not_listed', 'listed', 'out_of_stock']);
  expect(await at('wangling')).toEqual(['no_list', 'no_list', 'no_list']);
});

it('its own people find and read it', async () => {
  const doctor = await api.as('township.doctor', password);
  const { items, mayManage } = await doctor.get(listFormulary, {
    params: { id: demoId('institution township') },
    query: { query: 'aspl' },
  });
  expect([items.map(({ name }) => name), mayManage]).toEqual([['阿司匹林肠溶片'], false]);
});
