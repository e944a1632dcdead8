import * as act from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { getConsultation } from '@alliance/contracts/consultation.contract';
import { listNotifications } from '@alliance/contracts/notification.contract';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { startApi, startWorker, type Person, type TestApi } from '../testing/app.js';
import { appoint, consulting, does, makeExpert, type Consulting } from '../testing/consultation.story.js';
import { roundOf } from '../testing/escalation.story.js';
import { eventually } from '../testing/eventually.js';
import { redisLine, type RedisLine } from '../testing/redis-line.js';
import { accepted, alwaysThere, book, clearTimes, minutesPass, sessionSlice, sessionWork } from '../testing/session.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { entersRoom } from './presence.ledger.js';

let database: TestDatabase;
let world: World;
let line: RedisLine;
let connections: number;
let api: TestApi;
let worker: INestApplicationContext;
let people: Consulting;
let day = 3;

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  line = await redisLine();
  const config = { REDIS_URL: line.url };
  api = await startApi(database, { ...sessionSlice, config });
  worker = await startWorker(database, sessionWork, config);
  people = await consulting(database, api, world);
  await alwaysThere(database, people.secondId, world.lead);
});
beforeEach(() => clearTimes(database));
afterAll(async () => {
  line.mend();
  await eventually(() => expect(line.inUse).toBe(connections), 15_000);
  await worker.close();
  await api.close();
  await eventually(() => expect(line.inUse).toBe(0));
  line.close();
  await database.drop();
});

const dayMinutes = 1440;
/** Each session has a day of its own, weeks apart from the load of the others. */
const booked = async (more: object = {}): Promise<ConsultationView> => {
  const startsAt = new Date(Date.now() + (day += 8) * 86_400_000);
  startsAt.setUTCHours(6, 0, 0, 0);
  return book(people, await accepted(people, world, more), startsAt);
};
const minutesUntil = ({ time }: ConsultationView) => Math.round((Date.parse(time?.startsAt as string) - Date.now()) / 60_000);
/** It is so many minutes before the start; negative: after it. */
const comesTo = async (session: ConsultationView, before: number) => {
  const { rows } = await database.owner.query<{ left: number }>(
    `select (extract(epoch from starts_at - now()) / 60)::float8 as left from consultation where id = $1`,
    [session.id],
  );
  await minutesPass(database, session.id, Math.ceil((rows[0]?.left as number) - before));
  await roundOf(worker);
};
const events = async ({ id }: { id: string }, kind: string) =>
  (
    await database.owner.query<{ data: Record<string, unknown>; recipients: string[]; concerns: string[] }>(
      'select data, recipients, concerns from event where subject_id = $1 and kind = $2 order by recorded_at, id',
      [id, kind],
    )
  ).rows;
const reminders = async (session: { id: string }) => (await events(session, 'consultation.reminder')).map(({ data }) => data['minutes']);
const told = async (who: Person, kind: string, { id }: { id: string }) =>
  (await who.get(listNotifications, { query: {} })).items.filter((item) => item.kind === kind && item.subjectId === id).length;
const see = (who: Person, { id }: { id: string }) => who.get(getConsultation, { params: { id } });
const joins = (session: ConsultationView, side: 'inviting' | 'invited') =>
  database.owner.query('update consultation_party set joined_at = now() where consultation_id = $1 and side = $2', [session.id, side]);
const seats = async (session: { id: string }) =>
  (
    await database.owner.query<{ person_id: string; state: string; required: boolean; replaces: boolean }>(
      `select person_id, state, required, replaces_id is not null as replaces from consultation_party where consultation_id = $1 and side = 'invited' order by id`,
      [session.id],
    )
  ).rows;
const nobodyFree = async () => {
  const { rowCount } = await database.owner.query(
    `insert into absence (id, person_id, institution_id, kind, starts_at, ends_at, created_at)
     select uuidv7(), e.person_id, e.institution_id, 'leave', now() - interval '2 hours', now() + interval '2 hours', now() from expert_profile e where e.person_id <> $1`,
    [people.expertId],
  );
  return rowCount;
};

