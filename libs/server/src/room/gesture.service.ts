import type { reportLine, RoomView } from '@alliance/contracts/room.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { decideInRoom } from '@alliance/domain/session-room/room.policy';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import { RoomQueries } from './room.queries.js';
import { changeSeat, nextVersion } from './room.record.js';
import { factsOf, roomView, type ParticipantRow } from './room.row.js';
import { RoomSockets } from './room.sockets.js';

type Seat = NonNullable<ParticipantRow['seat']>;

/** What passes: a hand, a microphone, how good the line is. It is shown and not recorded: nobody is judged by it later. */
@Injectable()
export class GestureService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: RoomQueries,
    private readonly sockets: RoomSockets,
  ) {}

  raise(actor: Actor, id: string): Promise<RoomView> {
    return this.gesture(actor, id, 'raiseHand', null, (seat, now) => (seat.hand_raised_at ? {} : { hand_raised_at: now }));
  }

  /** @param participantId null: mine */
  lower(actor: Actor, id: string, participantId: string | null): Promise<RoomView> {
    return this.gesture(actor, id, 'lowerHand', participantId, (seat) => (seat.hand_raised_at ? { hand_raised_at: null } : {}));
  }

  report(actor: Actor, id: string, line: InputOf<typeof reportLine>['body']): Promise<RoomView> {
    return this.gesture(actor, id, 'report', null, (seat) => {
      const said = {
        ...line,
        ...(line.microphone && { muted_audio: false }),
        ...(line.camera && { muted_video: false }),
      };
      return Object.fromEntries(Object.entries(said).filter(([name, value]) => value !== undefined && seat[name as keyof Seat] !== value));
    });
  }

  private gesture(
    actor: Actor,
    id: string,
    action: 'raiseHand' | 'lowerHand' | 'report',
    participantId: string | null,
    change: (seat: Seat, now: Date) => Readonly<Record<string, unknown>>,
  ): Promise<RoomView> {
    return this.commands.run(actor, async (work) => {
      const row = await this.queries.row(work, id);
      const room = factsOf(row);
      const target = participantId ? room.participants.find((one) => one.id === participantId) : undefined;
      const own = decideInRoom(room, actor, action, work.now, target);
      const seat = row.participants.find((one) => one.id === (participantId ?? own.id))?.seat;
      if (!seat) throw new Refusal('access.not_found');
      const columns = change(seat, work.now);
      if (!Object.keys(columns).length) return roomView(row, actor, work.now);
      await changeSeat(work, participantId ?? own.id, columns);
      const version = await nextVersion(work, id);
      work.afterCommit(() => this.sockets.presence(id, version));
      return roomView(await this.queries.row(work, id), actor, work.now);
    });
  }
}
