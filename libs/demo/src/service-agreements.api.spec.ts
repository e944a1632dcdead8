import type { ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { consultationKinds } from '@alliance/domain/consultation/consultation.codes';
import { ServiceAgreementReader } from '@alliance/server/service-agreement/service-agreement.reader';
import { ExpertReader } from '@alliance/server/expert/expert.reader';
import { ExpertModule } from '@alliance/server/expert/expert.module';
import * as expert from '@alliance/contracts/expert.contract';
import { Database } from '@alliance/server/platform/db/database';
import { startApi, type TestApi } from '@alliance/server/testing/app';
import { agreementSlice } from '@alliance/server/testing/service-agreement.story';
import { listServiceAgreements } from '@alliance/contracts/service-agreement.contract';
import { cloneDatabase, type TestDatabase } from '@alliance/server/testing/services';
import { today } from '@alliance/server/platform/today';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { demoId } from './demo-id.js';
import { actorOf } from './everybody.js';
import { loadDemo } from './load.js';
import { experts } from './service-agreements.data.js';

let database: TestDatabase;
let api: TestApi;
const password = 'demo-Alliance-2026';

beforeAll(async () => {
  database = await cloneDatabase();
  await loadDemo({ ownerUrl: database.ownerUrl, fieldKey: Buffer.alloc(32, 7).toString('base64'), password, history: false });
  api = await startApi(database, {
    features: [...agreementSlice.features, ExpertModule],
    contracts: [...agreementSlice.contracts, expert],
  });
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

const covered = async (username: string, provider: string, kind: ConsultationKind) => {
  const actor = actorOf(username);
  const ask = { requesterId: actor.institutionId, providerId: demoId(`institution ${provider}`), kind, on: today(new Date()) };
  return (await api.app.get(Database).read(actor, (tx) => new ServiceAgreementReader().inForce(tx, ask)))?.id ?? null;
};

it('the county and the township may ask the lead for everything; the one that ran out covers nothing, nor does the hospital outside', async () => {
  for (const kind of consultationKinds) {
    expect([kind, await covered('county.doctor', 'lead', kind)]).not.toContain(null);
    expect([kind, await covered('township.doctor', 'lead', kind)]).toEqual([kind, demoId('service agreement cardiovascular')]);
  }
  expect(await covered('township.doctor', 'county', 'scheduled')).toBeNull();
  expect(await covered('other.doctor', 'lead', 'scheduled')).toBeNull();
});

it('lists show one that runs out soon and one that is over; the experts can all be invited', async () => {
  const county = await api.as('county.admin', password);
  const { items } = await county.get(listServiceAgreements, { query: {} });
  expect(items.map(({ standing }) => standing).sort()).toEqual(['expired', 'expiring', 'in_force']);
  const found = await api.app
    .get(Database)
    .read(actorOf('county.doctor'), (tx) => api.app.get(ExpertReader, { strict: false }).find(tx, { limit: 50 }));
  expect(found).toHaveLength(experts.length);
  expect(found.filter(({ eligible }) => !eligible)).toEqual([]);
  const { items: shown } = await county.get(expert.listExperts, { query: { elsewhere: 'true', specialty: 'cardiovascular' } });
  expect(shown.map(({ name }) => name)).toContain('陆怀民');
});
