import * as desk from '@alliance/contracts/desk.contract';
import { acceptReferral } from '@alliance/contracts/referral-action.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import { bulkActions } from '@alliance/domain/referral/queue';
import { referralActions } from '@alliance/domain/referral/referral.machine';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUIDv7 } from 'node:crypto';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { doctorDrafts, doctorSubmits, inTwoHours, referralSlice } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { DeskModule } from './desk.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let sender: Person;
let coordinator: Person;
let colleague: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  await database.owner.query('update appointment set department_id = $1 where id = any($2)', [
    world.lead.departmentId,
    [world.appointments['lead.doctor'], world.appointments['lead.coordinator']],
  ]);
  api = await startApi(database, { features: [...referralSlice.features, DeskModule], contracts: [...referralSlice.contracts, desk] });
  [sender, coordinator, colleague] = await Promise.all([api.as('county.doctor'), api.as('lead.coordinator'), api.as('lead.doctor')]);
}, 60_000);
afterAll(async () => {
  await api.close();
  await database.drop();
});

const view = (name: string, query: Record<string, string>, shared = false) => ({
  id: randomUUIDv7(),
  code: null,
  name,
  query,
  grouping: 'urgency' as const,
  shared,
});
const arrange = (who: Person, version: number, ...views: object[]) =>
  who.ask(desk.arrangeDesk, { body: { version, columns: ['place', 'claim'], views: views as never } });

describe('views', () => {
  it('begin with what everybody needs and count what stands in each', async () => {
    const { id } = await doctorSubmits(sender, world, { service: 'emergency', urgency: 'immediate' });
    await doctorSubmits(sender, world);
    await database.owner.query(`update referral set next_action_at = now() - interval '1 minute' where id = $1`, [id]);
    const { version, views } = await coordinator.get(desk.readDesk, {});
    expect(version).toBe(0);
    expect(Object.fromEntries(views.map(({ code, count, late }) => [code, [count, late]]))).toEqual({
      mine: [2, 1],
      immediate: [1, 1],
      unanswered: [2, 1],
      department: [2, 1],
      late: [1, 1],
      in_transit: [0, 0],
    });
    expect((await sender.get(desk.readDesk, {})).views.find(({ code }) => code === 'mine')).toMatchObject({
      query: { side: 'outbound', person: 'me' },
      count: 0,
    });
  });

  it('are kept in order, with their columns, and not over a newer arrangement', async () => {
    const [late, drafts] = [
      view('超时的急诊', { side: 'inbound', late: 'true', service: 'emergency' }),
      view('草稿', { side: 'outbound', state: 'draft' }),
    ];
    const first = await arrange(coordinator, 0, late, drafts);
    expect(first.answer).toMatchObject({
      version: 1,
      columns: ['place', 'claim'],
      views: [
        { name: '超时的急诊', count: 1, late: 1 },
        { name: '草稿', count: null, late: 0 },
      ],
    });
    const again = await arrange(coordinator, 1, (first.answer.views[1] as object) && { ...drafts, id: first.answer.views[1]?.id }, late);
    expect(again.answer.views.map(({ name }) => name)).toEqual(['草稿', '超时的急诊']);
    expect(again.answer.views[0]?.id).toBe(first.answer.views[1]?.id);
    expect((await arrange(coordinator, 1, late)).problem).toMatchObject({ code: 'record.stale', facts: { version: 2 } });
    expect((await arrange(coordinator, 0, late)).problem.code).toBe('record.stale');
  });

  it('are refused with filters no list takes, and never name a patient', async () => {
    for (const query of [
      { side: 'inbound', state: 'nowhere' },
      { late: 'true' },
      { side: 'inbound', name: '张三' },
      { side: 'inbound', number: 'R7K2' },
    ])
      expect((await arrange(coordinator, 2, view('x', query as never))).problem.code).toBe('request.invalid');
  });

  it('are shared within the department, not beyond, and only where one belongs to one', async () => {
    const shared = view('全科在途', { side: 'inbound', state: 'in_transit' }, true);
    expect((await arrange(colleague, 0, shared)).status).toBe(200);
    const seen = (await coordinator.get(desk.readDesk, {})).views.find(({ name }) => name === '全科在途');
    expect(seen).toMatchObject({ sharedBy: 'person lead.doctor', count: 0 });
    expect((await sender.get(desk.readDesk, {})).views.map(({ name }) => name)).not.toContain('全科在途');
    await database.owner.query('update appointment set department_id = null where id = $1', [world.appointments['lead.coordinator']]);
    expect((await coordinator.get(desk.readDesk, {})).views.map(({ name }) => name)).not.toContain('全科在途');
    expect((await arrange(coordinator, 2, shared)).problem.code).toBe('department.foreign');
    // what one person keeps is nobody else's to take over by its id
    expect((await arrange(coordinator, 2, { ...shared, shared: false })).answer.views[0]?.id).not.toBe(shared.id);
    expect((await colleague.get(desk.readDesk, {})).views.map(({ name }) => name)).toEqual(['全科在途']);
  });
});

