import {
  commonTimes,
  getCalendar,
  setAvailability,
  type AvailabilityLimits,
  type AvailabilityRule,
} from '@alliance/contracts/availability.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { availabilitySlice, consultationOf, countyActor, everyDay, expertOf, noLimits } from '../testing/availability.story.js';
import { allied, personOf } from '../testing/on-call.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { AvailabilityReader } from './availability.reader.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let actor: Actor;
let countyDoctor: Person;
let leadDoctor: Person;
let coordinator: Person;
let requester: string;
let li: string;
let wang: string;
let stranger: string;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, availabilitySlice);
  actor = await countyActor(database, world);
  [countyDoctor, leadDoctor, coordinator] = [await api.as('county.doctor'), await api.as('lead.doctor'), await api.as('lead.coordinator')];
  [requester, li, wang, stranger] = (await Promise.all(
    (['county.doctor', 'lead.doctor', 'lead.coordinator', 'other.doctor'] as const).map((name) => personOf(database, name)),
  )) as [string, string, string, string];
  await allied(database, world);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(() =>
  database.owner.query('delete from availability_rule; delete from availability; delete from absence; delete from reservation'),
);

/** A Monday, so that the week begins with it. */
const day = '2026-12-07';
const at = (time: string, date = day) => new Date(`${date}T${time}:00+08:00`).toISOString();
const from = at('00:00');
const to = at('00:00', '2026-12-08');
const sets = (who: Person, id: string, rules: AvailabilityRule[], limits: Partial<AvailabilityLimits> = {}) =>
  who.get(setAvailability, { params: { id }, body: { version: 0, rules, limits: { ...noLimits, ...limits } } });
const common = (participants: readonly string[], more: object = {}, who = countyDoctor) =>
  who.ask(commonTimes, { query: { participants: participants.join(','), minutes: 60, from, to, ...more } });
const starts = async (participants: readonly string[], more: object = {}) =>
  (await common(participants, more)).answer.items.map(({ startsAt }) =>
    new Date(startsAt).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(5, 16),
  );
async function reserve(personId: string, startsAt: string, minutes: number, more: { state?: string; until?: string; kind?: string } = {}) {
  const hospital = personId === requester ? 'county' : 'lead';
  const subject = await consultationOf(database, world, { [personId]: hospital });
  await database.owner.query(
    `insert into reservation (subject_id, kind, institution_id, person_id, during, state, until, created_at, updated_at)
     values ($1, $2, $3, $4, tstzrange($5::timestamptz, $5::timestamptz + make_interval(mins => $6)), $7, $8, now(), now())`,
    [subject, more.kind ?? 'scheduled', world[hospital].id, personId, startsAt, minutes, more.state ?? 'confirmed', more.until ?? null],
  );
  return subject;
}

