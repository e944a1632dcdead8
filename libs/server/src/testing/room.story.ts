import * as act from '@alliance/contracts/consultation-action.contract';
import { getConsultation } from '@alliance/contracts/consultation.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import type { FrameRefused, RoomEvents, RoomJoined, RoomSignalHeard, SignalTaken } from '@alliance/contracts/room-frames';
import * as room from '@alliance/contracts/room.contract';
import { io, type Socket } from 'socket.io-client';
import { RoomModule } from '../room/room.module.js';
import type { Person, Serving, TestApi } from './app.js';
import { consultationSlice, consulting, does, requested, tomorrow, type Consulting } from './consultation.story.js';
import type { TestDatabase } from './services.js';
import type { World } from './world.js';

export const roomSlice: Serving = {
  features: [...consultationSlice.features, RoomModule],
  contracts: [...consultationSlice.contracts, room],
};

export interface RoomPeople extends Consulting {
  /** Of a hospital that only watches. */
  readonly watcher: Person;
  /** Of a third hospital. */
  readonly other: Person;
}
export async function roomPeople(database: TestDatabase, api: TestApi, world: World): Promise<RoomPeople> {
  const [people, watcher, other] = [await consulting(database, api, world), await api.as('township.doctor'), await api.as('other.doctor')];
  return { ...people, watcher, other };
}

let hour = 8;
/** A session of the county and an expert of the lead, booked, that begins so many minutes from now. */
export async function session(
  { owner }: TestDatabase,
  world: World,
  people: Consulting,
  { minutesAhead = 5, state = 'booked', kind = 'scheduled' }: { minutesAhead?: number; state?: string; kind?: string } = {},
): Promise<ConsultationView> {
  const sent = await does(people.doctor, act.invite, await requested(people.doctor, world, { kind }));
  const accepted = await does(people.expert, act.acceptConsultation, sent);
  const day = 86_400_000 * Math.floor((hour += 1) / 10);
  const startsAt = new Date(tomorrow(8 + (hour % 10)).getTime() + day).toISOString();
  await does(people.coordinator, act.bookConsultation, accepted, { startsAt, minutes: 30 });
  await owner.query(
    `update consultation set starts_at = now() + $2 * interval '1 minute', ends_at = now() + ($2 + 30) * interval '1 minute', state = $3,
       started_at = case when $3 = 'in_session' then now() end where id = $1`,
    [sent.id, minutesAhead, state],
  );
  return people.doctor.get(getConsultation, { params: { id: sent.id } });
}

/** Registers somebody to watch. */
export async function watches({ owner }: TestDatabase, id: string, appointmentId: string): Promise<void> {
  await owner.query(
    `with who as (select person_id, institution_id from appointment where id = $2),
       seen as (update consultation set observing_ids = observing_ids || (select institution_id from who) where id = $1)
     insert into consultation_attendee (id, consultation_id, institution_id, person_id, appointment_id, registered_at)
     select uuidv7(), $1, institution_id, person_id, $2, now() from who`,
    [id, appointmentId],
  );
}

/** Everything one browser hears of a room. */
export class Ear {
  readonly signals: RoomSignalHeard[] = [];
  readonly presence: number[] = [];
  readonly chat: number[] = [];
  readonly left: string[] = [];
  /** As sent, for whatever must not be in it. */
  readonly frames: string[] = [];

  constructor(readonly socket: Socket) {
    socket.onAny((name: string, frame: unknown) => this.frames.push(JSON.stringify([name, frame])));
    socket.on('room:signal', (signal: RoomSignalHeard) => this.signals.push(signal));
    socket.on('room:presence', ({ version }: Parameters<RoomEvents['room:presence']>[0]) => this.presence.push(version));
    socket.on('room:chat', ({ position }: Parameters<RoomEvents['room:chat']>[0]) => this.chat.push(position));
    socket.on('room:left', ({ why }: Parameters<RoomEvents['room:left']>[0]) => this.left.push(why));
  }

  join(consultationId: string, token: string): Promise<RoomJoined | FrameRefused> {
    return this.frame('room:join', { consultationId, token }) as Promise<RoomJoined | FrameRefused>;
  }
  signal(frame: unknown): Promise<SignalTaken | FrameRefused> {
    return this.frame('room:signal', frame) as Promise<SignalTaken | FrameRefused>;
  }
  frame(name: string, frame: unknown): Promise<object> {
    return this.socket.timeout(5_000).emitWithAck(name, frame) as Promise<object>;
  }
}

export async function connected(api: TestApi, person: Person): Promise<Ear> {
  const url = await api.listen();
  const socket = io(url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    extraHeaders: { cookie: person.headers['cookie'] as string, origin: url },
  });
  const ear = new Ear(socket);
  await new Promise<void>((resolve, reject) => {
    socket.on('replayed', () => resolve());
    socket.on('connect_error', reject);
  });
  return ear;
}

export const tokenOf = async (person: Person, id: string): Promise<string> =>
  (await person.get(room.issueJoinToken, { params: { id } })).token;

/** Token, socket, entrance. */
export async function enters(api: TestApi, person: Person, id: string): Promise<Ear & { joined: RoomJoined }> {
  const [ear, token] = [await connected(api, person), await tokenOf(person, id)];
  const joined = await ear.join(id, token);
  if (!joined.ok) throw new Error(`not let in: ${joined.code}`);
  return Object.assign(ear, { joined });
}
