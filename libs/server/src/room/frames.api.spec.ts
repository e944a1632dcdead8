import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { startApi, type TestApi } from '../testing/app.js';
import { eventually } from '../testing/eventually.js';
import { connected, enters, roomPeople, roomSlice, session, type Ear, type RoomPeople } from '../testing/room.story.js';
import { cloneDatabase, type TestDatabase } from '../testing/services.js';
import { makeWorld, type World } from '../testing/world.js';

let database: TestDatabase;
let world: World;
let api: TestApi;
let people: RoomPeople;
let id: string;
const ears: Ear[] = [];

beforeAll(async () => {
  database = await cloneDatabase();
  world = await makeWorld(database);
  api = await startApi(database, roomSlice);
  people = await roomPeople(database, api, world);
  ({ id } = await session(database, world, people));
});
afterAll(async () => {
  for (const { socket } of ears) socket.disconnect();
  await api.close();
  await database.drop();
});

const sdp = 'v=0\r\no=- 46117317 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111\r\n';
const candidate = { candidate: 'candidate:1 1 UDP 2130706431 10.0.0.1 5000 typ host', sdpMid: '0' };
const whole: readonly object[] = [
  { kind: 'media', message: { type: 'offer', sdp } },
  { kind: 'media', message: { type: 'answer', to: randomUUID(), sdp } },
  { kind: 'media', message: { type: 'candidates', to: randomUUID(), candidates: [candidate] } },
  { kind: 'pointer', pointer: { itemId: randomUUID(), page: 1, at: { x: 0.5, y: 0.5 } } },
];
const junk = fc.oneof(
  fc.anything(),
  fc.string({ maxLength: 300 }),
  fc.constantFrom('x'.repeat(61_000), -1, Number.POSITIVE_INFINITY, null, undefined, [], {}),
);
/** Something that was whole once: a field is gone, another too many, or holds something else. */
const broken = fc
  .tuple(
    fc.constantFrom(...whole),
    fc.constantFrom(
      'kind',
      'message',
      'pointer',
      'extra',
      'message.sdp',
      'message.to',
      'message.candidates',
      'pointer.at',
      'pointer.itemId',
    ),
    junk,
  )
  .map(([frame, path, value]) => {
    const copy = structuredClone(frame) as Record<string, Record<string, unknown>>;
    const [outer = '', inner] = path.split('.');
    if (inner) (copy[outer] ??= {})[inner] = value;
    else copy[outer] = value as never;
    return copy;
  });
const frame = fc.oneof({ weight: 1, arbitrary: junk }, { weight: 3, arbitrary: broken });

describe('ten thousand frames that are none', () => {
  it('are all answered with a refusal or taken for what they say, and the process goes on', async () => {
    const senders = [await enters(api, people.doctor, id), await connected(api, people.expert)];
    const witness = await enters(api, people.expert, id);
    ears.push(...senders, witness);
    const codes = new Map<string, number>();
    const frames = fc.sample(frame, 10_000);
    for (let n = 0; n < frames.length; n += 50) {
      const answers = await Promise.all(
        frames
          .slice(n, n + 50)
          .map(
            (one, at) =>
              (senders[at % 2] as Ear).frame(at % 5 ? 'room:signal' : 'room:join', one) as Promise<{ ok: boolean; code?: string }>,
          ),
      );
      for (const { ok, code } of answers) {
        expect(typeof ok).toBe('boolean');
        codes.set(code ?? 'ok', (codes.get(code ?? 'ok') ?? 0) + 1);
      }
      // frames are counted by the clock: none of these is refused for being one too many
      api.clock.advance(3);
    }
    expect([...codes.values()].reduce((sum, count) => sum + count, 0)).toBe(10_000);
    expect([...codes.keys()].filter((code) => !['ok', 'request.invalid', 'room.not_admitted'].includes(code))).toEqual([]);
    expect(codes.get('request.invalid')).toBeGreaterThan(5_000);
    for (const { socket } of senders) expect(socket.connected).toBe(true);
    expect(await (senders[0] as Ear).signal(whole[3])).toEqual({ ok: true, reply: null });
    await eventually(() => expect(witness.signals.at(-1)).toMatchObject({ kind: 'pointer' }));
  }, 120_000);

  it('a frame above 64 kB ends its socket alone, and the same person comes in again', async () => {
    const [ear, other] = [await enters(api, people.doctor, id), await enters(api, people.expert, id)];
    ears.push(other);
    ear.socket.emit('room:signal', { kind: 'media', message: { type: 'offer', sdp: 'v'.repeat(100_000) } });
    await eventually(() => expect(ear.socket.connected).toBe(false));
    expect(other.socket.connected).toBe(true);
    ears.push(await enters(api, people.doctor, id));
  });

  it('a flood is refused, frame by frame, and costs the others nothing', async () => {
    const [ear, other] = [await enters(api, people.doctor, id), await enters(api, people.expert, id)];
    ears.push(ear, other);
    const answers = await Promise.all(Array.from({ length: 2_000 }, () => ear.signal(whole[0])));
    const refused = answers.filter((answer) => !answer.ok && answer.code === 'request.too_many');
    expect(refused.length).toBeGreaterThan(1_700);
    expect(await other.signal(whole[3])).toEqual({ ok: true, reply: null });
  });
});

describe('browser to browser', () => {
  it('what two offer each other at once reaches each, in order, and nobody of another room', async () => {
    const { id: elsewhere } = await session(database, world, people);
    const stranger = await enters(api, people.doctor, elsewhere);
    const [one, two] = [await enters(api, people.doctor, id), await enters(api, people.expert, id)];
    ears.push(stranger, one, two);
    const [to, back] = [two.joined.participantId, one.joined.participantId];
    const messages = (whom: string) => [
      { type: 'offer', to: whom, sdp },
      ...Array.from({ length: 10 }, (_, n) => ({ type: 'candidates', to: whom, candidates: [{ candidate: `candidate:${n}` }] })),
    ];
    const sent = [one, two].flatMap((ear, at) => messages(at ? back : to).map((message) => ear.signal({ kind: 'media', message })));
    for (const answer of await Promise.all(sent)) expect(answer).toEqual({ ok: true, reply: null });
    await eventually(() => expect([one.signals.length, two.signals.length]).toEqual([11, 11]));
    expect(two.signals).toEqual(messages(to).map((message) => ({ kind: 'media', from: back, message })));
    expect(one.signals).toEqual(messages(back).map((message) => ({ kind: 'media', from: to, message })));
    await one.signal({ kind: 'media', message: { type: 'offer', to: stranger.joined.participantId, sdp } });
    await one.signal(whole[3]);
    await eventually(() => expect(two.signals).toHaveLength(12));
    expect(stranger.signals).toEqual([]);
  });
});
