import * as desk from '@alliance/contracts/desk.contract';
import { listEvents } from '@alliance/contracts/event.contract';
import { countReferrals, listReferrals } from '@alliance/contracts/referral-queue.contract';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { claimSeconds } from '@alliance/domain/referral/queue';
import { TimerRunner } from '../platform/timers/timer-runner.js';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { doctorSubmits, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { DeskModule, DeskWorkerModule } from './desk.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let sender: Person;
let coordinator: Person;
let colleague: Person;
let outsider: Person;
let id: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, { features: [...referralSlice.features, DeskModule], contracts: [...referralSlice.contracts, desk] });
  sender = await api.as('county.doctor');
  coordinator = await api.as('lead.coordinator');
  colleague = await api.as('lead.doctor');
  outsider = await api.as('other.coordinator');
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(async () => {
  ({ id } = await doctorSubmits(sender, world));
});

const on = (referralId = id) => ({ params: { id: referralId } });
const rowOf = async (who: Person, side: 'inbound' | 'outbound', referralId = id) =>
  (await who.get(listReferrals, { query: { side, limit: 100 } })).items.find((row) => row.id === referralId);
const ago = (seconds: number) =>
  database.owner.query('update referral set claimed_at = now() - make_interval(secs => $2) where id = $1', [id, seconds]);

it('of a hundred who claim at once one has it, and the others learn who', async () => {
  const asks = Array.from({ length: 100 }, (_, i) => (i % 2 ? coordinator : colleague).ask(desk.claimReferral, on()));
  const answers = await Promise.all(asks);
  const holder = (await rowOf(coordinator, 'inbound'))?.claim;
  // whoever has it may ask again
  const winners = new Set(answers.flatMap(({ status, answer }) => (status === 200 ? [answer.claim?.by] : [])));
  expect([...winners]).toEqual([holder?.by]);
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused).toHaveLength(50);
  for (const { problem } of refused) expect(problem).toMatchObject({ code: 'referral.claim_held', facts: { by: holder?.by } });
}, 30_000);

it('pressed twice, at once or one after the other, is claimed once', async () => {
  await Promise.all([1, 2, 3].map(() => coordinator.get(desk.claimReferral, on())));
  expect((await coordinator.get(desk.claimReferral, on())).claim).toMatchObject({ mine: true });
  const claimed = async () =>
    (await database.owner.query(`select id from event where subject_id = $1 and kind = 'referral.claimed'`, [id])).rows.length;
  expect(await claimed()).toBe(1);
  await ago(claimSeconds + 1);
  await coordinator.get(desk.claimReferral, on());
  expect(await claimed()).toBe(2);
});

it('a claim is seen by colleagues with its name and by the other hospital without', async () => {
  await coordinator.get(desk.claimReferral, on());
  expect((await rowOf(colleague, 'inbound'))?.claim).toMatchObject({
    mine: false,
    by: 'person lead.coordinator',
    appointmentId: world.appointments['lead.coordinator'],
  });
  expect((await rowOf(sender, 'outbound'))?.claim).toMatchObject({ mine: false, by: null, appointmentId: null });
  const told = (await sender.get(listEvents, { query: { limit: 100 } })).items.filter((event) => event.id === id);
  expect(told.map(({ topic }) => topic).length).toBeLessThanOrEqual(1);
});

it('is let go by its holder only, and taken over from the one who was seen', async () => {
  await coordinator.get(desk.claimReferral, on());
  expect((await colleague.ask(desk.releaseReferral, on())).problem.code).toBe('referral.not_your_action');
  const wrong = await colleague.ask(desk.takeReferral, { ...on(), body: { from: world.appointments['lead.admin'] ?? '' } });
  expect(wrong.problem.code).toBe('referral.claim_held');
  const taken = await colleague.get(desk.takeReferral, { ...on(), body: { from: world.appointments['lead.coordinator'] ?? '' } });
  expect(taken.claim).toMatchObject({ mine: true });
  const { rows } = await database.owner.query<{ concerns: string[]; recipients: string[] }>(
    `select concerns, recipients from event where subject_id = $1 and kind = 'referral.claim_taken'`,
    [id],
  );
  const { rows: people } = await database.owner.query('select person_id from appointment where id = $1', [
    world.appointments['lead.coordinator'],
  ]);
  expect(rows).toEqual([{ concerns: [people[0]?.person_id], recipients: [world.lead.id] }]);
  expect((await colleague.get(desk.releaseReferral, on())).claim).toBeNull();
});

