import * as contract from '@alliance/contracts/follow-up.contract';
import type { FollowUp } from '@alliance/contracts/follow-up.contract';
import { enterInError, patientDeclines, reportDeath } from '@alliance/contracts/referral-ending.contract';
import { getReferral, type ReferralView } from '@alliance/contracts/referral.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { cameDown, comingHome, followUpSlice, hoursPass, wellRecord, type ComingHome } from '../testing/follow-up.story.js';
import { makeAlliance } from '../testing/protocol.story.js';
import { actionBodies } from '../testing/referral-bodies.js';
import { step } from '../testing/referral-steps.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: ComingHome;
let allianceId: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, followUpSlice);
  allianceId = await makeAlliance(database, world);
  people = await comingHome(api);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const ofReferral = async (who: Person, id: string) => (await who.get(contract.followUpsOfReferral, { params: { referralId: id } })).items;
/** Somebody came home that many hours ago. */
async function home(hours = 0): Promise<{ down: ReferralView; first: FollowUp; week: FollowUp }> {
  const down = await cameDown(people, world, { allianceId });
  await hoursPass(database, down.id, hours);
  const [first, week] = (await ofReferral(people.doctor, down.id)) as [FollowUp, FollowUp];
  return { down, first, week };
}
const hoursFrom = (at: string, hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString();
const record = (who: Person, { id, version }: { id: string; version: number }, more: object = {}) =>
  who.ask(contract.recordFollowUp, { params: { id }, body: { version, ...wellRecord, at: new Date().toISOString(), ...more } as never });
const attempt = (who: Person, { id, version }: { id: string; version: number }) =>
  who.get(contract.attemptFollowUp, { params: { id }, body: { version, channel: 'phone' } });
const eventsOf = async (id: string, kind?: string) =>
  (
    await database.owner.query<{ kind: string; recipients: string[]; data: object; concerns: string[] }>(
      'select kind, recipients, data, concerns from event where subject_id = $1 and ($2::text is null or kind = $2) order by recorded_at, id',
      [id, kind ?? null],
    )
  ).rows;

describe('somebody comes home', () => {
  it('two tasks stand with the hospital below, owned by the doctor who answered for it; the hospital above reads along', async () => {
    const { down, first, week } = await home();
    expect([first, week]).toMatchObject([
      {
        kind: 'first_48h',
        state: 'open',
        dueAt: hoursFrom(down.arrivedAt as string, 48),
        owner: { name: 'person county.doctor', mine: true },
      },
      { kind: 'day_7', state: 'open', dueAt: hoursFrom(down.arrivedAt as string, 168), actions: ['record', 'attempt', 'end'] },
    ]);
    expect(first.plan).toMatchObject({
      rehabilitation: [{ kind: 'exercise' }],
      warningSigns: [{ action: 'return_now' }, { action: 'call_us' }],
    });
    expect((await ofReferral(people.countyOffice, down.id))[0]?.actions).toEqual(['record', 'attempt', 'takeOver', 'end']);
    const above = await ofReferral(people.physician, down.id);
    expect(above.map(({ actions }) => actions)).toEqual([[], []]);
    expect((await record(people.physician, first)).status).toBe(403);
    expect((await eventsOf(first.id)).map(({ kind, recipients }) => [kind, recipients])).toEqual([
      ['follow_up.opened', [world.county.id, world.lead.id]],
    ]);
  });

  it('a third hospital, the office and who has no patients see nothing', async () => {
    const { down, first } = await home();
    for (const name of ['other.doctor', 'township.doctor']) {
      const stranger = await api.as(name);
      expect(await ofReferral(stranger, down.id)).toEqual([]);
      expect((await stranger.ask(contract.getFollowUp, { params: { id: first.id } })).status).toBe(404);
      expect((await record(stranger, first)).status).toBe(404);
      expect((await stranger.get(contract.listFollowUps, { query: {} })).items).toEqual([]);
    }
    for (const name of ['office', 'lead.admin', 'auditor'])
      expect((await (await api.as(name)).ask(contract.listFollowUps, { query: {} })).status).toBe(403);
  });

  it('a look at the list leaves its trace', async () => {
    const { down } = await home();
    await people.countyOffice.get(contract.listFollowUps, { query: {} });
    const { rows } = await database.owner.query(
      `select 1 from audit_entry where action = 'follow_up.read' and $1 = any(object_ids) and role = 'coordinator'`,
      [down.id],
    );
    expect(rows).toHaveLength(1);
  });
});

describe('a record', () => {
  it('is made once, and both hospitals read it', async () => {
    const { down, first } = await home(40);
    const key = { 'idempotency-key': newId() };
    const given = { note: '已能自行步行', at: new Date().toISOString() };
    const done = await record(people.doctor.with(key), first, given);
    expect(done.answer).toMatchObject({
      state: 'done',
      actions: [],
      records: [{ reached: true, action: null, answers: { condition: 'better', vitalSigns: { sbp: 128 } } }],
    });
    expect((await record(people.doctor.with(key), first, given)).answer).toEqual(done.answer);
    expect((await record(people.countyOffice, done.answer)).problem.code).toBe('follow_up.closed');
    expect((await ofReferral(people.physician, down.id))[0]).toMatchObject({
      state: 'done',
      records: [{ note: '已能自行步行', by: 'person county.doctor' }],
    });
    const events = await eventsOf(first.id);
    expect(events.at(-1)).toMatchObject({ kind: 'follow_up.recorded', recipients: [world.county.id, world.lead.id] });
    expect(JSON.stringify(events)).not.toMatch(/步行|张三/);
  });

  it.each([
    ['in the future', { at: new Date(Date.now() + 3_600_000).toISOString() }, 'at'],
    ['medicines not taken and no reason', { medicines: 'no' }, 'medicineReason'],
    ['a sign that the plan does not name', { warningSigns: ['x'] }, 'warningSigns'],
  ])('is refused: %s', async (_, more, field) => {
    const { first } = await home(1);
    expect((await record(people.doctor, first, more)).problem).toMatchObject({ code: 'request.invalid', facts: { fields: [field] } });
    expect((await record(people.doctor, { ...first, version: 7 })).problem.code).toBe('record.stale');
  });

  it('of somebody who is worse, or has a sign to return with, tells the hospital above at once', async () => {
    const { down, first, week } = await home(30);
    const worse = await record(people.doctor, first, { condition: 'worse' });
    expect(worse.answer.records[0]).toMatchObject({ action: 'return_now' });
    const [sign, call] = first.plan?.warningSigns ?? [];
    const signed = await record(people.doctor, week, { warningSigns: [sign?.id] });
    expect(signed.answer.records[0]).toMatchObject({ action: 'return_now', answers: { warningSigns: [{ sign: '胸痛超过 15 分钟' }] } });
    const expected = { recipients: [world.county.id, world.lead.id], concerns: [expect.any(String), expect.any(String)] };
    expect(await eventsOf(down.id, 'follow_up.deteriorated')).toMatchObject([expected, expected]);
    expect(await eventsOf(down.id, 'follow_up.reported')).toHaveLength(1);
    const { down: otherDown, first: other } = await home(30);
    expect(
      (await record(people.doctor, other, { warningSigns: [call?.id && other.plan?.warningSigns[1]?.id] })).answer.records[0],
    ).toMatchObject({ action: 'call_us' });
    expect(await eventsOf(otherDown.id, 'follow_up.deteriorated')).toEqual([]);
  });
});

describe('nobody is reached', () => {
  it('the task stays open and counted; its time moves once, by twelve hours at the most', async () => {
    const { first } = await home(47);
    const tried = await attempt(people.doctor, first);
    expect(tried).toMatchObject({
      state: 'open',
      attempts: 1,
      postponed: true,
      overdue: false,
      records: [{ reached: false, answers: null }],
    });
    expect(Date.parse(tried.dueAt) - Date.parse(first.dueAt)).toBeLessThanOrEqual(12 * 3_600_000);
    expect(tried.dueAt > first.dueAt).toBe(true);
    const again = await attempt(people.doctor, tried);
    expect(again).toMatchObject({ attempts: 2, dueAt: tried.dueAt });
    const { rows } = await database.owner.query('select 1 from timer where subject_id = $1 and fired_at is null', [first.id]);
    expect(rows.length).toBeGreaterThanOrEqual(2);
  });
  it('somebody else of the hospital takes over, and the one before learns of it', async () => {
    const { first } = await home();
    const mine = await people.countyOffice.get(contract.takeOverFollowUp, { params: { id: first.id }, body: { version: 1 } });
    expect(mine.owner).toEqual({ name: 'person county.coordinator', mine: true });
    expect(await eventsOf(first.id, 'follow_up.taken_over')).toMatchObject([{ recipients: [world.county.id] }]);
    expect((await people.physician.ask(contract.takeOverFollowUp, { params: { id: first.id }, body: { version: 2 } })).status).toBe(403);
  });
});

describe('nobody is asked after any more', () => {
  it.each([
    ['died', reportDeath, actionBodies().reportDeath],
    ['declined', patientDeclines, actionBodies().patientDeclines],
    ['entered_in_error', enterInError, actionBodies().enterInError],
  ] as const)('%s', async (endedAs, route, body) => {
    const { down, first, week } = await home(1);
    await step(people.doctor, route, down, body);
    const { rows } = await database.owner.query('select state, ended_as from follow_up where id = any($1)', [[first.id, week.id]]);
    expect(rows).toEqual([
      { state: 'ended', ended_as: endedAs },
      { state: 'ended', ended_as: endedAs },
    ]);
  });
  it('by the hospital above too, where it was the wrong patient: then the hospital below sees nothing of it any more', async () => {
    const { down, first } = await home(1);
    const above = await people.physician.get(getReferral, { params: { id: down.id } });
    await step(people.physician, enterInError, above, actionBodies().enterInError);
    expect((await people.doctor.ask(contract.getFollowUp, { params: { id: first.id } })).status).toBe(404);
    expect((await ofReferral(people.physician, down.id)).map(({ endedAs }) => endedAs)).toEqual(['entered_in_error', 'entered_in_error']);
  });
  it('because somebody says so', async () => {
    const { first } = await home(1);
    const ended = await people.doctor.get(contract.endFollowUp, { params: { id: first.id }, body: { version: 1, reason: 'moved_away' } });
    expect(ended).toMatchObject({ state: 'ended', endedAs: 'moved_away', actions: [] });
  });
});

describe('the list', () => {
  it('shows by what is due next, counts what is late, and pages', async () => {
    const before = await people.doctor.get(contract.countFollowUps, {});
    const late = await home(50);
    const soon = await home(40);
    const counts = await people.doctor.get(contract.countFollowUps, {});
    expect([counts.overdue - before.overdue, counts.due - before.due, counts.mine - before.mine]).toEqual([1, 1, 2]);
    const overdue = await people.countyOffice.get(contract.listFollowUps, { query: { state: 'overdue' } });
    expect(overdue.items.map(({ id }) => id)).toContain(late.first.id);
    expect(overdue.items.every((item) => item.overdue)).toBe(true);
    const due = await people.countyOffice.get(contract.listFollowUps, { query: { state: 'due' } });
    expect(due.items.map(({ id }) => id)).toContain(soon.first.id);
    const seen: FollowUp[] = [];
    for (let cursor: string | undefined; ;) {
      const page = await people.countyOffice.get(contract.listFollowUps, { query: { limit: 3, ...(cursor && { cursor }) } });
      seen.push(...page.items);
      if (!page.nextCursor) break;
      cursor = page.nextCursor;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(seen.length);
    expect(seen.map(({ dueAt }) => dueAt)).toEqual(seen.map(({ dueAt }) => dueAt).sort());
    const mine = await people.countyOffice.get(contract.listFollowUps, { query: { mine: true } });
    expect(mine.items.every(({ owner }) => owner.mine)).toBe(true);
    const done = await people.doctor.get(contract.listFollowUps, { query: { state: 'done', limit: 2 } });
    expect(done.items.every(({ state }) => state !== 'open')).toBe(true);
  });
});
