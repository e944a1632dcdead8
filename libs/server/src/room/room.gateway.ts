import { POINTERS_PER_SECOND, RoomJoin, RoomSignal, type FrameRefused } from '@alliance/contracts/room-frames';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import type { OnModuleDestroy } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayInit } from '@nestjs/websockets';
import { SessionReader } from '../platform/auth/session.reader.js';
import { Clock } from '../platform/clock.js';
import { withRequest } from '../platform/http/request-context.js';
import { newId } from '../platform/ids.js';
import { liveOptions } from '../platform/live/live.gateway.js';
import { Log } from '../platform/observe/log.js';
import { EntranceService } from './entrance.service.js';
import { MediaEngine } from './media/media-engine.js';
import { RoomKeeper } from './room.keeper.js';
import { RoomSockets, type RoomServer, type RoomSocket } from './room.sockets.js';
import { TokenBucket } from './token-bucket.js';

type Answer = (answer: object) => void;

/** Frames of one socket: who comes in and sets up media is done within twenty a second; a flood costs no more than a look at the clock. */
const framesPerSecond = 20;
const framesAtOnce = 100;
/** Rooms that one person is in at once; every one of them is told to each of their windows. */
const placesAtOnce = 10;

/**
 * Frames of the room of a session. Guards and pipes do not reach here: every frame is counted, parsed, and answered, and who sends it is asked of
 * PostgreSQL at the entrance. No frame carries anything of a patient.
 */
@WebSocketGateway(liveOptions)
export class RoomGateway implements OnGatewayInit<RoomServer>, OnModuleDestroy {
  constructor(
    private readonly sessions: SessionReader,
    private readonly entrance: EntranceService,
    private readonly engine: MediaEngine,
    private readonly sockets: RoomSockets,
    private readonly keeper: RoomKeeper,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  afterInit(server: RoomServer): void {
    this.sockets.serve(server);
    server.on('connection', (socket) => this.listen(socket));
    this.keeper.start();
  }

  onModuleDestroy(): Promise<void> {
    return this.keeper.stop();
  }

  private listen(socket: RoomSocket): void {
    const frames = new TokenBucket(framesPerSecond, framesAtOnce, this.clock.now());
    const pointers = new TokenBucket(POINTERS_PER_SECOND, POINTERS_PER_SECOND, this.clock.now());
    socket.on('room:join', (frame: unknown, answer: unknown) =>
      this.answer(answer, async () => {
        this.count(frames);
        return this.join(socket, frame);
      }),
    );
    socket.on('room:signal', (frame: unknown, answer: unknown) =>
      this.answer(answer, async () => {
        this.count(isPointer(frame) ? pointers : frames);
        return this.signal(socket, frame);
      }),
    );
  }

  /** @throws Refusal session.missing, request.too_many, room.token_invalid and as `standingAtDoor` */
  private async join(socket: RoomSocket, frame: unknown): Promise<object> {
    const { data } = RoomJoin.safeParse(frame);
    if (!data) throw new Refusal('request.invalid');
    const actor = await this.actorOf(socket);
    if (this.sockets.heldBy(actor.personId) >= placesAtOnce) throw new Refusal('request.too_many');
    const { joined, kind } = await this.entrance.enter(actor, data.consultationId, data.token);
    const place = { consultationId: data.consultationId, participantId: joined.participantId, kind, personId: actor.personId };
    await this.sockets.enter(socket, place, joined.standing);
    this.sockets.presence(place.consultationId, joined.version);
    return joined;
  }

  /** @throws Refusal request.invalid, room.not_admitted, consultation.not_your_action, room.media_unavailable */
  private async signal(socket: RoomSocket, frame: unknown): Promise<object> {
    const { data } = RoomSignal.safeParse(frame);
    if (!data) throw new Refusal('request.invalid');
    const { place } = socket.data;
    if (!place || !this.sockets.isInside(socket, place)) throw new Refusal('room.not_admitted');
    const from = place.participantId;
    if (data.kind === 'pointer') {
      // whoever watches only looks
      if (place.kind === 'attendee') throw new Refusal('consultation.not_your_action', { action: 'point' });
      this.sockets.tellOthers(socket, place, { kind: 'pointer', from, pointer: data.pointer });
      return { ok: true, reply: null };
    }
    const { message } = data;
    const reply = await this.engine.signal(place.consultationId, from, message);
    if (this.engine.kind === 'mesh' && message.to) this.sockets.tell(place.consultationId, message.to, { kind: 'media', from, message });
    return { ok: true, reply };
  }

  /** As whom the socket acts now: the handshake may be hours old. */
  private async actorOf(socket: RoomSocket): Promise<Actor> {
    const session = await this.sessions.fromCookie(socket.handshake.headers.cookie);
    if (!session) throw new Refusal('session.missing');
    if (session.locked) throw new Refusal('session.desk_locked');
    if (session.enrolmentRequired) throw new Refusal('session.enrolment_required');
    return this.sessions.actorOf(session, socket.data.appointmentId);
  }

  private count(bucket: TokenBucket): void {
    if (!bucket.take(this.clock.now())) throw new Refusal('request.too_many');
  }

  /** Whatever a frame is, it is answered where an answer is asked for, and nothing it does ends the process. */
  private answer(asked: unknown, work: () => Promise<object>): void {
    const reply: Answer = typeof asked === 'function' ? (asked as Answer) : () => undefined;
    void withRequest({ requestId: newId() }, () => work().then(reply, (error: unknown) => reply(this.refused(error))));
  }

  private refused(error: unknown): FrameRefused {
    if (error instanceof Refusal) return { ok: false, code: error.code };
    this.log.error({ err: error }, 'a frame of a room was not handled');
    return { ok: false, code: 'server.unavailable' };
  }
}

const isPointer = (frame: unknown): boolean => typeof frame === 'object' && frame !== null && 'kind' in frame && frame.kind === 'pointer';
