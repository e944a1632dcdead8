import { listNotifications } from '@alliance/contracts/notification.contract';
import { getOpenWork, getPerson } from '@alliance/contracts/person.contract';
import * as act from '@alliance/contracts/referral-action.contract';
import * as ending from '@alliance/contracts/referral-ending.contract';
import { getReferral } from '@alliance/contracts/referral.contract';
import { listReferrals } from '@alliance/contracts/referral-queue.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { getTimeline } from '@alliance/contracts/timeline.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '../platform/ids.js';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { colleagueOf, deactivates, personSlice } from '../testing/person.story.js';
import { doctorDrafts, doctorSubmits, inTwoHours, referralSlice, referralWork } from '../testing/referral.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let worker: INestApplicationContext;
let admin: Person;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  const slice = {
    features: [...referralSlice.features, ...personSlice.features],
    contracts: [...referralSlice.contracts, ...personSlice.contracts],
  };
  [api, worker] = await Promise.all([startApi(database, slice), startWorker(database, referralWork)]);
  admin = await api.as('county.admin');
});
afterAll(async () => {
  await api.close();
  await worker.close();
  await database.drop();
});

const sql = async <Row>(text: string, values: unknown[] = []): Promise<Row[]> => (await database.owner.query(text, values)).rows as Row[];
const hire = (more: Parameters<typeof colleagueOf>[3] = {}) => colleagueOf(database, api, world, more);
const shift = async (personId: string, from: string, to: string, backup: string | null = null) => {
  const id = newId();
  await sql(
    `insert into on_call_shift (id, institution_id, person_id, phone, backup_person_id, backup_phone, during, hand_over_note)
     values ($1, $2, $3, '13800000001', $4, $5, tstzrange(now() + $6::interval, now() + $7::interval), '3 床待查')`,
    [id, world.county.id, personId, backup, backup && '13800000002', from, to],
  );
  return id;
};

