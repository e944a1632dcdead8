import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { startApi, startWorker, type TestApi } from '../testing/app.js';
import { availabilitySlice, availabilityWork, consultationOf, countyActor, expertOf } from '../testing/availability.story.js';
import { eventually } from '../testing/eventually.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { ReservationLedger } from './reservation.ledger.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, availabilitySlice);
  worker = await startWorker(database, availabilityWork);
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

/** Held for ten minutes, which are over now for reservation and timer alike. No job was queued: the timer fires from the table alone. */
async function heldAndOver(confirmed: boolean): Promise<string> {
  const expert = await expertOf(database, world, '王');
  const subjectId = await consultationOf(database, world, { [expert]: 'lead' });
  const ledger = api.app.get(ReservationLedger);
  const actor = await countyActor(database, world);
  const [startsAt, endsAt, until] = [60, 90, 10].map((minutes) => new Date(Date.now() + minutes * 60_000)) as [Date, Date, Date];
  await api.app
    .get(Commands)
    .run(actor, (work) => ledger.take(work, { subjectId, kind: 'scheduled', startsAt, endsAt, personIds: [expert], roomIds: [], until }));
  if (confirmed) await api.app.get(Commands).run(actor, (work) => ledger.confirm(work, subjectId));
  await database.owner.query(`update reservation set until = now() where subject_id = $1 and state = 'held'`, [subjectId]);
  await database.owner.query('update timer set due_at = now() where subject_id = $1', [subjectId]);
  await eventually(async () => {
    const { rows } = await database.owner.query('select 1 from timer where subject_id = $1 and fired_at is null', [subjectId]);
    expect(rows).toEqual([]);
  }, 15_000);
  return subjectId;
}
const stateOf = async (subjectId: string) =>
  (await database.owner.query('select state from reservation where subject_id = $1', [subjectId])).rows;
const kindsOf = async (subjectId: string) =>
  (
    await database.owner.query<{ kind: string }>('select kind from event where subject_id = $1 order by recorded_at, id', [subjectId])
  ).rows.map(({ kind }) => kind);

it('a time that nobody fixed is given back, and both hospitals look again', async () => {
  const subjectId = await heldAndOver(false);
  expect(await stateOf(subjectId)).toEqual([{ state: 'released' }]);
  expect(await kindsOf(subjectId)).toEqual(['reservation.held', 'reservation.lapsed']);
});

it('one that was fixed in time stays', async () => {
  const subjectId = await heldAndOver(true);
  expect(await stateOf(subjectId)).toEqual([{ state: 'confirmed' }]);
  expect(await kindsOf(subjectId)).toEqual(['reservation.held', 'reservation.confirmed']);
});