describe('common time', () => {
  it('of two hospitals is when everybody is there and free, apart by their buffers', async () => {
    await sets(leadDoctor, li, [everyDay({ startsAt: '13:00', minutes: 300 })], { bufferBefore: 10, bufferAfter: 5 });
    await sets(countyDoctor, requester, [everyDay({ startsAt: '09:00', minutes: 480 })]);
    await reserve(li, at('14:30'), 30);
    expect(await starts([li, requester])).toEqual(['12-07 13:00', '12-07 15:15']);
    const { answer } = await common([li, requester], { minutes: 90 });
    expect(answer).toEqual({
      items: [{ startsAt: at('15:15'), endsAt: at('16:45') }],
      free: [{ startsAt: at('15:15'), endsAt: at('17:00') }],
      withoutTime: [],
    });
  });

  it('over zones is one time, each hears it as their own', async () => {
    await sets(leadDoctor, li, [everyDay({ startsAt: '08:00', minutes: 120, zone: 'Asia/Urumqi' })]);
    expect(await starts([li])).toEqual(['12-07 10:00', '12-07 11:00']);
  });

  it('leaves protected sessions to their kind, and full days and weeks alone', async () => {
    const board = everyDay({ startsAt: '08:00', minutes: 120, kinds: ['multidisciplinary'], protected: true });
    await sets(leadDoctor, li, [everyDay({ minutes: 240 }), board], { perDay: 2, perWeek: 3 });
    expect(await starts([li])).toEqual(['12-07 10:00', '12-07 11:00']);
    expect(await starts([li], { kind: 'multidisciplinary' })).toHaveLength(4);
    const days = { to: at('00:00', '2026-12-15') };
    const dates = async () => [...new Set((await starts([li], days)).map((each) => each.slice(0, 5)))];
    expect(await dates()).toHaveLength(8);
    await reserve(li, at('20:00'), 15);
    await reserve(li, at('21:00'), 15);
    expect(await dates()).toEqual(['12-08', '12-09', '12-10', '12-11', '12-12', '12-13', '12-14']);
    await reserve(li, at('21:00', '2026-12-13'), 15);
    expect(await dates()).toEqual(['12-14']);
  });

  it('comes neither too soon nor too late, and never before now', async () => {
    await sets(leadDoctor, li, [everyDay()], { leastNoticeHours: 24, mostNoticeDays: 2 });
    const later = (Date.parse(at('12:07')) - api.clock.now().getTime()) / 1000;
    api.clock.advance(later);
    const week = { to: at('00:00', '2026-12-14') };
    expect((await starts([li], week)).at(0)).toBe('12-08 12:15');
    expect((await starts([li], week)).at(-1)).toBe('12-09 11:00');
    expect((await starts([requester])).at(0)).toBe('12-07 12:15');
    expect((await common([requester], { to: at('12:00') })).answer.items).toEqual([]);
    api.clock.advance(-later);
  });

  it('of who set nothing are working days from 8 to 18; a held time counts until it is over, an absence always', async () => {
    expect(await starts([requester], { minutes: 300 })).toEqual(['12-07 08:00', '12-07 13:00']);
    await reserve(requester, at('08:00'), 60, { state: 'held', until: new Date(api.clock.now().getTime() + 60_000).toISOString() });
    expect(await starts([requester], { minutes: 300 })).toEqual(['12-07 09:00']);
    api.clock.advance(61);
    expect(await starts([requester], { minutes: 300 })).toHaveLength(2);
    api.clock.advance(-61);
    await database.owner.query(
      `insert into absence (id, person_id, institution_id, kind, starts_at, ends_at, created_at) values ($1, $2, $3, 'leave', $4, $5, now())`,
      [newId(), requester, world.county.id, at('00:00'), at('00:00', '2026-12-08')],
    );
    expect((await common([requester, li])).answer).toEqual({ items: [], free: [], withoutTime: [requester] });
  });

  it('is limited, apart, and asked for a time that makes sense', async () => {
    expect(await starts([li], { minutes: 30, limit: 3 })).toEqual(['12-07 08:00', '12-07 08:30', '12-07 09:00']);
    for (const more of [{ to: from }, { to: at('00:00', '2027-04-01') }])
      expect((await common([li], more)).problem.code).toBe('availability.period_invalid');
    for (const more of [{ limit: 51 }, { minutes: 5 }, { participants: 'nobody' }])
      expect((await common([li], more)).problem.code).toBe('request.invalid');
  });
});

describe('whose turn it is', () => {
  it('is the one who had least, of those who have time then', async () => {
    const zhou = await expertOf(database, world, '周');
    await reserve(li, at('08:00', '2026-12-01'), 60);
    await reserve(zhou, at('08:00', '2026-12-01'), 30);
    await reserve(wang, at('10:00'), 30);
    await reserve(zhou, at('08:00', '2026-11-01'), 120);
    const free = (time: string, minutes = 30) =>
      api.app.get(Database).read(actor, (tx) =>
        api.app.get(AvailabilityReader).free(tx, {
          personIds: [li, wang, zhou],
          startsAt: new Date(at(time)),
          endsAt: new Date(Date.parse(at(time)) + minutes * 60_000),
          kind: 'scheduled',
        }),
      );
    expect(await free('10:00')).toEqual([zhou, li]);
    // as much as the other, and a moment ago
    expect(await free('10:30')).toEqual([zhou, wang, li]);
    await sets(coordinator, zhou, [everyDay()], { perDay: 1, leastNoticeHours: 300 });
    expect(await free('10:00')).toEqual([zhou, li]);
    await reserve(zhou, at('16:00'), 15);
    expect(await free('10:00')).toEqual([li]);
  });
});

