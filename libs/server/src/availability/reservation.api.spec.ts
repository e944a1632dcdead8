import { Refusal } from '@alliance/domain/refusal';
import type { Actor } from '@alliance/domain/access/actor';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Commands } from '../platform/command/commands.js';
import { Work } from '../platform/command/work.js';
import { Database } from '../platform/db/database.js';
import { newId } from '../platform/ids.js';
import { actorOf } from '../testing/capacity.story.js';
import { startApi, type TestApi } from '../testing/app.js';
import { availabilitySlice, consultationOf, countyActor, expertOf } from '../testing/availability.story.js';
import { personOf } from '../testing/on-call.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { ReservationLedger, type ReservationAsk } from './reservation.ledger.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let ledger: ReservationLedger;
let county: Actor;
let lead: Actor;
let requester: string;
let experts: [string, string, string];

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, availabilitySlice);
  ledger = api.app.get(ReservationLedger);
  county = await countyActor(database, world);
  lead = await actorOf(database, world, 'lead.coordinator');
  requester = await personOf(database, 'county.doctor');
  experts = [await expertOf(database, world, '王'), await expertOf(database, world, '李'), await expertOf(database, world, '周')];
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(() => database.owner.query('delete from reservation'));

const dayStart = Date.parse('2026-12-01T00:00:00Z');
const at = (minutes: number) => new Date(dayStart + minutes * 60_000);
const meeting = (personIds: readonly string[] = experts) =>
  consultationOf(database, world, { [requester]: 'county', ...Object.fromEntries(personIds.map((id) => [id, 'lead'] as const)) });
const asked = (subjectId: string, more: Partial<ReservationAsk> = {}): ReservationAsk => ({
  subjectId,
  kind: 'scheduled',
  startsAt: at(0),
  endsAt: at(30),
  personIds: experts,
  roomIds: [],
  until: null,
  ...more,
});
const does = (act: (work: Work) => Promise<void>, actor = county) => api.app.get(Commands).run(actor, act);
/** @returns `done`, or the refusal with whom it names */
const told = (act: (work: Work) => Promise<void>, actor = county) => does(act, actor).then(() => 'done' as const, refusalOf);
const refusalOf = (error: unknown) => (error instanceof Refusal ? { code: error.code, ...error.facts } : { code: String(error) });
const take = (ask: ReservationAsk, actor = county) => told((work) => ledger.take(work, ask), actor);
/** In a transaction that nobody tries again: a deadlock would be seen. */
const takeOnce = (ask: ReservationAsk) =>
  api.app
    .get(Database)
    .write(county, (tx) => ledger.take(new Work(tx, county, api.clock.now()), ask))
    .then(() => 'done' as const, refusalOf);
const active = async (subjectId?: string) =>
  (
    await database.owner.query<{
      person_id: string | null;
      room_id: string | null;
      state: string;
      starts_at: Date;
      institution_id: string;
    }>(
      `select person_id, room_id, state, starts_at, institution_id from reservation where state <> 'released' and ($1::uuid is null or subject_id = $1)
       order by person_id, room_id`,
      [subjectId ?? null],
    )
  ).rows;
const peopleOf = async (subjectId: string) => (await active(subjectId)).map((row) => row.person_id);
const overlapping = async () =>
  (
    await database.owner.query(
      `select 1 from reservation a join reservation b on a.id < b.id and a.during && b.during and (a.person_id = b.person_id or a.room_id = b.room_id)
       where a.state <> 'released' and b.state <> 'released'`,
    )
  ).rowCount;
async function roomOf(institutionId: string): Promise<string> {
  const id = newId();
  await database.owner.query(`insert into consultation_room (id, institution_id, name, created_at) values ($1, $2, $3, now())`, [
    id,
    institutionId,
    id,
  ]);
  return id;
}