describe('the work that somebody leaves behind', () => {
  it('needs a successor, and then goes over whole: drafts, open referrals, shifts; who wrote it stays', async () => {
    const [leaving, successor] = [await hire(), await hire({ phone: '13900000009' })];
    const colleague = await hire();
    const draft = await doctorDrafts(leaving.me, world);
    const sent = await doctorSubmits(leaving.me, world);
    const cancelled = await doctorSubmits(leaving.me, world);
    await leaving.me.get(ending.cancelReferral, { params: { id: cancelled.id }, body: { version: cancelled.version, reason: 'other' } });
    const others = await doctorDrafts(colleague.me, world);
    const tonight = await shift(leaving.personId, '1 hour', '9 hours', successor.personId);
    const now = await shift(leaving.personId, '-3 hours', '30 minutes');
    await shift(leaving.personId, '-30 hours', '-20 hours');
    const asBackup = await shift(colleague.personId, '10 hours', '12 hours', leaving.personId);

    const open = { drafts: 1, openReferrals: 1, shifts: 3, total: 5 };
    expect(await admin.get(getOpenWork, { params: { id: leaving.personId } })).toEqual(open);
    const alone = await deactivates(admin, leaving.personId, null);
    expect([alone.status, alone.problem.code, alone.problem.facts]).toEqual([409, 'person.open_work', { count: 5 }]);
    expect((await deactivates(admin, leaving.personId, successor.personId)).status).toBe(200);

    expect(await admin.get(getOpenWork, { params: { id: leaving.personId } })).toEqual({
      drafts: 0,
      openReferrals: 0,
      shifts: 0,
      total: 0,
    });
    expect(await admin.get(getOpenWork, { params: { id: successor.personId } })).toEqual(open);
    for (const { id } of [draft, sent])
      expect(await successor.me.get(getReferral, { params: { id } })).toMatchObject({
        owner: successor.username,
        createdBy: leaving.username,
      });
    expect(await successor.me.get(getReferral, { params: { id: cancelled.id } })).toMatchObject({ owner: leaving.username });
    expect(await successor.me.get(getReferral, { params: { id: others.id } })).toMatchObject({ owner: colleague.username });

    const shifts = await sql<{
      id: string;
      person_id: string;
      phone: string;
      backup_person_id: string | null;
      over: boolean;
      hours: number;
    }>(
      `select id, person_id, phone, backup_person_id, ends_at <= now() as over, round(extract(epoch from ends_at - starts_at) / 3600, 1)::float as hours
       from on_call_shift where cancelled_at is null and ends_at > now() - interval '10 hours'`,
    );
    const of = (id: string) => shifts.find((one) => one.id === id);
    expect(of(tonight)).toMatchObject({ person_id: successor.personId, phone: '13900000009', backup_person_id: null, hours: 8 });
    expect(of(now)).toMatchObject({ person_id: leaving.personId, over: true, hours: 3 });
    expect(of(asBackup)).toMatchObject({ person_id: colleague.personId, backup_person_id: successor.personId });
    expect(shifts.filter((one) => one.person_id === successor.personId && one.id !== tonight)).toMatchObject([{ over: false, hours: 0.5 }]);

    await eventually(async () => {
      const { items } = await successor.me.get(listNotifications, { query: {} });
      expect(
        items
          .filter(({ kind }) => kind === 'referral.handed_over')
          .map(({ subjectId }) => subjectId)
          .sort(),
      ).toEqual([draft.id, sent.id].sort());
    });
    const told: AnswerOf<typeof getTimeline> = await admin.get(getTimeline, { params: { id: leaving.personId }, query: {} });
    expect(told.items[0]).toMatchObject({
      kind: 'person.deactivated',
      data: { drafts: 1, openReferrals: 1, shifts: 3, successorId: successor.personId },
    });
    expect(JSON.stringify(told)).not.toContain('调离');
    const audit = await sql<{ action: string; n: number }>(
      `select action, cardinality(object_ids) as n from audit_entry where action in ('person.deactivated', 'referral.handed_over', 'shift.handed_over')
       and at > now() - interval '1 minute' and $1::uuid[] && object_ids order by action`,
      [[leaving.personId, draft.id, tonight]],
    );
    expect(audit).toEqual([
      { action: 'person.deactivated', n: 1 },
      { action: 'referral.handed_over', n: 2 },
      { action: 'shift.handed_over', n: 3 },
    ]);
  });

  it('the answer to a referral that was handed over reaches the successor', async () => {
    const [leaving, successor] = [await hire(), await hire()];
    const sent = await doctorSubmits(leaving.me, world);
    expect((await deactivates(admin, leaving.personId, successor.personId)).status).toBe(200);
    const coordinator = await api.as('lead.coordinator');
    const body = { version: sent.version, arriveBy: inTwoHours(), place: '门诊三楼心内科' };
    await coordinator.get(act.acceptReferral, { params: { id: sent.id }, body });
    await eventually(async () =>
      expect(
        (await successor.me.get(listNotifications, { query: {} })).items.map(({ kind, subjectId }) => [kind, subjectId]),
      ).toContainEqual(['referral.accepted', sent.id]),
    );
  });

  it('is lost to nobody: all of it or nothing', async () => {
    const leaving = await hire();
    await doctorDrafts(leaving.me, world);
    await shift(leaving.personId, '1 hour', '9 hours');
    const busy = await hire({ phone: '13900000010' });
    await shift(busy.personId, '2 hours', '3 hours');
    const invalid = async (successorId: string) => {
      const { status, problem } = await deactivates(admin, leaving.personId, successorId);
      return [status, problem.code, problem.facts?.['missing']];
    };
    expect(await invalid(busy.personId)).toEqual([422, 'person.successor_invalid', 'free_time']);
    expect(await invalid((await hire()).personId)).toEqual([422, 'person.successor_invalid', 'phone']);
    expect(await invalid((await hire({ role: 'quality_manager', phone: '13900000011' })).personId)).toEqual([
      422,
      'person.successor_invalid',
      'clinical_role',
    ]);
    expect(await invalid((await hire({ hospital: 'lead', phone: '13900000012' })).personId)).toEqual([
      422,
      'person.successor_invalid',
      'appointment',
    ]);
    expect(await invalid(leaving.personId)).toEqual([422, 'person.successor_invalid', 'other_person']);
    expect(await invalid(newId())).toEqual([422, 'person.successor_invalid', 'appointment']);
    expect(await admin.get(getPerson, { params: { id: leaving.personId } })).toMatchObject({
      version: 1,
      account: 'active',
      deactivatedAt: null,
    });
    expect((await admin.get(getOpenWork, { params: { id: leaving.personId } })).total).toBe(2);
    expect((await leaving.me.ask(listReferrals, { query: { side: 'outbound' } })).status).toBe(200);
  });
});
