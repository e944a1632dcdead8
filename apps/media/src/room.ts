import type { MediaRoomState } from '@alliance/contracts/media-control';
import type { MediaSource } from '@alliance/contracts/room-media';
import type { RtpPacket } from 'werift';
import { carriedBy, Participant, type Surroundings } from './participant.js';
import type { Settings } from './settings.js';

/** Those who see and hear each other. What one sends is passed on to all others, untouched. */
export class Room implements Surroundings {
  emptySince = Date.now();
  private readonly participants = new Map<string, Participant>();
  private arranging = false;

  constructor(private readonly network: Settings) {}

  get size(): number {
    return this.participants.size;
  }

  find(id: string): Participant | undefined {
    return this.participants.get(id);
  }

  enter(id: string, publish: boolean): void {
    const known = this.participants.get(id);
    if (known) return known.enter(publish);
    this.participants.set(id, new Participant(id, publish, this.network, this));
  }

  leave(id: string, why: 'removed' | 'over' = 'removed'): void {
    this.participants.get(id)?.end(why);
    this.participants.delete(id);
    this.emptySince = Date.now();
    this.changed();
  }

  close(): void {
    for (const id of [...this.participants.keys()]) this.leave(id, 'over');
  }

  /** Lets go of whom nothing has been heard of for so long. */
  sweep(now: number, silentMs: number): void {
    for (const [id, one] of this.participants) if (one.silence(now) > silentMs) this.leave(id);
  }

  state(): MediaRoomState {
    const participants = [...this.participants.values()].map(({ id, connected, sources, receives }) => ({
      participantId: id,
      connected,
      sources,
      receives,
    }));
    return { participants };
  }

  /** Several changes of one moment are arranged together. */
  changed(): void {
    if (this.arranging) return;
    this.arranging = true;
    setImmediate(() => {
      this.arranging = false;
      for (const one of this.participants.values()) void one.arrange(this.wantedBy(one));
    });
  }

  forward(from: Participant, source: MediaSource, packet: RtpPacket): void {
    const carried = carriedBy(from.id, source);
    packet.header.extensions = []; // numbered by the sender's negotiation; the line adds its own
    for (const one of this.participants.values()) {
      if (one !== from && one.receivesNow(source)) one.line(carried)?.send(packet, () => from.askKeyFrame(source));
    }
  }

  pictureLost(carried: string): void {
    const [id = '', source] = carried.split(' ');
    this.participants.get(id)?.askKeyFrame(source as MediaSource);
  }

  private wantedBy(viewer: Participant): { participantId: string; source: MediaSource }[] {
    return [...this.participants.values()]
      .filter((one) => one !== viewer)
      .flatMap((one) => one.sources.filter((source) => viewer.receivesNow(source)).map((source) => ({ participantId: one.id, source })));
  }
}