describe('a time that is taken', () => {
  it('is taken of all or of none, and names who and what was in the way', async () => {
    const [first, second] = [await meeting(), await meeting()];
    const room = await roomOf(world.county.id);
    expect(await take(asked(first, { personIds: [experts[0]], roomIds: [room] }))).toBe('done');
    expect(await take(asked(second, { startsAt: at(29), endsAt: at(60), roomIds: [room] }))).toEqual({
      code: 'reservation.taken',
      personIds: [experts[0]],
      roomIds: [room],
    });
    expect(await active(second)).toEqual([]);
    expect(await take(asked(second, { startsAt: at(30), endsAt: at(60), roomIds: [room] }))).toBe('done');
    expect((await active(second)).map((row) => row.institution_id).sort()).toEqual(
      [world.county.id, ...experts.map(() => world.lead.id)].sort(),
    );
  });

  it('tells the hospitals whose people and rooms they are', async () => {
    const subject = await meeting();
    await take(asked(subject, { personIds: [requester, experts[0]] }));
    const { rows } = await database.owner.query<{ kind: string; recipients: string[] }>(
      'select kind, recipients from event where subject_id = $1',
      [subject],
    );
    expect(rows.map(({ kind, recipients }) => [kind, recipients.sort()])).toEqual([
      ['reservation.confirmed', [world.county.id, world.lead.id].sort()],
    ]);
  });

  it('that is held counts until its time is over, then goes to whoever asks', async () => {
    const [first, second] = [await meeting(), await meeting()];
    const until = new Date(api.clock.now().getTime() + 600_000);
    expect(await take(asked(first, { until }))).toBe('done');
    expect(await take(asked(second))).toMatchObject({ code: 'reservation.taken', personIds: [...experts].sort() });
    api.clock.advance(601);
    expect(await take(asked(second, { personIds: [experts[0]] }))).toBe('done');
    expect(await told((work) => ledger.confirm(work, first))).toEqual({ code: 'reservation.hold_over' });
    // and with a clock that is behind: what was taken from a hold was taken from all of it
    api.clock.advance(-601);
    expect(await told((work) => ledger.confirm(work, first))).toEqual({ code: 'reservation.hold_over' });
    expect(await peopleOf(second)).toEqual([experts[0]]);
  });

  it('is fixed once, and a second time changes nothing', async () => {
    const subject = await meeting();
    await take(asked(subject, { until: new Date(api.clock.now().getTime() + 600_000) }));
    for (let turn = 0; turn < 2; turn++) expect(await told((work) => ledger.confirm(work, subject))).toBe('done');
    expect((await active(subject)).map((row) => row.state)).toEqual(experts.map(() => 'confirmed'));
    api.clock.advance(700);
    expect(await told((work) => ledger.confirm(work, subject))).toBe('done');
    api.clock.advance(-700);
    expect(await told((work) => ledger.confirm(work, newId()))).toEqual({ code: 'access.not_found' });
    expect(await told(async (work) => ledger.confirm(work, await meeting()))).toEqual({ code: 'reservation.hold_over' });
  });

  it('held again elsewhere, is given back where it was', async () => {
    const subject = await meeting();
    const until = new Date(api.clock.now().getTime() + 600_000);
    await take(asked(subject, { until }));
    await take(asked(subject, { until, startsAt: at(10), endsAt: at(40), personIds: [experts[1]] }));
    expect(await active(subject)).toEqual([expect.objectContaining({ person_id: experts[1], starts_at: at(10) })]);
  });
});

describe('a time that is moved', () => {
  it('keeps its people and rooms, all or none', async () => {
    const [subject, other] = [await meeting(), await meeting()];
    const room = await roomOf(world.lead.id);
    await take(asked(subject, { roomIds: [room] }));
    await take(asked(other, { startsAt: at(60), endsAt: at(90), personIds: [experts[2]] }));
    const move = (from: number) => told((work) => ledger.move(work, { subjectId: subject, startsAt: at(from), endsAt: at(from + 30) }));
    expect(await move(45)).toEqual({ code: 'reservation.taken', personIds: [experts[2]], roomIds: [] });
    expect((await active(subject)).map((row) => row.starts_at)).toEqual(Array.from({ length: 4 }, () => at(0)));
    // onto a part of its own time
    expect(await move(15)).toBe('done');
    expect((await active(subject)).map((row) => row.starts_at)).toEqual(Array.from({ length: 4 }, () => at(15)));
    await does((work) => ledger.release(work, subject));
    expect(await move(200)).toEqual({ code: 'reservation.hold_over' });
  });

  it('goes to a substitute who is free, and to nobody else', async () => {
    const [subject, other] = [await meeting(), await meeting()];
    await take(asked(subject, { personIds: [experts[0]] }));
    await take(asked(other, { personIds: [experts[1]] }));
    const substitute = (fromPersonId: string, toPersonId: string) =>
      told((work) => ledger.substitute(work, { subjectId: subject, fromPersonId, toPersonId }));
    expect(await substitute(experts[0], experts[1])).toEqual({ code: 'reservation.taken', personIds: [experts[1]], roomIds: [] });
    expect(await substitute(experts[2], experts[0])).toEqual({ code: 'reservation.hold_over' });
    expect(await peopleOf(subject)).toEqual([experts[0]]);
    expect(await substitute(experts[0], experts[2])).toBe('done');
    expect(await peopleOf(subject)).toEqual([experts[2]]);
  });

  it('is given back for one, or for all', async () => {
    const subject = await meeting();
    await take(asked(subject));
    await does((work) => ledger.release(work, subject, [experts[0]]), lead);
    expect(await peopleOf(subject)).toEqual([experts[1], experts[2]].sort());
    await does((work) => ledger.release(work, subject));
    expect(await active(subject)).toEqual([]);
    expect(await told((work) => ledger.release(work, subject))).toBe('done');
  });
});

