import { listAuditEvents } from '@alliance/contracts/audit.contract';
import * as contract from '@alliance/contracts/room.contract';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startApi, type Person, type TestApi } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { enters, roomPeople, roomSlice, session, watches, type Ear, type RoomPeople } from '../testing/room.story.js';
import { RoomKeeper } from './room.keeper.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let here: TestApi;
let there: TestApi;
let people: RoomPeople;
const ears: Ear[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  [here, there] = await Promise.all([startApi(database, roomSlice), startApi(database, roomSlice)]);
  people = await roomPeople(database, here, world);
});
afterEach(() => {
  for (const { socket } of ears.splice(0)) socket.disconnect();
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await database.drop();
});

const inside = async (person: Person, id: string, api = here) => {
  const ear = await enters(api, person, id);
  ears.push(ear);
  return ear;
};
const room = (person: Person, id: string) => person.get(contract.getRoom, { params: { id } });
const code = async (person: Person, route: typeof contract.muteParticipant, id: string, body: object) =>
  (await person.ask(route, { params: { id }, body } as never)).problem?.code;
const write = (person: Person, id: string, text: string, messageId: string = randomUUID()) =>
  person.ask(contract.writeRoomMessage, { params: { id }, body: { id: messageId, text } });
const texts = async (person: Person, id: string) =>
  (await person.get(contract.listRoomMessages, { params: { id }, query: {} })).items.map(({ text }) => text);
const itemId = randomUUID();
const watchesOnly = { ok: false, code: 'consultation.not_your_action' };
const pointing = { kind: 'pointer', pointer: { itemId, at: { x: 0.25, y: 0.5 } } };

/** The doctor and the expert inside, and who watches in the lobby, on the other process. */
async function round() {
  const { id } = await session(database, world, people, { kind: 'ward_round' });
  await watches(database, id, world.appointments['township.doctor'] as string);
  const [doctor, expert, watcher] = [
    await inside(people.doctor, id),
    await inside(people.expert, id, there),
    await inside(people.watcher, id, there),
  ];
  return { id, doctor, expert, watcher };
}

describe('the lobby', () => {
  it('holds who watches, who sees and hears nothing there, until a moderator admits', async () => {
    const { id, doctor, expert, watcher } = await round();
    expect(watcher.joined.standing).toBe('waiting');
    expect(await room(people.watcher, id)).toMatchObject({ standing: 'waiting', participants: [{ mine: true }] });
    expect(await watcher.signal(pointing)).toEqual({ ok: false, code: 'room.not_admitted' });
    await write(people.doctor, id, '先看造影');
    // pointers are not kept: one that moves before the other process listens is lost, the next one is not
    await eventually(async () => expect((await doctor.signal(pointing)).ok && expert.signals.length).toBeGreaterThan(0));
    await eventually(() => expect(expert.chat).toEqual([1]));
    expect([watcher.signals, watcher.chat, await texts(people.watcher, id)]).toEqual([[], [], []]);
    for (const route of [contract.raiseHand, contract.connectMedia] as const)
      expect((await people.watcher.ask(route, { params: { id } })).problem.code).toBe('room.not_admitted');
    expect((await write(people.watcher, id, '你好')).problem.code).toBe('room.not_admitted');

    await people.expert.get(contract.admitToRoom, { params: { id }, body: {} });
    await eventually(async () => expect((await doctor.signal(pointing)).ok && watcher.signals.length).toBeGreaterThan(0));
    expect(watcher.signals[0]).toEqual({
      kind: 'pointer',
      from: doctor.joined.participantId,
      pointer: { itemId, page: 1, at: { x: 0.25, y: 0.5 } },
    });
    expect(await watcher.signal(pointing)).toEqual(watchesOnly);
    expect((await room(people.watcher, id)).participants).toHaveLength(3);
    expect(await texts(people.watcher, id)).toEqual([]);
    expect((await write(people.watcher, id, '谢谢')).answer.position).toBe(2);
    expect([await texts(people.watcher, id), await texts(people.doctor, id)]).toEqual([['谢谢'], ['先看造影', '谢谢']]);
  });
});

