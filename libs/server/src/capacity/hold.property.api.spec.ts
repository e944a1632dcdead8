import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Refusal } from '@alliance/domain/refusal';
import type { Actor } from '@alliance/domain/access/actor';
import fc from 'fast-check';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { actorOf, capacitySlice, publishBeds, sentReferral, someLabel } from '../testing/capacity.story.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { HoldLedger } from './hold.ledger.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let coordinator: Person;
let actor: Actor;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, capacitySlice);
  coordinator = await api.as('lead.coordinator');
  actor = await actorOf(database, world);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

/** Minutes since the run began; `to` is endless once somebody is in it. */
interface Promised {
  bed: number;
  from: number;
  to: number;
  occupied: boolean;
}
/** The rule written once more, by counting minutes. */
class Ward {
  readonly holds = new Map<number, Promised>();
  now = 0;

  /** Whether any minute of a stretch is promised to somebody else. */
  private clashes(bed: number, from: number, to: number, except: number): boolean {
    return [...this.holds].some(([referral, hold]) => {
      if (referral === except || hold.bed !== bed) return false;
      for (let minute = Math.max(from, hold.from); minute < Math.min(to, 10_000); minute++) if (minute < hold.to) return true;
      return false;
    });
  }
  hold(referral: number, bed: number, minutes: number): string {
    if (this.clashes(bed, this.now, this.now + 1, referral)) return 'capacity.taken';
    this.holds.set(referral, { bed, from: this.now, to: this.now + minutes, occupied: false });
    return 'done';
  }
  extend(referral: number, minutes: number): string {
    const hold = this.holds.get(referral);
    if (!hold || hold.occupied || this.clashes(hold.bed, hold.from, this.now + minutes, referral)) return 'capacity.taken';
    hold.to = this.now + minutes;
    return 'done';
  }
  occupy(referral: number): string {
    const hold = this.holds.get(referral);
    if (!hold || (!hold.occupied && this.clashes(hold.bed, hold.from, 10_000, referral))) return 'nothing';
    Object.assign(hold, { occupied: true, to: 10_000 });
    return 'done';
  }
  release(referral: number): string {
    this.holds.delete(referral);
    return 'done';
  }
}

const beds = 2;
const referrals = 4;
const step = fc.oneof(
  fc.record({
    does: fc.constant('hold' as const),
    referral: fc.nat(referrals - 1),
    bed: fc.nat(beds - 1),
    minutes: fc.integer({ min: 1, max: 90 }),
  }),
  fc.record({ does: fc.constant('extend' as const), referral: fc.nat(referrals - 1), minutes: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ does: fc.constant('occupy' as const), referral: fc.nat(referrals - 1) }),
  fc.record({ does: fc.constant('release' as const), referral: fc.nat(referrals - 1) }),
  fc.record({ does: fc.constant('wait' as const), minutes: fc.integer({ min: 1, max: 60 }) }),
);

const asked = (work: (work: Work, ledger: HoldLedger) => Promise<unknown>): Promise<string> =>
  api.app
    .get(Commands)
    .run(actor, (unit) => work(unit, api.app.get(HoldLedger)))
    .then(
      (answer) => (answer === null ? 'nothing' : 'done'),
      (error: unknown) => {
        if (error instanceof Refusal) return error.code;
        throw error;
      },
    );

it('whatever is held, longer held, occupied and given back in whatever order: what the ledger says is what counting minutes says', async () => {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const ward = new Ward();
      const bedIds = (await publishBeds(coordinator, world, Array.from({ length: beds }, someLabel))).map(({ id }) => id);
      const ids = await Promise.all(Array.from({ length: referrals }, () => sentReferral(database, world)));
      const until = (minutes: number) => new Date(api.clock.now().getTime() + minutes * 60_000);
      for (const asks of steps) {
        if (asks.does === 'wait') {
          ward.now += asks.minutes;
          api.clock.advance(asks.minutes * 60);
          continue;
        }
        const referralId = ids[asks.referral] as string;
        const [expected, answer] =
          asks.does === 'hold'
            ? [
                ward.hold(asks.referral, asks.bed, asks.minutes),
                await asked((work, ledger) =>
                  ledger.hold(work, {
                    referralId,
                    institutionId: world.lead.id,
                    departmentId: world.lead.departmentId,
                    want: { bedId: bedIds[asks.bed] as string },
                    until: until(asks.minutes),
                  }),
                ),
              ]
            : asks.does === 'extend'
              ? [
                  ward.extend(asks.referral, asks.minutes),
                  await asked((work, ledger) => ledger.extend(work, referralId, until(asks.minutes))),
                ]
              : asks.does === 'occupy'
                ? [ward.occupy(asks.referral), await asked((work, ledger) => ledger.occupy(work, referralId))]
                : [ward.release(asks.referral), await asked((work, ledger) => ledger.release(work, referralId, 'given_back'))];
        if (answer !== 'done') refused++;
        expect({ asks, answer }).toEqual({ asks, answer: expected });
      }
    }),
    { numRuns: 60 },
  );
  expect(refused).toBeGreaterThan(20);
});
