import { getAlliance, listAlliances, type Alliance } from '@alliance/contracts/alliance.contract';
import { endMembership, inviteMember, recordAgreement, resumeMember, suspendMember } from '@alliance/contracts/membership.contract';
import type { Route } from '@alliance/contracts/route';
import { getTimeline } from '@alliance/contracts/timeline.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '../platform/ids.js';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { agreed, invited, memberOf, membershipSlice, officeOpens } from '../testing/membership.story.js';
import { dayFrom, personSlice, refusalOf } from '../testing/person.story.js';
import { referralSlice, referralWork } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let lead: Person;
let office: Person;
let opened: Alliance;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const slices = [membershipSlice, personSlice, referralSlice];
  const slice = { features: slices.flatMap(({ features }) => features), contracts: slices.flatMap(({ contracts }) => contracts) };
  [api, worker] = await Promise.all([startApi(database, slice), startWorker(database, referralWork)]);
  [lead, office] = [await api.as('lead.admin'), await api.as('office')];
});
afterAll(async () => {
  await api.close();
  await worker.close();
  await database.drop();
});
beforeEach(async () => {
  opened = await officeOpens(office, world);
});

const at = (institutionId: string) => ({ id: opened.id, institutionId });
const now = () => lead.get(getAlliance, { params: { id: opened.id } });
const suspend = ({ version }: Alliance, institutionId: string) =>
  lead.get(suspendMember, { params: at(institutionId), body: { version, reason: '数据不实，待整改' } });

describe('the lead keeps its members', () => {
  it('invites, records the agreement, suspends, resumes, lets leave; each step in the timeline, without the reasons', async () => {
    const pending = await invited(lead, opened, world.township.id);
    expect(memberOf(pending, world.township.id)).toMatchObject({
      state: 'pending',
      agreement: null,
      role: 'member',
      from: dayFrom(),
      to: null,
    });
    expect([pending.memberCount, pending.version]).toEqual([2, opened.version + 1]);
    const active = await agreed(lead, pending, world.township.id);
    expect(memberOf(active, world.township.id)).toMatchObject({ state: 'active', agreement: '协〔2026〕1号' });
    const suspended = await suspend(active, world.township.id);
    expect(memberOf(suspended, world.township.id)?.state).toBe('suspended');
    const resumed = await lead.get(resumeMember, { params: at(world.township.id), body: { version: suspended.version } });
    expect(memberOf(resumed, world.township.id)?.state).toBe('active');
    const body = { version: resumed.version, lastDay: dayFrom(30), reason: '退出联盟' };
    const leaving = await lead.get(endMembership, { params: at(world.township.id), body });
    expect(memberOf(leaving, world.township.id)).toMatchObject({ state: 'leaving', to: dayFrom(30) });

    const { items } = await lead.get(getTimeline, { params: { id: opened.id }, query: {} });
    expect(items.map(({ kind, data }) => [kind, data['state']])).toEqual([
      ['alliance.member_leaves', 'leaving'],
      ['alliance.member_resumed', 'active'],
      ['alliance.member_suspended', 'suspended'],
      ['alliance.member_agreed', 'active'],
      ['alliance.member_invited', 'pending'],
      ['alliance.member_agreed', 'active'],
      ['alliance.opened', undefined],
    ]);
    expect(JSON.stringify(items)).not.toMatch(/整改|退出联盟/);
    const { rows } = await database.owner.query(
      'select suspended_reason, ended_reason from membership where alliance_id = $1 and institution_id = $2',
      [opened.id, world.township.id],
    );
    expect(rows).toEqual([{ suspended_reason: null, ended_reason: '退出联盟' }]);
    const audit = await database.owner.query<{ action: string }>(
      `select action from audit_entry where $1 = any(object_ids) and $2 = any(object_ids) order by id`,
      [opened.id, world.township.id],
    );
    expect(audit.rows.map(({ action }) => action.slice('alliance.member_'.length))).toEqual([
      'invited',
      'agreed',
      'suspended',
      'resumed',
      'leaves',
    ]);
  });

  it('who left is no member the day after, and can be invited anew', async () => {
    const body = { version: opened.version, lastDay: dayFrom(), reason: '退出' };
    const leaving = await lead.get(endMembership, { params: at(world.county.id), body });
    expect(memberOf(leaving, world.county.id)?.state).toBe('leaving');
    expect(
      await refusalOf(lead, inviteMember, {
        params: { id: opened.id },
        body: { version: leaving.version, institutionId: world.county.id, from: dayFrom() },
      }),
    ).toBe('409 membership.exists');
    api.clock.advance(86_400);
    const after = await now();
    expect([memberOf(after, world.county.id), after.memberCount]).toEqual([undefined, 0]);
    const again = await invited(lead, after, world.county.id, dayFrom(1));
    expect(memberOf(again, world.county.id)).toMatchObject({ state: 'pending', from: dayFrom(1) });
    api.clock.advance(-86_400);
  });

  it('alliances are found by any of their members', async () => {
    const of = async (institutionId: string) =>
      (await lead.get(listAlliances, { query: { institutionId, limit: 100 } })).items.map(({ id }) => id);
    expect(await of(world.county.id)).toContain(opened.id);
    expect(await of(world.other.id)).not.toContain(opened.id);
  });

  it('tells the administrators of the member, nobody else', async () => {
    await suspend(opened, world.county.id);
    const told = async (who: Person) =>
      (await who.get(listNotifications, { query: {} })).items.filter(({ subjectId }) => subjectId === opened.id).map(({ kind }) => kind);
    const county = await api.as('county.admin');
    await eventually(async () => expect(await told(county)).toContain('alliance.member_suspended'));
    expect(await told(lead)).not.toContain('alliance.member_suspended');
  });

  it('of two who change the members at once one is refused, and a repeated request is answered', async () => {
    const ask = { params: at(world.county.id), body: { version: opened.version, reason: '整改' } };
    const both = await Promise.all([lead, office].map((who) => refusalOf(who, suspendMember, ask)));
    expect(both.sort()).toEqual([200, '409 record.stale']);
    const sender = lead.with({ 'idempotency-key': newId() });
    const resume = { params: at(world.county.id), body: { version: opened.version + 1 } };
    const first = await sender.get(resumeMember, resume);
    expect(await sender.get(resumeMember, resume)).toEqual(first);
  });
});

