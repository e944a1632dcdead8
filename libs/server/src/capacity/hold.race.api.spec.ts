import { holdCapacity } from '@alliance/contracts/capacity.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refusal } from '@alliance/domain/refusal';
import { Commands } from '../platform/command/commands.js';
import { actorOf, capacitySlice, inMinutes, publishBeds, sentReferral, someLabel } from '../testing/capacity.story.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { HoldLedger, type Want } from './hold.ledger.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let coordinator: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, capacitySlice);
  coordinator = await api.as('lead.coordinator');
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const many = 50;
const referrals = (count = many) => Promise.all(Array.from({ length: count }, () => sentReferral(database, world)));
const active = async (ids: readonly string[]) =>
  (await database.owner.query<{ bed_id: string }>('select bed_id from capacity_hold where bed_id = any($1) and released_at is null', [ids]))
    .rows;

/** Holds as an acceptance does, inside a command. @returns `held`, or why not */
async function holdInside(referralId: string, want: Want): Promise<string> {
  const actor = await actorOf(database, world);
  const ask = { referralId, institutionId: world.lead.id, departmentId: world.lead.departmentId, want, until: new Date(inMinutes(120)) };
  return api.app
    .get(Commands)
    .run(actor, (work) => api.app.get(HoldLedger).hold(work, ask))
    .then(
      () => 'held',
      (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
    );
}
const tally = (answers: readonly string[]) =>
  Object.fromEntries([...new Set(answers)].sort().map((answer) => [answer, answers.filter((each) => each === answer).length]));

describe('fifty who come at once', () => {
  it('for one bed by name: one gets it, the others are told that it is taken', async () => {
    const [bed] = await publishBeds(coordinator, world, [someLabel()]);
    const bedId = (bed as { id: string }).id;
    const answers = await Promise.all(
      (await referrals()).map((referralId) =>
        coordinator.ask(holdCapacity, { body: { referralId, bedId, slotId: null, until: inMinutes(120) } }),
      ),
    );
    expect(tally(answers.map(({ status, problem }) => (status === 201 ? 'held' : problem.code)))).toEqual({
      held: 1,
      'capacity.taken': many - 1,
    });
    expect(await active([bedId])).toHaveLength(1);
  });

  it('for any bed of a kind of which ten are free: ten get one each', async () => {
    const beds = await publishBeds(coordinator, world, Array.from({ length: 10 }, someLabel), { kind: 'ccu' });
    const want = { bedKind: 'ccu', sex: 'female' } as const;
    const answers = await Promise.all((await referrals()).map((referralId) => holdInside(referralId, want)));
    expect(tally(answers)).toEqual({ held: 10, 'capacity.none_free': many - 10 });
    expect(new Set((await active(beds.map(({ id }) => id))).map((row) => row.bed_id)).size).toBe(10);
  });

  it('as many as there are beds: everybody gets one, every time', async () => {
    for (let round = 0; round < 12; round++) {
      const kind = 'nicu';
      await database.owner.query(`update bed set state = 'closed' where kind = 'nicu'`);
      await publishBeds(coordinator, world, Array.from({ length: 8 }, someLabel), { kind });
      const answers = await Promise.all((await referrals(8)).map((referralId) => holdInside(referralId, { bedKind: kind, sex: 'male' })));
      expect(tally(answers)).toEqual({ held: 8 });
    }
  });

  it('for one referral: it holds one bed in the end, and nothing fails', async () => {
    const beds = await publishBeds(coordinator, world, Array.from({ length: 12 }, someLabel), { kind: 'icu' });
    const referralId = await sentReferral(database, world);
    const answers = await Promise.all(beds.map(({ id: bedId }) => holdInside(referralId, { bedId })));
    expect(Object.keys(tally(answers)).every((answer) => answer === 'held' || answer === 'referral.stale')).toBe(true);
    expect(answers).toContain('held');
    const { rows } = await database.owner.query<{ active: boolean }>(
      'select released_at is null as active from capacity_hold where referral_id = $1',
      [referralId],
    );
    expect(rows.filter(({ active }) => active)).toHaveLength(1);
    expect(rows).toHaveLength(answers.filter((answer) => answer === 'held').length);
  });
});

describe('a bed', () => {
  it('is chosen for the patient: of the same sex before one for everybody, never of the other', async () => {
    const [either] = await publishBeds(coordinator, world, [someLabel()], { kind: 'isolation' });
    const [men] = await publishBeds(coordinator, world, [someLabel()], { kind: 'isolation', sex: 'male' });
    const [women] = await publishBeds(coordinator, world, [someLabel()], { kind: 'isolation', sex: 'female' });
    const [first, second, third, fourth] = (await referrals(4)) as [string, string, string, string];
    const want = { bedKind: 'isolation', sex: 'male' } as const;
    expect([await holdInside(first, want), await holdInside(second, want), await holdInside(third, want)]).toEqual([
      'held',
      'held',
      'capacity.none_free',
    ]);
    expect(await holdInside(fourth, { bedKind: 'isolation', sex: 'unknown' })).toBe('capacity.none_free');
    const held = await database.owner.query<{ referral_id: string; bed_id: string }>(
      'select referral_id, bed_id from capacity_hold where referral_id = any($1) and released_at is null order by id',
      [[first, second, third, fourth]],
    );
    expect(held.rows).toEqual([
      { referral_id: first, bed_id: men?.id },
      { referral_id: second, bed_id: either?.id },
    ]);
    expect(await active([women?.id ?? ''])).toEqual([]);
  });

  it('that was taken by a process whose clock is ahead is taken', async () => {
    const [first, second] = (await referrals(2)) as [string, string];
    await database.owner.query(`update bed set state = 'closed' where kind = 'icu'`);
    await publishBeds(coordinator, world, [someLabel()], { kind: 'icu' });
    const want = { bedKind: 'icu', sex: 'male' } as const;
    api.clock.advance(30);
    const ahead = await holdInside(first, want);
    api.clock.advance(-30);
    expect([ahead, await holdInside(second, want)]).toEqual(['held', 'capacity.none_free']);
  });

  it('that is closed, or taken by somebody from elsewhere, is never held', async () => {
    const [bed] = await publishBeds(coordinator, world, [someLabel()], { kind: 'nicu' });
    const bedId = bed?.id as string;
    const [one] = (await referrals(1)) as [string];
    for (const state of ['closed', 'occupied']) {
      await database.owner.query('update bed set state = $2 where id = $1', [bedId, state]);
      expect([await holdInside(one, { bedId }), await holdInside(one, { bedKind: 'nicu', sex: 'male' })]).toEqual([
        'capacity.taken',
        'capacity.none_free',
      ]);
    }
  });
});
