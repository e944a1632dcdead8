import { sendBatch } from '@alliance/contracts/batch.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startApi, startWorker, type TestApi } from '../testing/app.js';
import { batchSlice, casualty, closing } from '../testing/batch.story.js';
import { eventually } from '../testing/eventually.js';
import { doctorSubmits, referralWork } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, batchSlice);
  worker = await startWorker(database, referralWork);
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

it('a desk gets one notice of a group, and a signal of each of its referrals', async () => {
  const doctor = await api.as('county.doctor');
  const patients = ['1', '2', '3', '4'].map((key) => casualty(key, { urgency: 'immediate' }));
  const { id } = await doctor.get(sendBatch, { body: closing(world, patients) });
  // what is numbered after it was told of later
  const alone = await doctorSubmits(doctor, world);
  const told = async (): Promise<string[]> => {
    const { rows } = await database.owner.query<{ kind: string }>(
      `select n.kind from notification n left join referral r on r.id = n.subject_id where n.institution_id = $1 and (r.batch_id = $2 or r.id = $3) order by n.id`,
      [world.lead.id, id, alone.id],
    );
    return rows.map(({ kind }) => kind);
  };
  await eventually(async () => expect(await told()).toContain('referral.submitted'));
  expect(await told()).toEqual(['referral.batch_announced', 'referral.submitted']);
  const { rows } = await database.owner.query(
    `select count(*)::int as signals from inbox i join referral r on r.id = i.subject_id::uuid where i.recipient = $1 and r.batch_id = $2 and i.kind = 'referral.submitted' and i.alarm`,
    [world.lead.id, id],
  );
  expect(rows).toEqual([{ signals: 4 }]);
});
