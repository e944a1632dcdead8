import * as act from '@alliance/contracts/consultation-action.contract';
import * as contract from '@alliance/contracts/room.contract';
import { routesOf, type Route } from '@alliance/contracts/route';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { does } from '../testing/consultation.story.js';
import { connected, enters, roomPeople, roomSlice, session, tokenOf, watches, type Ear, type RoomPeople } from '../testing/room.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: RoomPeople;
const ears: Ear[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, roomSlice);
  people = await roomPeople(database, api, world);
});
afterEach(() => {
  for (const { socket } of ears.splice(0)) socket.disconnect();
});
afterAll(async () => {
  await api.close();
  await database.drop();
});

const socketOf = async (person: Person): Promise<Ear> => {
  const ear = await connected(api, person);
  ears.push(ear);
  return ear;
};
const inside = async (person: Person, id: string) => {
  const ear = await enters(api, person, id);
  ears.push(ear);
  return ear;
};
const refusedToken = async (person: Person, id: string) => (await person.ask(contract.issueJoinToken, { params: { id } })).problem?.code;
const room = (person: Person, id: string) => person.get(contract.getRoom, { params: { id } });
const setTime = (id: string, startsIn: string, endsIn: string) =>
  database.owner.query('update consultation set starts_at = now() + $2::interval, ends_at = now() + $3::interval where id = $1', [
    id,
    startsIn,
    endsIn,
  ]);

describe('a token', () => {
  it('lets one person in once', async () => {
    const { id } = await session(database, world, people);
    const ear = await inside(people.doctor, id);
    expect(ear.joined).toMatchObject({ ok: true, standing: 'admitted', position: 0 });
    const seen = await room(people.expert, id);
    expect(seen.participants.map(({ side, presence, moderator }) => [side, presence, moderator])).toEqual([
      ['invited', 'absent', true],
      ['inviting', 'here', true],
    ]);
    const { rows } = await database.owner.query('select joined_at from consultation_party where id = $1', [ear.joined.participantId]);
    expect(rows[0].joined_at).not.toBeNull();
    const { rows: kept } = await database.owner.query(
      'select octet_length(hash) as bytes, used_at from room_token where consultation_id = $1',
      [id],
    );
    expect(kept).toEqual([{ bytes: 32, used_at: expect.any(Date) }]);
  });

  it('is refused: used twice', async () => {
    const { id } = await session(database, world, people);
    const [token, first, second] = [await tokenOf(people.doctor, id), await socketOf(people.doctor), await socketOf(people.doctor)];
    expect((await first.join(id, token)).ok).toBe(true);
    expect(await second.join(id, token)).toEqual({ ok: false, code: 'room.token_invalid' });
  });

  it('is refused: twenty at once take it, and one comes in', async () => {
    const { id } = await session(database, world, people);
    const [token, ear] = [await tokenOf(people.doctor, id), await socketOf(people.doctor)];
    const answers = await Promise.all(Array.from({ length: 20 }, () => ear.join(id, token)));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is refused: of another person, of another session, made up, too old', async () => {
    const [{ id }, other] = [await session(database, world, people), await session(database, world, people)];
    const [token, expert, doctor] = [await tokenOf(people.doctor, id), await socketOf(people.expert), await socketOf(people.doctor)];
    expect(await expert.join(id, token)).toEqual({ ok: false, code: 'room.token_invalid' });
    expect(await doctor.join(other.id, token)).toEqual({ ok: false, code: 'room.token_invalid' });
    expect(await doctor.join(id, 'x'.repeat(32))).toEqual({ ok: false, code: 'room.token_invalid' });
    await database.owner.query(`update room_token set expires_at = now() - interval '1 second' where consultation_id = $1`, [id]);
    expect(await doctor.join(id, token)).toEqual({ ok: false, code: 'room.token_invalid' });
    await database.owner.query(`update room_token set expires_at = now() + interval '9 second' where consultation_id = $1`, [id]);
    expect((await doctor.join(id, token)).ok).toBe(true);
  });

  it('is refused: a minute before the door opens, and a minute after the end', async () => {
    const { id } = await session(database, world, people);
    for (const [startsIn, endsIn] of [
      ['16 minutes', '46 minutes'],
      ['-31 minutes', '-1 minute'],
    ] as const) {
      await setTime(id, '14 minutes', '44 minutes');
      const [token, ear] = [await tokenOf(people.doctor, id), await socketOf(people.doctor)];
      await setTime(id, startsIn, endsIn);
      expect(await ear.join(id, token)).toEqual({ ok: false, code: 'room.not_open' });
      expect(await refusedToken(people.doctor, id)).toBe('room.not_open');
    }
  });

  it('is refused: after removal, and of a locked room', async () => {
    const { id } = await session(database, world, people);
    await database.owner.query(`update consultation_party set side = 'inviting' where consultation_id = $1 and person_id = $2`, [
      id,
      people.secondId,
    ]);
    const expert = await inside(people.expert, id);
    const [late, doctor] = [await tokenOf(people.doctor, id), await socketOf(people.doctor)];
    await watches(database, id, world.appointments['township.doctor'] as string);
    const [token, watcher] = [await tokenOf(people.watcher, id), await socketOf(people.watcher)];
    await people.expert.get(contract.lockRoom, { params: { id } });
    expect(await watcher.join(id, token)).toEqual({ ok: false, code: 'room.locked' });
    expect(await refusedToken(people.watcher, id)).toBe('room.locked');
    expect((await doctor.join(id, late)).ok).toBe(true);
    await people.expert.get(contract.unlockRoom, { params: { id } });
    const joined = await watcher.join(id, await tokenOf(people.watcher, id));
    expect(joined).toMatchObject({ ok: true, standing: 'waiting' });
    const [again, participantId] = [await tokenOf(people.watcher, id), joined.ok ? joined.participantId : ''];
    await people.expert.get(contract.removeParticipant, { params: { id }, body: { participantId, reason: 'not_invited' } });
    expect(await watcher.join(id, again)).toEqual({ ok: false, code: 'room.removed' });
    expect(await refusedToken(people.watcher, id)).toBe('room.removed');
    expect(expert.left).toEqual([]);
  });

  it('of a session that runs is good for half an hour more, and no longer once it ended', async () => {
    const { id } = await session(database, world, people, { state: 'in_session', minutesAhead: -31 });
    const ear = await inside(people.doctor, id);
    await people.doctor.get(contract.lockRoom, { params: { id } });
    await setTime(id, '-61 minutes', '-31 minutes');
    expect(await refusedToken(people.expert, id)).toBe('room.not_open');
    await setTime(id, '-5 minutes', '25 minutes');
    const { id: same, version } = await does(people.expert, act.finishConsultation, await consultation(id));
    expect([same, version > 0]).toEqual([id, true]);
    expect(await refusedToken(people.expert, id)).toBe('room.not_open');
    await until(() => ear.left.length > 0);
    expect(ear.left).toEqual(['over']);
    const after = await room(people.doctor, id);
    expect([after.locked, ...after.participants.map(({ presence }) => presence)]).toEqual([false, 'absent', 'absent']);
  });
});

