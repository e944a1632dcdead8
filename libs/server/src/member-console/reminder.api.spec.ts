import * as contract from '@alliance/contracts/member-console.contract';
import * as notification from '@alliance/contracts/notification.contract';
import type { DutySubject } from '@alliance/domain/member-console/duty';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { deliverySlice, deliveryWork } from '../testing/delivery.story.js';
import { eventually } from '../testing/eventually.js';
import { owedInEveryWay } from '../testing/member-console.story.js';
import { allied, inHours } from '../testing/on-call.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { patientOnTheWay } from '../testing/trip.story.js';
import { makeWorld, type World } from '../testing/world.js';
import { MemberConsoleModule } from './member-console.module.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let allianceId: string;
let lead: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  allianceId = await allied(database, world);
  await owedInEveryWay(database, world, allianceId);
  api = await startApi(database, {
    features: [MemberConsoleModule, ...deliverySlice.features],
    contracts: [contract, ...deliverySlice.contracts],
  });
  worker = await startWorker(database, deliveryWork);
  lead = await api.as('lead.admin');
});
afterAll(async () => {
  await worker.close();
  await api.close();
  await database.drop();
});

const remind = (members: { memberId: string; about: DutySubject[] }[], person = lead, note: string | null = null) =>
  person.ask(contract.remindMembers, { params: { id: allianceId }, body: { members, note } });
const own = async (person: Person) => (await person.get(contract.listOwnReminders, { query: {} })).items;

