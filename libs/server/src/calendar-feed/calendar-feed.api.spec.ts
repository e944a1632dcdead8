import * as act from '@alliance/contracts/consultation-action.contract';
import * as contract from '@alliance/contracts/calendar-feed.contract';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { consulting, does, tomorrow, type Consulting } from '../testing/consultation.story.js';
import { accepted, book, sessionSlice } from '../testing/session.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: Consulting;
let hour = 8;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, sessionSlice);
  people = await consulting(database, api, world);
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const open = async (who: Person) => new URL((await who.get(contract.openCalendarFeed, {})).url).pathname;
const fetched = (path: string, headers: Record<string, string> = {}) => api.app.inject({ method: 'GET', url: path, headers });
const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
const calendarAt = async (path: string) => eventsOf((await fetched(path)).body);
const booked = async () => book(people, await accepted(people, world), tomorrow((hour += 1)));

describe('a calendar program', () => {
  it('finds the sessions of its person at an address of its own, and nothing of the patient', async () => {
    const session = await booked();
    const reply = await fetched(await open(people.expert));
    expect(reply.statusCode).toBe(200);
    expect(reply.headers).toMatchObject({ 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, max-age=300' });
    const found = eventsOf(reply.body).find(({ uid }) => uid.includes(session.id));
    expect(found?.summary).toBe(`远程会诊 ${session.number} · 心血管`);
    expect(found?.startDate.toJSDate().toISOString()).toBe(session.time?.startsAt);
    expect(found?.description).toContain('county hospital');
    expect(session.patient?.name.length).toBeGreaterThan(1);
    for (const secret of [session.patient?.name, session.reason, session.summary, '肌钙蛋白']) expect(reply.body).not.toContain(secret);
  });

  it('hears the same text until something changes, and is told so', async () => {
    const path = await open(people.expert);
    const { etag } = (await fetched(path)).headers as { etag: string };
    const again = await fetched(path, { 'if-none-match': etag });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    await booked();
    const changed = await fetched(path, { 'if-none-match': etag });
    expect(changed.statusCode).toBe(200);
    expect(changed.headers['etag']).not.toBe(etag);
  });

  it('shows a session at its new time under the same name, and no more once it is called off', async () => {
    const path = await open(people.expert);
    const session = await booked();
    const of = async () => (await calendarAt(path)).filter(({ uid }) => uid.includes(session.id)).map(({ sequence, startDate }) => [sequence, startDate.toJSDate().toISOString()]); // prettier-ignore
    expect(await of()).toEqual([[1, session.time?.startsAt]]);
    const startsAt = tomorrow(20).toISOString();
    const moved = await does(people.coordinator, act.rescheduleConsultation, session, { startsAt, reason: 'expert_unavailable' });
    expect(await of()).toEqual([[2, startsAt]]);
    await does(people.doctor, act.cancelConsultation, moved, { reason: 'answered_otherwise' });
    expect(await of()).toEqual([]);
  });

  it('shows both sides, and nobody else', async () => {
    const session = await booked();
    const shows = async (who: Person) => (await calendarAt(await open(who))).some(({ uid }) => uid.includes(session.id));
    expect(await shows(people.doctor)).toBe(true);
    expect(await shows(people.expert)).toBe(true);
    expect(await shows(people.second)).toBe(false);
    expect(await shows(await api.as('other.doctor'))).toBe(false);
  });

  it('shows neither what is only held nor what lies a month back', async () => {
    const path = await open(people.expert);
    const taken = await accepted(people, world);
    const held = await does(people.doctor, act.holdTime, taken, { startsAt: tomorrow(21).toISOString(), minutes: 30 });
    const session = await booked();
    const ids = async () => (await calendarAt(path)).map(({ uid }) => uid.slice('consultation-'.length, 'consultation-'.length + 36));
    expect(await ids()).toContain(session.id);
    expect(await ids()).not.toContain(held.id);
    const ago = (days: number) =>
      database.owner.query(
        `update consultation set starts_at = now() - make_interval(days => $2), ends_at = now() - make_interval(days => $2) + interval '30 minutes' where id = $1`,
        [session.id, days],
      );
    await ago(29);
    expect(await ids()).toContain(session.id);
    await ago(31);
    expect(await ids()).not.toContain(session.id);
  });

  it('shows one’s own shifts', async () => {
    await database.owner.query(
      `insert into on_call_shift (id, institution_id, person_id, phone, during) values (uuidv7(), $1, $2, '1', tstzrange(now() + interval '1 day', now() + interval '36 hours'))`,
      [world.lead.id, people.secondId],
    );
    expect((await calendarAt(await open(people.second))).map(({ summary }) => summary)).toEqual(['值班 · lead hospital']);
    expect((await calendarAt(await open(people.expert))).filter(({ summary }) => summary.startsWith('值班'))).toEqual([]);
  });
});

describe('the address', () => {
  it('is shown once, kept as a hash, and ends when it is replaced, ended, or its person leaves', async () => {
    const who = await api.as('township.doctor');
    expect(await who.get(contract.getCalendarFeed, {})).toEqual({ feed: null });
    const first = await open(who);
    expect(first).toMatch(/^\/api\/calendar\/[\w-]{43}\.ics$/);
    expect((await who.get(contract.getCalendarFeed, {})).feed).toMatchObject({ readAt: null });
    expect((await fetched(first)).statusCode).toBe(200);
    expect((await who.get(contract.getCalendarFeed, {})).feed?.readAt).not.toBeNull();
    const second = await open(who);
    expect((await fetched(first)).statusCode).toBe(404);
    expect((await fetched(second)).statusCode).toBe(200);
    expect(await who.get(contract.endCalendarFeed, {})).toEqual({ feed: null });
    expect((await fetched(second)).statusCode).toBe(404);
    const third = await open(who);
    await database.owner.query(
      `update person set deactivated_at = now() where id = (select person_id from account where username = 'township.doctor')`,
    );
    expect((await fetched(third)).statusCode).toBe(404);
    const kept = await database.owner.query(
      `select encode(token_hash, 'escape') || encode(token_hash, 'base64') as kept from calendar_feed`,
    );
    const token = third.slice('/api/calendar/'.length, -'.ics'.length);
    expect(JSON.stringify(kept.rows)).not.toContain(token);
  });

  it.each(['x.ics', `${'A'.repeat(43)}.ics`, 'A'.repeat(43), '%00.ics', `${'A'.repeat(90)}`])('%s is none', async (file) => {
    const reply = await fetched(`/api/calendar/${file}`);
    expect([reply.statusCode, reply.json<{ code: string }>().code]).toEqual([404, 'link.invalid']);
  });

  it('cannot be guessed at: whoever tries too often is not answered for a while', async () => {
    const from = { 'x-forwarded-for': '203.0.113.9' };
    let last = 404;
    for (let n = 0; n < 110 && last === 404; n++) last = (await api.app.inject({ method: 'GET', url: `/api/calendar/${n}.ics`, headers: from, remoteAddress: '203.0.113.9' })).statusCode; // prettier-ignore
    expect(last).toBe(429);
  });

  it('leaves a trace when it is made and ended, and is nobody else’s to see', async () => {
    const { rows } = await database.owner.query(`select distinct action from audit_entry where object_kind = 'calendar_feed' order by 1`);
    expect(rows).toEqual([{ action: 'calendar_feed.ended' }, { action: 'calendar_feed.opened' }]);
    expect(await (await api.as('county.admin')).get(contract.getCalendarFeed, {})).toEqual({ feed: null });
  });
});

describe('one session for a calendar program', () => {
  const download = (who: Person, { id }: { id: string }) => api.app.inject({ method: 'GET', url: `/api/consultations/${id}/invitation.ics`, headers: { ...who.headers } }); // prettier-ignore
  it('is downloaded by those who take part', async () => {
    const session = await booked();
    const reply = await download(people.doctor, session);
    expect(reply.headers['content-disposition']).toBe('attachment; filename="invitation.ics"');
    expect(eventsOf(reply.body).map(({ uid, sequence }) => [uid.includes(session.id), sequence])).toEqual([[true, 1]]);
  });

  it('is not there for another hospital, nor for a role without consultations, nor before a time is fixed', async () => {
    const session = await booked();
    expect((await download(await api.as('other.doctor'), session)).statusCode).toBe(404);
    expect((await download(await api.as('county.admin'), session)).statusCode).toBe(403);
    expect((await download(people.doctor, await accepted(people, world))).json<{ code: string }>().code).toBe('consultation.wrong_state');
  });
});
