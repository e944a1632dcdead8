import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { randomUUIDv7 } from 'node:crypto';
import { SystemDatabase } from '../platform/db/system-database.js';
import { Log } from '../platform/observe/log.js';
import { startWorker } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { ReceiversWorkerModule } from './receivers.module.js';
import { WaitingTimeWorker, lastNight } from './waiting-time.worker.js';

let database: TestDatabase;
let world: World;
let worker: INestApplicationContext;
let waiting: WaitingTimeWorker;
const now = new Date('2026-11-21T08:00:00Z');
const day = 86_400_000;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  worker = await startWorker(database, []);
  waiting = new WaitingTimeWorker(worker.get(SystemDatabase), worker.get(Log));
});
afterAll(async () => {
  await worker.close();
  await database.drop();
});
beforeEach(() => database.owner.query('delete from waiting_time; delete from referral'));

let made = 0;
/** One that arrived at the lead hospital some days ago, after so many minutes. */
async function arrived(minutes: number, { daysAgo = 1, state = 'closed', service = 'inpatient' } = {}): Promise<void> {
  const arrivedAt = new Date(now.getTime() - daysAgo * day);
  await database.owner.query(
    `insert into referral (id, number, state, sender_id, custodian_id, receiver_id, receiver_department_id, service, urgency, created_by, owner_id, submitted_at, arrived_at)
     values ($1, $2, $3, $4, $4, $5, $6, $7, 'routine', $8, $8, $9, $10)`,
    [
      ...[randomUUIDv7(), `N${++made}`, state, world.county.id, world.lead.id, world.lead.departmentId, service],
      ...[world.appointments['county.doctor'], new Date(arrivedAt.getTime() - minutes * 60_000), arrivedAt],
    ],
  );
}
const compute = (at = now) => waiting.compute(at);
const computed = async () =>
  (
    await database.owner.query<{ service: string; cases: number; median_minutes: number | null }>(
      'select service, cases, median_minutes from waiting_time order by service',
    )
  ).rows;

describe('waiting times', () => {
  it('are the median from sending to arrival; of five cases it is not kept', async () => {
    for (const minutes of [10, 20, 30, 40, 50]) await arrived(minutes);
    await compute();
    expect(await computed()).toEqual([{ service: 'inpatient', cases: 5, median_minutes: null }]);
    await arrived(1_000);
    await database.owner.query('delete from waiting_time');
    await compute();
    expect(await computed()).toEqual([{ service: 'inpatient', cases: 6, median_minutes: 35 }]);
  });

  it('count each service for itself, the last ninety days, and nobody who was entered in error', async () => {
    await arrived(10);
    await arrived(10, { service: 'outpatient' });
    await arrived(10, { daysAgo: 91 });
    await arrived(10, { state: 'voided' });
    await compute();
    expect(await computed()).toEqual([
      { service: 'inpatient', cases: 1, median_minutes: null },
      { service: 'outpatient', cases: 1, median_minutes: null },
    ]);
  });

  it('are computed once a night, by whichever worker is first', async () => {
    await arrived(10);
    await Promise.all([compute(), compute(), compute()]);
    await arrived(20);
    await compute(new Date(now.getTime() + 3_600_000));
    expect(await computed()).toMatchObject([{ cases: 1 }]);
    await compute(new Date(now.getTime() + day));
    expect(await computed()).toMatchObject([{ cases: 2 }]);
  });

  it('are due at three in the morning in Shanghai', () => {
    expect(lastNight(new Date('2026-11-21T18:59:00Z')).toISOString()).toBe('2026-11-20T19:00:00.000Z');
    expect(lastNight(new Date('2026-11-21T19:00:00Z')).toISOString()).toBe('2026-11-21T19:00:00.000Z');
  });
});

describe('a worker', () => {
  it('that starts without figures computes them', async () => {
    await database.owner.query('delete from referral; delete from waiting_time');
    await arrived(10);
    const started = await startWorker(database, [ReceiversWorkerModule]);
    await eventually(async () => expect(await computed()).toHaveLength(1));
    await started.close();
  });
});