describe('a reminder', () => {
  it('reaches the member’s coordinators and administrators, is answered, and both stand in the history', async () => {
    const sent = await remind([{ memberId: world.county.id, about: ['answers', 'follow_ups'] }], lead, '请今天处理');
    expect(sent).toMatchObject({ status: 201, answer: { reminded: [world.county.id], left: [] } });
    const coordinator = await api.as('county.coordinator');
    await eventually(async () => {
      const { items } = await coordinator.get(notification.listNotifications, { query: {} });
      expect(items.map(({ kind, topic }) => [kind, topic])).toContainEqual(['reminder.sent', 'reminder']);
    });
    const [mine] = await own(coordinator);
    expect(mine).toMatchObject({
      member: { id: world.county.id },
      from: { institution: 'lead hospital', person: 'person lead.admin' },
      about: [
        { subject: 'answers', late: 1 },
        { subject: 'follow_ups', late: 1 },
      ],
      note: '请今天处理',
      answer: null,
    });
    const body = { version: 1, answer: 'promised' as const, promisedAt: inHours(3) };
    const answered = await coordinator.get(contract.answerReminder, { params: { id: mine?.id as string }, body });
    expect(answered.answer).toMatchObject({ code: 'promised', by: 'person county.coordinator' });
    expect((await coordinator.ask(contract.answerReminder, { params: { id: mine?.id as string }, body })).problem.code).toBe(
      'record.stale',
    );
    await eventually(async () => {
      const { items } = await lead.get(notification.listNotifications, { query: {} });
      expect(items.map(({ kind }) => kind)).toContain('reminder.answered');
    });
    const { items } = await lead.get(contract.listMemberReminders, { params: { id: allianceId }, query: { memberId: world.county.id } });
    expect(items).toMatchObject([{ answer: { code: 'promised' } }]);
    const { rows } = await database.owner.query<{ data: object }>(`select data from event where kind = 'reminder.sent'`);
    expect(rows).toEqual([{ data: { allianceId, about: 'answers follow_ups', late: 2 } }]);
  });

  it('is not repeated within four hours, unless more is late; what rests is left out', async () => {
    expect((await remind([{ memberId: world.lead.id, about: ['answers'] }])).problem.code).toBe('access.denied');
    expect((await remind([{ memberId: world.county.id, about: ['answers'] }])).problem.code).toBe('reminder.too_soon');
    expect((await remind([{ memberId: world.county.id, about: ['waiting_list'] }])).problem.code).toBe('reminder.nothing_owed');
    const both = await remind([
      { memberId: world.county.id, about: ['answers'] },
      { memberId: world.township.id, about: ['appeals'] },
    ]);
    expect(both.answer).toEqual({ reminded: [world.township.id], left: [world.county.id] });
    const id = await patientOnTheWay(database, world, {
      state: 'returned',
      urgency: 'urgent',
      nextActionAt: new Date(Date.now() - 60_000),
    });
    await database.owner.query(`update referral set alliance_id = $2, next_action_by = 'sender' where id = $1`, [id, allianceId]);
    expect((await remind([{ memberId: world.county.id, about: ['answers'] }])).answer.reminded).toEqual([world.county.id]);
    await database.owner.query(`update member_reminder set at = at - interval '5 hours'`);
    expect((await remind([{ memberId: world.county.id, about: ['answers'] }])).status).toBe(201);
  });

  it('asked for twice under one key goes out once', async () => {
    await database.owner.query(`update member_reminder set at = at - interval '5 hours'`);
    const once = lead.with({ 'idempotency-key': '0199f000-0000-7000-8000-000000000001' });
    const first = await remind([{ memberId: world.county.id, about: ['findings'] }], once);
    const again = await remind([{ memberId: world.county.id, about: ['findings'] }], once);
    expect([first.status, again.status, again.answer.reminded]).toEqual([201, 201, [world.county.id]]);
    const { rows } = await database.owner.query<{ n: number }>(`select count(*)::int as n from member_reminder where about ? 'findings'`);
    expect(rows).toEqual([{ n: 1 }]);
  });

  it('the office may remind the lead too; the bar of four hours holds for both', async () => {
    const office = await api.as('office');
    expect((await remind([{ memberId: world.lead.id, about: ['answers'] }], office)).status).toBe(201);
    const mine = await own(await api.as('lead.coordinator'));
    expect(mine).toMatchObject([{ from: { institution: 'office hospital' } }]);
  });

  it('to a house that is no member, from a member, or by a doctor goes nowhere', async () => {
    expect((await remind([{ memberId: world.other.id, about: ['answers'] }])).status).toBe(404);
    for (const name of ['county.admin', 'county.coordinator', 'lead.doctor', 'other.doctor'])
      expect((await remind([{ memberId: world.county.id, about: ['answers'] }], await api.as(name))).status).toBe(403);
  });

  it('of another member is neither seen nor answered', async () => {
    const { rows } = await database.owner.query<{ id: string }>(
      `select id from member_reminder where institution_id = $1 and answer is null limit 1`,
      [world.county.id],
    );
    const stranger = await api.as('other.coordinator');
    expect(await own(stranger)).toEqual([]);
    const ask = { params: { id: rows[0]?.id as string }, body: { version: 1, answer: 'known' as const } };
    expect((await stranger.ask(contract.answerReminder, ask)).status).toBe(404);
    expect((await lead.ask(contract.answerReminder, ask)).status).toBe(404);
    expect((await (await api.as('county.doctor')).ask(contract.answerReminder, ask)).status).toBe(403);
  });

  it('a promise needs a time to come', async () => {
    const { rows } = await database.owner.query<{ id: string; version: number }>(
      `select id, version from member_reminder where institution_id = $1 and answer is null limit 1`,
      [world.county.id],
    );
    const coordinator = await api.as('county.coordinator');
    const answer = (more: object) =>
      coordinator.ask(contract.answerReminder, {
        params: { id: rows[0]?.id as string },
        body: { version: rows[0]?.version as number, answer: 'promised', ...more },
      });
    expect((await answer({})).problem.code).toBe('request.invalid');
    expect((await answer({ promisedAt: inHours(-1) })).problem).toMatchObject({
      code: 'request.invalid',
      fields: [{ path: 'promisedAt', message: 'past' }],
    });
    expect((await answer({ promisedAt: inHours(1) })).status).toBe(200);
  });
});