describe('a moderator', () => {
  it('removes: the socket is out at once, on whichever process, and in again only when admitted', async () => {
    const { id, doctor, watcher } = await round();
    const { participantId } = watcher.joined;
    await people.doctor.get(contract.admitToRoom, { params: { id }, body: { participantId } });
    // at once means by the hint, not by the next look at who is there
    const keepers = [here, there].map(({ app }) => app.get(RoomKeeper));
    for (const keeper of keepers) await keeper.stop();
    await people.doctor.get(contract.removeParticipant, { params: { id }, body: { participantId, reason: 'disturbs' } });
    await eventually(() => expect(watcher.left).toEqual(['removed']), 1_000);
    for (const keeper of keepers) keeper.start();
    const heard = watcher.signals.length;
    expect(await watcher.signal(pointing)).toEqual({ ok: false, code: 'room.not_admitted' });
    expect((await write(people.watcher, id, '还在')).problem.code).toBe('room.not_admitted');
    await doctor.signal(pointing);
    expect(watcher.signals).toHaveLength(heard);
    expect((await people.watcher.ask(contract.issueJoinToken, { params: { id } })).problem.code).toBe('room.removed');
    await people.doctor.get(contract.admitToRoom, { params: { id }, body: { participantId } });
    expect((await inside(people.watcher, id)).joined.standing).toBe('waiting');
    const auditor = await here.as('auditor');
    expect((await auditor.get(listAuditEvents, { query: { objectId: id } })).items.map(({ action }) => action)).not.toContain(
      'room.removed',
    );
    const { rows } = await database.owner.query(
      `select action from audit_entry where $1 = any(object_ids) and action like 'room.%' order by id`,
      [id],
    );
    expect(rows.map(({ action }) => action)).toEqual(expect.arrayContaining(['room.joined', 'room.admitted', 'room.removed']));
  });

  it('whose hint was lost is heard all the same: what PostgreSQL says, the socket follows', async () => {
    const { watcher } = await round();
    await database.owner.query(`update room_seat set standing = 'admitted', admitted_at = now() where participant_id = $1`, [
      watcher.joined.participantId,
    ]);
    await eventually(async () => expect(await watcher.signal(pointing)).toEqual(watchesOnly), 6_000);
    await database.owner.query(
      `update room_seat set standing = 'removed', removed_reason = 'other', left_at = now() where participant_id = $1`,
      [watcher.joined.participantId],
    );
    await eventually(() => expect(watcher.left).toEqual(['removed']), 6_000);
  });

  it('is not who only watches, nor who presents; nobody removes who leads with them', async () => {
    const { id, doctor, expert, watcher } = await round();
    await people.doctor.get(contract.admitToRoom, { params: { id }, body: {} });
    const [mute, remove] = [contract.muteParticipant, contract.removeParticipant as never];
    for (const participantId of [doctor.joined.participantId, expert.joined.participantId]) {
      expect(await code(people.watcher, mute, id, { participantId, what: 'audio' })).toBe('consultation.not_your_action');
      expect(await code(people.watcher, remove, id, { participantId, reason: 'other' })).toBe('consultation.not_your_action');
      expect(await code(people.doctor, remove, id, { participantId, reason: 'other' })).toBe('consultation.not_your_action');
    }
    for (const route of [contract.lockRoom, contract.unlockRoom] as const)
      expect((await people.watcher.ask(route, { params: { id } })).problem.code).toBe('consultation.not_your_action');
    expect(await code(people.doctor, mute, id, { participantId: randomUUID(), what: 'audio' })).toBe('access.not_found');
    expect(watcher.left).toEqual([]);
  });

  it('lowers a hand and silences until it is turned on again', async () => {
    const { id, expert } = await round();
    const { participantId } = expert.joined;
    const seen = async () => (await room(people.doctor, id)).participants.find((one) => one.id === participantId);
    await people.expert.get(contract.raiseHand, { params: { id } });
    await people.expert.get(contract.reportLine, { params: { id }, body: { quality: '360p', microphone: true, camera: true } });
    expect(await seen()).toMatchObject({ handRaisedAt: expect.any(String), quality: '360p', microphone: true, mutedAudio: false });
    await people.doctor.get(contract.lowerHand, { params: { id }, body: { participantId } });
    await people.doctor.get(contract.muteParticipant, { params: { id }, body: { participantId, what: 'audio' } });
    expect(await seen()).toMatchObject({ handRaisedAt: null, microphone: false, camera: true, mutedAudio: true });
    await eventually(() => expect(expert.signals).toEqual([{ kind: 'muted', what: 'audio' }]));
    await people.expert.get(contract.reportLine, { params: { id }, body: { microphone: true } });
    expect(await seen()).toMatchObject({ microphone: true, mutedAudio: false });
  });
});