describe('the calendar', () => {
  const calendar = (who: Person, personIds?: readonly string[]) =>
    who.ask(getCalendar, { query: { from, to, ...(personIds && { personIds: personIds.join(',') }) } });

  it('shows one’s own in full, and a colleague’s to who arranges; to others only when', async () => {
    const subjectId = await reserve(li, at('10:00'), 30);
    await database.owner.query(
      `insert into absence (id, person_id, institution_id, kind, starts_at, ends_at, note, created_at) values ($1, $2, $3, 'leave', $4, $5, '体检', now())`,
      [newId(), li, world.lead.id, at('14:00'), at('18:00')],
    );
    const full = [
      { what: 'reservation', subjectId, kind: 'scheduled', state: 'confirmed', startsAt: at('10:00'), endsAt: at('10:30') },
      { what: 'absence', absence: 'leave', note: '体检', startsAt: at('14:00') },
    ];
    const mine = (await calendar(leadDoctor)).answer;
    expect(mine.people).toMatchObject([{ person: { id: li }, mine: true, entries: full }]);
    expect(mine.people[0]?.free).toEqual([
      { startsAt: at('08:00'), endsAt: at('10:00') },
      { startsAt: at('10:30'), endsAt: at('14:00') },
    ]);
    expect((await calendar(coordinator, [li])).answer.people).toMatchObject([{ mine: false, entries: full }]);
    const [theirs] = (await calendar(countyDoctor, [requester, li])).answer.people.slice(1);
    expect(theirs?.entries).toEqual(
      [
        [at('10:00'), at('10:30')],
        [at('14:00'), at('18:00')],
      ].map(([startsAt, endsAt]) => ({
        ...{ what: 'busy', startsAt, endsAt, subjectId: null, kind: null, state: null, absence: null, note: null, until: null },
      })),
    );
    const admin = await api.as('county.admin');
    expect((await calendar(admin, [li])).answer.people[0]?.entries.map(({ what }) => what)).toEqual(['busy', 'busy']);
    const { rows } = await database.owner.query(
      `select object_ids from audit_entry where action = 'calendar.read' order by id desc limit 1`,
    );
    expect(rows).toEqual([{ object_ids: [li] }]);
  });

  it('of a colleague who is none of one’s task is busy and free only', async () => {
    await reserve(wang, at('10:00'), 30);
    expect((await calendar(leadDoctor, [wang])).answer.people[0]?.entries).toMatchObject([{ what: 'busy', subjectId: null }]);
  });

  it('of somebody with whom one shares neither alliance nor table is nobody’s', async () => {
    expect((await calendar(countyDoctor, [requester, stranger])).status).toBe(404);
    expect((await common([stranger])).status).toBe(404);
    expect((await common([newId()])).status).toBe(404);
    const outside = await api.as('other.coordinator');
    expect((await calendar(outside, [li])).status).toBe(404);
    expect((await common([li], {}, outside)).status).toBe(404);
    expect((await calendar(await api.as('auditor'))).status).toBe(403);
    expect((await common([li], {}, await api.as('auditor'))).status).toBe(403);
    // a seat at one table is enough
    const table = await consultationOf(database, world, { [stranger]: 'lead' });
    await database.owner.query(`update consultation set state = 'draft' where id = $1`, [table]);
    expect((await common([stranger])).status).toBe(404);
    await database.owner.query(`update consultation set state = 'invited' where id = $1`, [table]);
    expect((await common([stranger])).status).toBe(200);
  });
});
