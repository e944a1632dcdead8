import * as downCandidate from '@alliance/contracts/down-candidate.contract';
import { DownTransferModule } from '@alliance/server/down-transfer/down-transfer.module';
import { getCapacityBoard } from '@alliance/contracts/capacity.contract';
import { listShortages } from '@alliance/contracts/shortage.contract';
import { capacitySlice } from '@alliance/server/testing/capacity.story';
import { referralSlice } from '@alliance/server/testing/referral.story';
import { tripSlice } from '@alliance/server/testing/trip.story';
import { startApi, type TestApi } from '@alliance/server/testing/app';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { playFirstCases } from './first-cases.js';
import { loadDemo } from './load.js';

let database: TestDatabase;
let api: TestApi;
const password = 'demo-Alliance-2026';

beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password, history: false });
  api = await startApi(database, {
    features: [...referralSlice.features, ...capacitySlice.features, ...tripSlice.features, DownTransferModule],
    contracts: [...referralSlice.contracts, ...capacitySlice.contracts, ...tripSlice.contracts, downCandidate],
  });
  await playFirstCases(await api.listen(), password);
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

it('the lead’s board is alive at start: beds free and taken, one held that ends in 18 minutes, one in use, a call due today', async () => {
  const coordinator = await api.as('lead.coordinator', password);
  const { departments } = await coordinator.get(getCapacityBoard, { query: {} });
  const beds = departments.flatMap((each) => each.beds);
  const counted = Map.groupBy(beds, ({ situation }) => situation);
  expect(counted.get('free')?.length).toBeGreaterThan(15);
  expect(counted.get('occupied')?.length).toBeGreaterThan(80);
  expect(counted.get('held')).toHaveLength(2);
  const ends = beds.flatMap(({ hold }) => (hold?.until ? [(Date.parse(hold.until) - Date.now()) / 60_000] : []));
  expect(Math.min(...ends)).toBeGreaterThan(10);
  expect(Math.min(...ends)).toBeLessThanOrEqual(18);
  expect(beds.filter(({ hold }) => hold?.state === 'occupied')).toHaveLength(1);
  const { items } = await coordinator.get(listShortages, { query: {} });
  expect(items.map(({ due }) => due)).toEqual(['today']);
});

it('the township’s figures are old, the lead’s are not', async () => {
  const old = async (who: string) =>
    (await (await api.as(who, password)).get(getCapacityBoard, { query: {} })).departments.find(({ beds }) => beds.length)?.old;
  expect([await old('lead.coordinator'), await old('township.doctor')]).toEqual([false, true]);
});