describe('many rows at once', () => {
  const bulk = (who: Person, action: (typeof bulkActions)[number], ids: string[], to?: string) =>
    who.get(desk.bulkReferrals, { body: { action, ids, ...(to && { to }) } });
  const refusals = ({ results }: { results: { id: string; refused: string | null }[] }) => results.map(({ refused }) => refused);

  it('never answers a patient', async () => {
    expect(bulkActions.filter((action) => (referralActions as readonly string[]).includes(action))).toEqual([]);
    const { id } = await doctorSubmits(sender, world);
    for (const action of ['accept', 'return'] as const)
      expect((await coordinator.ask(desk.bulkReferrals, { body: { action: action as never, ids: [id] } })).problem.code).toBe(
        'request.invalid',
      );
  });

  it('says for each row whether it was done', async () => {
    const [mine, theirs] = [(await doctorSubmits(sender, world)).id, (await doctorSubmits(sender, world)).id];
    const draft = (await doctorDrafts(sender, world)).id;
    await colleague.get(desk.claimReferral, { params: { id: theirs } });
    expect(refusals(await bulk(coordinator, 'claim', [mine, theirs, draft, randomUUIDv7()]))).toEqual([
      null,
      'referral.claim_held',
      'referral.not_found',
      'referral.not_found',
    ]);
    expect(refusals(await bulk(coordinator, 'release', [mine, theirs]))).toEqual([null, 'referral.not_your_action']);
  });

  it('hands over to a colleague of the house: an inbound one as a claim, an outbound one for good', async () => {
    const { id } = await doctorSubmits(sender, world);
    expect(refusals(await bulk(coordinator, 'hand_over', [id], world.appointments['lead.doctor']))).toEqual([null]);
    expect(
      (await colleague.get(listReferrals, { query: { side: 'inbound', person: 'me', limit: 100 } })).items.map((row) => row.id),
    ).toContain(id);
    expect(refusals(await bulk(sender, 'hand_over', [id], world.appointments['county.coordinator']))).toEqual([null]);
    const outbound = (await sender.get(listReferrals, { query: { side: 'outbound', limit: 100 } })).items.find((row) => row.id === id);
    expect(outbound?.owner).toBe('person county.coordinator');
    for (const foreign of ['county.doctor', 'lead.admin'])
      expect(
        (await coordinator.ask(desk.bulkReferrals, { body: { action: 'hand_over', ids: [id], to: world.appointments[foreign] } })).problem
          .code,
      ).toBe('access.not_found');
    expect((await coordinator.ask(desk.bulkReferrals, { body: { action: 'hand_over', ids: [id] } })).problem.code).toBe('request.invalid');
  });

  it('reminds the other side, once in half an hour, and not oneself', async () => {
    const { id, version } = await doctorSubmits(sender, world);
    expect(refusals(await bulk(coordinator, 'remind', [id]))).toEqual(['referral.not_your_action']);
    expect(refusals(await bulk(sender, 'remind', [id]))).toEqual([null]);
    expect(refusals(await bulk(sender, 'remind', [id]))).toEqual(['referral.reminded_recently']);
    const { rows } = await database.owner.query<{ recipients: string[]; data: object }>(
      `select recipients, data from event where subject_id = $1 and kind = 'referral.reminded'`,
      [id],
    );
    expect(rows).toEqual([{ recipients: [world.county.id, world.lead.id], data: { urgency: 'urgent', by: 'receiver' } }]);
    await database.owner.query(`update referral set reminded_at = now() - interval '31 minutes' where id = $1`, [id]);
    expect(refusals(await bulk(sender, 'remind', [id]))).toEqual([null]);
    // a reminder does not make what others see stale
    const body = { version, arriveBy: inTwoHours(), place: '门诊三楼' };
    expect((await colleague.ask(acceptReferral, { params: { id }, body: body as never })).status).toBe(200);
  });

  it('records what was printed', async () => {
    const { id } = await doctorSubmits(sender, world);
    const outsider = await api.as('other.coordinator');
    expect(refusals(await bulk(coordinator, 'print', [id]))).toEqual([null]);
    expect(refusals(await bulk(outsider, 'print', [id]))).toEqual(['referral.not_found']);
    const { rows } = await database.owner.query(
      `select institution_id from audit_entry where action = 'referral.print' and $1 = any(object_ids)`,
      [id],
    );
    expect(rows).toEqual([{ institution_id: world.lead.id }]);
  });
});

it('an answer ends the claim, and an ended list is the newest first', async () => {
  const { id, version } = await doctorSubmits(sender, world);
  await coordinator.get(desk.claimReferral, { params: { id } });
  const body = { version, arriveBy: inTwoHours(), place: '门诊三楼' };
  await colleague.get(acceptReferral, { params: { id }, body: body as never });
  const row = (await coordinator.get(listReferrals, { query: { side: 'inbound', state: 'accepted', limit: 100 } })).items.find(
    (item) => item.id === id,
  );
  expect(row).toMatchObject({ claim: null, state: 'accepted' });
  await database.owner.query(`update referral set state = 'closed', next_action_at = null, next_action_by = null where receiver_id = $1`, [
    world.lead.id,
  ]);
  const pages = [];
  for (let cursor: string | undefined; ;) {
    const page = await coordinator.get(listReferrals, {
      query: { side: 'inbound', state: 'closed,cancelled', limit: 2, ...(cursor && { cursor }) },
    });
    pages.push(...page.items);
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  const { rows } = await database.owner.query<{ id: string }>(
    'select id from referral where receiver_id = $1 and submitted_at is not null order by submitted_at desc, id desc',
    [world.lead.id],
  );
  expect(pages.map((item) => item.id)).toEqual(rows.map((item) => item.id));
});

it('walks a list by department to its end, those without one last', async () => {
  const ids = await Promise.all(Array.from({ length: 5 }, () => doctorSubmits(sender, world).then(({ id }) => id)));
  await database.owner.query('update referral set receiver_department_id = null where id = any($1)', [ids.slice(0, 3)]);
  const walked = [];
  for (let cursor: string | undefined; ;) {
    const page = await coordinator.get(listReferrals, {
      query: { side: 'inbound', sort: 'department', limit: 1, ...(cursor && { cursor }) },
    });
    walked.push(...page.items);
    if (!page.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(new Set(walked.map((row) => row.id))).toEqual(new Set(ids));
  expect(walked).toHaveLength(5);
  expect(walked.slice(2).map(({ department }) => department)).toEqual([null, null, null]);
});
