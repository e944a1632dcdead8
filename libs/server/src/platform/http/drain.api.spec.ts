import { acceptReferral } from '@alliance/contracts/referral-action.contract';
import { expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { startApi } from '../../testing/app.js';
import { doctorSubmits, inTwoHours, referralSlice } from '../../testing/referral.story.js';
import { cloneDatabase } from '../../testing/services.js';
import { makeWorld } from '../../testing/world.js';

it('a request that waits is still answered when the process is told to stop', async () => {
  const database = await cloneDatabase();
  const world = await makeWorld(database);
  const api = await startApi(database, referralSlice);
  const base = await api.listen();
  const sent = await doctorSubmits(await api.as('county.doctor'), world);
  const { headers } = await api.as('lead.coordinator');

  const holder = await database.owner.connect();
  await holder.query('begin');
  await holder.query('select 1 from referral where id = $1 for update', [sent.id]);
  const accepting = fetch(`${base}/api${acceptReferral.path.replace(':id', sent.id)}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ version: sent.version, arriveBy: inTwoHours(), place: '心内科' }),
  });
  await sleep(200);
  const closing = api.close();
  await sleep(100);
  await holder.query('rollback');
  holder.release();

  expect((await accepting).status).toBe(200);
  await closing;
  await expect(fetch(`${base}/health/live`)).rejects.toThrow();
  await database.drop();
});