describe('a session is announced', () => {
  it('a day, an hour and ten minutes before, to those who take part, once each', async () => {
    const session = await booked();
    expect(minutesUntil(session)).toBeGreaterThan(2 * dayMinutes);
    await comesTo(session, dayMinutes + 5);
    expect(await reminders(session)).toEqual([]);
    for (const before of [dayMinutes - 1, 59, 9]) await comesTo(session, before);
    await roundOf(worker);
    expect(await reminders(session)).toEqual([1440, 60, 10]);
    const [first, , last] = await events(session, 'consultation.reminder');
    expect([...(first?.concerns ?? [])].sort()).toEqual([people.expertId, session.parties.find(({ side }) => side === 'inviting')?.person?.id].sort()); // prettier-ignore
    expect([...(first?.recipients ?? [])].sort()).toEqual([world.county.id, world.lead.id].sort());
    expect([first?.data['punctual'], last?.data['punctual']]).toEqual([undefined, true]);
    await eventually(async () => {
      expect([await told(people.expert, 'consultation.reminder', session), await told(people.doctor, 'consultation.reminder', session)]).toEqual([3, 3]); // prettier-ignore
      expect(await told(people.second, 'consultation.reminder', session)).toBe(0);
      const [notice] = (await people.expert.get(listNotifications, { query: {} })).items.filter(
        ({ subjectId }) => subjectId === session.id,
      );
      expect(notice?.label).toMatch(new RegExp(`^${session.number} · \\d\\d-\\d\\d \\d\\d:\\d\\d$`));
    });
  });

  it('at its new time only, where it was moved, and not to whoever declined', async () => {
    const session = await booked({
      invited: [people.expertId, people.secondId].map((personId) => ({
        institutionId: world.lead.id,
        personId,
        specialty: 'cardiovascular',
      })),
    });
    const declined = await does(people.second, act.declineConsultation, session, { reason: 'no_time' });
    const startsAt = new Date(Date.parse(session.time?.startsAt as string) + 30 * 60_000).toISOString();
    await does(people.coordinator, act.rescheduleConsultation, declined, { startsAt, reason: 'expert_unavailable' });
    await database.owner.query(
      `update timer set due_at = now() where subject_id = $1 and fired_at is null and due_at < $2::timestamptz - interval '24 hours'`,
      [...[session.id, startsAt]],
    );
    await roundOf(worker);
    expect(await reminders(session)).toEqual([]);
    await comesTo(session, dayMinutes - 1);
    expect(await reminders(session)).toEqual([1440]);
    expect((await events(session, 'consultation.reminder'))[0]?.concerns).not.toContain(people.secondId);
  });

  it('once where it was moved away and back', async () => {
    const session = await booked();
    const there = session.time?.startsAt as string;
    const away = new Date(Date.parse(there) + 7_200_000).toISOString();
    const moved = await does(people.coordinator, act.rescheduleConsultation, session, { startsAt: away, reason: 'other' });
    await does(people.coordinator, act.rescheduleConsultation, moved, { startsAt: there, reason: 'other' });
    await comesTo(session, 59);
    expect(await reminders(session)).toEqual([60]);
  });

  it('no more once it is called off', async () => {
    const session = await booked();
    await does(people.doctor, act.cancelConsultation, session, { reason: 'answered_otherwise' });
    await comesTo(session, 9);
    expect(await reminders(session)).toEqual([]);
  });
});

