import * as contract from '@alliance/contracts/recognition-review.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { academic, makeAlliance } from '../testing/protocol.story.js';
import { decided, makeRecognitionBase, personOf, reviewSlice } from '../testing/recognition-review.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { RecognitionReviewWorkerModule } from './recognition-review.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let quality: Person;
let worker: { close: () => Promise<void> };

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await makeRecognitionBase(database);
  await makeAlliance(database, world);
  api = await startApi(database, reviewSlice);
  quality = await academic(database, api, world, 'lead.quality', 'quality_manager');
  worker = await startWorker(database, [RecognitionReviewWorkerModule]);
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

const comesDue = (id: string) =>
  world.owner.query(
    `with late as (update recognition_review set due_at = now() - interval '1 minute' where id = $1 returning due_at, id)
     update timer t set due_at = late.due_at from late where t.subject_id = late.id and t.fired_at is null`,
    [id],
  );

it('reminds once who is late to judge, and a verdict that nobody appeals against holds', async () => {
  const physician = await personOf(world, 'lead.doctor');
  await decided(database, { by: world.lead, issuer: world.county, decision: 'repeated', physician });
  await quality.ask(contract.sampleRepeats, { body: { how: 'targeted', from: '2026-11-01', to: '2026-11-30', count: 1 } });
  const { items } = await quality.get(contract.listRecognitionReviews, { query: {} });
  const id = items[0]?.id as string;
  await comesDue(id);
  await eventually(async () => {
    const { rows } = await world.owner.query(`select 1 from event where kind = 'recognition_review.overdue' and subject_id = $1`, [id]);
    expect(rows).toHaveLength(1);
  }, 30_000);
  const { version } = await quality.get(contract.getRecognitionReview, { params: { id } });
  await quality.ask(contract.judgeRepeat, { params: { id }, body: { version, verdict: 'refused', text: '理由不成立' } });
  await comesDue(id);
  await eventually(
    async () =>
      expect(await quality.get(contract.getRecognitionReview, { params: { id } })).toMatchObject({ state: 'closed', standing: 'refused' }),
    30_000,
  );
}, 90_000);
