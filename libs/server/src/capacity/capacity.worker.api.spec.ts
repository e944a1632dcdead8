import { extendHold, getCapacityBoard, holdCapacity } from '@alliance/contracts/capacity.contract';
import { openShortage } from '@alliance/contracts/shortage.contract';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { today } from '../platform/today.js';
import { capacitySlice, capacityWork, inMinutes, publishBeds, sentReferral, someLabel } from '../testing/capacity.story.js';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let coordinator: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, capacitySlice);
  worker = await startWorker(database, capacityWork);
  coordinator = await api.as('lead.coordinator');
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

const held = async (state: string) => {
  const [bed] = await publishBeds(coordinator, world, [someLabel()]);
  const referralId = await sentReferral(database, world, { state });
  const bedId = bed?.id as string;
  const hold = await coordinator.get(holdCapacity, { body: { referralId, bedId, slotId: null, until: inMinutes(18) } });
  return { referralId, bedId, hold };
};
/** The promised time has come, for the hold and its timers alike. No job was queued for it: the timers fire from the table alone. */
const passes = async (holdId: string) => {
  await database.owner.query(
    `update capacity_hold set held_until = now(), during = tstzrange(now() - interval '18 minutes', now()) where id = $1 and state = 'held'`,
    [holdId],
  );
  await database.owner.query('update timer set due_at = now() where subject_id = $1', [holdId]);
};
const fired = (subjectId: string) =>
  eventually(async () => {
    const { rows } = await database.owner.query('select 1 from timer where subject_id = $1 and fired_at is null', [subjectId]);
    expect(rows).toEqual([]);
  }, 15_000);
const endingOf = async (id: string) =>
  (await database.owner.query('select state, ended_as from capacity_hold where id = $1', [id])).rows[0] as {
    state: string;
    ended_as: string;
  };

it('a bed that nobody came to is given back in time, and both hospitals learn of it', async () => {
  const { hold, bedId, referralId } = await held('accepted');
  await passes(hold.id);
  await fired(hold.id);
  expect(await endingOf(hold.id)).toEqual({ state: 'released', ended_as: 'lapsed' });
  const { departments } = await coordinator.get(getCapacityBoard, { query: {} });
  expect(departments.flatMap(({ beds }) => beds).find(({ id }) => id === bedId)?.situation).toBe('free');
  const told = await database.owner.query(`select recipients, data from event where subject_id = $1 and kind = 'referral.hold_ended'`, [
    referralId,
  ]);
  expect(told.rows).toEqual([{ recipients: [world.county.id, world.lead.id], data: { endedAs: 'lapsed' } }]);
});

it('a bed whose patient came, or that is held longer, stays', async () => {
  const [here, longer] = [await held('arrived'), await held('in_transit')];
  await coordinator.get(extendHold, { params: { id: longer.hold.id }, body: { version: 1, until: inMinutes(60) } });
  await database.owner.query('update timer set due_at = now() where subject_id = any($1)', [[here.hold.id, longer.hold.id]]);
  await fired(here.hold.id);
  await fired(longer.hold.id);
  expect([await endingOf(here.hold.id), await endingOf(longer.hold.id)]).toEqual([
    { state: 'occupied', ended_as: null },
    { state: 'held', ended_as: null },
  ]);
});

it('whoever waits is to be called on the promised day, unless nobody waits any more', async () => {
  const day = today(new Date(Date.now() + 2 * 86_400_000));
  const wait = async () => {
    const referralId = await sentReferral(database, world, { state: 'submitted' });
    const body = { referralId, departmentId: world.lead.departmentId, bedKind: null, promisedOn: day };
    return coordinator.get(openShortage, { body });
  };
  const [due, gone] = [await wait(), await wait()];
  await database.owner.query(`update referral set state = 'cancelled' where id = $1`, [gone.referral.id]);
  const at = await database.owner.query(`select due_at from timer where subject_id = $1`, [due.id]);
  expect(at.rows).toEqual([{ due_at: new Date(`${day}T08:00:00+08:00`) }]);
  await database.owner.query(`update shortage set promised_on = local_today() where id = any($1)`, [[due.id, gone.id]]);
  await database.owner.query('update timer set due_at = now() where subject_id = any($1)', [[due.id, gone.id]]);
  await fired(due.id);
  await fired(gone.id);
  const told = await database.owner.query(`select subject_id, recipients from event where kind = 'shortage.contact_due'`);
  expect(told.rows).toEqual([{ subject_id: due.id, recipients: [world.lead.id] }]);
});