describe('others', () => {
  it('have no say: neither a hospital that is no party, nor over people and rooms who are none of theirs', async () => {
    const subject = await meeting([experts[0]]);
    await take(asked(subject, { personIds: [experts[0]] }));
    const stranger: Actor = { ...(await actorOf(database, world, 'other.coordinator')), institutionId: world.other.id };
    const denied = { code: 'access.not_found' };
    for (const act of [
      (work: Work) => ledger.take(work, asked(subject, { personIds: [experts[0]] })),
      (work: Work) => ledger.confirm(work, subject),
      (work: Work) => ledger.move(work, { subjectId: subject, startsAt: at(90), endsAt: at(99) }),
      (work: Work) => ledger.substitute(work, { subjectId: subject, fromPersonId: experts[0], toPersonId: stranger.personId }),
      (work: Work) => ledger.release(work, subject),
    ])
      expect(await told(act, stranger)).toEqual(denied);
    expect(await take(asked(subject, { personIds: [experts[1]] }))).toEqual(denied);
    expect(await take(asked(subject, { personIds: [], roomIds: [await roomOf(world.other.id)] }))).toEqual(denied);
    const closed = await roomOf(world.lead.id);
    await database.owner.query('update consultation_room set ended_at = now() where id = $1', [closed]);
    expect(await take(asked(subject, { personIds: [], roomIds: [closed] }))).toEqual(denied);
    // its own hospital may name somebody who has no seat yet
    expect(await take(asked(subject, { personIds: [experts[1]] }), lead)).toBe('done');
    expect(await peopleOf(subject)).toEqual([experts[0], experts[1]].sort());
  });

  it('see nothing of it, and nobody writes it past the ledger', async () => {
    const subject = await meeting();
    await take(asked(subject));
    const rows = (actor: Actor, statement: string) => does(async (work) => void found.push(...(await work.rows(statement))), actor);
    const found: unknown[] = [];
    await rows(county, 'select 1 from reservation');
    expect(found).toEqual([]);
    await rows(lead, 'select 1 from reservation');
    expect(found).toHaveLength(experts.length);
    await expect(rows(lead, `update reservation set state = 'released'`)).rejects.toMatchObject({ code: '42501' });
    await expect(rows(lead, `select lock_reservations('${subject}', '{}', 'empty')`)).rejects.toMatchObject({ code: '42501' });
  });

  it('the database itself refuses two at once, for a person and for a room', async () => {
    const [first, second] = [await meeting(), await meeting()];
    const room = await roomOf(world.lead.id);
    const insert = (subject: string, column: 'person_id' | 'room_id', of: string) =>
      database.owner.query(
        `insert into reservation (subject_id, kind, institution_id, ${column}, during, state, created_at, updated_at)
         values ($1, 'scheduled', $2, $3, tstzrange($4, $5), 'confirmed', now(), now())`,
        [subject, world.lead.id, of, at(0), at(30)],
      );
    for (const [column, of] of [
      ['person_id', experts[0]],
      ['room_id', room],
    ] as const) {
      await insert(first, column, of);
      await expect(insert(second, column, of)).rejects.toMatchObject({ code: '23P01' });
    }
  });
});

describe('many who come at once', () => {
  it('book three experts: nobody twice, every refusal says who is taken, and nothing else goes wrong', async () => {
    for (let round = 0; round < 3; round++) {
      await database.owner.query('delete from reservation');
      const subjects = await Promise.all(Array.from({ length: 60 }, () => meeting()));
      const pairs = [experts, [experts[2], experts[0]], [experts[1], experts[2]], [experts[1], experts[0]], [experts[0]]];
      const answers = await Promise.all(
        subjects.map((subject, i) => {
          const [from, minutes] = [((i * 7) % 12) * 15, [15, 30, 45][i % 3] as number];
          return takeOnce(
            asked(subject, { personIds: pairs[i % pairs.length] as string[], startsAt: at(from), endsAt: at(from + minutes) }),
          );
        }),
      );
      expect(await overlapping()).toBe(0);
      const refused = answers.filter((answer) => answer !== 'done');
      expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['reservation.taken']));
      expect(refused.every((answer) => 'personIds' in answer && (answer.personIds as string[]).length > 0)).toBe(true);
      expect(refused.length).toBeLessThan(subjects.length);
      expect((await active()).length).toBeGreaterThanOrEqual(answers.length - refused.length);
    }
  }, 60_000);

  it('one consultation that is held twice at once is held once', async () => {
    const subject = await meeting();
    const until = new Date(api.clock.now().getTime() + 600_000);
    const answers = await Promise.all(
      [0, 10, 20, 60].map((from) => take(asked(subject, { until, startsAt: at(from), endsAt: at(from + 30) }))),
    );
    expect(new Set(answers)).toEqual(new Set(['done']));
    expect(await active(subject)).toHaveLength(experts.length);
  });
});