describe('what is written', () => {
  it('is written once, in order, by one writer at a time, and kept with the case', async () => {
    const { id } = await round();
    const messageId = randomUUID();
    const [first, second] = [
      await write(people.doctor, id, '血压 90/60', messageId),
      await write(people.doctor, id, '血压 90/60', messageId),
    ];
    expect([first.status, second.status, second.answer]).toEqual([201, 201, first.answer]);
    expect((await write(people.expert, id, '别的', messageId)).problem.code).toBe('request.key_reused');
    await Promise.all(Array.from({ length: 20 }, (_, n) => write(n % 2 ? people.doctor : people.expert, id, `${n}`)));
    const { items } = await people.doctor.get(contract.listRoomMessages, { params: { id }, query: { limit: 200 } });
    expect(items.map(({ position }) => position)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1));
    await people.doctor.get(contract.leaveRoom, { params: { id } });
    await database.owner.query(`update consultation set state = 'concluding' where id = $1`, [id]);
    expect(await texts(people.doctor, id)).toHaveLength(21);
    expect((await write(people.doctor, id, '晚了')).problem.code).toBe('room.not_open');
  });
});

describe('frames', () => {
  it('carry nothing of the patient, nor of what was written', async () => {
    const { id, doctor, expert } = await round();
    await write(people.doctor, id, '独有的一句话');
    await people.doctor.get(contract.raiseHand, { params: { id } });
    await doctor.signal(pointing);
    await eventually(() => expect(expert.chat).toEqual([1]));
    const { rows } = await database.owner.query<{ name: string; reason: string }>(
      'select p.name, c.reason from consultation c join consultation_patient p on p.consultation_id = c.id where c.id = $1',
      [id],
    );
    const heard = () => [doctor, expert].flatMap(({ frames }) => frames).join('\n');
    await eventually(() => expect(heard()).toContain(doctor.joined.participantId));
    const told = heard();
    for (const secret of ['独有的一句话', rows[0]?.name, rows[0]?.reason]) expect(told).not.toContain(secret);
    const { rows: found } = await database.owner.query(`select 1 from event where data::text like '%独有的%'`);
    expect(found).toEqual([]);
  });

  it('of a pointer come at most twenty a second', async () => {
    const { doctor, expert } = await round();
    const answers = await Promise.all(Array.from({ length: 100 }, () => doctor.signal(pointing)));
    expect(answers.filter(({ ok }) => ok).length).toBeLessThanOrEqual(25);
    // the line does not wait for old positions; that the pointer is gone is always heard
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await doctor.signal({ kind: 'pointer', pointer: { itemId, at: null } });
    await eventually(() => expect(expert.signals.at(-1)).toMatchObject({ pointer: { at: null } }));
    expect(expert.signals.length).toBeLessThanOrEqual(answers.filter(({ ok }) => ok).length + 1);
  });
});