describe('an expert who does not come', () => {
  it('is replaced five minutes after the start by the next of the hospital and field, who is told at once', async () => {
    const session = await booked();
    await joins(session, 'inviting');
    await comesTo(session, -4);
    expect((await seats(session)).map(({ state }) => state)).toEqual(['accepted']);
    await comesTo(session, -6);
    expect(await seats(session)).toEqual([
      { person_id: people.expertId, state: 'absent', required: true, replaces: false },
      { person_id: people.secondId, state: 'invited', required: true, replaces: true },
    ]);
    const [called] = await events(session, 'consultation.substitute_called');
    expect(called?.concerns).toEqual([people.secondId]);
    await eventually(async () => expect(await told(people.second, 'consultation.substitute_called', session)).toBe(1));
    const reserved = await database.owner.query(`select person_id from reservation where subject_id = $1 and state = 'confirmed' and person_id is not null`, [session.id]); // prettier-ignore
    expect(reserved.rows.map(({ person_id }) => person_id as string)).toContain(people.secondId);
    expect(reserved.rows.map(({ person_id }) => person_id as string)).not.toContain(people.expertId);
    const after = await see(people.doctor, session);
    expect([after.time?.sequence, after.version]).toEqual([2, session.version + 1]);
    await roundOf(worker);
    expect(await seats(session)).toHaveLength(2);
  });

  it('who comes after all takes part again beside whoever was called, and is no longer waited for', async () => {
    const session = await booked();
    await joins(session, 'inviting');
    await comesTo(session, -6);
    const absent = await database.owner.query<{ id: string }>(`select id from consultation_party where consultation_id = $1 and state = 'absent'`, [session.id]); // prettier-ignore
    const [actor, partyId] = [{ institutionId: world.lead.id, personId: people.expertId }, absent.rows[0]?.id as string];
    const enters = () => worker.get(Commands, { strict: false }).run(actor, (work) => entersRoom(work, session.id, partyId));
    await enters();
    await enters();
    expect(await seats(session)).toEqual([
      { person_id: people.expertId, state: 'accepted', required: false, replaces: false },
      { person_id: people.secondId, state: 'invited', required: true, replaces: true },
    ]);
    expect(await events(session, 'consultation.came_after_all')).toHaveLength(1);
  });

  it.each([
    ['was in the room', (session: ConsultationView) => joins(session, 'invited')],
    ['signed on the board', async (session: ConsultationView) => void (await does(people.expert, act.signOpinion, await see(people.expert, session), { stance: 'agrees', text: '同意', recommendations: [] }))], // prettier-ignore
  ])('is not missed who %s', async (_, present) => {
    const session = await booked();
    await joins(session, 'inviting');
    await present(session);
    await comesTo(session, -6);
    expect((await seats(session)).map(({ state }) => state)).toEqual(['accepted']);
  });

  it('leaves a gap that both sides are told of, where nobody is free', async () => {
    const session = await booked();
    await joins(session, 'inviting');
    await nobodyFree();
    try {
      await comesTo(session, -6);
      expect((await seats(session)).map(({ state }) => state)).toEqual(['absent']);
      await eventually(async () => {
        expect(await told(people.coordinator, 'consultation.nobody_instead', session)).toBe(1);
        expect(await told(people.doctor, 'consultation.nobody_instead', session)).toBe(1);
      });
    } finally {
      await database.owner.query('delete from absence');
    }
  });

  it('is looked for at the time it was moved to, and by whichever hospital the expert is of', async () => {
    const session = await booked();
    const later = new Date(Date.parse(session.time?.startsAt as string) + 45 * 60_000).toISOString();
    await does(people.coordinator, act.rescheduleConsultation, session, { startsAt: later, reason: 'other' });
    await joins(session, 'inviting');
    // the old instant
    await comesTo(session, 40);
    await roundOf(worker);
    expect((await seats(session)).map(({ state }) => state)).toEqual(['accepted']);
    await comesTo(session, -6);
    expect((await seats(session))[0]?.state).toBe('absent');
  });

  it('is not replaced by somebody who declined', async () => {
    const session = await booked({
      invited: [people.expertId, people.secondId].map((personId) => ({
        institutionId: world.lead.id,
        personId,
        specialty: 'cardiovascular',
      })),
    });
    await does(people.second, act.declineConsultation, session, { reason: 'no_time' });
    await joins(session, 'inviting');
    await comesTo(session, -6);
    expect((await seats(session)).map(({ state }) => state).sort()).toEqual(['absent', 'declined']);
  });

  it('is not replaced by somebody of another field', async () => {
    const session = await booked();
    await joins(session, 'inviting');
    await database.owner.query(`update expert_profile set specialties = '{stroke}' where person_id = $1`, [people.secondId]);
    try {
      await comesTo(session, -6);
      expect((await seats(session)).map(({ state }) => state)).toEqual(['absent']);
    } finally {
      await database.owner.query(`update expert_profile set specialties = '{cardiovascular}' where person_id = $1`, [people.secondId]);
    }
  });
});

it('the inviting side that does not come is told, and nobody takes its place', async () => {
  const session = await booked();
  await joins(session, 'invited');
  await comesTo(session, -6);
  expect(await events(session, 'consultation.inviting_absent')).toHaveLength(1);
  expect((await seats(session)).map(({ state }) => state)).toEqual(['accepted']);
  await eventually(async () => expect(await told(people.doctor, 'consultation.inviting_absent', session)).toBe(1));
});

describe('without Redis', () => {
  it('a reminder leaves and an expert who does not come is replaced all the same', async () => {
    await appoint(database, world, 'lead.third', world.lead, 'expert');
    await alwaysThere(database, await makeExpert(database, world, 'lead.third', world.lead), world.lead);
    const session = await booked();
    await joins(session, 'inviting');
    connections = line.inUse;
    line.cut();
    const passes = async (before: number) => {
      const { rows } = await database.owner.query<{ left: number }>(
        `select ceil(extract(epoch from starts_at - now()) / 60)::int as left from consultation where id = $1`,
        [session.id],
      );
      await minutesPass(database, session.id, (rows[0]?.left as number) - before);
    };
    await passes(9);
    // nobody nudges it: the reconciler looks every five seconds
    await eventually(async () => expect(await reminders(session)).toEqual([10]), 15_000);
    await passes(-6);
    await eventually(async () => expect((await seats(session)).map(({ state }) => state)).toEqual(['absent', 'invited']), 15_000);
  }, 40_000);
});
