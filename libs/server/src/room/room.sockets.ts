import type { LiveEvents } from '@alliance/contracts/live';
import type { RoomCommands, RoomEvents, RoomSignalHeard } from '@alliance/contracts/room-frames';
import type { ParticipantKind, Standing } from '@alliance/domain/session-room/room.types';
import { Injectable } from '@nestjs/common';
import type { Server, Socket } from 'socket.io';
import { RedisConnections } from '../platform/redis/redis.module.js';

/** Where a socket is. Made anew at every entrance, so that an older look at it cannot end a newer one. */
export interface Place {
  readonly consultationId: string;
  readonly participantId: string;
}
/** A place and whose it is. */
export interface Taken extends Place {
  readonly kind: ParticipantKind;
  readonly personId: string;
}
export interface RoomSocketData {
  readonly appointmentId: string;
  place?: Taken;
}
type WhyOut = Parameters<RoomEvents['room:left']>[0]['why'];
type None = Record<never, never>;
export type RoomServer = Server<RoomCommands, LiveEvents, None, RoomSocketData>;
export type RoomSocket = Socket<RoomCommands, LiveEvents, None, RoomSocketData>;

/** Whoever came to the door hears of it; whoever is inside hears the others. The server alone puts sockets there. */
const doorOf = (consultationId: string): string => `door:${consultationId}`;
const insideOf = (consultationId: string): string => `inside:${consultationId}`;
const atDoor = ({ consultationId, participantId }: Place): string => `door:${consultationId}:${participantId}`;
const atSeat = (consultationId: string, participantId: string): string => `inside:${consultationId}:${participantId}`;
const inside = ({ consultationId, participantId }: Place): string[] => [insideOf(consultationId), atSeat(consultationId, participantId)];
const all = (place: Place): string[] => [doorOf(place.consultationId), atDoor(place), ...inside(place)];

/** Sockets of rooms, wherever they are: on this process and on the others. Without Redis those of this process alone are reached. */
@Injectable()
export class RoomSockets {
  private server: RoomServer | undefined;

  constructor(private readonly redis: RedisConnections) {}

  serve(server: RoomServer): void {
    this.server = server;
  }

  /** Sockets of this process that are in a room or its lobby. */
  here(): { socket: RoomSocket; place: Taken }[] {
    return [...(this.server?.sockets.sockets.values() ?? [])].flatMap((socket) => {
      const { place } = socket.data;
      return place && socket.rooms.has(atDoor(place)) ? [{ socket, place }] : [];
    });
  }

  /** Places that one person holds in this process. */
  heldBy(personId: string): number {
    return this.here().filter(({ place }) => place.personId === personId).length;
  }

  isInside(socket: RoomSocket, place: Place): boolean {
    return socket.rooms.has(atSeat(place.consultationId, place.participantId));
  }

  /** A socket comes in; one that the same participant had elsewhere goes. */
  async enter(socket: RoomSocket, place: Taken, standing: Standing): Promise<void> {
    if (socket.data.place) for (const name of all(socket.data.place)) await socket.leave(name);
    this.out(place, 'replaced', socket);
    socket.data.place = place;
    await socket.join([doorOf(place.consultationId), atDoor(place), ...(standing === 'admitted' ? inside(place) : [])]);
  }

  letIn(place: Place): void {
    this.everywhere()?.in(atDoor(place)).socketsJoin(inside(place));
  }

  /** @param but the socket that comes in: what is told by way of Redis may reach it after it did */
  out(place: Place, why: WhyOut, but?: RoomSocket): void {
    const sockets = this.everywhere()
      ?.in(atDoor(place))
      .except(but?.id ?? []);
    sockets?.emit('room:left', { consultationId: place.consultationId, why });
    sockets?.socketsLeave(all(place));
  }

  /** One socket of this process alone. */
  expel(socket: RoomSocket, place: Place, why: WhyOut): void {
    socket.emit('room:left', { consultationId: place.consultationId, why });
    for (const name of all(place)) void socket.leave(name);
  }

  seat(socket: RoomSocket, place: Place): void {
    void socket.join(inside(place));
  }

  presence(consultationId: string, version: number): void {
    this.everywhere()?.to(doorOf(consultationId)).emit('room:presence', { consultationId, version });
  }

  chat(consultationId: string, position: number): void {
    this.everywhere()?.to(insideOf(consultationId)).emit('room:chat', { consultationId, position });
  }

  /** To one participant of the same room. */
  tell(consultationId: string, participantId: string, signal: RoomSignalHeard): void {
    this.everywhere()?.to(atSeat(consultationId, participantId)).emit('room:signal', signal);
  }

  /** To everybody else inside. A line that does not keep up misses positions and hears the next ones; that a pointer is gone it always hears. */
  tellOthers(socket: RoomSocket, { consultationId }: Place, signal: RoomSignalHeard): void {
    const from = this.redis.main.status === 'ready' ? socket : socket.local;
    const others = from.to(insideOf(consultationId));
    (signal.kind === 'pointer' && signal.pointer.at ? others.volatile : others).emit('room:signal', signal);
  }

  private everywhere(): RoomServer | RoomServer['local'] | undefined {
    return this.redis.main.status === 'ready' ? this.server : this.server?.local;
  }
}