it('nobody else claims: the sender, another hospital, an administrator', async () => {
  expect((await sender.ask(desk.claimReferral, on())).problem.code).toBe('referral.not_your_action');
  expect((await outsider.ask(desk.claimReferral, on())).problem.code).toBe('referral.not_found');
  expect((await outsider.ask(desk.lookAtReferral, on())).problem.code).toBe('referral.not_found');
  const admin = await api.as('lead.admin');
  expect((await admin.ask(desk.claimReferral, on())).problem.code).toBe('access.denied');
  const office = await api.as('office');
  expect((await office.ask(desk.readDesk, {})).problem.code).toBe('access.denied');
});

it('a claim that nobody has worked on is free again, before its timer too', async () => {
  await coordinator.get(desk.claimReferral, on());
  await ago(claimSeconds + 1);
  expect((await rowOf(colleague, 'inbound'))?.claim).toBeNull();
  expect((await colleague.get(desk.claimReferral, on())).claim).toMatchObject({ mine: true });
});

it('the timer ends a claim, leaves one that goes on and looks again', async () => {
  const kept = (await doctorSubmits(sender, world)).id;
  await coordinator.get(desk.claimReferral, on());
  await coordinator.get(desk.claimReferral, on(kept));
  await ago(claimSeconds + 5);
  await database.owner.query(
    `update timer set due_at = now() - interval '1 second' where kind = 'referral.claim_lapses' and subject_id = any($1)`,
    [[id, kept]],
  );
  const worker = await startWorker(database, [DeskWorkerModule]);
  try {
    await worker.get(TimerRunner).reconcile();
    {
      const { rows } = await database.owner.query<{ id: string; held: boolean; waiting: string }>(
        `select id, claimed_by is not null as held, (select count(*) from timer t where t.subject_id = r.id and kind = 'referral.claim_lapses' and fired_at is null) as waiting
         from referral r where id = any($1)`,
        [[id, kept]],
      );
      expect(Object.fromEntries(rows.map((row) => [row.id, [row.held, Number(row.waiting)]]))).toEqual({
        [id]: [false, 0],
        [kept]: [true, 1],
      });
    }
  } finally {
    await worker.close();
  }
}, 30_000);

it('looking keeps a claim and shows who looks; of the other hospital only that somebody does', async () => {
  await coordinator.get(desk.claimReferral, on());
  await ago(600);
  await coordinator.get(desk.lookAtReferral, on());
  const { rows } = await database.owner.query("select claimed_at > now() - interval '1 minute' as fresh from referral where id = $1", [id]);
  expect(rows).toEqual([{ fresh: true }]);
  expect(await sender.get(desk.lookAtReferral, on())).toEqual({ id, people: [], otherHospital: true });
  expect(await colleague.get(desk.lookAtReferral, on())).toEqual({
    id,
    people: [{ appointmentId: world.appointments['lead.coordinator'], name: 'person lead.coordinator' }],
    otherHospital: true,
  });
  expect((await coordinator.get(desk.listPresence, { query: { ids: id } })).items).toEqual([
    { id, people: [{ appointmentId: world.appointments['lead.doctor'], name: 'person lead.doctor' }], otherHospital: true },
  ]);
  expect((await outsider.get(desk.listPresence, { query: { ids: id } })).items).toEqual([]);
  expect((await coordinator.ask(desk.listPresence, { query: { ids: 'x,y' } })).problem.code).toBe('request.invalid');
});

it('without Redis nobody is seen looking, and nothing fails', async () => {
  const alone = await startApi(database, {
    features: [...referralSlice.features, DeskModule],
    contracts: [...referralSlice.contracts, desk],
    config: { REDIS_URL: 'redis://127.0.0.1:1' },
  });
  try {
    const me = await alone.as('lead.coordinator');
    expect(await me.get(desk.lookAtReferral, on())).toEqual({ id, people: [], otherHospital: false });
    expect((await me.get(desk.listPresence, { query: { ids: id } })).items).toEqual([]);
  } finally {
    await alone.close();
  }
}, 30_000);

it('filters by who works on it', async () => {
  await coordinator.get(desk.claimReferral, on());
  const ids = async (query: object) =>
    (await coordinator.get(listReferrals, { query: { side: 'inbound', limit: 100, ...query } })).items.map((row) => row.id);
  expect(await ids({ person: 'me' })).toContain(id);
  expect(await ids({ person: 'nobody' })).not.toContain(id);
  expect(await ids({ person: world.appointments['lead.doctor'] })).not.toContain(id);
  expect((await sender.get(listReferrals, { query: { side: 'outbound', person: 'me', limit: 100 } })).items.map((row) => row.id)).toContain(
    id,
  );
  const { pressing } = await coordinator.get(countReferrals, {});
  await doctorSubmits(sender, world, { service: 'emergency', urgency: 'immediate' });
  expect((await coordinator.get(countReferrals, {})).pressing).toBe(pressing + 1);
});