describe('who has no place', () => {
  const bodies: Record<string, object> = {
    'room/admit': {},
    'room/mute': { participantId: randomUUID(), what: 'audio' },
    'room/remove': { participantId: randomUUID(), reason: 'other' },
    'room/lowerHand': {},
    'room/report': { quality: 'board' },
    'room/messages': { id: randomUUID(), text: '你好' },
  };
  it.each(routesOf(contract).map((route): [string, Route] => [`${route.method} ${route.path}`, route]))(
    'a third hospital gets 404 from %s, a role that never attends 403',
    async (_, route) => {
      const { id } = await session(database, world, people);
      const body = route.body ? bodies[route.path.split('/').slice(3).join('/')] : undefined;
      const ask = { params: { id }, ...(body && { body }), ...(route.query && { query: {} }) } as never;
      expect((await people.other.ask(route, ask)).status).toBe(404);
      expect((await (await api.as('lead.admin')).ask(route, ask)).status).toBe(403);
      // a colleague of the same house, who is no party
      if (route !== contract.getRoom) expect((await people.coordinator.ask(route, ask)).problem.code).toBe('room.not_participant');
    },
    20_000,
  );

  it('an expert who declined, and one who has not answered', async () => {
    const { id } = await session(database, world, people);
    const { participants } = await room(people.expert, id);
    expect(participants).toHaveLength(2);
    for (const state of ['declined', 'invited']) {
      await database.owner.query('update consultation_party set state = $3 where consultation_id = $1 and person_id = $2', [
        id,
        people.expertId,
        state,
      ]);
      expect(await refusedToken(people.expert, id)).toBe('room.not_participant');
      expect(await room(people.expert, id)).toMatchObject({ participantId: null, actions: [], participants: [] });
    }
  });
});

