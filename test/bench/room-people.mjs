// Rooms of sessions that run now, three people each: two of one hospital, one of the next. And one browser of such a person.
import { randomUUID } from 'node:crypto';
import { io } from 'socket.io-client';
import { coordinatorOf, doctorOf, headersOf, hospitals, idOf } from './people.mjs';

const now = () => performance.timeOrigin + performance.now();

/** @returns for each room its id and the numbers of its people; the last one is the expert */
export async function seedRooms(owner, count) {
  const rooms = Array.from({ length: count }, (_, n) => {
    const hospital = 1 + (n % hospitals);
    const next = 1 + ((n + 1) % hospitals);
    return { id: randomUUID(), hospital, next, people: [doctorOf(hospital), coordinatorOf(hospital), doctorOf(next)] };
  });
  for (const { id, hospital, next, people } of rooms) {
    await owner.query(
      `insert into consultation (id, number, kind, mode, state, urgency, inviting_id, invited_ids, requester_id, starts_at, ends_at, started_at, created_at, updated_at)
       values ($1::uuid, $1::text, 'scheduled', 'video', 'in_session', 'routine', $2, array[$3::uuid], $4, now(), now() + interval '8 hours', now(), now(), now())`,
      [id, idOf('institution', hospital), idOf('institution', next), idOf('appointment', people[0])],
    );
    for (const [at, person] of people.entries())
      await owner.query(
        `insert into consultation_party (id, consultation_id, institution_id, person_id, appointment_id, side, state, required)
         values (uuidv7(), $1, $2, $3, $4, $5, 'accepted', false)`,
        [
          id,
          idOf('institution', at < 2 ? hospital : next),
          idOf('person', person),
          idOf('appointment', person),
          at < 2 ? 'inviting' : 'invited',
        ],
      );
  }
  return rooms;
}

/** One person's page: asks for a token, comes in, hears. */
export class Browser {
  presence = [];
  pointers = [];
  left = [];

  constructor(room, person) {
    Object.assign(this, { room, person, headers: headersOf(person) });
  }

  /** @returns when it was let in */
  async enter(url) {
    this.url = url;
    this.socket?.disconnect();
    this.socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnection: false,
      timeout: 2_000,
      extraHeaders: { cookie: this.headers.cookie, origin: url },
    });
    this.socket.on('room:presence', ({ version }) => this.presence.push({ version, at: now() }));
    this.socket.on('room:left', ({ why }) => this.left.push(why));
    this.socket.on('room:signal', ({ pointer }) => pointer && this.pointers.push({ y: pointer.at.y, at: now() }));
    await new Promise((done, fail) => this.socket.once('connect', done).once('connect_error', fail));
    return this.join();
  }

  /** @returns milliseconds from asking for a token to being inside */
  async join() {
    const began = now();
    const { token, participantId } = await this.ask('POST', 'join-tokens', 201);
    const joined = await this.socket.timeout(3_000).emitWithAck('room:join', { consultationId: this.room.id, token });
    if (!joined.ok) throw new Error(joined.code);
    this.participantId = participantId;
    return now() - began;
  }

  async ask(method, path, expected = 200, body = undefined) {
    const reply = await fetch(`${this.url}/api/consultations/${this.room.id}/${path}`, {
      method,
      headers: body ? this.headers : { cookie: this.headers.cookie, 'x-csrf-token': this.headers['x-csrf-token'] },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(5_000),
    });
    const text = await reply.text();
    if (reply.status !== expected) throw new Error(`${path}: ${reply.status} ${text}`);
    return JSON.parse(text);
  }

  /** @param y between 0 and 1, to know it again */
  point(y) {
    this.socket.emit('room:signal', { kind: 'pointer', pointer: { itemId: this.room.id, at: { x: 0.5, y } } });
  }
}
