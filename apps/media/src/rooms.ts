import { Room } from './room.js';
import type { Settings } from './settings.js';

export interface Limits {
  readonly participantsPerRoom: number;
  readonly rooms: number;
  /** Nothing heard for so long, in milliseconds: the browser is gone. */
  readonly silentMs: number;
  readonly emptyMs: number;
}
const usual: Limits = { participantsPerRoom: 16, rooms: 250, silentMs: 30_000, emptyMs: 60_000 };

/** Every room of this process. Nothing of it is kept: a room is made by the first who enters and goes when it has been empty for a while. */
export class Rooms {
  private readonly rooms = new Map<string, Room>();
  private readonly sweeper: NodeJS.Timeout;

  constructor(
    private readonly network: Settings,
    private readonly limits: Limits = usual,
  ) {
    this.sweeper = setInterval(() => this.sweep(), Math.min(5_000, limits.silentMs / 2)).unref();
  }

  get count(): number {
    return this.rooms.size;
  }

  find(id: string): Room | undefined {
    return this.rooms.get(id);
  }

  /** @returns false when the room, or the house, is full */
  enter(roomId: string, participantId: string, publish: boolean): boolean {
    const known = this.rooms.get(roomId);
    if (!known && this.rooms.size >= this.limits.rooms) return false;
    const room = known ?? new Room(this.network);
    if (!room.find(participantId) && room.size >= this.limits.participantsPerRoom) return false;
    this.rooms.set(roomId, room);
    room.enter(participantId, publish);
    return true;
  }

  close(id: string): void {
    this.rooms.get(id)?.close();
    this.rooms.delete(id);
  }

  end(): void {
    clearInterval(this.sweeper);
    for (const id of [...this.rooms.keys()]) this.close(id);
  }

  private sweep(): void {
    const now = Date.now();
    for (const [id, room] of this.rooms) {
      room.sweep(now, this.limits.silentMs);
      if (room.size === 0 && now - room.emptySince > this.limits.emptyMs) this.rooms.delete(id);
    }
  }
}