it('who was given up at the start and comes after all takes part again', async () => {
  const { id } = await session(database, world, people);
  const seat = `select state, required from consultation_party where consultation_id = $1 and person_id = $2`;
  await database.owner.query(`update consultation_party set state = 'absent' where consultation_id = $1 and person_id = $2`, [
    id,
    people.expertId,
  ]);
  await inside(people.expert, id);
  expect((await database.owner.query(seat, [id, people.expertId])).rows).toEqual([{ state: 'accepted', required: false }]);
});

describe('a place', () => {
  it('is taken over by the window that came last, and comes back with hand and silence', async () => {
    const { id } = await session(database, world, people);
    const [first, expert] = [await inside(people.doctor, id), await inside(people.expert, id)];
    await people.doctor.get(contract.raiseHand, { params: { id } });
    const { participantId } = first.joined;
    await people.expert.get(contract.muteParticipant, { params: { id }, body: { participantId, what: 'audio' } });
    await until(() => first.signals.length > 0);
    expect(first.signals).toEqual([{ kind: 'muted', what: 'audio' }]);
    const second = await inside(people.doctor, id);
    await until(() => first.left.length > 0);
    expect([first.left, second.left, expert.left]).toEqual([['replaced'], [], []]);
    expect(await first.signal({ kind: 'pointer', pointer: { itemId: randomUUID(), at: null } })).toEqual({
      ok: false,
      code: 'room.not_admitted',
    });
    const mine = (await room(people.doctor, id)).participants.find((one) => one.mine);
    expect(mine).toMatchObject({ presence: 'here', mutedAudio: true, handRaisedAt: expect.any(String) });
    const { rows } = await database.owner.query('select count(*)::int as visits from room_visit where consultation_id = $1', [id]);
    expect(rows).toEqual([{ visits: 2 }]);
  });

  it('is away after ten silent seconds, kept for a quarter of an hour, and counts the time of being there', async () => {
    const { id } = await session(database, world, people, { kind: 'ward_round' });
    await watches(database, id, world.appointments['township.doctor'] as string);
    const [expert, watcher] = [await inside(people.expert, id), await inside(people.watcher, id)];
    await people.expert.get(contract.admitToRoom, { params: { id }, body: {} });
    await until(async () => (await room(people.watcher, id)).standing === 'admitted');
    watcher.socket.disconnect();
    const silent = (seconds: number) =>
      database.owner.query(
        `update room_seat set last_seen_at = last_seen_at - $2 * interval '1 second', away_at = away_at - $2 * interval '1 second' where participant_id = $1`,
        [watcher.joined.participantId, seconds],
      );
    const seen = async () => (await room(people.expert, id)).participants.find((one) => one.kind === 'attendee');
    await database.owner.query(`update room_visit set joined_at = joined_at - interval '60 seconds' where participant_id = $1`, [
      watcher.joined.participantId,
    ]);
    await silent(4);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    expect(await seen()).toMatchObject({ presence: 'here' });
    await silent(6);
    await until(async () => (await seen())?.presence === 'away');
    const heard = expert.presence.length;
    expect(heard).toBeGreaterThan(0);
    const back = await inside(people.watcher, id);
    expect(back.joined).toMatchObject({ standing: 'admitted' });
    expect(await seen()).toMatchObject({ presence: 'here', standing: 'admitted' });
    back.socket.disconnect();
    await silent(16 * 60);
    await until(async () => (await seen())?.presence === 'absent');
    expect((await inside(people.watcher, id)).joined).toMatchObject({ standing: 'waiting' });
    const { rows } = await database.owner.query('select seconds_present from consultation_attendee where consultation_id = $1', [id]);
    expect(rows[0].seconds_present).toBeGreaterThanOrEqual(50);
    expect(rows[0].seconds_present).toBeLessThan(90);
  }, 60_000);
});

const consultation = async (id: string) => {
  const { rows } = await database.owner.query<{ version: number }>('select version from consultation where id = $1', [id]);
  return { id, version: rows[0]?.version ?? 0 };
};
async function until(check: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    if (await check()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('it did not happen in time');
}