describe('what is refused', () => {
  it('the lead itself, a wrong state, a day that is over, a hospital nobody knows', async () => {
    const { version } = opened;
    const reason = '整改';
    const of = async <R extends Route>(route: R, institutionId: string, body: object) =>
      refusalOf(lead, route, { params: at(institutionId), body: { version, ...body } } as never);
    expect(await of(suspendMember, world.lead.id, { reason })).toBe('409 membership.wrong_state');
    expect(await of(endMembership, world.lead.id, { reason, lastDay: dayFrom() })).toBe('409 membership.wrong_state');
    expect(await of(recordAgreement, world.county.id, { agreement: '又一次' })).toBe('409 membership.wrong_state');
    expect(await of(resumeMember, world.county.id, {})).toBe('409 membership.wrong_state');
    expect(await of(endMembership, world.county.id, { reason, lastDay: dayFrom(-1) })).toBe('422 membership.date_invalid');
    expect(await of(suspendMember, world.township.id, { reason })).toBe('404 access.not_found');
    const invite = (institutionId: string) =>
      refusalOf(lead, inviteMember, { params: { id: opened.id }, body: { version, institutionId, from: dayFrom() } });
    expect(await invite(world.county.id)).toBe('409 membership.exists');
    expect(await invite(newId())).toBe('404 access.not_found');
    expect((await now()).version).toBe(version);
  });

  it('everybody who neither leads it nor is the office, a stale version, an unknown alliance', async () => {
    await database.owner.query(`update appointment set role = 'lead_administrator' where id = $1`, [
      world.appointments['other.coordinator'],
    ]);
    const foreign = await api.as('other.coordinator');
    const without = await Promise.all(['county.admin', 'lead.doctor', 'auditor'].map((name) => api.as(name)));
    const version = opened.version;
    const cases: [Route, object][] = [
      [inviteMember, { version, institutionId: world.township.id, from: dayFrom() }],
      [recordAgreement, { version, agreement: '协' }],
      [suspendMember, { version, reason: '整改' }],
      [resumeMember, { version }],
      [endMembership, { version, lastDay: dayFrom(), reason: '退出' }],
    ];
    for (const [route, body] of cases) {
      const params = route === inviteMember ? { id: opened.id } : at(world.county.id);
      const status = async (who: Person, ask: object) => (await who.ask(route, ask as never)).problem.code;
      expect([route.path, await status(foreign, { params, body })]).toEqual([route.path, 'access.not_found']);
      for (const who of without) expect([route.path, await status(who, { params, body })]).toEqual([route.path, 'access.denied']);
      expect([route.path, await status(lead, { params, body: { ...body, version: version - 1 } })]).toEqual([route.path, 'record.stale']);
      expect([route.path, await status(office, { params: { ...params, id: newId() }, body })]).toEqual([route.path, 'access.not_found']);
    }
    expect((await now()).version).toBe(version);
  });
});
