import { awayAfterSeconds } from '@alliance/domain/session-room/room.policy';
import type { LeaveReason, Standing } from '@alliance/domain/session-room/room.types';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { Database } from '../platform/db/database.js';
import { Log } from '../platform/observe/log.js';
import { RoomMedia } from './room.media.js';
import { RoomSockets, type Place, type RoomSocket } from './room.sockets.js';

/** Four times within the silence after which a line counts as broken, so that one that was late is not. */
const everyMs = (awayAfterSeconds * 1_000) / 4;

interface LookedAfter {
  readonly changed: readonly { consultationId: string; version: number }[];
  readonly over: readonly string[];
  /** Whose seat has just ended while the session goes on: nothing of it reaches them any more. */
  readonly out: readonly Place[];
  readonly here: readonly { participantId: string; standing: Standing; left: boolean; ended: LeaveReason | null }[];
}

/**
 * Says which participants this process holds, finds whose line broke anywhere, and sets the sockets here right by what PostgreSQL says: neither a
 * process that died nor a hint that got lost leaves somebody in a room, or out of it.
 */
@Injectable()
export class RoomKeeper {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly sockets: RoomSockets,
    private readonly media: RoomMedia,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  start(): void {
    this.timer = setInterval(() => {
      this.running = this.running
        .then(() => this.look())
        .catch((err: unknown) => this.log.warn({ err }, 'rooms were not looked after; tried again shortly'));
    }, everyMs);
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  private async look(): Promise<void> {
    const here = this.sockets.here();
    const [row] = await this.database.anonymous<{ found: LookedAfter }>('select look_after_rooms($1, $2) as found', [
      here.map(({ place }) => place.participantId),
      this.clock.now(),
    ]);
    if (!row) return;
    for (const { consultationId, version } of row.found.changed) this.sockets.presence(consultationId, version);
    for (const consultationId of row.found.over) this.media.close(consultationId);
    for (const place of row.found.out) {
      this.sockets.out(place, 'withdrawn');
      this.media.leave(place.consultationId, place.participantId);
    }
    const known = new Map(row.found.here.map((seat) => [seat.participantId, seat]));
    for (const { socket, place } of here) this.setRight(socket, place, known.get(place.participantId));
  }

  /** Not a socket that came in anew meanwhile. */
  private setRight(socket: RoomSocket, place: Place, seat: LookedAfter['here'][number] | undefined): void {
    if (socket.data.place !== place || !seat) return;
    if (seat.standing === 'removed') this.sockets.expel(socket, place, 'removed');
    else if (seat.left) this.sockets.expel(socket, place, seat.ended === 'over' || seat.ended === 'withdrawn' ? seat.ended : 'left');
    else if (seat.standing === 'admitted' && !this.sockets.isInside(socket, place)) this.sockets.seat(socket, place);
  }
}
