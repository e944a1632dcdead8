import * as onCall from '@alliance/contracts/on-call.contract';
import { listOnDuty } from '@alliance/contracts/on-call.contract';
import { OnCallModule } from '@alliance/server/on-call/on-call.module';
import { startApi, type TestApi } from '@alliance/server/testing/app';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { loadDemo } from './load.js';

let database: TestDatabase;
let api: TestApi;
const password = 'demo-Alliance-2026';

beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password, history: false });
  api = await startApi(database, { features: [OnCallModule], contracts: [onCall] });
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

it('somebody is on duty at the lead at every hour of the next week, by name', async () => {
  const doctor = await api.as('lead.doctor', password);
  for (let hour = 0; hour < 168; hour += 6) {
    const { items, roundTheClockLine } = await doctor.get(listOnDuty, { query: {} });
    expect(items[0]).toMatchObject({ department: null, rung: 'duty_office', person: expect.any(String) });
    expect(roundTheClockLine).toBe('0990-5550100');
    api.clock.advance(6 * 3_600);
  }
});

it('no shift that is on now or comes has been taken over yet: that is for whoever signs in', async () => {
  const { rows } = await database.owner.query<{ wrong: number }>(
    'select count(*)::int as wrong from on_call_shift where taken_over_at is not null and ends_at > now()',
  );
  expect(rows).toEqual([{ wrong: 0 }]);
});
