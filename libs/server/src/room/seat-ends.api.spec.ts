import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import * as act from '@alliance/contracts/consultation-action.contract';
import { getConsultation } from '@alliance/contracts/consultation.contract';
import * as contract from '@alliance/contracts/room.contract';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { does } from '../testing/consultation.story.js';
import { eventually } from '../testing/eventually.js';
import { connected, enters, roomPeople, roomSlice, session, tokenOf, watches, type Ear, type RoomPeople } from '../testing/room.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';
import { MediaEngine } from './media/media-engine.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let other: TestApi;
let people: RoomPeople;
const ears: Ear[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  [api, other] = [await startApi(database, roomSlice), await startApi(database, roomSlice)];
  people = await roomPeople(database, api, world);
});
afterEach(() => {
  jest.restoreAllMocks();
  for (const { socket } of ears.splice(0)) socket.disconnect();
});
afterAll(async () => {
  await Promise.all([api.close(), other.close()]);
  await database.drop();
});

const inside = async (person: Person, id: string, on = api) => {
  const ear = await enters(on, person, id);
  ears.push(ear);
  return ear;
};
const pointing = { kind: 'pointer', pointer: { itemId: randomUUID(), at: { x: 0.25, y: 0.5 } } };
/** Told to whichever process comes upon it first. */
const engines = () => [api, other].map(({ app }) => jest.spyOn(app.get(MediaEngine), 'leave'));
const changed = {
  declines: (id: string) =>
    database.owner.query(`update consultation_party set state = 'declined', decline_reason = 'no_time' where id = $1`, [id]),
  'is excused': (id: string) => database.owner.query(`update consultation_party set state = 'excused' where id = $1`, [id]),
  'gives the seat to somebody else': (id: string) =>
    database.owner.query(`update consultation_party set person_id = (select person_id from appointment where id = $2) where id = $1`, [
      id,
      world.appointments['other.doctor'],
    ]),
};

describe('who has no seat in the case any more', () => {
  it.each(Object.entries(changed))('%s: out of the room, its sockets and its media, and the others go on', async (_what, change) => {
    const { id } = await session(database, world, people);
    const [doctor, expert] = [await inside(people.doctor, id), await inside(people.expert, id, other)];
    const left = engines();
    await change(expert.joined.participantId);
    await eventually(() => expect(expert.left).toEqual(['withdrawn']), 6_000);
    await eventually(() => expect(left.flatMap(({ mock }) => mock.calls)).toContainEqual([id, expert.joined.participantId]));
    const heard = expert.signals.length;
    expect(await expert.signal(pointing)).toEqual({ ok: false, code: 'room.not_admitted' });
    expect(await doctor.signal(pointing)).toMatchObject({ ok: true });
    expect([expert.signals.length, doctor.left]).toEqual([heard, []]);
    const { rows } = await database.owner.query(
      'select s.left_at is not null as out, v.ended from room_seat s join room_visit v using (participant_id) where participant_id = $1',
      [expert.joined.participantId],
    );
    expect(rows).toEqual([{ out: true, ended: 'withdrawn' }]);
  });

  it('by the action of an expert too', async () => {
    const { id } = await session(database, world, people);
    const expert = await inside(people.expert, id);
    const view = await people.expert.get(getConsultation, { params: { id } });
    await does(people.expert, act.declineConsultation, view, { reason: 'no_time' });
    await eventually(() => expect(expert.left).toEqual(['withdrawn']), 6_000);
  });

  it('is out as one who watches and takes the registration back', async () => {
    const { id } = await session(database, world, people, { kind: 'ward_round' });
    await watches(database, id, world.appointments['township.doctor'] as string);
    const watcher = await inside(people.watcher, id);
    await database.owner.query('update consultation_attendee set cancelled_at = now() where id = $1', [watcher.joined.participantId]);
    await eventually(() => expect(watcher.left).toEqual(['withdrawn']), 6_000);
  });
});

describe('a place', () => {
  it('that was given up after a broken line has no media any more', async () => {
    const { id } = await session(database, world, people);
    const expert = await inside(people.expert, id);
    const left = engines();
    expert.socket.disconnect();
    await database.owner.query(
      `update room_seat set away_at = now() - interval '16 minutes', last_seen_at = now() - interval '16 minutes' where participant_id = $1`,
      [expert.joined.participantId],
    );
    await eventually(() => expect(left.flatMap(({ mock }) => mock.calls)).toContainEqual([id, expert.joined.participantId]), 6_000);
  });

  it('that was silenced stays so where the media began anew', async () => {
    const { id } = await session(database, world, people);
    const expert = await inside(people.expert, id);
    await inside(people.doctor, id);
    const { participantId } = expert.joined;
    const mute = jest.spyOn(api.app.get(MediaEngine), 'mute');
    await people.expert.get(contract.connectMedia, { params: { id } });
    expect(mute).not.toHaveBeenCalled();
    await people.doctor.get(contract.muteParticipant, { params: { id }, body: { participantId, what: 'audio' } });
    mute.mockClear();
    await people.expert.get(contract.connectMedia, { params: { id } });
    expect(mute.mock.calls).toEqual([[id, participantId, 'audio']]);
  });

  it('is one of at most ten of one person', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 11; n++) ids.push((await session(database, world, people)).id);
    for (const id of ids.slice(0, 10)) await inside(people.doctor, id);
    const ear = await connected(api, people.doctor);
    ears.push(ear);
    const eleventh = ids[10] as string;
    expect(await ear.join(eleventh, await tokenOf(people.doctor, eleventh))).toEqual({ ok: false, code: 'request.too_many' });
  }, 60_000);
});

describe('what a process asks of all rooms', () => {
  it('nobody asks as somebody', async () => {
    const client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
    const asked = `select look_after_rooms('{}', now())`;
    await expect(client.query(asked)).resolves.toBeDefined();
    for (const who of ['app.institution', 'app.person']) {
      await client.query(`select set_config('${who}', $1, false)`, [randomUUID()]);
      await expect(client.query(asked)).rejects.toMatchObject({ code: '42501' });
      await client.query(`select set_config('${who}', '', false)`);
    }
    await client.end();
  });
});

describe('a title', () => {
  it('is the one of the person, not the one that was wished for', async () => {
    const { id } = await session(database, world, people);
    const mine = async () =>
      (await people.doctor.get(contract.getRoom, { params: { id } })).participants.find(({ side }) => side === 'invited');
    await database.owner.query(
      `update expert_profile set title = 'chief' where person_id = (select person_id from consultation_party where consultation_id = $1 and side = 'invited')`,
      [id],
    );
    expect(await mine()).toMatchObject({ title: 'chief' });
    await database.owner.query(
      `update expert_profile set ended_at = now() where person_id = (select person_id from consultation_party where consultation_id = $1 and side = 'invited')`,
      [id],
    );
    expect(await mine()).toMatchObject({ title: null });
  });
});
